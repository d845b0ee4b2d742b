"""The tables of a draft step, as phones and the desk may see them."""

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.tables import FEWEST, MOST, MOST_PEOPLE, USUAL, sizes_for
from workshop.models import Participant, RoomTable, VoiceRow
from workshop.projections import room
from workshop.projections.scope import Scope, View
from workshop.projections.sitting import Sitting, sitting_in


def my_table(session: Session, scope: Scope) -> View:
    """My table and what it writes, then what others write; nothing while there are no tables."""
    sitting = sitting_in(session, scope.workshop_id)
    if not sitting.tables:
        return {"has_tables": False}
    mine = sitting.seats.get(scope.participant_id)
    themes = {theme.id: theme.name for theme in room.themes_of(session, scope)}
    own_themes = [one for one in themes if mine and sitting.themes.get(one) == mine]
    table = next((one for one in sitting.tables if one.id == mine), None)
    parts = _by_table(session, scope, sitting)
    number = table.number if table else -1
    return {
        "has_tables": True,
        "table": table and _own_table(table, sitting.here[table.id]),
        "own": [one for at, ids in parts if at == number for one in ids],
        "others": [(at, ids) for at, ids in parts if at != number],
        "own_themes": own_themes,
        "theme_choices": [(str(one), themes[one]) for one in own_themes],
    }


def tables_in_numbers(session: Session, scope: Scope) -> list[View]:
    """Each table for the desk: how many of each voice, its time, its call, its principles."""
    sitting = sitting_in(session, scope.workshop_id)
    if not sitting.tables:
        return []
    people = _people_at(session, scope, sitting)
    numbers = {row.id: row.position + 1 for row in room.principles_of(session, scope)}
    return [
        {
            "number": one.number,
            "count": sitting.here[one.id],
            "voices": _voices_of(people.get(one.id, [])),
            "ends_at": one.ends_at.isoformat() if one.ends_at else "",
            "is_calling": one.called_at is not None,
            "seen_by": one.seen_by,
            "principles": [
                number for at, number in numbers.items() if sitting.principles.get(at) == one.id
            ],
        }
        for one in sitting.tables
    ]


def tables_by_name(session: Session, scope: Scope) -> View:
    """Each table with its people by name, and all work with its table; the page behind the tap."""
    sitting = sitting_in(session, scope.workshop_id)
    people = _people_at(session, scope, sitting)
    in_numbers = tables_in_numbers(session, scope)
    return {
        "tables": [
            one | {"people": people.get(row.id, [])}
            for one, row in zip(in_numbers, sitting.tables, strict=True)
        ],
        "unseated": people.get(0, []),
        "themes": [
            {"id": row.id, "words": row.name, "at": sitting.number_of(sitting.themes.get(row.id))}
            for row in room.themes_of(session, scope)
        ],
        "principles": [
            {
                "id": row.id,
                "number": row.position + 1,
                "words": _statement(session, scope, row.id),
                "at": sitting.number_of(sitting.principles.get(row.id)),
            }
            for row in room.principles_of(session, scope)
        ],
    }


def ways_to_split(session: Session, scope: Scope) -> View:
    """How the room could be split: each number of tables with their sizes, and the usual one."""
    here = select(Participant.id).where(
        Participant.workshop_id == scope.workshop_id, Participant.standing == "admitted"
    )
    count = len(session.scalars(here).all())
    ways: dict[int, View] = {}
    for wanted in (USUAL, *range(FEWEST, MOST + 1)):
        sizes = sizes_for(count, wanted=wanted)
        if sizes and count <= MOST_PEOPLE:
            ways.setdefault(
                len(sizes),
                {"size": str(wanted), "tables": len(sizes), "least": sizes[-1], "most": sizes[0]},
            )
    return {"ways": [ways[one] for one in sorted(ways)], "usual": str(USUAL)}


def _own_table(table: RoomTable, here: int) -> View:
    return {
        "number": table.number,
        "others": max(0, here - 1),
        "ends_at": table.ends_at.isoformat() if table.ends_at else "",
        "is_calling": table.called_at is not None,
        "seen_by": table.seen_by,
    }


def _by_table(session: Session, scope: Scope, sitting: Sitting) -> list[tuple[int, list[int]]]:
    """The principles of each table that has any, in the order of the numbers; 0 is nobody's."""
    parts: dict[int, list[int]] = {}
    for row in room.principles_of(session, scope):
        number = sitting.number_of(sitting.principles.get(row.id))
        parts.setdefault(number, []).append(row.id)
    return sorted(parts.items(), key=lambda part: (part[0] == 0, part[0]))


def _people_at(session: Session, scope: Scope, sitting: Sitting) -> dict[int, list[View]]:
    """Who is here, by the id of their table; 0 has those without one."""
    found = (
        select(Participant, VoiceRow)
        .join(VoiceRow, VoiceRow.id == Participant.voice_id)
        .where(
            Participant.workshop_id == scope.workshop_id, Participant.standing == "admitted"
        )
        .order_by(VoiceRow.position, Participant.name)
    )
    people: dict[int, list[View]] = {}
    for person, voice in session.execute(found):
        view = {
            "id": person.id, "name": person.name,
            "shape": voice.shape, "voice": voice.label, "plural": voice.plural,
        }  # fmt: skip
        people.setdefault(sitting.seats.get(person.id, 0), []).append(view)
    return people


def _voices_of(people: list[View]) -> list[View]:
    counts = Counter((one["shape"], one["plural"]) for one in people)
    return [{"shape": s, "plural": plural, "count": n} for (s, plural), n in counts.items()]


def _statement(session: Session, scope: Scope, principle_id: int) -> Any:
    view = room.principle(session, scope.item(principle_id))
    return view["statement"] if view else ""
