"""Suggestions: made, supported and taken back by anybody who is in."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import (
    last_revision,
    principle_for,
    refuse_unknown_field,
    texts_of,
)
from workshop.actions.permission import participant_for, require
from workshop.actions.recording import record
from workshop.domain.actors import Actor
from workshop.domain.events import MeTooSaid, SuggestionsChanged, SuggestionSettled
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.text import FIELD_LENGTH, REASON_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import MeToo, Suggestion, new_id

NOT_HERE = N_("That suggestion is not here any more.")


def make_suggestion(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, base: str,
    text: str, reason: str, key: str,
) -> dict[str, Any]:  # fmt: skip
    """Suggest another text for a field, and say why; a repeat with the same key is the same one.

    `base` is what the field said when it was opened: it is kept, whatever it says by now.
    """
    house = require(session, actor, workshop, "suggestion.make")
    person = participant_for(session, actor)
    kept = principle_for(session, workshop, principle)
    refuse_unknown_field(house, field)
    same = Suggestion.workshop_id == workshop, Suggestion.key == key
    before = session.scalar(select(Suggestion).where(*same))
    if before is not None and before.participant_id != person.id:
        raise NotValid(N_("This page is too old. Please open it again."))
    if before is not None:
        return {"suggestion": before.id}
    made = Suggestion(
        id=new_id(),
        workshop_id=workshop,
        principle_id=kept.id,
        participant_id=person.id,
        field=field,
        base=clean_text(base, longest=FIELD_LENGTH, field="base", may_be_empty=True),
        text=clean_text(text, longest=FIELD_LENGTH, may_be_empty=field != "statement"),
        reason=clean_text(reason, longest=REASON_LENGTH, field="reason"),
        key=key,
    )
    refuse_said_already(session, made, made.text)
    frozen = last_revision(session, kept.id)
    made.revision = frozen.number if frozen and frozen.texts.get(field, "") == made.base else 0
    session.add(made)
    tell_room(session, made)
    return {"suggestion": made.id}


def say_me_too(
    session: Session, actor: Actor, *, workshop: int, suggestion: int, is_so: bool
) -> None:
    """Want a suggestion too, or not any more; counted once for each person."""
    require(session, actor, workshop, "suggestion.me_too")
    person = participant_for(session, actor)
    wanted = shown_suggestion_for(session, workshop, suggestion)
    if wanted.participant_id == person.id:
        raise Refusal(N_("This suggestion is your own."))
    said = session.get(MeToo, (wanted.id, person.id))
    if is_so == (said is not None):
        return
    if said is None:
        session.add(
            MeToo(suggestion_id=wanted.id, participant_id=person.id, workshop_id=workshop)
        )
    else:
        session.delete(said)
    tell_support(session, wanted, person.id)


def withdraw_suggestion(
    session: Session, actor: Actor, *, workshop: int, suggestion: int
) -> None:
    """Take one's own suggestion back, until it is taken; a repeat does nothing more."""
    require(session, actor, workshop, "suggestion.withdraw")
    if session.get(Suggestion, suggestion) is None:
        return
    row = own_suggestion_for(session, actor, suggestion)
    if row.state in ("taken", "edited"):
        raise Refusal(N_("Your words are part of the principle now. They stay in it."))
    take_back_suggestion(session, row)


def read_answer(session: Session, actor: Actor, *, workshop: int, suggestion: int) -> None:
    """Say that one has read what became of one's own suggestion."""
    require(session, actor, workshop, "suggestion.read")
    row = own_suggestion_for(session, actor, suggestion)
    row.is_told = True
    record(session, SuggestionSettled(workshop, row.participant_id))


def refuse_said_already(session: Session, row: Suggestion, text: str) -> None:
    """Refuse to suggest what the field says, or said when it was opened."""
    if text in (row.base, texts_of(session, row.principle_id).get(row.field, "")):
        raise NotValid(N_("It says that already. Please change the words first."), field="text")


def let_go_of_suggestions(session: Session, participant: int) -> None:
    """Who leaves with their words takes their suggestions back, where none was taken."""
    theirs = Suggestion.participant_id == participant
    for row in session.scalars(select(Suggestion).where(theirs)):
        if row.state in ("taken", "edited"):
            row.participant_id = None
        else:
            take_back_suggestion(session, row)


def take_back_suggestion(session: Session, row: Suggestion) -> None:
    """Delete a suggestion; what was joined with it stands for itself again."""
    others = joined_with(session, row)
    for other in others:
        other.state, other.joined_to = "open", None
    session.delete(row)
    tell_room(session, row, *others, is_judged=row.judged != "kept")
    tell_authors(session, row, *others)


def joined_with(session: Session, row: Suggestion) -> list[Suggestion]:
    """The suggestions that were joined with one."""
    found = select(Suggestion).where(Suggestion.joined_to == row.id).order_by(Suggestion.id)
    return list(session.scalars(found))


def tell_room(session: Session, *rows: Suggestion, is_judged: bool = False) -> None:
    """Say that suggestions on one principle changed; of whom they are is not said.

    One that something is joined to shows those words too, whatever became of it.
    """
    place = rows[0].workshop_id, rows[0].principle_id
    shown_at = [number for one in rows for number in (one.id, one.joined_to) if number]
    changed = tuple(dict.fromkeys(shown_at))
    record(session, SuggestionsChanged(*place, changed, is_judged))


def tell_support(session: Session, row: Suggestion, participant: int) -> None:
    """Say that somebody wants a suggestion too, or not any more; the room is told how many."""
    place = row.id, row.principle_id, row.joined_to or row.id
    record(session, MeTooSaid(row.workshop_id, participant, *place))


def tell_authors(session: Session, *rows: Suggestion) -> None:
    """Tell the author of each suggestion, and nobody else, what is so now."""
    for one in rows:
        record(session, SuggestionSettled(one.workshop_id, one.participant_id))


def own_suggestion_for(session: Session, actor: Actor, suggestion: int) -> Suggestion:
    """One of the suggestions of who acts, held back or not, or a refusal."""
    row = session.get(Suggestion, suggestion)
    if row is None or row.participant_id is None or row.participant_id != actor.participant_id:
        raise NotFound(NOT_HERE)
    return row


def shown_suggestion_for(session: Session, workshop: int, suggestion: int) -> Suggestion:
    """One of the workshop's suggestions that is not held back, or a refusal."""
    row = suggestion_for(session, workshop, suggestion)
    if row.judged != "kept":
        raise NotFound(NOT_HERE)
    return row


def suggestion_for(session: Session, workshop: int, suggestion: int) -> Suggestion:
    """One of the workshop's suggestions, held back or not, or a refusal."""
    row = session.get(Suggestion, suggestion)
    if row is None or row.workshop_id != workshop:
        raise NotFound(NOT_HERE)
    return row
