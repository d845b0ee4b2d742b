"""What becomes of a suggestion: taken as it is or edited, joined with another, or declined."""

from typing import Any

from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict, principle_for
from workshop.actions.field_texts import put_text
from workshop.actions.permission import require
from workshop.actions.seating import refuse_elsewhere
from workshop.actions.suggesting import (
    joined_with,
    shown_suggestion_for,
    tell_authors,
    tell_room,
)
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.suggestions import NOT_SETTLED, put_together
from workshop.domain.text import FIELD_LENGTH, REASON_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import PrincipleField, Suggestion


def take_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int
) -> dict[str, Any]:
    """Put a suggestion, and what was joined with it, into the field as they are.

    Where the field has moved on, changes that do not touch each other are all made; refuses where
    they touch. A repeat is answered as the first was.
    """
    house = require(session, actor, workshop, "suggestion.take")
    row = shown_suggestion_for(session, workshop, suggestion)
    refuse_elsewhere(session, actor, house, principle_for(session, workshop, row.principle_id))
    if row.state == "taken":
        return {}
    refuse_settled(row)
    now = _stands(session, row)
    changes = [(one.base, one.text) for one in (row, *joined_with(session, row))]
    text = put_together(now, changes)
    if text is None:
        raise Refusal(
            N_("The words have changed at the same place. Please put the texts together by hand.")
        )
    return _take(session, row, clean_text(text, longest=FIELD_LENGTH, may_be_empty=True), "taken")


def take_edited(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, text: str, opened: str
) -> dict[str, Any]:
    """Take a suggestion in other words, if the field still says what it said when `opened`."""
    house = require(session, actor, workshop, "suggestion.take_edited")
    row = shown_suggestion_for(session, workshop, suggestion)
    refuse_elsewhere(session, actor, house, principle_for(session, workshop, row.principle_id))
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=row.field != "statement")
    now = _stands(session, row)
    if row.state in ("taken", "edited") and now == text:
        return {}
    refuse_settled(row)
    if now not in (clean_text(opened, longest=FIELD_LENGTH, may_be_empty=True), text):
        seen = {"opened": now, "suggestion": row.id}
        raise Conflict(now, text, command="suggestion.take_edited", seen=seen)
    return _take(session, row, text, "taken" if text == row.text else "edited")


def join_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, to: int
) -> None:
    """Join a suggestion with another one on the same field: what becomes of that becomes of it."""
    require(session, actor, workshop, "suggestion.join")
    row, other = (shown_suggestion_for(session, workshop, one) for one in (suggestion, to))
    if row.state == "joined" and row.joined_to == other.id:
        return
    refuse_settled(row)
    refuse_settled(other)
    place = (row.principle_id, row.field)
    if row.id == other.id or place != (other.principle_id, other.field):
        raise NotValid(N_("Please choose another suggestion on the same field."), field="to")
    joined = (row, *joined_with(session, row))
    for one in joined:
        one.state, one.joined_to, one.answer = "joined", other.id, ""
    _tell_what_became(session, *joined)


def decline_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, reason: str
) -> None:
    """Decline a suggestion, and say why; it stays where it is, and can be taken later."""
    require(session, actor, workshop, "suggestion.decline")
    row = shown_suggestion_for(session, workshop, suggestion)
    refuse_settled(row)
    row.state = "declined"
    row.answer = clean_text(reason, longest=REASON_LENGTH, field="reason")
    _tell_what_became(session, row, *joined_with(session, row))


def _take(session: Session, row: Suggestion, text: str, state: str) -> dict[str, Any]:
    kept = principle_for(session, row.workshop_id, row.principle_id)
    put_text(session, kept, row.field, text)
    row.state, row.answer = state, ""
    _tell_what_became(session, row, *joined_with(session, row))
    return {}


def _stands(session: Session, row: Suggestion) -> str:
    """What the suggestion's field says now."""
    field = session.get(PrincipleField, (row.principle_id, row.field))
    return field.text if field else ""


def refuse_settled(row: Suggestion) -> None:
    """Refuse where something has become of a suggestion already."""
    if row.state not in NOT_SETTLED:
        raise Refusal(N_("Something has become of it already. Please open the page again."))


def _tell_what_became(session: Session, *rows: Suggestion) -> None:
    for one in rows:
        one.is_told = False
    tell_authors(session, *rows)
    tell_room(session, *rows)
