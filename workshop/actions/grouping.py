"""Themes: made, named, and filled with notes by anybody in the room."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.actions.writing import note_for
from workshop.domain.actors import Actor
from workshop.domain.events import NoteMoved, ThemeAdded, ThemeRemoved, ThemeRenamed
from workshop.domain.refusals import NotFound, Refusal
from workshop.domain.text import clean_line
from workshop.domain.words import N_
from workshop.models import Note, Theme


def add_theme(
    session: Session, actor: Actor, *, workshop: int, name: str, key: str
) -> dict[str, Any]:
    """Make a theme; a repeat with the same key is the same theme."""
    require(session, actor, workshop, "theme.add")
    before = session.scalar(select(Theme).where(Theme.workshop_id == workshop, Theme.key == key))
    if before is not None:
        return {"theme": before.id}
    count = select(func.count()).where(Theme.workshop_id == workshop)
    theme = Theme(
        workshop_id=workshop,
        position=session.scalar(count) or 0,
        name=clean_line(name, longest=80),
        key=key,
    )
    session.add(theme)
    session.flush()
    record(session, ThemeAdded(workshop, theme.id))
    return {"theme": theme.id}


def rename_theme(session: Session, actor: Actor, *, workshop: int, theme: int, name: str) -> None:
    """Give a theme another name."""
    require(session, actor, workshop, "theme.rename")
    theme_for(session, workshop, theme).name = clean_line(name, longest=80)
    record(session, ThemeRenamed(workshop, theme))


def remove_theme(session: Session, actor: Actor, *, workshop: int, theme: int) -> None:
    """Take a theme away; its notes wait to be sorted again."""
    require(session, actor, workshop, "theme.remove")
    row = theme_for(session, workshop, theme)
    for note in session.scalars(select(Note).where(Note.theme_id == theme)):
        note.theme_id = None
    session.flush()
    session.delete(row)
    record(session, ThemeRemoved(workshop, theme))


def move_note(session: Session, actor: Actor, *, workshop: int, note: int, theme: int) -> None:
    """Move a shown note to a theme; theme 0 means not sorted yet."""
    require(session, actor, workshop, "note.move")
    moved = note_for(session, workshop, note)
    if not moved.is_shown:
        raise Refusal(N_("That note has not been shown yet."))
    before = moved.theme_id
    moved.theme_id = theme_for(session, workshop, theme).id if theme else None
    record(session, NoteMoved(workshop, note, before, moved.theme_id))


def theme_for(session: Session, workshop: int, theme: int) -> Theme:
    """One of the workshop's themes, or a refusal."""
    row = session.get(Theme, theme)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That theme is not here any more."))
    return row
