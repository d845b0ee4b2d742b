"""What closed ballots came to, for every audience alike: only the published record is read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.counting import people_told
from workshop.domain.records import Counts, GroupRecord, PublishedRecord, share_range
from workshop.domain.review import OpenRecord, Outcome
from workshop.domain.voices import Voice, VoiceKind
from workshop.domain.ways import deciding_way_for, deciding_ways, way_for
from workshop.models import Ballot, BallotRevision, Principle, Revision, VoiceRow
from workshop.projections.open_decisions import counted_together, open_decisions, open_view
from workshop.projections.scope import View

Voices = Mapping[str, VoiceRow]
Counted = tuple[PublishedRecord, Ballot, Revision, Principle]


class Standing(NamedTuple):
    """One thing that stands on a principle: a closed ballot, or a decision taken openly."""

    outcome: Outcome
    view: View
    revision: Revision
    principle: Principle


def outcomes_of(session: Session, workshop_id: int) -> list[View]:
    """The last outcome of each principle, each with the ballot before it (or None).

    Before an open decision stands the last ballot: neither hides the other.
    """
    return [
        last_of([one.view for one in standing])
        for standing in standings(session, workshop_id).values()
    ]


def last_of(views: Sequence[View]) -> View:
    """The last of the outcomes of one principle, for screens."""
    ballots = [view for view in views[:-1] if view["way"]]
    return in_words(views[-1]) | {"before": in_words(ballots[-1]) if ballots else None}


def standings(session: Session, workshop_id: int) -> dict[int, list[Standing]]:
    """All that stands on each principle, the first first, in the order of the principles.

    At the same moment a ballot comes last: what was taken openly never stands over it.
    """
    voices = voices_by_key(session, workshop_id)
    together = counted_together(session, workshop_id)
    found = [
        Standing(one[0], outcome_view(*one, voices), one[2], one[3])
        for one in decided(session, workshop_id)
    ] + [
        Standing(
            OpenRecord(taken[0].is_agreed), open_view(taken, voices, together), taken[1], taken[2]
        )
        for taken in open_decisions(session, workshop_id)
    ]
    found.sort(key=lambda one: (one.principle.position, one.view["at"], one.view["ballot"]))
    by_principle: dict[int, list[Standing]] = {}
    for one in found:
        by_principle.setdefault(one.principle.id, []).append(one)
    return by_principle


def statements_with_outcome(session: Session, workshop_id: int) -> list[View]:
    """The principles on which something has come out, in the words that an edition prints."""
    last = [standing[-1].view for standing in standings(session, workshop_id).values()]
    return [
        {"id": one["principle"], "number": one["number"], "statement": one["statement"]}
        for one in last
    ]


def decided(session: Session, workshop_id: int) -> Iterator[Counted]:
    """Every revision on every closed ballot that decides, by principle, the first ballot first."""
    deciding = Ballot.way.in_([way.KEY for way in deciding_ways()])
    return _records(session, workshop_id, Ballot.state == "closed", deciding)


def outcomes_in(session: Session, workshop_id: int, activity_id: int) -> list[View]:
    """What one step came to: the last of each principle in each way, and decided openly."""
    here = Ballot.state == "closed", Ballot.activity_id == activity_id
    voices = voices_by_key(session, workshop_id)
    standing = {(one["principle"], one["ballot"]): one for one in outcomes_of(session, workshop_id)}
    last: dict[tuple[int, str], View] = {}
    for record, ballot, revision, principle in _records(session, workshop_id, *here):
        view = outcome_view(record, ballot, revision, principle, voices)
        same = standing.get((principle.id, ballot.number))
        last[principle.id, ballot.way] = same or in_words(view) | {"before": None}
    shown = [one["id"] for one in last.values()]
    openly = [_not_twice(one, shown) for one in standing.values() if not one["way"]]
    return sorted([*last.values(), *openly], key=lambda one: (-one["ballot"], one["number"]))


def _not_twice(openly: View, shown: Sequence[str]) -> View:
    """An open decision, without the ballot before it where that stands beside it."""
    before = openly["before"]
    return openly | {"before": None} if before and before["id"] in shown else openly


def live_numbers(session: Session, ballot: Ballot) -> list[View]:
    """What an open ballot shows while it is open: nothing, unless its way says that it is live."""
    if not way_for(ballot.way).IS_LIVE:
        return []
    voices = voices_by_key(session, ballot.workshop_id)
    found = _records(session, ballot.workshop_id, Ballot.id == ballot.id)
    return [outcome_view(*one, voices) for one in found]


def outcome_view(
    record: PublishedRecord, ballot: Ballot, revision: Revision, principle: Principle,
    voices: Voices,
) -> View:  # fmt: skip
    """One outcome as plain values."""
    return {
        "id": f"{ballot.id}-{revision.id}",
        "number": principle.position + 1,
        "principle": principle.id,
        "ballot": ballot.number,
        "way": record.way,
        "decides": way_for(record.way).DECIDES,
        "round": record.round,
        "rounds": record.rounds,
        "statement": revision.texts["statement"],
        "kind": record.verdict,
        "harm": record.harm,
        "papers": record.papers,
        "electorate": record.electorate,
        "too_few": [voices[key].plural for key in record.too_few],
        "absent": [voices[key].plural for key in record.absent],
        "rows": [_row(one, record, voices) for one in record.groups if one.verdict],
        "conditions": list(record.conditions),
        "reasons": list(record.against),
        "harms": list(record.harms),
        "threshold": record.threshold,
        "part_of": record.part_of,
        "numbers": {name: list(count) for name, count in record.numbers},
        "at": (ballot.closed_at or ballot.opened_at).isoformat(),
    }


def in_words(view: View) -> View:
    """An outcome with what its way of voting says of each group, for screens.

    Of who was there when something was decided openly, a screen gets the words, not the number.
    """
    if not view["way"]:
        people = [
            {"label": one["label"], "shape": one["shape"], "told": people_told(one["count"])}
            for one in view["people"]
        ]
        return view | {"people": people}
    if not way_for(view["way"]).DECIDES:
        return view
    way, part_of = deciding_way_for(view["way"]), view["part_of"]
    rows = []
    for row in view["rows"]:
        counts = counts_from(row["spans"]) if row["spans"] else None
        rows.append(
            row
            | {
                "said": way.said(counts, part_of) if counts else None,
                "brief": way.brief(counts) if counts else None,
            }
        )
    said = {"column": way.column(part_of), "part": way.PART, "yes": way.YES}
    return view | {"rows": rows, **said}


def counts_from(spans: View) -> Counts:
    """Counts as they were published, from plain values."""
    ranges: dict[str, Any] = {name: tuple(spans[name]) for name in ("yes", "no", "passes", "part")}
    spread = tuple(spans["spread"]) if spans["spread"] else None
    return Counts(**ranges, harm=(0, 0), spread=cast(Any, spread))


def domain_voice(row: VoiceRow) -> Voice:
    """One voice as the rules of the domain know it."""
    return Voice(row.key, row.plural, cast(VoiceKind, row.kind))


def voices_by_key(session: Session, workshop_id: int) -> dict[str, VoiceRow]:
    """The voices by their keys."""
    return {row.key: row for row in voice_rows(session, workshop_id)}


def voice_rows(session: Session, workshop_id: int) -> list[VoiceRow]:
    """The voices in their order of power, least first."""
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop_id)
    return list(session.scalars(rows.order_by(VoiceRow.position)))


def _records(session: Session, workshop_id: int, *conditions: Any) -> Iterator[Counted]:
    """What was published of each revision, by principle, the first ballot first."""
    found = (
        select(BallotRevision, Ballot, Revision, Principle)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(Ballot.workshop_id == workshop_id, *conditions)
        .order_by(Principle.position, Ballot.id)
    )
    for row, ballot, revision, principle in session.execute(found):
        if row.record:
            yield PublishedRecord.from_json(row.record), ballot, revision, principle


def _row(group: GroupRecord, record: PublishedRecord, voices: Voices) -> View:
    shares = share_range(group, record.threshold)
    return {
        "voices": list(group.voices),
        "shapes": [voices[key].shape for key in group.voices],
        "label": ", ".join(voices[key].plural for key in group.voices),
        "people": group.size,
        "verdict": group.verdict,
        "level": "verdict" if shares is None else group.level,
        "low": round(100 * shares[0]) if shares else None,
        "high": round(100 * shares[1]) if shares else None,
        "part_of": record.part_of,
        "spans": _spans(group.counts) if group.counts else None,
    }


def _spans(counts: Counts) -> View:
    """Counts as they were published; harm is told of the whole only."""
    return {
        "yes": list(counts.yes),
        "no": list(counts.no),
        "passes": list(counts.passes),
        "part": list(counts.part),
        "spread": list(counts.spread) if counts.spread else None,
    }
