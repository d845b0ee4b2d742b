"""Which entries of a journal go into a file, and what of them: words and numbers of no person."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import Any, get_args

from workshop.domain import events
from workshop.domain.events import Event

PRINCIPLE = "principle_id"
NOT_OURS = ("workshop_id", "participant_id", PRINCIPLE)
NEVER = {"person.added": ("voice",)}
"""Told on no screen, and too near to one person."""
OF_THE_COPY = ("workshop.brought.in",)
"""What is told of a copy, and not of the workshop."""
PLAIN = (str, int, bool, type(None))


@cache
def told_events() -> dict[str, type[Event]]:
    """Every kind of event that the journal keeps and a file tells, by its name there."""
    found = (getattr(events, name) for name in events.__all__)
    kinds = {name_of(one): one for one in found if one.is_told}
    return {name: kind for name, kind in kinds.items() if name not in OF_THE_COPY}


def name_of(kind: type[Event]) -> str:
    """The name by which the journal keeps a kind of event."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__)
    return ".".join(words.split())


def plain_fields(kind: type[Event]) -> Iterator[Field[Any]]:
    """The fields of an event that a file tells: plain values, and nobody."""
    for field in fields(kind):
        is_left_out = field.name in (*NOT_OURS, *NEVER.get(name_of(kind), ()))
        if not is_left_out and set(types_of(field)) <= set(PLAIN):
            yield field


def types_of(field: Field[Any]) -> tuple[Any, ...]:
    """The types that a field may have."""
    return get_args(field.type) if isinstance(field.type, UnionType) else (field.type,)


def is_about_principle(kind: type[Event]) -> bool:
    """Whether an event happened to a principle."""
    return any(field.name == PRINCIPLE for field in fields(kind))


def is_told_well(kind: type[Event], detail: Mapping[str, Any]) -> bool:
    """Whether a detail has the fields that an event has: each of its type, none that is unknown.

    What an event got later may be missing.
    """
    known = {field.name: field for field in plain_fields(kind)}
    needed = {name for name, field in known.items() if field.default is MISSING}
    return needed <= detail.keys() <= known.keys() and all(
        type(value) in types_of(known[name]) for name, value in detail.items()
    )
