"""What one participant may see of their own."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.domain.codes import phone_mark
from workshop.models import (
    Activity,
    ClosingAnswer,
    HelpRequest,
    Note,
    OtherView,
    Participant,
    Pass,
    Principle,
    Prompt,
    VoiceRow,
)
from workshop.projections.own_suggestions import my_suggestions
from workshop.projections.papers import my_paper
from workshop.projections.remembered import paint_together, remembered, together_with
from workshop.projections.scope import Scope, View, activity_of, workshop_of
from workshop.projections.sitting import companion_name
from workshop.projections.tables import my_table

NOTES = (
    select(Note, Prompt.text)
    .join(Prompt, Prompt.id == Note.prompt_id)
    .order_by(Prompt.position, Note.shuffle)
)


def mine(session: Session, scope: Scope) -> View | None:
    """My part of the screen: my notes, my paper, my call for someone."""
    me = session.get(Participant, scope.participant_id)
    if me is None:
        return None
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    kind = step.kind if workshop.state == "open" else "over"
    view: View = {
        "kind": kind,
        "standing": me.standing,
        "mark": phone_mark(me.id, scope.secret) if kind != "over" else "",
        "has_phone": me.has_phone,
        "help": help_of(session, scope),
        "returned": _returned(session, scope.workshop_id).get(me.id, []),
        "views": my_views(session, scope),
        "answered": [one for one in my_suggestions(session, scope) if one["is_news"]],
        "held": [one for one in my_suggestions(session, scope) if one["judged"] != "kept"],
    }
    return view | (PARTS[kind](session, scope, step) if kind in PARTS else {})


def read_persons(session: Session, participants: Iterable[int]) -> None:
    """Read many people at once, whose own parts are painted next; the session keeps them."""
    ids = frozenset(participants)
    paint_together(session, ids)
    session.scalars(select(Participant).where(Participant.id.in_(ids))).all()


def my_notes(session: Session, scope: Scope) -> list[View]:
    """Everything I wrote, newest place in the shuffle first; it carries no time."""
    found = NOTES.where(
        Note.workshop_id == scope.workshop_id, Note.participant_id == scope.participant_id
    )
    return [_note_view(note, prompt) for note, prompt in session.execute(found)]


def my_views(session: Session, scope: Scope) -> list[View]:
    """The views that did not prevail which I wrote; nobody else is told whose they are."""
    return _views(session, scope.workshop_id).get(scope.participant_id, [])


@remembered
def _returned(session: Session, workshop_id: int) -> dict[int, list[View]]:
    """The notes that were held back, for each of their authors."""
    found: dict[int, list[View]] = {}
    held = NOTES.where(Note.workshop_id == workshop_id, Note.state != "kept")
    for note, prompt in session.execute(held):
        found.setdefault(note.participant_id or 0, []).append(_note_view(note, prompt))
    return found


@remembered
def _views(session: Session, workshop_id: int) -> dict[int, list[View]]:
    """The views that did not prevail, for each of their authors."""
    found: dict[int, list[View]] = {}
    written = (
        select(OtherView, Principle.position)
        .join(Principle, Principle.id == OtherView.principle_id)
        .where(OtherView.workshop_id == workshop_id)
        .order_by(Principle.position, OtherView.id)
    )
    for row, position in session.execute(written):
        view = {
            "id": row.id,
            "text": row.text,
            "first_words": " ".join(row.text.split()[:5]),
            "state": row.state,
            "reason": row.state_reason,
            "number": position + 1,
        }
        found.setdefault(row.participant_id or 0, []).append(view)
    return found


def _note_view(note: Note, prompt: str) -> View:
    return {
        "id": note.id,
        "text": note.text,
        "first_words": " ".join(note.text.split()[:5]),
        "state": note.state,
        "reason": note.state_reason,
        "is_shown": note.is_shown,
        "is_typed_for": note.is_typed_for,
        "prompt": prompt,
    }


def me(session: Session, scope: Scope) -> View:
    """Who I am today: my name, my voice, and the voices there are."""
    person = session.get_one(Participant, scope.participant_id)
    return {
        "id": person.id,
        "name": person.name,
        "voice": person.voice_id,
        "standing": person.standing,
        "is_pausing": person.is_pausing,
        "voices": voices_of(session, scope),
    }


def voices_of(session: Session, scope: Scope) -> list[View]:
    """The voices of the workshop, in their order of power, least first."""
    found = select(VoiceRow).where(VoiceRow.workshop_id == scope.workshop_id)
    return [
        {"id": v.id, "key": v.key, "label": v.label, "plural": v.plural, "help": v.help,
         "shape": v.shape}
        for v in session.scalars(found.order_by(VoiceRow.position))
    ]  # fmt: skip


def help_of(session: Session, scope: Scope) -> View | None:
    """My open call for someone: when I asked, and who has seen it."""
    return _open_calls(session, scope.workshop_id).get(scope.participant_id)


@remembered
def _open_calls(session: Session, workshop_id: int) -> dict[int, View]:
    """Every open call for someone, by who asked; of two, the first."""
    found: dict[int, View] = {}
    calls = select(HelpRequest).where(
        HelpRequest.workshop_id == workshop_id, HelpRequest.ended_at.is_(None)
    )
    for row in session.scalars(calls.order_by(HelpRequest.id)):
        is_seen = row.seen_at is not None
        view = {"asked_at": row.asked_at, "is_seen": is_seen, "seen_by": row.seen_by}
        found.setdefault(row.participant_id, view)
    return found


def _my_writing(session: Session, scope: Scope, step: Activity) -> View:
    prompt_id, me = step.current_prompt_id or 0, scope.participant_id
    together = together_with(session, me)
    return {
        "notes": _notes_on(session, prompt_id, together).get(me, []),
        "has_passed": me in _passed_on(session, prompt_id, together),
    }


@remembered
def _notes_on(
    session: Session, prompt_id: int, participants: frozenset[int]
) -> dict[int, list[View]]:
    """What each of these people wrote for a prompt."""
    found: dict[int, list[View]] = {}
    written = NOTES.where(Note.prompt_id == prompt_id, Note.participant_id.in_(participants))
    for note, prompt in session.execute(written):
        found.setdefault(note.participant_id or 0, []).append(_note_view(note, prompt))
    return found


@remembered
def _passed_on(
    session: Session, prompt_id: int, participants: frozenset[int]
) -> frozenset[int]:
    """Who of these people passed on a prompt."""
    passed = select(Pass.participant_id).where(
        Pass.prompt_id == prompt_id, Pass.participant_id.in_(participants)
    )
    return frozenset(session.scalars(passed))


def _my_ballot(session: Session, scope: Scope, step: Activity) -> View:
    return my_paper(session, scope)


def _my_drafting(session: Session, scope: Scope, step: Activity) -> View:
    return my_table(session, scope) | {"companion": companion_name(session, scope)}


def _my_closing(session: Session, scope: Scope, step: Activity) -> View:
    topic = topic_for(workshop_of(session, scope).topic)
    same = (
        ClosingAnswer.workshop_id == scope.workshop_id,
        ClosingAnswer.participant_id == scope.participant_id,
    )
    answered = session.scalars(select(ClosingAnswer).where(*same)).first()
    questions: list[Any] = list(topic.closing_questions)
    return {"questions": questions, "is_answered": answered is not None}


PARTS = {
    "write": _my_writing,
    "draft": _my_drafting,
    "ballot": _my_ballot,
    "close": _my_closing,
}
