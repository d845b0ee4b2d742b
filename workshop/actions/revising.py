"""Words that stood once and are said again, and a note's own words put into a field."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import (
    attach_source,
    frozen_revision,
    principle_for,
    refuse_unknown_field,
    texts_of,
)
from workshop.actions.earlier_texts import keep_earlier
from workshop.actions.field_texts import begin_anew, field_row, put_text
from workshop.actions.permission import require
from workshop.actions.seating import refuse_elsewhere
from workshop.actions.writing import note_for
from workshop.domain.actors import Actor
from workshop.domain.quotations import quoted_at_the_end
from workshop.domain.refusals import NotFound
from workshop.domain.text import FIELD_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import EarlierText, OpenField, Revision


def restore_revision(
    session: Session, actor: Actor, *, workshop: int, principle: int, revision: int
) -> dict[str, Any]:
    """Let the draft say again what an old revision says; the draft as it stands is fixed first.

    So nothing is deleted, and what was restored is a new revision when it is fixed next.
    """
    require(session, actor, workshop, "principle.restore")
    kept = principle_for(session, workshop, principle)
    same = Revision.principle_id == kept.id, Revision.number == revision
    old = session.scalar(select(Revision).where(*same))
    if old is None:
        raise NotFound(N_("That revision is not here."))
    now_says = texts_of(session, kept.id)
    if now_says != old.texts:
        frozen_revision(session, kept)
    for field in {**now_says, **old.texts}:
        put_text(session, kept, field, old.texts.get(field, ""))
    for field in old.open_fields:
        session.merge(OpenField(principle_id=kept.id, field=field))
    return {"revision": old.number}


def put_back(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, number: int
) -> None:
    """Let a field say again what was taken out of it; what it says instead now is kept too."""
    house = require(session, actor, workshop, "field.put_back")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    earlier = _earlier_text(session, kept.id, field, number).text
    row = field_row(session, kept.id, field)
    if row.text not in earlier:
        keep_earlier(session, row, row.text)
    put_text(session, kept, field, earlier)


def remove_earlier(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, number: int
) -> None:
    """Remove for good what was taken out of a field, and the updates that still have it in them."""
    require(session, actor, workshop, "field.remove_earlier")
    kept = principle_for(session, workshop, principle)
    _earlier_text(session, kept.id, field, number).text = ""
    begin_anew(session, kept.id)


def quote_note(
    session: Session, actor: Actor, *, workshop: int, principle: int, note: int, field: str
) -> None:
    """Put a shown note's words, in quotation marks, at the end of a field; it is a source then.

    A repeat changes nothing: words that stand there in quotation marks stand there once.
    """
    house = require(session, actor, workshop, "source.quote")
    kept = principle_for(session, workshop, principle)
    refuse_unknown_field(house, field)
    attach_source(session, actor, workshop=workshop, principle=principle, note=note)
    stands = texts_of(session, kept.id).get(field, "")
    text = quoted_at_the_end(stands, note_for(session, workshop, note).text)
    put_text(session, kept, field, clean_text(text, longest=FIELD_LENGTH))


def _earlier_text(session: Session, principle: int, field: str, number: int) -> EarlierText:
    found = session.get(EarlierText, (principle, field, number))
    if found is None or not found.text:
        raise NotFound(N_("These words are not kept here any more."))
    return found
