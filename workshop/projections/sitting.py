"""Who sits where, and what each table writes, read once for everybody."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import (
    Companion,
    Participant,
    RoomTable,
    Seat,
    Stamp,
    TablePrinciple,
    TableTheme,
)
from workshop.projections.remembered import remembered
from workshop.projections.scope import Scope, View, activity_of


@dataclass
class Sitting:
    """All tables of a room; people are those who are here, works are theme and principle ids."""

    tables: list[RoomTable] = field(default_factory=list)
    seats: dict[int, int] = field(default_factory=dict)
    here: Counter[int] = field(default_factory=Counter)
    themes: dict[int, int] = field(default_factory=dict)
    principles: dict[int, int] = field(default_factory=dict)

    def number_of(self, table_id: int | None) -> int:
        """The number of a table, 0 for none."""
        return next((one.number for one in self.tables if one.id == table_id), 0)


@remembered
def sitting_in(session: Session, workshop_id: int) -> Sitting:
    """Who sits where, and what each table writes."""
    found = select(RoomTable).where(RoomTable.workshop_id == workshop_id)
    tables = list(session.scalars(found.order_by(RoomTable.number)))
    if not tables:
        return Sitting()
    seats = (
        select(Seat.participant_id, Seat.table_id, Participant.standing)
        .join(Participant, Participant.id == Seat.participant_id)
        .where(Seat.workshop_id == workshop_id)
    )
    rows = list(session.execute(seats))
    themes = select(TableTheme.theme_id, TableTheme.table_id).where(
        TableTheme.workshop_id == workshop_id
    )
    principles = select(TablePrinciple.principle_id, TablePrinciple.table_id).where(
        TablePrinciple.workshop_id == workshop_id
    )
    return Sitting(
        tables=tables,
        seats={row.participant_id: row.table_id for row in rows},
        here=Counter(row.table_id for row in rows if row.standing == "admitted"),
        themes=dict(session.execute(themes).all()),
        principles=dict(session.execute(principles).all()),
    )


def has_tables(session: Session, workshop_id: int) -> bool:
    """Say whether the room drafts at tables."""
    return bool(sitting_in(session, workshop_id).tables)


def scene_of_tables(session: Session, scope: Scope) -> str:
    """What changes with every change of tables or principles, so that phones look at their own."""
    if not sitting_in(session, scope.workshop_id).tables:
        return ""
    stamp = session.get(Stamp, (scope.workshop_id, "room", "task"))
    return f".{stamp.n if stamp else 0}"


def table_of_principle(session: Session, scope: Scope, principle_id: int) -> View:
    """Which table writes a principle (0 for none), and whether I may only read it there.

    As `seating.refuse_elsewhere`: tables keep others out in the draft step alone.
    """
    sitting = sitting_in(session, scope.workshop_id)
    given, mine = sitting.principles.get(principle_id), sitting.seats.get(scope.participant_id)
    is_drafting = activity_of(session, scope).kind == "draft"
    return {
        "table": sitting.number_of(given),
        "is_elsewhere": is_drafting and bool(given and mine and given != mine),
    }


def numbers_of_principles(session: Session, scope: Scope) -> dict[int, int]:
    """The number of the table that writes each principle."""
    sitting = sitting_in(session, scope.workshop_id)
    return {one: sitting.number_of(at) for one, at in sitting.principles.items()}


def calls_of_tables(session: Session, workshop_id: int) -> list[View]:
    """The tables that called for help; who of them did is not known."""
    return [
        {"number": one.number, "called_at": one.called_at, "seen_by": one.seen_by}
        for one in sitting_in(session, workshop_id).tables
        if one.called_at is not None
    ]


def companion_name(session: Session, scope: Scope) -> str:
    """With whom I asked to sit, or who asked to sit with me; only we two are told."""
    pair = session.get(Companion, scope.participant_id)
    return session.get_one(Participant, pair.companion_id).name if pair else ""
