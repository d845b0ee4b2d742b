"""Tables: made, changed and dissolved by a facilitator. No word is lost by any of it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for
from workshop.actions.grouping import theme_for
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.actions.seating import (
    dissolve,
    least_busy,
    places_of_voices,
    table_numbered,
    tables_of,
)
from workshop.domain.actors import Actor
from workshop.domain.events import TableChanged, TablesEnded, TablesMade
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.tables import FEWEST, MOST, split
from workshop.domain.words import N_
from workshop.models import (
    Companion,
    Participant,
    Principle,
    RoomTable,
    Seat,
    TablePrinciple,
    TableTheme,
    Theme,
)

LONGEST = 120


def split_room(
    session: Session, actor: Actor, *, workshop: int, size: int, key: str
) -> dict[str, Any]:
    """Split everybody who is here into tables of about `size`; a repeat changes nothing.

    Tables that are there already are made anew: each keeps its work as far as there is still a
    table of its number; the rest goes where there is the least.
    """
    require(session, actor, workshop, "tables.split")
    before = tables_of(session, workshop)
    if before and before[0].key == key:
        return {"tables": len(before)}
    if not FEWEST <= size <= MOST:
        raise NotValid(N_("A table has between 4 and 8 people."), field="size")
    work = _work_by_number(session, before)
    found = split(_people(session, workshop), _pairs(session, workshop), wanted=size, seed=key)
    if not found:
        raise Refusal(N_("Nobody is here yet, so there is nobody to sit at a table."))
    dissolve(session, workshop)
    tables = [RoomTable(workshop_id=workshop, number=n, key=key) for n in range(1, len(found) + 1)]
    session.add_all(tables)
    session.flush()
    for table, people in zip(tables, found, strict=True):
        for one in people:
            session.add(Seat(participant_id=one, workshop_id=workshop, table_id=table.id))
    _share_work(session, workshop, tables, *work)
    record(session, TablesMade(workshop, len(tables)))
    return {"tables": len(tables)}


def end_tables(session: Session, actor: Actor, *, workshop: int) -> None:
    """Come back together: everybody drafts everything again."""
    require(session, actor, workshop, "tables.end")
    if tables_of(session, workshop):
        dissolve(session, workshop)
        record(session, TablesEnded(workshop))


def move_person(
    session: Session, actor: Actor, *, workshop: int, participant: int, table: int
) -> None:
    """Seat somebody at another table, or at none (0)."""
    require(session, actor, workshop, "table.move")
    person = session.get(Participant, participant)
    if person is None or person.workshop_id != workshop:
        raise NotFound(N_("That person is not in this workshop."))
    seat = session.get(Seat, person.id)
    if not table:
        if seat is not None:
            session.delete(seat)
    else:
        chosen = table_numbered(session, workshop, table)
        seat = seat or Seat(participant_id=person.id, workshop_id=workshop)
        seat.table_id = chosen.id
        session.add(seat)
    record(session, TableChanged(workshop))


def give_work(
    session: Session, actor: Actor, *, workshop: int, table: int, theme: int, principle: int
) -> None:
    """Give a theme or a principle to a table; table 0 takes it back, so that it is everybody's."""
    require(session, actor, workshop, "table.give")
    kept: TableTheme | TablePrinciple | None
    fresh: TableTheme | TablePrinciple
    if theme:
        number = theme_for(session, workshop, theme).id
        kept = session.get(TableTheme, number)
        fresh = TableTheme(theme_id=number, workshop_id=workshop)
    else:
        number = principle_for(session, workshop, principle).id
        kept = session.get(TablePrinciple, number)
        fresh = TablePrinciple(principle_id=number, workshop_id=workshop)
    if table:
        given = kept or fresh
        given.table_id = table_numbered(session, workshop, table).id
        session.add(given)
    elif kept is not None:
        session.delete(kept)
    record(session, TableChanged(workshop))


def set_time(session: Session, actor: Actor, *, workshop: int, table: int, minutes: int) -> None:
    """Give a table, or every table (0), so many minutes from now; 0 minutes take its time away."""
    require(session, actor, workshop, "table.time")
    if minutes > LONGEST:
        raise NotValid(N_("Please give between 1 and 120 minutes."), field="minutes")
    ends_at = now(session) + timedelta(minutes=minutes) if minutes else None
    chosen = [table_numbered(session, workshop, table)] if table else tables_of(session, workshop)
    for one in chosen:
        one.ends_at = ends_at
    record(session, TableChanged(workshop))


def _people(session: Session, workshop: int) -> dict[int, int]:
    places = places_of_voices(session, workshop)
    here = select(Participant.id, Participant.voice_id).where(
        Participant.workshop_id == workshop, Participant.standing == "admitted"
    )
    return {one: places[voice] for one, voice in session.execute(here)}


def _pairs(session: Session, workshop: int) -> list[tuple[int, int]]:
    asked = select(Companion.participant_id, Companion.companion_id).where(
        Companion.workshop_id == workshop, Companion.participant_id < Companion.companion_id
    )
    return [(one, other) for one, other in session.execute(asked)]


def _work_by_number(
    session: Session, tables: list[RoomTable]
) -> tuple[dict[int, int], dict[int, int]]:
    """Which theme and which principle is with the table of which number."""
    numbers = {table.id: table.number for table in tables}
    themes = select(TableTheme).where(TableTheme.table_id.in_(numbers))
    principles = select(TablePrinciple).where(TablePrinciple.table_id.in_(numbers))
    return (
        {row.theme_id: numbers[row.table_id] for row in session.scalars(themes)},
        {row.principle_id: numbers[row.table_id] for row in session.scalars(principles)},
    )


def _share_work(
    session: Session, workshop: int, tables: list[RoomTable],
    themes: dict[int, int], principles: dict[int, int],
) -> None:  # fmt: skip
    """Every theme and principle gets a table: the one it had, that of its theme, or a free one."""
    ids = {table.number: table.id for table in tables}
    of_theme: dict[int, int] = {}
    in_order = select(Theme.id).where(Theme.workshop_id == workshop).order_by(Theme.position)
    for theme in session.scalars(in_order):
        had = ids.get(themes.get(theme, 0))
        of_theme[theme] = had or least_busy(tables, of_theme.values()).id
        session.add(TableTheme(theme_id=theme, workshop_id=workshop, table_id=of_theme[theme]))
    given: list[int] = []
    rows = select(Principle).where(Principle.workshop_id == workshop).order_by(Principle.position)
    for row in session.scalars(rows):
        had = ids.get(principles.get(row.id, 0)) or of_theme.get(row.theme_id or 0)
        given.append(had or least_busy(tables, given).id)
        session.add(
            TablePrinciple(principle_id=row.id, workshop_id=workshop, table_id=given[-1])
        )
