"""An old revision that is taken up again, and a note's own words put into a field."""

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
from workshop.actions.field_texts import put_text
from workshop.actions.permission import require
from workshop.actions.writing import note_for
from workshop.domain.actors import Actor
from workshop.domain.quotations import quoted_at_the_end
from workshop.domain.refusals import NotFound
from workshop.domain.text import FIELD_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import OpenField, Revision


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
