"""What may be written: cleaned of what cannot be seen, refused when too long, never cut."""

import unicodedata

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

NOTE_LENGTH = 2000
FIELD_LENGTH = 10_000
NAME_LENGTH = 60
LONGEST_NUMBER = 16
BIDI_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
KEPT_CONTROLS = {"\n", "\t"}


def clean_text(text: str, *, longest: int, field: str = "text", may_be_empty: bool = False) -> str:
    """Return the text as it is kept: NFC, `\\n` line ends, no control or override characters.

    Refuses NUL, lone surrogates, an empty text (unless it may be), and more than `longest`
    characters.
    """
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotValid(
            N_("Some of these letters cannot be read. Please type it again."), field=field
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(filter(_is_seen, text.translate(BIDI_OVERRIDES))).strip()
    if not text and not may_be_empty:
        raise NotValid(N_("There are no words yet. Please write something first."), field=field)
    if len(text) > longest:
        raise NotValid(
            N_("That is {length} letters. There is room for {longest}. Please make it shorter."),
            field=field, length=len(text), longest=longest,
        )  # fmt: skip
    return text


def clean_line(text: str, *, longest: int = NAME_LENGTH, field: str = "name") -> str:
    """Return a text of one line, for names and titles; refuses as `clean_text` does."""
    return " ".join(clean_text(text, longest=longest, field=field).split())


def read_number(typed: str) -> int:
    """Return the whole number that somebody sent as text, or 0 where it is none of ours."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if is_number else 0


def _is_seen(letter: str) -> bool:
    return letter in KEPT_CONTROLS or unicodedata.category(letter) != "Cc"
