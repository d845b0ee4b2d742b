"""The edition that a workshop begins from: what is taken of it, and what it must hold to."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from workshop.domain.refusals import NotValid
from workshop.domain.text import FIELD_LENGTH, clean_text
from workshop.domain.words import N_

MOST_PRINCIPLES, MOST_FIELDS, MOST_VALUES = 200, 60, 30
LINE_LENGTH = 200
MOST_MARKS = 30
"""So many marks may stand on one letter, as Unicode's stream-safe texts have it."""
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,47}")
ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[\w./~%-]*)?", re.ASCII)
EMPTY = N_("There is no principle in this guidance, so there is nothing to begin from.")
TOO_MANY = N_("This guidance has {count} principles. A workshop can begin from {most} at most.")
TOO_LONG = N_("A text of principle {number} is too long. There is room for {longest} letters.")
HEAD_TOO_LONG = N_("A text near the title is too long. There is room for {longest} letters.")
NO_WORDS = N_("Principle {number} has no words. Nothing was taken over.")
NOT_READABLE = N_("Principle {number} has letters that cannot be read. Nothing was taken over.")
HEAD_NOT_READABLE = N_("A text near the title is empty, or has letters that cannot be read.")
TWICE = N_("Two principles have the mark “{anchor}”, so we cannot tell them apart.")
FIELD_TWICE = N_("Principle {number} has one field two times, so we do not know which one holds.")
NOT_A_MARK = N_("Principle {number} has a mark that we cannot use. Marks look like “p1”.")


@dataclass(frozen=True)
class OriginField:
    """One field of a principle there; `is_open` where people said that they were not ready."""

    key: str
    label: str
    text: str
    is_open: bool = False


@dataclass(frozen=True)
class OriginPrinciple:
    """One principle there: its words, and in words what came of it. `anchor` tells it apart."""

    anchor: str
    number: int
    statement: str
    fields: tuple[OriginField, ...] = ()
    values: tuple[str, ...] = ()
    status: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class OriginWords:
    """What is taken of an edition. `topic` and `address` are empty where they are not known."""

    title: str
    organisation: str
    question: str
    edition_number: int | None
    principles: tuple[OriginPrinciple, ...]
    topic: str = ""
    address: str = ""
    is_withdrawn: bool = False


def checked(origin: OriginWords) -> OriginWords:
    """Return the origin with every text as texts are kept here.

    Refuses no principles or too many, two with one anchor, a field that stands twice, a principle
    without words, and texts that are too long or cannot be read. An address that is no plain web
    address is dropped.
    """
    if not origin.principles:
        raise NotValid(EMPTY)
    if len(origin.principles) > MOST_PRINCIPLES:
        raise NotValid(TOO_MANY, count=len(origin.principles), most=MOST_PRINCIPLES)
    if again := _twice(one.anchor for one in origin.principles):
        raise NotValid(TWICE, anchor=again[:48])
    is_web = len(origin.address) <= LINE_LENGTH and ADDRESS.fullmatch(origin.address)
    return replace(
        origin,
        title=_head(origin.title, LINE_LENGTH),
        organisation=_head(origin.organisation, LINE_LENGTH),
        question=_head(origin.question, FIELD_LENGTH, may_be_empty=True),
        topic=_head(origin.topic, 64, may_be_empty=True),
        principles=tuple(_principle(one) for one in origin.principles),
        address=origin.address if is_web else "",
    )


def plain(origin: OriginWords) -> dict[str, Any]:
    """The origin as plain values, to be kept."""
    return asdict(origin)


def origin_words(kept: Mapping[str, Any]) -> OriginWords:
    """What `plain` made plain."""
    principles = tuple(
        OriginPrinciple(
            **{
                **one,
                "fields": tuple(OriginField(**field) for field in one["fields"]),
                "values": tuple(one["values"]),
            }
        )
        for one in kept["principles"]
    )
    return OriginWords(**{**kept, "principles": principles})


def parted(
    principle: OriginPrinciple, fields: Iterable[str]
) -> tuple[tuple[OriginField, ...], tuple[OriginField, ...]]:
    """The fields of a principle that have a place among `fields`, and those that have none."""
    known = set(fields)
    there = tuple(one for one in principle.fields if one.key in known)
    return there, tuple(one for one in principle.fields if one.key not in known)


def known_values(principle: OriginPrinciple, values: Mapping[str, str]) -> list[str]:
    """The keys of those values that a principle protects, out of these by their key or label."""
    said = {one.casefold() for one in principle.values}
    return [key for key, label in values.items() if {key.casefold(), label.casefold()} & said]


def _principle(one: OriginPrinciple) -> OriginPrinciple:
    number = one.number
    if not ANCHOR.fullmatch(one.anchor):
        raise NotValid(NOT_A_MARK, number=number)
    if len(one.fields) > MOST_FIELDS or len(one.values) > MOST_VALUES:
        raise NotValid(TOO_LONG, number=number, longest=FIELD_LENGTH)
    if _twice(field.key for field in one.fields) or "statement" in (f.key for f in one.fields):
        raise NotValid(FIELD_TWICE, number=number)
    statement = _text(one.statement, FIELD_LENGTH, number)
    if not statement:
        raise NotValid(NO_WORDS, number=number)
    return replace(
        one,
        statement=statement,
        fields=tuple(_field(field, number) for field in one.fields),
        values=tuple(filter(None, (_line(value, number) for value in one.values))),
        status=_line(one.status, number),
        verdict=_text(one.verdict, FIELD_LENGTH, number),
    )


def _field(one: OriginField, number: int) -> OriginField:
    if not ANCHOR.fullmatch(one.key):
        raise NotValid(NOT_READABLE, number=number)
    text = _text(one.text, FIELD_LENGTH, number)
    return replace(one, label=_line(one.label, number) or one.key, text=text)


def _line(text: str, number: int) -> str:
    return " ".join(_text(text, LINE_LENGTH, number).split())


def _text(text: str, longest: int, number: int) -> str:
    if len(text) > longest:
        raise NotValid(TOO_LONG, number=number, longest=longest)
    try:
        return _clean(text, longest)
    except NotValid as refusal:
        raise NotValid(NOT_READABLE, number=number) from refusal


def _head(text: str, longest: int, *, may_be_empty: bool = False) -> str:
    if len(text) > longest:
        raise NotValid(HEAD_TOO_LONG, longest=longest)
    try:
        cleaned = _clean(text, longest)
    except NotValid as refusal:
        raise NotValid(HEAD_NOT_READABLE) from refusal
    if not cleaned and not may_be_empty:
        raise NotValid(HEAD_NOT_READABLE)
    return cleaned if longest == FIELD_LENGTH else " ".join(cleaned.split())


def _clean(text: str, longest: int) -> str:
    """The text as texts are kept; a heap of marks is refused before it is sorted.

    Sorting them takes the square of their number: 10,000 take a quarter of a second.
    """
    if not unicodedata.is_normalized("NFC", text) and _has_a_heap(text):
        raise NotValid(NOT_READABLE)
    return clean_text(text, longest=longest, may_be_empty=True)


def _has_a_heap(text: str) -> bool:
    runs = groupby(text, lambda letter: unicodedata.combining(letter) > 0)
    return any(is_mark and sum(1 for _ in run) > MOST_MARKS for is_mark, run in runs)


def _twice(marks: Iterable[str]) -> str:
    """The first mark that comes a second time, or nothing."""
    seen = set[str]()
    for mark in marks:
        if mark in seen:
            return mark
        seen.add(mark)
    return ""
