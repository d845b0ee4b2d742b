"""Notes: written alone, changed and deleted by their author, shown by the facilitator."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require
from workshop.actions.recording import Asked, for_batch, now, reads_ahead, record
from workshop.domain.actors import Actor
from workshop.domain.events import (
    NoteChanged,
    NoteDeleted,
    NoteJudged,
    NotePosted,
    NotesShown,
    PrincipleChanged,
    PromptPassed,
)
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.text import NOTE_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import Note, Participant, Pass, PrincipleSource, Prompt, Revision, new_id

GROWN = (
    select(PrincipleSource.note_id, PrincipleSource.principle_id)
    .where(PrincipleSource.note_id.in_(bindparam("notes", expanding=True)))
    .order_by(PrincipleSource.principle_id)
)


def _read_same_notes(session: Session, asked: Asked) -> None:
    """Read at once which of the notes that are posted are here already."""
    for workshop in {args["workshop"] for _, args in asked}:
        _read_notes(session, workshop, [a["key"] for _, a in asked if a["workshop"] == workshop])


def _read_changed_notes(session: Session, asked: Asked) -> None:
    """Read at once the notes that are changed, and which principles grew from them."""
    notes = [args["note"] for _, args in asked]
    session.scalars(select(Note).where(Note.id.in_(notes))).all()
    _read_grown(session, notes)


def _read_passes(session: Session, asked: Asked) -> None:
    """Read at once who has passed already; the session keeps what it found."""
    people = {actor.participant_id for actor, _ in asked}
    for prompt in {args["prompt"] for _, args in asked}:
        found = select(Pass.participant_id).where(
            Pass.prompt_id == prompt, Pass.participant_id.in_(people)
        )
        passed = set(session.scalars(found))
        for person in people:
            for_batch(session)["passed", prompt, person] = person in passed


@reads_ahead(_read_same_notes)
def post_note(
    session: Session, actor: Actor, *, workshop: int, prompt: int, text: str, key: str
) -> dict[str, Any]:
    """Keep one thought; a repeat with the same key is the same note."""
    require(session, actor, workshop, "note.post")
    person = participant_for(session, actor)
    return _keep_note(session, workshop, person, prompt, text, key, is_typed_for=False)


def type_note(
    session: Session, actor: Actor, *, workshop: int, participant: int, prompt: int, text: str,
    key: str,
) -> dict[str, Any]:  # fmt: skip
    """A facilitator types what a person without a phone said; it is marked so."""
    require(session, actor, workshop, "note.type")
    person = session.get(Participant, participant)
    if person is None or person.workshop_id != workshop or person.has_phone:
        raise NotFound(N_("Notes can be typed only for a person without a phone."))
    return _keep_note(session, workshop, person, prompt, text, key, is_typed_for=True)


@reads_ahead(_read_changed_notes)
def change_note(
    session: Session, actor: Actor, *, workshop: int, note: int, text: str
) -> dict[str, Any]:
    """Change one's own words, until they are part of a frozen revision."""
    require(session, actor, workshop, "note.change")
    mine = _own_note_for(session, actor, note)
    text = clean_text(text, longest=NOTE_LENGTH)
    if mine.state == "returned" and text == mine.text:
        raise NotValid(N_("Nothing is changed yet. Please change your words first."), field="text")
    mine.text = text
    if mine.state == "returned":
        mine.state, mine.state_reason = "kept", ""
    _touch_principles(session, mine)
    record(session, NoteChanged(**_place(mine)))
    return {"note": mine.id}


def delete_note(session: Session, actor: Actor, *, workshop: int, note: int) -> None:
    """Take one's own words back; a repeat does nothing more."""
    require(session, actor, workshop, "note.delete")
    if session.get(Note, note) is None:
        return
    take_back(session, _own_note_for(session, actor, note))


@reads_ahead(_read_passes)
def pass_prompt(session: Session, actor: Actor, *, workshop: int, prompt: int) -> None:
    """Pass on a prompt: counted, never shown by name."""
    require(session, actor, workshop, "prompt.pass")
    person = participant_for(session, actor)
    prompt_for(session, workshop, prompt)
    if not _has_passed(session, person.id, prompt):
        session.add(Pass(participant_id=person.id, prompt_id=prompt, workshop_id=workshop))
        for_batch(session)["passed", prompt, person.id] = True
    record(session, PromptPassed(workshop, person.id))


def show_notes(session: Session, actor: Actor, *, workshop: int, prompt: int) -> dict[str, Any]:
    """Show everybody what was written to a prompt: mixed up, without names."""
    require(session, actor, workshop, "notes.show")
    asked = prompt_for(session, workshop, prompt)
    hidden = session.scalars(
        select(Note).where(Note.prompt_id == prompt, Note.is_shown.is_(False), Note.state == "kept")
    ).all()
    for note in hidden:
        note.is_shown = True
    asked.shown_at = asked.shown_at or now(session)
    record(session, NotesShown(workshop, asked.text, len(hidden)))
    return {"shown": len(hidden)}


def judge_note(
    session: Session, actor: Actor, *, workshop: int, note: int, state: str, reason: str = ""
) -> None:
    """Hold a note back, return it to its author with a reason, or let it go on.

    The facilitator does not learn who wrote it; the author is told.
    """
    command = {"held": "note.hold", "returned": "note.return"}.get(state, "note.release")
    require(session, actor, workshop, command)
    judged = note_for(session, workshop, note)
    if state != "kept":
        _refuse_frozen(session, judged)
        judged.is_shown = False
    judged.state = state if state in ("held", "returned") else "kept"
    judged.state_reason = clean_text(reason, longest=300, field="reason", may_be_empty=True)
    _touch_principles(session, judged)
    record(session, NoteJudged(workshop, judged.participant_id, judged.theme_id, judged.state))


def prompt_for(session: Session, workshop: int, prompt: int) -> Prompt:
    """One of the workshop's prompts, or a refusal."""
    row = session.get(Prompt, prompt)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That question is not part of this workshop."))
    return row


def note_for(session: Session, workshop: int, note: int) -> Note:
    """One of the workshop's notes, or a refusal."""
    row = session.get(Note, note)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That note is not here any more."))
    return row


def take_back(session: Session, note: Note) -> None:
    """Delete a note, everywhere it stands."""
    _touch_principles(session, note)
    record(session, NoteDeleted(**_place(note)))
    for_batch(session).pop(("note", note.workshop_id, note.key), None)
    session.delete(note)


def is_frozen(session: Session, note: Note) -> bool:
    """Say whether a note's words are part of a frozen revision."""
    grown = principles_from(session, note.id)
    if not grown:
        return False
    frozen = session.scalars(select(Revision).where(Revision.principle_id.in_(grown)))
    return any(note.id in revision.sources for revision in frozen)


def principles_from(session: Session, note: int) -> list[int]:
    """The principles that grew from a note."""
    if ("grown from", note) not in for_batch(session):
        _read_grown(session, [note])
    found: list[int] = for_batch(session)["grown from", note]
    return found


def regrow(session: Session, note: int) -> None:
    """Read anew what grew from a note: that is being changed."""
    for_batch(session).pop(("grown from", note), None)


def _read_grown(session: Session, notes: Sequence[int]) -> None:
    kept = for_batch(session)
    kept.update({("grown from", note): [] for note in notes})
    for row in session.execute(GROWN, {"notes": notes}):
        kept["grown from", row.note_id].append(row.principle_id)


def _keep_note(
    session: Session, workshop: int, person: Participant, prompt: int, text: str, key: str,
    *, is_typed_for: bool,
) -> dict[str, Any]:  # fmt: skip
    before = _note_with(session, workshop, key)
    if before is not None and before.participant_id != person.id:
        raise NotValid(N_("This page is too old. Please open it again."))
    if before is not None:
        return {"note": before.id}
    note = Note(
        id=new_id(),
        workshop_id=workshop,
        prompt_id=prompt_for(session, workshop, prompt).id,
        participant_id=person.id,
        text=clean_text(text, longest=NOTE_LENGTH),
        is_typed_for=is_typed_for,
        key=key,
    )
    session.add(note)
    for_batch(session)["note", workshop, key] = note
    record(session, NotePosted(workshop, person.id, note.id))
    return {"note": note.id}


def _note_with(session: Session, workshop: int, key: str) -> Note | None:
    """The note that has a key, if there is one."""
    place = ("note", workshop, key)
    if place not in for_batch(session):
        _read_notes(session, workshop, [key])
    found: Note | None = for_batch(session)[place]
    return found


def _read_notes(session: Session, workshop: int, keys: Sequence[str]) -> None:
    kept = for_batch(session)
    kept.update({("note", workshop, key): None for key in keys})
    same = Note.workshop_id == workshop, Note.key.in_(keys)
    kept.update({("note", workshop, n.key): n for n in session.scalars(select(Note).where(*same))})


def _has_passed(session: Session, person: int, prompt: int) -> bool:
    place = ("passed", prompt, person)
    if place not in for_batch(session):
        for_batch(session)[place] = session.get(Pass, (person, prompt)) is not None
    found: bool = for_batch(session)[place]
    return found


def _own_note_for(session: Session, actor: Actor, note: int) -> Note:
    row = session.get(Note, note)
    if row is None or row.participant_id is None or row.participant_id != actor.participant_id:
        raise NotFound(N_("That note is not here any more."))
    _refuse_frozen(session, row)
    return row


def _refuse_frozen(session: Session, note: Note) -> None:
    if is_frozen(session, note):
        raise Refusal(
            N_("These words are part of a principle that was voted on. They stay in it now.")
        )


def _touch_principles(session: Session, note: Note) -> None:
    """Every principle that grew from these words shows them, so its screens are stale too."""
    for principle in principles_from(session, note.id):
        record(session, PrincipleChanged(note.workshop_id, principle))


def _place(note: Note) -> dict[str, Any]:
    return {
        "workshop_id": note.workshop_id,
        "participant_id": note.participant_id,
        "note_id": note.id,
        "prompt_id": note.prompt_id,
        "theme_id": note.theme_id,
        "is_shown": note.is_shown,
    }
