"""Who sits at which table, and what each table writes: read, kept up, and used to say no."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from workshop.actions.permission import kind_now
from workshop.actions.recording import record
from workshop.domain import tables as rule
from workshop.domain.actors import Actor
from workshop.domain.events import TableChanged
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.words import N_
from workshop.models import (
    Companion,
    Participant,
    Principle,
    RoomTable,
    Seat,
    TablePrinciple,
    TableTheme,
    VoiceRow,
    Workshop,
)


def tables_of(session: Session, workshop: int) -> list[RoomTable]:
    """The tables of a room in their order; none while everybody drafts together."""
    found = select(RoomTable).where(RoomTable.workshop_id == workshop)
    return list(session.scalars(found.order_by(RoomTable.number)))


def table_numbered(session: Session, workshop: int, number: int) -> RoomTable:
    """One of the room's tables by its number, or a refusal."""
    found = [one for one in tables_of(session, workshop) if one.number == number]
    if not found:
        raise NotFound(N_("There is no table with that number any more. Please look again."))
    return found[0]


def table_of(session: Session, participant_id: int) -> RoomTable | None:
    """The table where somebody sits."""
    seat = session.get(Seat, participant_id)
    return session.get(RoomTable, seat.table_id) if seat else None


def refuse_elsewhere(
    session: Session, actor: Actor, house: Workshop, principle: Principle
) -> None:
    """Refuse somebody of one table to write what another table writes, in the draft step.

    Facilitators write everywhere, and so do people without a table. What belongs to no table is
    everybody's, and so is everything in a room without tables and in every other step.
    """
    given = session.get(TablePrinciple, principle.id)
    if given is None or not actor.participant_id or kind_now(session, house) != "draft":
        return
    mine = table_of(session, actor.participant_id)
    if mine is not None and given.table_id != mine.id:
        raise NotAllowed(
            N_("Table {number} writes this principle. You can read it, and tell them what you "
               "think. To write here, ask the people running today to move you."),
            number=session.get_one(RoomTable, given.table_id).number,
        )  # fmt: skip


def give_new(session: Session, actor: Actor, principle: Principle) -> None:
    """A new principle belongs to the table of who began it, or else to that of its theme."""
    if session.get(TablePrinciple, principle.id) is not None:
        return
    mine = table_of(session, actor.participant_id) if actor.participant_id else None
    theme = session.get(TableTheme, principle.theme_id) if principle.theme_id else None
    table = mine.id if mine else theme.table_id if theme else None
    if table is not None:
        session.add(
            TablePrinciple(
                principle_id=principle.id, workshop_id=principle.workshop_id, table_id=table
            )
        )


def settle(session: Session, person: Participant) -> None:
    """Give a place at a table to who came late; take that of who left for good."""
    if person.standing in ("left", "removed"):
        session.execute(delete(Seat).where(Seat.participant_id == person.id))
        part(session, person.id)
    tables = tables_of(session, person.workshop_id)
    if not tables:
        return
    if person.standing == "admitted" and session.get(Seat, person.id) is None:
        companion = companion_of(session, person.id)
        beside = table_of(session, companion) if companion else None
        sitting = voices_at(session, person.workshop_id, tables)
        place = places_of_voices(session, person.workshop_id)[person.voice_id]
        chosen = rule.table_for(place, sitting, beside.id if beside else None)
        session.add(
            Seat(participant_id=person.id, workshop_id=person.workshop_id, table_id=chosen)
        )
    record(session, TableChanged(person.workshop_id))


def voices_at(
    session: Session, workshop: int, tables: Iterable[RoomTable]
) -> dict[int, list[int]]:
    """The voices of those who are here, as places in the order of power, for each table."""
    sitting: dict[int, list[int]] = {table.id: [] for table in tables}
    found = (
        select(Seat.table_id, VoiceRow.position)
        .join(Participant, Participant.id == Seat.participant_id)
        .join(VoiceRow, VoiceRow.id == Participant.voice_id)
        .where(Seat.workshop_id == workshop, Participant.standing == "admitted")
    )
    for table_id, position in session.execute(found):
        sitting[table_id].append(position)
    return sitting


def places_of_voices(session: Session, workshop: int) -> dict[int, int]:
    """The place of each voice in the order of power, 0 the least."""
    found = select(VoiceRow.id, VoiceRow.position).where(VoiceRow.workshop_id == workshop)
    return dict(session.execute(found).all())


def companion_of(session: Session, participant_id: int) -> int | None:
    """Whom somebody asked to sit with, or who asked to sit with them."""
    found = session.get(Companion, participant_id)
    return found.companion_id if found else None


def part(session: Session, participant_id: int) -> None:
    """Forget that somebody asked to sit with another person, on both sides."""
    theirs = Companion.participant_id == participant_id, Companion.companion_id == participant_id
    session.execute(delete(Companion).where(or_(*theirs)))


def least_busy(tables: Iterable[RoomTable], given: Iterable[int]) -> RoomTable:
    """The table with the least to do, by the ids of the tables that each piece of work went to."""
    work = Counter(given)
    return min(tables, key=lambda table: (work[table.id], table.number))


def dissolve(session: Session, workshop: int) -> None:
    """Take the tables away; the people, the themes and every word stay."""
    for row in (Seat, TableTheme, TablePrinciple, RoomTable):
        session.execute(delete(row).where(row.workshop_id == workshop))


def forget_tables(session: Session, workshop: int) -> None:
    """Keep nothing of who sat where, or with whom, when a workshop is put away."""
    dissolve(session, workshop)
    session.execute(delete(Companion).where(Companion.workshop_id == workshop))
