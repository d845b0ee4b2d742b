"""Writing in a principle: several people at once in one field, or one who saves a whole text."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for, refuse_unknown_field
from workshop.actions.field_texts import (
    OpenText,
    field_row,
    forget_text,
    open_text,
    take_change,
    take_words,
)
from workshop.actions.permission import require
from workshop.actions.recording import Asked, reads_ahead
from workshop.actions.seating import refuse_elsewhere
from workshop.domain.actors import Actor
from workshop.domain.joint_text import read_update
from workshop.domain.refusals import NotValid
from workshop.domain.text import FIELD_LENGTH, clean_letters, clean_text
from workshop.domain.words import N_
from workshop.models import Principle, PrincipleField, TablePrinciple, Workshop
from workshop.models.database import KeepingSession


def _read_places(session: Session, asked: Asked) -> None:
    """Read at once the principles that are written in, what they say, and whose they are."""
    places = {(args["principle"], args["field"]) for _, args in asked}
    found = (
        select(Principle, PrincipleField, TablePrinciple)
        .outerjoin(TablePrinciple, TablePrinciple.principle_id == Principle.id)
        .outerjoin(
            PrincipleField,
            (PrincipleField.principle_id == Principle.id)
            & PrincipleField.field.in_({field for _, field in places}),
        )
        .where(Principle.id.in_({principle for principle, _ in places}))
    )
    for principle, _, given in session.execute(found):
        if given is None and isinstance(session, KeepingSession):
            session.note_absent(TablePrinciple, principle.id)


@reads_ahead(_read_places)
def type_field(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, life: int,
    update: str, opened: str = "", text: str = "", key: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Put what somebody typed into a field that others write in too.

    An update that builds on what was put away meanwhile is refused, unless words with a key come
    with it: the text as it was when they last agreed, and as it is on the phone.
    """
    house = require(session, actor, workshop, "field.type")
    row = _row_for(session, actor, house, principle, field)
    open_text(session, row)
    try:
        taken = take_change(session, workshop, row, _update_for(row, life, update))
    except NotValid:
        if not key:
            raise
        forget_text(session, row)
        opened, text = clean_letters(opened), clean_letters(text)
        taken = take_words(session, workshop, row, opened, text, key)
    return _told(row, taken)


def save_field(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, text: str,
    opened: str, key: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Save one field: what was changed since it was `opened` comes into what it says now."""
    house = require(session, actor, workshop, "field.save")
    row = _row_for(session, actor, house, principle, field)
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=field != "statement")
    if row.text != text:
        opened = clean_text(opened, longest=FIELD_LENGTH, may_be_empty=True)
        take_words(session, workshop, row, opened, text, key)
    return {}


def _row_for(
    session: Session, actor: Actor, house: Workshop, principle: int, field: str
) -> PrincipleField:
    kept = principle_for(session, house.id, principle)
    refuse_elsewhere(session, actor, house, kept)
    refuse_unknown_field(house, field)
    return field_row(session, kept.id, field)


def _update_for(row: PrincipleField, life: int, update: str) -> bytes:
    if life != row.life:
        raise NotValid(N_("This text was put away and begun anew. Please look again."),
                       field="life")  # fmt: skip
    return read_update(update)


def _told(row: PrincipleField, taken: OpenText) -> dict[str, Any]:
    return {"life": row.life, "n": taken.n}
