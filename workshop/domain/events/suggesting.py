"""What happens to suggestions; none of it says whose they are."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class SuggestionsChanged(Event):
    """A suggestion on a principle was made or taken back, or something became of it."""

    principle_id: int


@dataclass(frozen=True)
class SuggestionSettled(Event):
    """Something became of a suggestion, or its author has read what: told to its author only."""

    participant_id: int | None
