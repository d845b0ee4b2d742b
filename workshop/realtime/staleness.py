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


def suggesting(principle_id: int) -> str:
    """The audience of phones that have the suggestions on a principle open."""
    return f"suggesting:{principle_id}"


def deciding(principle_id: int) -> str:
    """The audience of facilitators who have the suggestions on a principle open."""
    return f"deciding:{principle_id}"


def stale_after(event: e.Event) -> Iterator[Stale]:
    """Every slice that an event makes stale; the place says what was told last.

    With the task of the room its scene may change, for every page that looks at its own then.
    """
    pairs = {*RULES[type(event)](event)}
    if event.is_told:
        pairs.add((ROOM, "place"))
    if (ROOM, "task") in pairs:
        pairs |= {(ROOM, "scene"), (DESK, "scene")}
    for audience, name in pairs:
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


def _ballot(_event: Any) -> Pairs:
    return [
        (ROOM, "task"), (ROOM, "papers"), (WALL, "wall"), (DESK, "activity"), (DESK, "next"),
    ]  # fmt: skip


def _clock(_event: Any) -> Pairs:
    return [(ROOM, "place"), (DESK, "activity"), (DESK, "agenda"), (DESK, "next"), (WALL, "wall")]


def _theme(theme_id: int | None) -> Pairs:
    return [(audience, f"theme-{theme_id or 0}") for audience in (ROOM, DESK)]


def _note_changed(event: Any) -> Pairs:
    pairs = _own("activity", "next", "waiting")(event)
    if event.is_shown:
        pairs += [(ROOM, f"note-{event.note_id}"), (DESK, f"note-{event.note_id}"), (WALL, "wall")]
    return pairs


def _notes_shown(_event: Any) -> Pairs:
    return [(ROOM, "place"), (ROOM, "task"), (WALL, "wall"), (DESK, "activity"), (DESK, "next")]


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
    drafting = [(ROOM, "task"), (DESK, "activity")]
    return [*_theme(event.theme_id), *drafting, (WALL, "wall")]


def _beside(principle_id: int, *names: str) -> Pairs:
    """What those see who have the suggestions on a principle open."""
    audiences = (suggesting(principle_id), deciding(principle_id))
    return [(audience, name) for audience in audiences for name in names]


def _card(event: Any) -> Pairs:
    number = event.principle_id
    cards = [(audience, f"principle-{number}") for audience in (ROOM, DESK)]
    return [*cards, *_beside(number, f"suggestions-{number}")]


def _suggestions(event: Any) -> Pairs:
    items = _beside(event.principle_id, *(f"suggestion-{one}" for one in event.suggestions))
    judged = [(DESK, "waiting")] if event.is_judged else []
    return [*_card(event), *items, *judged]


def _me_too(event: Any) -> Pairs:
    own = [(person(event.participant_id), f"own-{event.suggestion_id}")]
    return own + _beside(event.principle_id, f"suggestion-{event.counted_on}")


def _objection(event: Any) -> Pairs:
    number = event.principle_id
    return _principles(event) + _beside(number, f"suggestions-{number}")


def _principle(event: Any) -> Pairs:
    return [*_card(event), (DESK, "next"), (WALL, "wall")]


def _principles(_event: Any) -> Pairs:
    return [(ROOM, "task"), (DESK, "activity"), (DESK, "next"), (WALL, "wall")]


def _tables(_event: Any) -> Pairs:
    """The scene of a draft step changes with its task: then every phone asks for its own part."""
    return [
        (ROOM, "task"), (DESK, "activity"), (DESK, "waiting"), (WALL, "wall"), (SUPPORTER, "help"),
    ]  # fmt: skip


def _paper(event: Any) -> Pairs:
    seen = [(DESK, "activity"), (DESK, "next"), (WALL, "wall"), (ROOM, "papers")]
    return [*_mine(event), *seen]


def _joined(event: Any) -> Pairs:
    seen = [(DESK, name) for name in ("people", "activity", "waiting", "next")]
    return [*_mine(event), *seen, (WALL, "wall")]


def _view_changed(event: Any) -> Pairs:
    """Nobody at the desk can tell from a push who has just written one."""
    return _own("waiting")(event) if event.is_judged else _mine(event)


RULES: dict[type[e.Event], Callable[[Any], Pairs]] = {
    e.WorkshopBroughtIn: _everywhere,
    e.WorkshopStarted: _everywhere,
    e.OriginTaken: _everywhere,
    e.ParticipantJoined: _joined,
    e.ParticipantChanged: _joined,
    e.PauseChanged: _own("people"),
    e.PersonAdded: lambda _e: [*_desk("people", "activity", "next")(_e), (WALL, "wall")],
    e.WordsGiven: _desk(),
    e.EntranceChanged: lambda _e: [(DESK, "people"), (DESK, "waiting"), (WALL, "wall")],
    e.NotePosted: _own("activity", "next"),
    e.NoteChanged: _note_changed,
    e.NoteDeleted: _note_deleted,
    e.NoteJudged: _note_judged,
    e.PromptPassed: _own("activity"),
    e.NotesShown: _notes_shown,
    e.PromptChanged: _everywhere,
    e.NoteMoved: _note_moved,
    e.ThemeAdded: _board,
    e.ThemeRenamed: _theme_renamed,
    e.ThemeRemoved: _board,
    e.PrincipleAdded: _principles,
    e.PrincipleChanged: _principle,
    e.LensChanged: lambda event: [(DESK, f"principle-{event.principle_id}")],
    e.PrincipleFrozen: lambda event: _principle(event) + _principles(event),
    e.PrincipleSetAside: lambda event: _principle(event) + _principles(event),
    e.SuggestionsChanged: _suggestions,
    e.MeTooSaid: _me_too,
    e.SuggestionSettled: _mine,
    e.TablesMade: _tables,
    e.TablesEnded: _tables,
    e.TableChanged: _tables,
    e.CompanionChanged: _own(),
    e.RoomCounted: _desk("activity"),
    e.VoicesReordered: _desk("activity", "people"),
    e.BallotOpened: _ballot,
    e.PaperHandedIn: _paper,
    e.PulseMoved: lambda _e: [(ROOM, "task"), (DESK, "activity"), (WALL, "wall")],
    e.BallotClosing: _desk("activity", "next"),
    e.BallotClosed: _ballot,
    e.BallotVoided: _ballot,
    e.ObjectionJudged: _objection,
    e.DecisionWritten: _principles,
    e.DecisionRecorded: _principles,
    e.OtherViewChanged: _view_changed,
    e.ActivityStarted: lambda event: [*_everywhere(event), (DESK, "waiting")],
    e.AgendaChanged: _everywhere,
    e.ClockChanged: _clock,
    e.WallBlanked: lambda _e: [(WALL, "wall"), (DESK, "activity"), (DESK, "bar")],
    e.HelpChanged: lambda event: [*_mine(event), (SUPPORTER, "help"), (DESK, "waiting")],
    e.HelperCame: _desk("activity", "waiting"),
    e.ClosingAnswered: _own("activity"),
    e.GuidancePlanned: _desk("activity"),
    e.ReportAnswered: _desk(),
    e.EditionPublished: _everywhere,
    e.EditionWithdrawn: _desk("activity"),
    e.EditionRestored: _desk("activity"),
    e.WorkshopClosed: _everywhere,
    e.MeetingTold: _everywhere,
}
