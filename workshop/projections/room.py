"""What everybody in the room may see on a phone."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import (
    Activity,
    Note,
    Principle,
    PrincipleField,
    PrincipleSource,
    Prompt,
    Theme,
)
from workshop.projections.advice import fields_shown, open_fields_of
from workshop.projections.history import last_told, next_meeting
from workshop.projections.live_ballot import (
    ballot_view,
    open_ballot,
    papers_in,
    step_ends_at,
    void_reason,
)
from workshop.projections.origins import begun_from
from workshop.projections.outcomes import live_numbers, outcomes_in
from workshop.projections.review import dressed, review_of
from workshop.projections.scope import Scope, View, activity_of, workshop_of
from workshop.projections.sitting import has_tables, scene_of_tables
from workshop.projections.suggestions import open_count


def place(session: Session, scope: Scope) -> View:
    """Where we are, and how long it takes: in words, never in seconds."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    return {
        "title": step.title,
        "kind": step.kind,
        "state": workshop.state,
        "goes_on": next_meeting(session, scope)["goes_on"],
        "told": last_told(session, scope),
        "ends_at": step_ends_at(session, scope, step),
        "is_held": step.held_seconds is not None,
        **_prompt_count(session, step),
    }


def task(session: Session, scope: Scope) -> View:
    """The one thing to do now."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    kind = step.kind if workshop.state == "open" else "over"
    base = {
        "kind": kind,
        "title": workshop.title,
        "question": workshop.question,
        **scene(session, scope),
        "asked": step.say,
    }
    return base | TASKS[kind](session, scope, step)


def scene(session: Session, scope: Scope) -> View:
    """What changes when the room goes on: then phones look at what only they are shown."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    ballot = open_ballot(session, scope.workshop_id)
    paper = ballot.id if ballot else ""
    said = f"{step.id}.{step.current_prompt_id or 0}.{workshop.state}.{paper}"
    if workshop.state == "open" and step.kind == "draft":
        said += scene_of_tables(session, scope)
    return {"scene": said, "open_ballot": paper}


def note(session: Session, scope: Scope) -> View | None:
    """A shown note: its words, and nothing of its author.

    It is the same in every step: a phone keeps it when the room goes on.
    """
    row = session.get(Note, scope.item_id)
    if row is None or not row.is_shown or row.workshop_id != scope.workshop_id:
        return None
    return {"id": row.id, "text": row.text}


def theme(session: Session, scope: Scope) -> View | None:
    """A theme and the notes in it; theme 0 has those that are not sorted yet."""
    row = session.get(Theme, scope.item_id)
    if scope.item_id and (row is None or row.workshop_id != scope.workshop_id):
        return None
    notes = shown_notes(session, scope, Note.theme_id == (scope.item_id or None))
    return {
        "id": scope.item_id,
        "name": row.name if row else "",
        "notes": notes,
        "can_remove": False,
    }


def principle(session: Session, scope: Scope) -> View | None:
    """A principle while it is drafted: its words, and which notes it grew from."""
    row = session.get(Principle, scope.item_id)
    if row is None or row.workshop_id != scope.workshop_id:
        return None
    topic = topic_for(workshop_of(session, scope).topic)
    texts = {f.field: f.text for f in _fields(session, row.id)}
    open_fields = open_fields_of(session, row.id, texts)
    return {
        "id": row.id,
        "number": row.position + 1,
        "is_set_aside": row.is_set_aside,
        "statement": texts.get("statement", ""),
        "fields": fields_shown(topic.fields, texts, open_fields),
        "sources": source_texts(session, row.id),
        "begun_from": begun_from(session, row),
        "suggestions": open_count(session, row.id),
        "empty": [
            f.label
            for f in topic.fields
            if f.safeguard and not texts.get(f.key) and f.key not in open_fields
        ],
        "remaining": [],
        "can_freeze": False,
    }


def papers(session: Session, scope: Scope) -> View:
    """How many papers are in, and nothing else."""
    return papers_in(session, scope.workshop_id)


def shown_notes(session: Session, scope: Scope, *conditions: Any) -> list[int]:
    """The ids of shown notes, in their shuffled order."""
    found = select(Note.id).where(
        Note.workshop_id == scope.workshop_id, Note.is_shown.is_(True), *conditions
    )
    return list(session.scalars(found.order_by(Note.shuffle)))


def themes_of(session: Session, scope: Scope) -> list[Theme]:
    """The themes in their order."""
    found = select(Theme).where(Theme.workshop_id == scope.workshop_id).order_by(Theme.position)
    return list(session.scalars(found))


def principles_of(session: Session, scope: Scope) -> list[Principle]:
    """The principles in their order, those set aside last."""
    found = select(Principle).where(Principle.workshop_id == scope.workshop_id)
    return list(session.scalars(found.order_by(Principle.is_set_aside, Principle.position)))


def source_texts(session: Session, principle_id: int) -> list[View]:
    """The shown notes that a principle grew from."""
    found = (
        select(Note)
        .join(PrincipleSource, PrincipleSource.note_id == Note.id)
        .where(PrincipleSource.principle_id == principle_id, Note.is_shown.is_(True))
        .order_by(Note.shuffle)
    )
    return [{"id": row.id, "text": row.text} for row in session.scalars(found)]


def _welcome(session: Session, scope: Scope, step: Activity) -> View:
    workshop = workshop_of(session, scope)
    return {"ways_of_being": [line for line in workshop.ways_of_being.splitlines() if line]}


def _talk(session: Session, scope: Scope, step: Activity) -> View:
    return {"step": step.title}


def _write(session: Session, scope: Scope, step: Activity) -> View:
    prompt = session.get(Prompt, step.current_prompt_id or 0)
    if prompt is None:
        return {"prompt": None, "notes": []}
    notes = shown_notes(session, scope, Note.prompt_id == prompt.id)
    return {
        "prompt": {"id": prompt.id, "text": prompt.text, "help": prompt.help},
        "is_shown": prompt.shown_at is not None,
        "notes": notes,
    }


def _group(session: Session, scope: Scope, step: Activity) -> View:
    return {"themes": [theme.id for theme in themes_of(session, scope)]}


def _draft(session: Session, scope: Scope, step: Activity) -> View:
    return {
        "has_tables": has_tables(session, scope.workshop_id),
        "principles": [row.id for row in principles_of(session, scope)],
        "themes": [{"id": theme.id, "name": theme.name} for theme in themes_of(session, scope)],
    }


def _ballot(session: Session, scope: Scope, step: Activity) -> View:
    ballot = open_ballot(session, scope.workshop_id)
    return {
        "ballot": ballot and ballot_view(ballot),
        "live": live_numbers(session, ballot) if ballot else [],
        "void_reason": void_reason(session, step),
        "outcomes": dressed(
            session, scope.workshop_id, outcomes_in(session, scope.workshop_id, step.id)
        ),
    }


def _review(session: Session, scope: Scope, step: Activity) -> View:
    return review_of(session, scope.workshop_id)


def _over(session: Session, scope: Scope, step: Activity) -> View:
    return _review(session, scope, step) | next_meeting(session, scope)


def _close(session: Session, scope: Scope, step: Activity) -> View:
    return {}


def _suggest(session: Session, scope: Scope, step: Activity) -> View:
    return {"principles": [p.id for p in principles_of(session, scope) if not p.is_set_aside]}


TASKS = {
    "welcome": _welcome,
    "talk": _talk,
    "write": _write,
    "group": _group,
    "draft": _draft,
    "suggest": _suggest,
    "ballot": _ballot,
    "review": _review,
    "close": _close,
    "over": _over,
}


def _prompt_count(session: Session, step: Activity) -> View:
    prompts = list(
        session.scalars(
            select(Prompt.id).where(Prompt.activity_id == step.id).order_by(Prompt.position)
        )
    )
    if step.kind != "write" or step.current_prompt_id not in prompts:
        return {"prompt_number": 0, "prompt_count": len(prompts)}
    return {
        "prompt_number": prompts.index(step.current_prompt_id) + 1,
        "prompt_count": len(prompts),
    }


def _fields(session: Session, principle_id: int) -> list[PrincipleField]:
    found = select(PrincipleField).where(PrincipleField.principle_id == principle_id)
    return list(session.scalars(found))
