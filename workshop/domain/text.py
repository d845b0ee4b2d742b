"""What may be written: cleaned of what cannot be seen, refused when too long, never cut."""

import hashlib
import re
import unicodedata

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

NOTE_LENGTH = 2000
FIELD_LENGTH = 10_000
REASON_LENGTH = 2000
VIEW_LENGTH = 2000
NAME_LENGTH = 60
LONGEST_NUMBER = 16
MOST_COUNTED = 3000
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for line ends and tabs, and what turns the direction of writing over."""


def clean_text(text: str, *, longest: int, field: str = "text", may_be_empty: bool = False) -> str:
    """Return the text as it is kept: NFC, `\\n` line ends, no control or override characters.

    Refuses NUL, lone surrogates, an empty text (unless it may be), and more than `longest`
    characters.
    """
    text = clean_letters(text, field=field).strip()
    if not text and not may_be_empty:
        raise NotValid(N_("There are no words yet. Please write something first."), field=field)
    refuse_too_long(text, longest=longest, field=field)
    return text


def clean_letters(text: str, *, field: str = "text") -> str:
    """Return the letters of a text as they are kept, also those that nobody sees at its ends.

    Refuses NUL and lone surrogates.
    """
    if not _can_be_kept(text):
        raise NotValid(
            N_("Some of these letters cannot be read. Please type it again."), field=field
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return UNSEEN.sub("", text)


def refuse_too_long(text: str, *, longest: int, field: str = "text") -> None:
    """Refuse a text of more than `longest` characters."""
    if len(text) > longest:
        raise NotValid(
            N_("That is {length} letters. There is room for {longest}. Please make it shorter."),
            field=field, length=len(text), longest=longest,
        )  # fmt: skip


def _can_be_kept(text: str) -> bool:
    """Say whether a database can hold a text: no NUL, and nothing that UTF-8 has no bytes for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def clean_line(text: str, *, longest: int = NAME_LENGTH, field: str = "name") -> str:
    """Return a text of one line, for names and titles; refuses as `clean_text` does."""
    return " ".join(clean_text(text, longest=longest, field=field).split())


def read_number(typed: str) -> int:
    """Return the whole number that somebody sent as text, or 0 where it is none of ours."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if is_number else 0


def read_people(typed: str, *, field: str, fewest: int = 0) -> int | None:
    """Return how many people somebody typed, or None where they typed nothing.

    Refuses what is no number, fewer than `fewest`, and more than `MOST_COUNTED`.
    """
    typed = typed.strip()
    number = read_number(typed)
    is_none = not number and typed.strip("0")
    if typed and (is_none or not fewest <= number <= MOST_COUNTED):
        raise NotValid(N_("Please type how many people there are as a number."), field=field)
    return number if typed else None


def words_mark(*words: str) -> str:
    """A short mark of words: other words have another one. It tells whether somebody changed them
    since a page was opened."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:32]
