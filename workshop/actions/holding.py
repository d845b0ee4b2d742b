"""Suggestions that are held back or given back: nobody but their author sees them meanwhile."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.answering import refuse_settled
from workshop.actions.permission import require
from workshop.actions.suggesting import (
    joined_with,
    own_suggestion_for,
    refuse_said_already,
    suggestion_for,
    tell_authors,
    tell_room,
    tell_support,
)
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.suggestions import NOT_SETTLED
from workshop.domain.text import FIELD_LENGTH, REASON_LENGTH, clean_text, words_mark
from workshop.domain.words import N_
from workshop.models import MeToo, Suggestion


def judge_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, state: str, reason: str = "",
    was_words: str = "",
) -> None:  # fmt: skip
    """Hold a suggestion back, return it to its author with a reason, or let it go on.

    The facilitator does not learn who made it; the author is told. What it was joined with stands
    for itself again. One of which something has become can be held, and not be returned. It goes
    on in the words that the page showed, whose mark is `was_words`; a repeat does nothing more.
    """
    command = {"held": "suggestion.hold", "returned": "suggestion.return"}
    require(session, actor, workshop, command.get(state, "suggestion.release"))
    row = suggestion_for(session, workshop, suggestion)
    if state not in command and row.judged == "kept":
        return
    if state not in command:
        _refuse_unseen(row, was_words)
    beside = _take_apart(session, row) if state in command else []
    if state == "returned":
        refuse_settled(row)
    row.judged = state if state in command else "kept"
    row.judged_reason = clean_text(reason, longest=300, field="reason", may_be_empty=True)
    tell_room(session, row, *beside, is_judged=True)
    tell_authors(session, row, *beside)


def change_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, text: str, reason: str
) -> dict[str, Any]:
    """Change one's own suggestion while it is held back; one that was returned goes on.

    Who said "me too" said it to the words that stood there: other words begin without.
    """
    require(session, actor, workshop, "suggestion.change")
    row = own_suggestion_for(session, actor, suggestion)
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=row.field != "statement")
    why = clean_text(reason, longest=REASON_LENGTH, field="reason")
    if (row.text, row.reason) == (text, why) and row.judged != "returned":
        return {"suggestion": row.id}
    if row.judged == "kept":
        raise Refusal(N_("This can be changed only while it is held back."))
    refuse_settled(row)
    if (row.text, row.reason) == (text, why):
        raise NotValid(N_("Nothing is changed yet. Please change your words first."), field="text")
    if text != row.text:
        refuse_said_already(session, row, text)
        _let_go_of_support(session, row)
        row.state, row.answer = "open", ""
    row.text, row.reason = text, why
    if row.judged == "returned":
        row.judged, row.judged_reason = "kept", ""
        tell_room(session, row, is_judged=True)
    tell_authors(session, row)
    return {"suggestion": row.id}


def _refuse_unseen(row: Suggestion, was_words: str) -> None:
    if words_mark(row.text, row.reason) != was_words:
        raise Refusal(
            N_("Its author has changed it since. Please open the page again and read it first.")
        )


def _let_go_of_support(session: Session, row: Suggestion) -> None:
    for said in session.scalars(select(MeToo).where(MeToo.suggestion_id == row.id)).all():
        session.delete(said)
        tell_support(session, row, said.participant_id)


def _take_apart(session: Session, row: Suggestion) -> list[Suggestion]:
    """End what a suggestion was joined in, unless it was taken so; return the others in it."""
    lead = session.get(Suggestion, row.joined_to) if row.joined_to else None
    if lead is not None and lead.state in NOT_SETTLED:
        row.state, row.joined_to = "open", None
        return [lead]
    if row.state not in NOT_SETTLED:
        return []
    others = joined_with(session, row)
    for one in others:
        one.state, one.joined_to = "open", None
    return others
