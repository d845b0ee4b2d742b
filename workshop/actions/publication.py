"""Editions: numbered, never changed."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.domain.actors import Actor
from workshop.domain.events import EditionPublished
from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.models import Edition
from workshop.projections.editions import next_document
from workshop.projections.scope import Scope


def publish_edition(
    session: Session, actor: Actor, *, workshop: int, expected: int = 0
) -> dict[str, Any]:
    """Make the next edition from what stands now; refuses before anything was voted on.

    `expected` is the number that the page promised: a repeat finds it made, and makes no other.
    """
    require(session, actor, workshop, "edition.publish")
    count = select(func.count()).where(Edition.workshop_id == workshop)
    number = (session.scalar(count) or 0) + 1
    if 0 < expected < number:
        return {"edition": expected}
    document = next_document(session, Scope(workshop, now(session)))
    if not document["principles"]:
        raise Refusal(N_("Nothing has been voted on yet, so there is no edition to publish."))
    document["edition_number"] = number
    session.add(
        Edition(
            workshop_id=workshop,
            number=number,
            title=document["title"],
            published_on=document["published_on"],
            review_on=document["review_on"],
            document=document,
            published_at=now(session),
        )
    )
    record(session, EditionPublished(workshop, number))
    return {"edition": number}
