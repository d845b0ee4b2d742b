"""Bytes and letters before anybody takes them for an archive: how deep, how many, which."""

import re
from typing import Any
from unicodedata import combining

from workshop.domain.refusals import NotValid
from workshop.domain.text import FIELD_LENGTH, clean_letters
from workshop.domain.words import N_

DEEPEST = 24
MOST_PARTS = 1_000_000
MOST_MARKS = 30
"""So many marks may stand on one letter, as Unicode's stream-safe texts have it."""
LONGEST_TEXT = 4 * FIELD_LENGTH
LONGEST_PICTURE = 2_000_000
"""Letters of the longest text, and of the longest picture."""
BASE_64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
MARKS = re.compile(
    rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]|[,:]|\s++|[^\s"\[\]{},:]++', re.DOTALL
)
"""Each text, bracket, comma, gap and number. A text that does not end ends with the file."""
LONGEST_NUMBER = 30
TANGLED = N_("This file is too deep, or has too many parts. Nothing was brought in.")
LETTERS = N_("Some letters in this file cannot be read. Nothing was brought in.")


def refuse_tangled(content: bytes) -> None:
    """Refuse JSON that is deep or of very many parts, before memory is spent on it."""
    depth = 0
    for parts, found in enumerate(MARKS.finditer(content)):
        mark = content[found.start()]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        is_long = mark not in b'"[]{},: \t\r\n\f\v' and found.end() - found.start() > LONGEST_NUMBER
        if depth > DEEPEST or parts > MOST_PARTS or is_long:
            raise NotValid(TANGLED)


def cleaned(value: Any) -> Any:
    """Plain values with every text as texts are kept; refuses what no text may hold."""
    if isinstance(value, str):
        return _cleaned_text(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {_cleaned_text(name): cleaned(one) for name, one in value.items()}
    return value


def _cleaned_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        if len(text) > LONGEST_PICTURE or not BASE_64.fullmatch(text):
            raise NotValid(TANGLED)
        return text
    if _has_a_heap(text):
        raise NotValid(LETTERS)
    try:
        return clean_letters(text)
    except NotValid as refusal:
        raise NotValid(LETTERS) from refusal


def _has_a_heap(text: str) -> bool:
    """Whether many marks stand on one letter: to sort them takes the square of their number."""
    run = 0
    for letter in text if not text.isascii() else "":
        run = run + 1 if combining(letter) else 0
        if run > MOST_MARKS:
            return True
    return False
