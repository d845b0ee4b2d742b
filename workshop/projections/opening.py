"""What the desk is told before a ballot opens: who is here, and what that means for the words."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import (
    Group,
    absent_voices,
    electorate_mark,
    groups_for,
    is_alone,
    voices_too_few,
)
from workshop.domain.paper import sentences_needed
from workshop.domain.refusals import Refusal
from workshop.domain.rules import Rule, k_for
from workshop.domain.sentences import Sentence
from workshop.domain.ways import WAYS
from workshop.models import Activity, Participant, Principle, PrincipleField, VoiceRow, Workshop
from workshop.projections.outcomes import domain_voice, outcomes_of, voice_rows
from workshop.projections.scope import Scope, View, activity_of, workshop_of

THRESHOLDS = (67, 75, 80)
QUORUMS = (50, 67, 75)
HOURS = (0, 24, 72, 168)


def before_opening(session: Session, scope: Scope) -> View:
    """The groups that a ballot would have now, what can be put to the vote, and how."""
    workshop, rows = workshop_of(session, scope), voice_rows(session, scope.workshop_id)
    people = _people(session, scope.workshop_id)
    sizes = Counter(person.voice_id for person in people)
    by_key = {row.key: sizes[row.id] for row in rows if sizes[row.id]}
    k = k_for(workshop.threshold)
    groups = _groups(rows, by_key, k)
    principles = _principles(session, scope)
    return {
        "expected": electorate_mark((row.key, sizes[row.id]) for row in rows),
        "k": k,
        "too_few": groups is None,
        "voices": [_voice(row, people, scope, groups or ()) for row in rows],
        "principles": principles,
        "can_open": bool(principles) and groups is not None,
        **_meaning(rows, by_key, groups or (), k),
        **_choices(workshop, activity_of(session, scope), principles),
        "thresholds": [
            {"percent": percent, "groups": _named_groups(rows, by_key, percent)}
            for percent in sorted({*THRESHOLDS, workshop.threshold})
        ],
        "needed": _needed(rows, groups or (), workshop.threshold),
    }


def _people(session: Session, workshop_id: int) -> list[Any]:
    here = Participant.workshop_id == workshop_id, Participant.standing == "admitted"
    found = select(Participant.id, Participant.voice_id, Participant.has_phone)
    return list(session.execute(found.where(*here)))


def _groups(rows: Sequence[VoiceRow], sizes: dict[str, int], k: int) -> list[Group] | None:
    try:
        return groups_for([domain_voice(row) for row in rows], sizes, k)
    except Refusal:
        return None


def _named_groups(rows: Sequence[VoiceRow], sizes: dict[str, int], percent: int) -> str:
    """The groups that a threshold would make: a higher one needs larger groups."""
    labels = {row.key: row.plural for row in rows}
    groups = _groups(rows, sizes, k_for(percent)) or ()
    named = (" + ".join(labels[key] for key in group.voices) for group in groups)
    return "; ".join(f"{name} {group.size}" for name, group in zip(named, groups, strict=True))


def _voice(
    row: VoiceRow, people: Sequence[Any], scope: Scope, groups: Sequence[Group]
) -> View:
    """One voice: who is here, who sleeps, who is missing, and with whom it is counted."""
    mine = [person for person in people if person.voice_id == row.id]
    group = next((group for group in groups if row.key in group.voices), None)
    state = "absent" if not mine else "alone" if group and is_alone(group) else "together"
    return {
        "id": row.id,
        "key": row.key,
        "label": row.plural,
        "shape": row.shape,
        "here": len(mine),
        "asleep": sum(p.has_phone and p.id not in scope.awake for p in mine),
        "without_phone": sum(not p.has_phone for p in mine),
        "in_room": row.in_room,
        "missing": max(0, (row.in_room or 0) - len(mine)),
        "state": state if groups or not mine else "few",
    }


def _meaning(
    rows: Sequence[VoiceRow], sizes: dict[str, int], groups: Sequence[Group], k: int
) -> View:
    """The groups by name, and the most that the outcome could say."""
    labels = {row.key: row.plural for row in rows}
    voices = [domain_voice(row) for row in rows]
    absent = [labels[key] for key in absent_voices(voices, sizes)]
    return {
        "groups": [
            {"labels": [labels[key] for key in group.voices], "size": group.size}
            for group in groups
        ],
        "few": [labels[key] for key in voices_too_few(groups, k)],
        "absent": absent,
        "is_every_voice": bool(groups) and not absent and all(map(is_alone, groups)),
    }


def _choices(workshop: Workshop, step: Activity, principles: Sequence[View]) -> View:
    """What a facilitator may choose, with what the method, or a round before, proposes."""
    waiting = [one["way"] for one in principles if one["waits_for_second"]]
    proposed = waiting[0] if waiting else step.way or "consent"
    return {
        "ways": [
            {"key": way.KEY, "name": way.NAME, "when": way.WHEN, "is_chosen": key == proposed}
            for key, way in WAYS.items()
        ],
        "rounds": step.rounds if step.way == proposed else 1,
        "is_second": bool(waiting),
        "threshold": max([workshop.threshold, *(one["threshold"] for one in principles)]),
        "quorums": QUORUMS,
        "hours": HOURS,
        "yes_if": workshop.yes_if_counts_as,
    }


def _needed(rows: Sequence[VoiceRow], groups: Sequence[Group], threshold: int) -> list[Sentence]:
    labels = {row.key: row.plural for row in rows}
    rule = Rule(threshold=threshold, k=k_for(threshold))
    return [one.named(labels) for one in sentences_needed(groups, rule)[: len(groups)]]


def _principles(session: Session, scope: Scope) -> list[View]:
    found = (
        select(Principle, PrincipleField.text)
        .join(PrincipleField, PrincipleField.principle_id == Principle.id)
        .where(
            Principle.workshop_id == scope.workshop_id,
            Principle.is_set_aside.is_(False),
            PrincipleField.field == "statement",
        )
        .order_by(Principle.position)
    )
    last = {one["principle"]: one for one in outcomes_of(session, scope.workshop_id)}
    waiting = {key: one["way"] for key, one in last.items() if one["round"] < one["rounds"]}
    agreed = {key for key, one in last.items() if one["kind"].startswith("agreed")} - {*waiting}
    return [
        {
            "id": principle.id,
            "statement": statement,
            "waits_for_second": principle.id in waiting,
            "threshold": last.get(principle.id, {}).get("threshold") or 0,
            "way": waiting.get(principle.id, ""),
            "is_chosen": principle.id in waiting if waiting else principle.id not in agreed,
        }
        for principle, statement in session.execute(found)
    ]
