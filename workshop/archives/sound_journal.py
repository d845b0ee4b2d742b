"""Whether an entry of the journal can be told: on screens, and in the next edition."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop.archives.shape import Archive, Happened
from workshop.archives.telling import is_about_principle, is_told_well, told_events
from workshop.domain.sentences import Sentence
from workshop.domain.telling import telling
from workshop.domain.text import NOTE_LENGTH

LARGEST_NUMBER = 1_000_000


def is_sound_entry(entry: Happened, archive: Archive) -> bool:
    """Whether it is of a kind that we know, about something that is here, and can be said."""
    kind = told_events().get(entry.what)
    if kind is None or not is_told_well(kind, entry.detail):
        return False
    is_about = is_about_principle(kind)
    names = {one.name for one in archive.principles} if is_about else set()
    return (
        (entry.principle is not None) == is_about
        and (entry.principle is None or entry.principle in names)
        and all(map(_is_small, entry.detail.values()))
        and _can_be_said(entry)
    )


def _is_small(value: str | int | bool | None) -> bool:
    if isinstance(value, str):
        return len(value) <= NOTE_LENGTH
    return value is None or 0 <= value <= LARGEST_NUMBER


def _can_be_said(entry: Happened) -> bool:
    try:
        ends_at = entry.detail.get("ends_at")
        if ends_at and datetime.fromisoformat(str(ends_at)).tzinfo is None:
            return False
        sentence = telling(entry.what, entry.detail)
        return sentence is None or bool(_said(sentence))
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):
        return False


def _said(sentence: Sentence) -> str:
    values: Mapping[str, Any] = {
        name: _said(one) if isinstance(one, Sentence) else one
        for name, one in sentence.values.items()
    }
    return sentence.text.format(**values)
