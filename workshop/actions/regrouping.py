"""Before a ballot opens: how many are in the room, and in which order the voices stand."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.joining import voice_for
from workshop.actions.opening import refuse_open_ballot
from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.domain.actors import Actor
from workshop.domain.events import RoomCounted, VoicesReordered
from workshop.domain.order import moved
from workshop.domain.text import read_people
from workshop.models import VoiceRow


def count_room(
    session: Session, actor: Actor, *, workshop: int, counts: Mapping[str, str]
) -> None:
    """Keep how many of each voice a facilitator counts in the room; empty means not counted.

    `counts` maps voice keys to what was typed. It decides nothing: it shows who is missing.
    """
    require(session, actor, workshop, "room.count")
    for row in _voices(session, workshop):
        row.in_room = read_people(counts.get(row.key, ""), field="counts")
    record(session, RoomCounted(workshop))


def move_voice(session: Session, actor: Actor, *, workshop: int, voice: int, to: int) -> None:
    """Move a voice to a place in the order of power, counted from 0; a repeat does nothing more.

    Small voices are counted with a neighbour, so another order makes other groups. It is told in
    the journal, and refused while a ballot is open.
    """
    require(session, actor, workshop, "voice.move")
    before = _voices(session, workshop)
    after = moved(before, voice_for(session, workshop, voice), to)
    if after == before:
        return
    refuse_open_ballot(session, workshop)
    for position, row in enumerate(after):
        row.position = position
    record(session, VoicesReordered(workshop, ", ".join(row.plural for row in after)))


def _voices(session: Session, workshop: int) -> list[VoiceRow]:
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop).order_by(VoiceRow.position)
    return list(session.scalars(rows))
