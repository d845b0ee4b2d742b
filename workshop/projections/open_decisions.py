"""Decisions that were taken openly, in the shape of outcomes; nothing of them is secret."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import Group, voices_counted_together
from workshop.models import Ballot, OpenDecision, Principle, PrincipleField, Revision, VoiceRow
from workshop.projections.scope import View

Taken = tuple[OpenDecision, Revision, Principle]


def open_decisions(session: Session, workshop_id: int) -> Iterator[Taken]:
    """Every open decision, the first one first, with what it was taken on."""
    found = (
        select(OpenDecision, Revision, Principle)
        .join(Revision, Revision.id == OpenDecision.revision_id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(OpenDecision.workshop_id == workshop_id)
        .order_by(OpenDecision.id)
    )
    return ((row[0], row[1], row[2]) for row in session.execute(found))


def open_view(
    taken: Taken, voices: Mapping[str, VoiceRow], together: frozenset[str]
) -> View:
    """One open decision as plain values; `way` is empty, for nobody voted.

    `together` are the voices that ballots count with others: how many they were is not told.
    """
    row, revision, principle = taken
    return {
        "id": f"open-{row.id}",
        "number": principle.position + 1,
        "principle": principle.id,
        "ballot": 0,
        "way": "",
        "decides": True,
        "round": 1,
        "rounds": 1,
        "statement": revision.texts["statement"],
        "kind": "agreed_openly" if row.is_agreed else "not_agreed_openly",
        "harm": False,
        "rows": [],
        "conditions": [],
        "reasons": [],
        "harms": [],
        "too_few": [],
        "absent": [],
        "text": row.text,
        "people": [
            {
                "label": voice.plural,
                "shape": voice.shape,
                "count": count_told(key, row.people, together),
            }
            for key, voice in voices.items()
            if row.people.get(key)
        ],
        "at": row.decided_at.isoformat(),
    }


def statements_of(session: Session, workshop_id: int) -> list[View]:
    """The principles that are not set aside, as they read now, to choose one from."""
    found = (
        select(Principle, PrincipleField.text)
        .join(PrincipleField, PrincipleField.principle_id == Principle.id)
        .where(
            Principle.workshop_id == workshop_id,
            Principle.is_set_aside.is_(False),
            PrincipleField.field == "statement",
        )
        .order_by(Principle.position)
    )
    return [
        {"id": principle.id, "number": principle.position + 1, "statement": statement}
        for principle, statement in session.execute(found)
    ]


def counted_together(session: Session, workshop_id: int) -> frozenset[str]:
    """The voices that stood in one group with another in any ballot."""
    found = select(Ballot.groups).where(Ballot.workshop_id == workshop_id)
    return voices_counted_together(
        Group.from_json(kept) for groups in session.scalars(found) for kept in groups
    )


def count_told(key: str, people: Mapping[str, int], together: frozenset[str]) -> int | None:
    """How many of a voice took an open decision; None where a ballot counts it with others."""
    return None if key in together else people[key]
