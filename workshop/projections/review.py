"""The review: outcomes in the order in which they are looked at, and what may be said of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.records import PublishedRecord
from workshop.domain.review import (
    Division,
    Outcome,
    Topic,
    by_need,
    dividing,
    for_the_room,
    uniting,
)
from workshop.domain.ways import deciding_way_for
from workshop.models import Decision, VoiceRow
from workshop.projections.beside import beside
from workshop.projections.objections import objections_of, with_records
from workshop.projections.outcomes import Standing, last_of, standings, voice_rows
from workshop.projections.scope import View

Items = list[tuple[Outcome, View]]


def review_of(session: Session, workshop_id: int) -> View:
    """Everything that the room sees of what it came to, in parts, and what stands out."""
    standing = standings(session, workshop_id)
    items = _items(session, workshop_id, standing)
    voices = voice_rows(session, workshop_id)
    parts = for_the_room(items, _outcome, [voice.key for voice in voices])
    return {
        "parts": [
            {"place": place, "outcomes": [view for _, view in kept]} for place, kept in parts
        ],
        "outcomes": [view for _, kept in parts for _, view in kept],
        **_standing_out(standing, voices),
    }


def talk_list(session: Session, workshop_id: int) -> list[View]:
    """The principles by what most needs talk, each with why."""

    def topic(item: tuple[Outcome, View]) -> Topic:
        said = tuple((one["kind"], one["state"]) for one in item[1]["objections"] if one["id"])
        return Topic(item[0], said)

    items = _items(session, workshop_id, standings(session, workshop_id))
    order = [voice.key for voice in voice_rows(session, workshop_id)]
    return [view | {"need": need} for need, (_, view) in by_need(items, topic, order)]


def one_to_talk_about(session: Session, workshop_id: int, principle: int) -> View | None:
    """One principle of that list, with the decision on it as it can be written on."""
    found = [one for one in talk_list(session, workshop_id) if one["principle"] == principle]
    if not found:
        return None
    decision = decisions_of(session, workshop_id).get(principle)
    return found[0] | {"decision_version": decision.version if decision else 0}


def dressed(session: Session, workshop_id: int, outcomes: Iterable[View]) -> list[View]:
    """Outcomes with what became of what was said, what was decided, and the ballot before."""
    standing = standings(session, workshop_id)
    said, decisions = _said(session, workshop_id, standing), decisions_of(session, workshop_id)
    return [
        _dressed(view, standing.get(view["principle"], []), said, decisions) for view in outcomes
    ]


def decisions_of(session: Session, workshop_id: int) -> dict[int, Decision]:
    """What was decided in words, by principle."""
    found = select(Decision).where(Decision.workshop_id == workshop_id)
    return {row.principle_id: row for row in session.scalars(found)}


def _items(
    session: Session, workshop_id: int, standing: Mapping[int, list[Standing]]
) -> Items:
    said, decisions = _said(session, workshop_id, standing), decisions_of(session, workshop_id)
    return [
        (kept[-1].outcome, _dressed(last_of([one.view for one in kept]), kept, said, decisions))
        for kept in standing.values()
    ]


def _dressed(
    view: View,
    standing: Iterable[Standing],
    said: Mapping[int, list[View]],
    decisions: Mapping[int, Decision],
) -> View:
    decision = decisions.get(view["principle"])
    until = takewhile(lambda one: one.view["id"] != view["id"], standing)
    return beside(view) | {
        "objections": said.get(view["principle"], []),
        "decision": decision.text if decision else "",
        "earlier": [
            {name: one.view[name] for name in ("kind", "ballot", "round", "rounds")}
            for one in until
        ],
    }


def _said(
    session: Session, workshop_id: int, standing: Mapping[int, list[Standing]]
) -> dict[int, list[View]]:
    kept = objections_of(session, workshop_id)
    return {
        principle: with_records(kept.get(principle, []), records_of(found))
        for principle, found in standing.items()
    }


def records_of(standing: Iterable[Standing]) -> list[tuple[int, PublishedRecord]]:
    """The ballots among what stands on a principle: their numbers and their records."""
    return [
        (one.view["ballot"], one.outcome)
        for one in standing
        if isinstance(one.outcome, PublishedRecord)
    ]


def _standing_out(
    standing: Mapping[int, list[Standing]], voices: Sequence[VoiceRow]
) -> View:
    """What unites and what divides, in the last ballot on each principle."""
    labels, order = {row.key: row.plural for row in voices}, [row.key for row in voices]
    voted = [[one for one in kept if one.view["way"]] for kept in standing.values()]
    last = [(kept[-1].outcome, kept[-1].view) for kept in voted if kept]
    return {
        "unites": [
            {**_named(view), "share": _whole(floor), "unites": deciding_way_for(view["way"]).UNITES}
            for floor, (_, view) in uniting(last, _outcome)
        ],
        "divides": [
            {**_named(view), **_divided(division, labels), "yes": deciding_way_for(view["way"]).YES}
            for division, (_, view) in dividing(last, _outcome, order)
        ],
    }


def _named(view: View) -> View:
    names = ("number", "statement", "ballot", "harm", "round", "rounds")
    return {name: view[name] for name in names}


def _divided(division: Division, labels: Mapping[str, str]) -> View:
    groups = [", ".join(labels[key] for key in voices) for voices in division.groups]
    return {"groups": groups, "gap": _whole(division.gap)}


def _whole(share: float) -> int:
    """A share in whole percent, never more than is certain."""
    return int(100 * share + 1e-9)


def _outcome(item: tuple[Outcome, View]) -> Outcome:
    return item[0]
