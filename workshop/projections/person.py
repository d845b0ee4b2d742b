"""What one participant may see of their own."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import (
    Activity,
    Ballot,
    BallotRevision,
    ClosingAnswer,
    Elector,
    HandIn,
    HelpRequest,
    Note,
    Participant,
    Pass,
    Prompt,
    Revision,
    VoiceRow,
)
from workshop.projections.outcomes import paper_sentences
from workshop.projections.room import open_ballot
from workshop.projections.scope import Scope, View, activity_of, workshop_of


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
        "help": help_of(session, me.id),
        "returned": [n for n in my_notes(session, scope) if n["state"] != "kept"],
    }
    parts = {"write": _my_writing, "ballot": _my_paper, "close": _my_closing}
    return view | (parts[kind](session, scope, step) if kind in parts else {})


def my_notes(session: Session, scope: Scope, prompt_id: int | None = None) -> list[View]:
    """Everything I wrote, newest place in the shuffle first; it carries no time."""
    found = (
        select(Note, Prompt.text)
        .join(Prompt, Prompt.id == Note.prompt_id)
        .where(Note.workshop_id == scope.workshop_id, Note.participant_id == scope.participant_id)
        .order_by(Prompt.position, Note.shuffle)
    )
    if prompt_id is not None:
        found = found.where(Note.prompt_id == prompt_id)
    return [
        {
            "id": note.id,
            "text": note.text,
            "first_words": " ".join(note.text.split()[:5]),
            "state": note.state,
            "reason": note.state_reason,
            "is_shown": note.is_shown,
            "is_typed_for": note.is_typed_for,
            "prompt": prompt,
        }
        for note, prompt in session.execute(found)
    ]


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


def help_of(session: Session, participant_id: int) -> View | None:
    """My open call for someone: when I asked, and who has seen it."""
    asked = HelpRequest.participant_id == participant_id, HelpRequest.ended_at.is_(None)
    row = session.scalars(select(HelpRequest).where(*asked)).first()
    if row is None:
        return None
    return {"asked_at": row.asked_at, "is_seen": row.seen_at is not None, "seen_by": row.seen_by}


def _my_writing(session: Session, scope: Scope, step: Activity) -> View:
    prompt_id = step.current_prompt_id or 0
    return {
        "notes": my_notes(session, scope, prompt_id),
        "has_passed": session.get(Pass, (scope.participant_id, prompt_id)) is not None,
    }


def _my_paper(session: Session, scope: Scope, step: Activity) -> View:
    ballot = open_ballot(session, scope.workshop_id)
    if ballot is None:
        return {"paper": None}
    if session.get(Elector, (ballot.id, scope.participant_id)) is None:
        return {"paper": {"state": "late"}}
    handed = session.get(HandIn, (ballot.id, scope.participant_id))
    return {
        "paper": {
            "state": "closing" if ballot.state == "closing" else "open",
            "is_in": handed is not None,
            "number": handed.number if handed else 0,
            "ballot": ballot.id,
            "ballot_number": ballot.number,
            "revisions": paper_revisions(session, scope, ballot),
            **paper_sentences(session, ballot),
        }
    }


def paper_revisions(session: Session, scope: Scope, ballot: Ballot) -> list[View]:
    """The revisions on a paper, each in full."""
    topic = topic_for(workshop_of(session, scope).topic)
    found = (
        select(Revision, BallotRevision.position)
        .join(BallotRevision, BallotRevision.revision_id == Revision.id)
        .where(BallotRevision.ballot_id == ballot.id)
        .order_by(BallotRevision.position)
    )
    return [
        {
            "id": revision.id,
            "number": position + 1,
            "statement": revision.texts["statement"],
            "fields": [
                {"label": f.label, "text": revision.texts[f.key]}
                for f in topic.fields
                if f.key != "statement" and f.key in revision.texts
            ],
        }
        for revision, position in session.execute(found)
    ]


def _my_closing(session: Session, scope: Scope, step: Activity) -> View:
    topic = topic_for(workshop_of(session, scope).topic)
    same = (
        ClosingAnswer.workshop_id == scope.workshop_id,
        ClosingAnswer.participant_id == scope.participant_id,
    )
    answered = session.scalars(select(ClosingAnswer).where(*same)).first()
    questions: list[Any] = list(topic.closing_questions)
    return {"questions": questions, "is_answered": answered is not None}
