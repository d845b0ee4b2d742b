"""What happens to suggestions; none of it says whose they are."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class SuggestionsChanged(Event):
    """Suggestions on a principle were made or taken back, or something became of them.

    `is_judged` says that one of them is or was held back: else nobody has to look at those.
    """

    principle_id: int
    suggestions: tuple[int, ...]
    is_judged: bool = False


@dataclass(frozen=True)
class MeTooSaid(Event):
    """Somebody wants a suggestion too, or not any more: the room is told how many.

    `counted_on` is the suggestion that shows the number: the one that it was joined with, if any.
    """

    participant_id: int
    suggestion_id: int
    principle_id: int
    counted_on: int


@dataclass(frozen=True)
class SuggestionSettled(Event):
    """Something became of a suggestion, or its author has read what: told to its author only."""

    participant_id: int | None
