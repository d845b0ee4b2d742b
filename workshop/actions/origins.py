"""An edition that a workshop began from: kept when it starts, brought into the room by hand."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.content import topic_for
from workshop.domain.actors import Actor
from workshop.domain.events import OriginTaken, PrincipleAdded
from workshop.domain.origins import (
    OriginPrinciple,
    OriginWords,
    checked,
    known_values,
    origin_words,
    parted,
    plain,
)
from workshop.domain.refusals import NotFound
from workshop.domain.words import N_
from workshop.models import OpenField, Origin, Principle, PrincipleField, PrincipleOrigin, Workshop
from workshop.projections.origins import begun_here

NONE = N_("This workshop was not begun from other guidance.")
UNKNOWN = N_("That principle is not in the guidance that this began from. Please look again.")


def keep_origin(session: Session, workshop: int, origin: OriginWords) -> None:
    """Keep what a new workshop begins from, for good; refuses what `checked` refuses."""
    kept = checked(origin)
    session.add(
        Origin(
            workshop_id=workshop,
            title=kept.title,
            organisation=kept.organisation,
            edition_number=kept.edition_number,
            document=plain(kept),
            address=kept.address,
            taken_at=now(session),
        )
    )
    record(session, OriginTaken(workshop, kept.title, kept.organisation, kept.edition_number))


def bring_in(
    session: Session, actor: Actor, *, workshop: int, anchors: tuple[str, ...]
) -> dict[str, Any]:
    """Bring principles of the origin into the room, as proposals that it may change.

    One that is here already stays as it is, whatever became of its words since. They belong to no
    table, so every table may write in them until they are given to one.
    """
    house = require(session, actor, workshop, "origin.bring_in")
    origin = session.get(Origin, workshop)
    if origin is None:
        raise NotFound(NONE)
    there = {one.anchor: one for one in origin_words(origin.document).principles}
    if any(anchor not in there for anchor in anchors):
        raise NotFound(UNKNOWN)
    here = begun_here(session, workshop)
    for anchor in anchors:
        if anchor not in here:
            here[anchor] = _begin(session, house, there[anchor])
    return {"principles": [here[anchor].id for anchor in anchors]}


def _begin(session: Session, house: Workshop, one: OriginPrinciple) -> Principle:
    count = select(func.count()).where(Principle.workshop_id == house.id)
    topic = topic_for(house.topic)
    principle = Principle(
        workshop_id=house.id,
        position=session.scalar(count) or 0,
        tags=known_values(one, {value.key: value.label for value in topic.values}),
        # No key that a phone makes has a colon in it.
        key=f"origin:{one.anchor}",
    )
    session.add(principle)
    session.flush()
    session.add(PrincipleOrigin(principle_id=principle.id, anchor=one.anchor, number=one.number))
    session.add(
        PrincipleField(principle_id=principle.id, field="statement", text=one.statement)
    )
    placed, _ = parted(one, (field.key for field in topic.fields))
    for field in placed:
        if field.is_open:
            session.add(OpenField(principle_id=principle.id, field=field.key))
        elif field.text:
            kept = PrincipleField(principle_id=principle.id, field=field.key, text=field.text)
            session.add(kept)
    record(session, PrincipleAdded(house.id, principle.id))
    return principle
