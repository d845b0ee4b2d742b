"""What things are called within an archive; notes by their words, so that no name tells when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.archives import shape
from workshop.models import (
    Activity,
    Note,
    Principle,
    PrincipleSource,
    Prompt,
    Revision,
    Theme,
)


@dataclass(frozen=True)
class Names:
    """By the numbers of the database; `written` holds the notes of each question, in order."""

    steps: Mapping[int, str]
    themes: Mapping[int, str]
    principles: Mapping[int, str]
    notes: Mapping[int, str]
    written: Mapping[int, list[shape.Written]]

    def sources(self, notes: list[int]) -> list[str]:
        """The names of notes, as far as they were shown, in their order."""
        return sorted((self.notes[one] for one in notes if one in self.notes), key=place_of)


def place_of(name: str) -> int:
    """The place that a name stands for: 7 of `n7`."""
    return int(name[1:])


def names_of(session: Session, workshop_id: int) -> Names:
    """Name everything of a workshop that others point to."""
    steps, themes, principles = (
        _placed(session, workshop_id, table, letter)
        for table, letter in ((Activity, "a"), (Theme, "t"), (Principle, "p"))
    )
    notes: dict[int, str] = {}
    written: dict[int, list[shape.Written]] = {}
    for note in _in_order(session, workshop_id, steps, themes):
        notes[note.id] = f"n{len(notes) + 1}"
        theme = themes.get(note.theme_id or 0)
        one = shape.Written(name=notes[note.id], text=note.text, theme=theme)
        written.setdefault(note.prompt_id, []).append(one)
    return Names(steps, themes, principles, notes, written)


def _placed(
    session: Session, workshop_id: int, table: type[Activity | Theme | Principle], letter: str
) -> dict[int, str]:
    found = select(table.id).where(table.workshop_id == workshop_id)
    rows = session.scalars(found.order_by(table.position, table.id))
    return {number: f"{letter}{place}" for place, number in enumerate(rows, 1)}


def _in_order(
    session: Session, workshop_id: int, steps: Mapping[int, str], themes: Mapping[int, str]
) -> list[Any]:
    """The shown notes by their question, theme and words; two that are alike by what grew."""
    asked = select(Prompt).where(Prompt.workshop_id == workshop_id)
    places = {row.id: (place_of(steps[row.activity_id]), row.position, row.id)
              for row in session.scalars(asked)}  # fmt: skip
    shown = Note.workshop_id == workshop_id, Note.is_shown.is_(True), Note.state == "kept"
    found = select(Note.id, Note.prompt_id, Note.theme_id, Note.text).where(*shown)
    grown = _grown(session, workshop_id)
    return sorted(
        session.execute(found),
        key=lambda note: (
            places[note.prompt_id],
            themes.get(note.theme_id or 0, ""),
            note.text,
            grown.get(note.id, []),
        ),
    )


def _grown(session: Session, workshop_id: int) -> dict[int, list[tuple[int, int]]]:
    """By note: the principles that grew from it, and their revisions, by their numbers."""
    grown: dict[int, list[tuple[int, int]]] = {}
    drafts = (
        select(PrincipleSource.note_id, Principle.position)
        .join(Principle, Principle.id == PrincipleSource.principle_id)
        .where(Principle.workshop_id == workshop_id)
    )
    for note, position in session.execute(drafts.order_by(Principle.position)):
        grown.setdefault(note, []).append((position, 0))
    frozen = (
        select(Revision, Principle.position)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(Revision.workshop_id == workshop_id)
    )
    for row, position in session.execute(frozen.order_by(Principle.position, Revision.number)):
        for note in row.sources:
            grown.setdefault(note, []).append((position, row.number))
    return grown
