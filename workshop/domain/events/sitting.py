"""What happens to the tables at which a room drafts."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class TablesMade(Event):
    """The room was split into tables; who sits where is not told."""

    is_told = True
    tables: int


@dataclass(frozen=True)
class TablesEnded(Event):
    """The tables were dissolved; what was written stays."""

    is_told = True


@dataclass(frozen=True)
class TableChanged(Event):
    """Somebody sits elsewhere, or a table has other work, another time, or called for help."""


@dataclass(frozen=True)
class CompanionChanged(Event):
    """Somebody asked to sit with another person, or took that back."""

    participant_id: int
