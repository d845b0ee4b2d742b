"""Which slices no longer tell the truth after something happened."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from workshop.domain import events as e

ROOM, DESK, WALL, SUPPORTER = "room", "desk", "wall", "supporter"


class Stale(NamedTuple):
    """One slice, for one audience of one workshop."""

    workshop_id: int
    audience: str
    slice: str


def person(participant_id: int) -> str:
    """The audience of one participant."""
    return f"person:{participant_id}"


def stale_after(event: e.Event) -> Iterator[Stale]:
    """Every slice that an event makes stale."""
    for audience, name in RULES[type(event)](event):
        yield Stale(event.workshop_id, audience, name)


Pairs = list[tuple[str, str]]


def _mine(event: Any) -> Pairs:
    return [(person(event.participant_id), "mine")] if event.participant_id else []


def _desk(*names: str) -> Callable[[Any], Pairs]:
    return lambda _event: [(DESK, name) for name in names]


def _own(*names: str) -> Callable[[Any], Pairs]:
    return lambda event: _mine(event) + [(DESK, name) for name in names]


def _everywhere(_event: Any) -> Pairs:
    return [
        (ROOM, "place"), (ROOM, "task"), (WALL, "wall"),
        (DESK, "agenda"), (DESK, "activity"), (DESK, "next"), (DESK, "people"),
    ]  # fmt: skip


def _ballot(event: Any) -> Pairs:
    return [*_everywhere(event), (ROOM, "papers")]


def _clock(_event: Any) -> Pairs:
    return [(ROOM, "place"), (DESK, "activity"), (DESK, "agenda"), (DESK, "next"), (WALL, "wall")]


def _theme(theme_id: int | None) -> Pairs:
    return [(audience, f"theme-{theme_id or 0}") for audience in (ROOM, DESK)]


def _note_changed(event: Any) -> Pairs:
    pairs = _own("activity", "next", "waiting")(event)
    if event.is_shown:
        pairs += [(ROOM, f"note-{event.note_id}"), (DESK, f"note-{event.note_id}"), (WALL, "wall")]
    return pairs


def _note_deleted(event: Any) -> Pairs:
    pairs = _own("activity", "next", "waiting")(event)
    if event.is_shown:
        pairs += [(ROOM, "task"), (WALL, "wall"), *_theme(event.theme_id)]
    return pairs


def _note_judged(event: Any) -> Pairs:
    return [
        *_own("activity", "next", "waiting")(event),
        (ROOM, "task"),
        (WALL, "wall"),
        *_theme(event.theme_id),
    ]


def _note_moved(event: Any) -> Pairs:
    return [*_theme(event.from_theme), *_theme(event.to_theme), (WALL, "wall"), (DESK, "next")]


def _board(_event: Any) -> Pairs:
    return [
        (ROOM, "task"),
        (DESK, "activity"),
        (WALL, "wall"),
        (ROOM, "theme-0"),
        (DESK, "theme-0"),
    ]


def _theme_renamed(event: Any) -> Pairs:
    return [*_theme(event.theme_id), (WALL, "wall")]


def _principle(event: Any) -> Pairs:
    name = f"principle-{event.principle_id}"
    return [(ROOM, name), (DESK, name), (DESK, "next"), (WALL, "wall")]


def _principles(_event: Any) -> Pairs:
    return [(ROOM, "task"), (DESK, "activity"), (DESK, "next"), (WALL, "wall")]


def _paper(event: Any) -> Pairs:
    seen = [(DESK, "activity"), (DESK, "next"), (WALL, "wall"), (ROOM, "papers")]
    return [*_mine(event), *seen]


def _joined(event: Any) -> Pairs:
    return [*_mine(event), (DESK, "people"), (DESK, "activity"), (DESK, "waiting"), (WALL, "wall")]


RULES: dict[type[e.Event], Callable[[Any], Pairs]] = {
    e.WorkshopStarted: _everywhere,
    e.ParticipantJoined: _joined,
    e.ParticipantChanged: _joined,
    e.PersonAdded: lambda _e: [(DESK, "people"), (DESK, "activity"), (WALL, "wall")],
    e.EntranceChanged: lambda _e: [(DESK, "people"), (DESK, "waiting"), (WALL, "wall")],
    e.NotePosted: _own("activity", "next"),
    e.NoteChanged: _note_changed,
    e.NoteDeleted: _note_deleted,
    e.NoteJudged: _note_judged,
    e.PromptPassed: _own("activity"),
    e.NotesShown: lambda _e: [(ROOM, "task"), (WALL, "wall"), (DESK, "activity"), (DESK, "next")],
    e.PromptChanged: _everywhere,
    e.NoteMoved: _note_moved,
    e.ThemeAdded: _board,
    e.ThemeRenamed: _theme_renamed,
    e.ThemeRemoved: _board,
    e.PrincipleAdded: _principles,
    e.PrincipleChanged: _principle,
    e.PrincipleFrozen: lambda event: _principle(event) + _principles(event),
    e.PrincipleSetAside: lambda event: _principle(event) + _principles(event),
    e.BallotOpened: _ballot,
    e.PaperHandedIn: _paper,
    e.BallotClosing: _ballot,
    e.BallotClosed: _ballot,
    e.BallotVoided: _ballot,
    e.ActivityStarted: _everywhere,
    e.AgendaChanged: _everywhere,
    e.ClockChanged: _clock,
    e.WallBlanked: lambda _e: [(WALL, "wall"), (DESK, "activity"), (DESK, "bar")],
    e.HelpChanged: lambda event: [*_mine(event), (SUPPORTER, "help"), (DESK, "waiting")],
    e.ClosingAnswered: _own("activity"),
    e.IntroductionSaved: _desk("activity"),
    e.EditionPublished: _everywhere,
    e.WorkshopClosed: _everywhere,
}
