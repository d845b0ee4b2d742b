"""What closed ballots came to, for every audience alike: only the published record is read."""

from functools import lru_cache
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import Group, is_alone
from workshop.domain.paper import sentences_guessable, sentences_needed
from workshop.domain.records import Counts, GroupRecord, PublishedRecord, share_range
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.voices import Voice, VoiceKind
from workshop.models import Ballot, BallotRevision, Principle, Revision, VoiceRow
from workshop.projections.scope import View


def outcomes_of(session: Session, workshop_id: int, activity_id: int | None = None) -> list[View]:
    """The last outcome of each principle, or every outcome of one ballot activity."""
    found = (
        select(BallotRevision, Ballot, Revision, Principle)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(Ballot.workshop_id == workshop_id, Ballot.state == "closed")
        .order_by(Ballot.id, Principle.position)
    )
    if activity_id is not None:
        found = found.where(Ballot.activity_id == activity_id)
    voices = {row.key: row for row in _voice_rows(session, workshop_id)}
    last: dict[int, View] = {}
    for row, ballot, revision, principle in session.execute(found):
        last[principle.id] = outcome_view(row, ballot, revision, principle, voices)
    return sorted(last.values(), key=lambda view: view["number"])


def outcome_view(
    row: BallotRevision, ballot: Ballot, revision: Revision, principle: Principle,
    voices: dict[str, VoiceRow],
) -> View:  # fmt: skip
    """One outcome as people see it."""
    record = PublishedRecord.from_json(row.record or {})
    return {
        "id": f"{ballot.id}-{revision.id}",
        "number": principle.position + 1,
        "ballot": ballot.number,
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
        "if_counts": record.yes_if == "yes",
    }


def paper_sentences(session: Session, ballot: Ballot) -> View:
    """What the paper says before the first tap: votes needed, and what can be worked out."""
    labels = {row.key: row.plural for row in _voice_rows(session, ballot.workshop_id)}
    rule = Rule.from_json(ballot.rule)
    groups = [Group.from_json(kept) for kept in ballot.groups]
    return {
        "threshold": rule.threshold,
        "if_counts": rule.yes_if == "yes",
        "needed": [one.named(labels) for one in sentences_needed(groups, rule)],
        "guessable": [one.named(labels) for one in _guessable(tuple(groups), rule)],
        "is_one_group": len(groups) == 1 and not is_alone(groups[0]),
    }


def domain_voices(session: Session, workshop_id: int) -> list[Voice]:
    """The voices as the rules of the domain know them."""
    return [domain_voice(row) for row in _voice_rows(session, workshop_id)]


def domain_voice(row: VoiceRow) -> Voice:
    """One voice as the rules of the domain know it."""
    return Voice(row.key, row.plural, cast(VoiceKind, row.kind))


# Every paper of a ballot says the same, and working it out takes as long as all else together.
@lru_cache(maxsize=64)
def _guessable(groups: tuple[Group, ...], rule: Rule) -> tuple[Sentence, ...]:
    return tuple(sentences_guessable(groups, rule))


def _row(group: GroupRecord, record: PublishedRecord, voices: dict[str, VoiceRow]) -> View:
    shares = share_range(group, record.threshold)
    view: View = {
        "shapes": [voices[key].shape for key in group.voices],
        "label": ", ".join(voices[key].plural for key in group.voices),
        "people": group.size,
        "verdict": group.verdict,
        "level": "verdict" if shares is None else group.level,
        "low": round(100 * shares[0]) if shares else None,
        "high": round(100 * shares[1]) if shares else None,
        "edge": "",
        "spans": None,
    }
    return view | (_counts(group.counts) if group.counts else {})


def _counts(counts: Counts) -> View:
    """Spans as they were published, and the numbers that a picture draws."""
    conditional = counts.yes_if[0] == counts.yes_if[1]
    edge = "none" if counts.yes == (0, 1) else "all" if counts.no == (0, 1) else ""
    return {
        "spans": {"yes": counts.yes, "yes_if": counts.yes_if, "no": counts.no,
                  "passed": counts.passes},
        "yes": counts.yes[0] - (counts.yes_if[0] if conditional else 0),
        "yes_if": counts.yes_if[0] if conditional else 0,
        "no": counts.no[0],
        "passes": counts.passes[0],
        "edge": edge,
    }  # fmt: skip


def _voice_rows(session: Session, workshop_id: int) -> list[VoiceRow]:
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop_id)
    return list(session.scalars(rows.order_by(VoiceRow.position)))
