"""The table of slices: for each audience, its name, its projection and its template."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.domain.text import read_number
from workshop.projections import desk, own_suggestions, person, room, suggestions, supporter, wall
from workshop.projections.next_step import next_step
from workshop.projections.people import people
from workshop.projections.scope import Scope, View

Projection = Callable[[Session, Scope], View | None]


@dataclass(frozen=True)
class Slice:
    """One partial: what fills it, what paints it, and its root element."""

    projection: Projection
    template: str
    tag: str = "div"
    css: str = ""


NOTE = Slice(room.note, "slices/note.html", "li", "note")
THEME = Slice(room.theme, "slices/theme.html", "section", "theme")
SCENE = Slice(room.scene, "slices/scene.html")
SUGGESTION = Slice(suggestions.one_suggestion, "slices/suggestion.html", css="suggestion")
SUGGESTIONS = "slices/suggestions.html"

SLICES: dict[str, dict[str, Slice]] = {
    "room": {
        "scene": SCENE,
        "place": Slice(room.place, "slices/place.html", css="place__words"),
        "task": Slice(room.task, "slices/task.html", css="task"),
        "note": NOTE,
        "theme": THEME,
        "principle": Slice(room.principle, "slices/principle.html", "section", "principle-card"),
        "papers": Slice(room.papers, "slices/papers.html", "p", "papers"),
    },
    "person": {
        "mine": Slice(person.mine, "slices/mine.html", css="mine"),
        "own": Slice(own_suggestions.my_part, "slices/own_suggestion.html", css="suggestion__own"),
        "write": Slice(own_suggestions.my_writing, "slices/own_writing.html"),
    },
    "suggesting": {
        "suggestions": Slice(suggestions.suggestions_in_room, SUGGESTIONS, css="suggestions"),
        "suggestion": SUGGESTION,
    },
    "deciding": {
        "suggestions": Slice(suggestions.suggestions_at_desk, SUGGESTIONS, css="suggestions"),
        "suggestion": SUGGESTION,
    },
    "desk": {
        "scene": SCENE,
        "bar": Slice(desk.bar, "slices/desk_bar.html", css="desk-bar__live"),
        "agenda": Slice(desk.agenda, "slices/agenda.html", css="agenda__live"),
        "activity": Slice(desk.activity, "slices/desk_activity.html", css="activity__live"),
        "next": Slice(next_step, "slices/desk_next.html", css="next-step"),
        "people": Slice(people, "slices/desk_people.html", css="room__people"),
        "waiting": Slice(desk.waiting, "slices/desk_waiting.html", css="room__waiting"),
        "note": Slice(room.note, "slices/note.html", "li", "note"),
        "theme": Slice(desk.theme, "slices/theme.html", "section", "theme"),
        "principle": Slice(desk.principle, "slices/principle.html", "section", "principle-card"),
    },
    "wall": {
        "wall": Slice(wall.wall, "slices/wall.html", css="wall__live"),
    },
    "supporter": {
        "help": Slice(supporter.calls, "slices/help.html", css="calls"),
    },
}


def slice_for(audience: str, name: str) -> tuple[Slice, int]:
    """The slice that an audience knows by this name, and the item it is about (0 for none)."""
    kind = audience.partition(":")[0]
    plain, _, item = name.partition("-")
    found = SLICES.get(kind, {}).get(plain)
    item_id = read_number(item)
    if found is None or (item and item != str(item_id)):
        raise LookupError(f"{kind} has no slice {name!r}")
    return found, item_id


def has_slice(audience: str, name: str) -> bool:
    """Say whether an audience has a slice of this name."""
    try:
        slice_for(audience, name)
    except LookupError:
        return False
    return True
