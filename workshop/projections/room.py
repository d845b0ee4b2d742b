"""What everybody in the room may see on a phone."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import (
    Activity,
    Ballot,
    Elector,
    HandIn,
    Note,
    Principle,
    PrincipleField,
    PrincipleSource,
    Prompt,
    Theme,
)
from workshop.projections.outcomes import outcomes_of
from workshop.projections.scope import Scope, View, activity_of, workshop_of


def place(session: Session, scope: Scope) -> View:
    """Where we are, and how long it takes: in words, never in seconds."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    return {
        "title": step.title,
        "kind": step.kind,
        "state": workshop.state,
        "ends_at": step.ends_at.isoformat() if step.ends_at else "",
        "is_held": step.held_seconds is not None,
        **_prompt_count(session, step),
    }


def task(session: Session, scope: Scope) -> View:
    """The one thing to do now."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    kind = step.kind if workshop.state == "open" else "over"
    ballot = open_ballot(session, scope.workshop_id)
    paper = f"{ballot.id}{ballot.state}" if ballot else ""
    scene = f"{step.id}.{step.current_prompt_id or 0}.{workshop.state}.{paper}"
    base = {"kind": kind, "title": workshop.title, "question": workshop.question, "scene": scene}
    return base | TASKS[kind](session, scope, step)


def note(session: Session, scope: Scope) -> View | None:
    """A shown note: its words, and nothing of its author."""
    row = session.get(Note, scope.item_id)
    if row is None or not row.is_shown or row.workshop_id != scope.workshop_id:
        return None
    kind = activity_of(session, scope).kind
    return {"id": row.id, "text": row.text, "can_move": kind in ("group", "draft")}


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
    texts = {f.field: f for f in _fields(session, row.id)}
    return {
        "id": row.id,
        "number": row.position + 1,
        "is_set_aside": row.is_set_aside,
        "statement": texts["statement"].text if "statement" in texts else "",
        "fields": [
            {"key": f.key, "label": f.label, "text": texts[f.key].text}
            for f in topic.fields
            if f.key in texts and f.key != "statement" and texts[f.key].text
        ],
        "sources": source_texts(session, row.id),
        "empty": [f.label for f in topic.fields if f.safeguard and not _has(texts, f.key)],
        "can_freeze": False,
    }


def papers(session: Session, scope: Scope) -> View:
    """How many papers are in, and nothing else."""
    return papers_in(session, scope.workshop_id)


def papers_in(session: Session, workshop_id: int) -> View:
    """The count of papers of the open ballot, and of people who may hand one in."""
    ballot = open_ballot(session, workshop_id)
    if ballot is None:
        return {"papers_in": 0, "electors": 0}
    count = select(func.count()).select_from(HandIn).where(HandIn.ballot_id == ballot.id)
    size = select(func.count()).select_from(Elector).where(Elector.ballot_id == ballot.id)
    return {"papers_in": session.scalar(count) or 0, "electors": session.scalar(size) or 0}


def open_ballot(session: Session, workshop_id: int) -> Ballot | None:
    """The ballot that is open or closing."""
    live = Ballot.workshop_id == workshop_id, Ballot.state.in_(("open", "closing"))
    return session.scalars(select(Ballot).where(*live)).first()


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
        "principles": [row.id for row in principles_of(session, scope)],
        "themes": [{"id": theme.id, "name": theme.name} for theme in themes_of(session, scope)],
    }


def _ballot(session: Session, scope: Scope, step: Activity) -> View:
    ballot = open_ballot(session, scope.workshop_id)
    return {
        "ballot": ballot and {"id": ballot.id, "number": ballot.number, "state": ballot.state},
        "outcomes": outcomes_of(session, scope.workshop_id, activity_id=step.id),
    }


def _review(session: Session, scope: Scope, step: Activity) -> View:
    return {"outcomes": outcomes_of(session, scope.workshop_id)}


def _close(session: Session, scope: Scope, step: Activity) -> View:
    return {}


TASKS = {
    "welcome": _welcome,
    "write": _write,
    "group": _group,
    "draft": _draft,
    "ballot": _ballot,
    "review": _review,
    "close": _close,
    "over": _review,
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


def _has(texts: dict[str, PrincipleField], key: str) -> bool:
    return key in texts and bool(texts[key].text)
