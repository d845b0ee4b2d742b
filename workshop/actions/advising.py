"""Answers beside the words of a field: nothing to say yet, and advice that is left."""

from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for, refuse_unknown_field
from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.actions.seating import refuse_elsewhere
from workshop.domain.actors import Actor
from workshop.domain.events import PrincipleChanged
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.models import LeftAdvice, OpenField, PrincipleField
from workshop.projections.lens import lens_of

STATEMENT = "statement"


def leave_open(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, is_open: bool
) -> None:
    """Say that people are not ready to fill a field, or take that back.

    Refuses the statement, which every principle needs, and a field that has words.
    """
    house = require(session, actor, workshop, "field.leave_open")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    refuse_unknown_field(house, field)
    if field == STATEMENT:
        raise NotValid(N_("Every principle needs its first sentence."), field=field)
    row, words = (session.get(table, (kept.id, field)) for table in (OpenField, PrincipleField))
    if is_open and isinstance(words, PrincipleField) and words.text:
        raise Refusal(N_("There are words in this field. Take them out first, if you want to."))
    if is_open and row is None:
        session.add(OpenField(principle_id=kept.id, field=field))
    elif not is_open and row is not None:
        session.delete(row)
    record(session, PrincipleChanged(workshop, kept.id))


def leave_advice(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, rule: str,
    is_left: bool,
) -> None:  # fmt: skip
    """Leave what one rule says about a field, for everybody and for good, or show it again."""
    house = require(session, actor, workshop, "advice.leave")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    refuse_unknown_field(house, field)
    row = session.get(LeftAdvice, (kept.id, field, rule))
    if is_left and row is None:
        if rule not in lens_of(session, house.organisation_id).rules:
            raise NotFound(N_("That advice is not here any more."))
        session.add(LeftAdvice(principle_id=kept.id, field=field, rule=rule))
    elif not is_left and row is not None:
        session.delete(row)
    record(session, PrincipleChanged(workshop, kept.id))
