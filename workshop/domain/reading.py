"""How easy a text is to read: long sentences, and a rough reading age, for English only."""

import re
from math import floor

from workshop.domain.lens import LETTERS, QUOTED, WORD

LONG_SENTENCE = 20
FEWEST_WORDS = 20
YOUNGEST, OLDEST = 5, 18
END = (
    rf"(?:^|[^{LETTERS}])(?:e\.g|i\.e|etc|Dr|Mrs|Mr|Ms|St|vs)\."
    r"|([.!?\u2026]+[)\]\"'\u201D\u2019\u00BB]*(?![^ \t\u00A0\n])|\n+)"
)
"""An end of a sentence is the group; an abbreviation is passed over."""
_END, _WORD, _QUOTED = re.compile(END), re.compile(WORD), re.compile(QUOTED)


def long_sentences(text: str) -> list[tuple[int, int, int]]:
    """Return each sentence of more than 20 words: its start, its end, and how many words.

    Starts and ends are characters. A sentence that begins in a quotation is somebody's own.
    """
    quotes = [one.span() for one in _QUOTED.finditer(text)]
    return [
        (start, end, words)
        for start, end, words in _sentences(text)
        if words > LONG_SENTENCE and not any(begin <= start < close for begin, close in quotes)
    ]


def reading_age(text: str) -> int | None:
    """Return roughly the age in years from which a text is easy; None below 20 words.

    Automated Readability Index (Senter and Smith 1967, AMRL-TR-66-220): a school grade of
    4.71 * characters / words + 0.5 * words / sentences - 21.43, and five years for the age.
    It counts letters and sentences, and knows nothing of meaning: a rough guess, English only.
    """
    words = [one[0] for one in _WORD.finditer(text)]
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(len(word) for word in words)
    grade = 4.71 * letters / len(words) + 0.5 * len(words) / len(_sentences(text)) - 21.43
    return min(OLDEST, max(YOUNGEST, floor(grade + 5.5)))


def _sentences(text: str) -> list[tuple[int, int, int]]:
    """Every sentence with words: from its first word to behind its last, and how many."""
    places = [one.span() for one in _WORD.finditer(text)]
    found: list[tuple[int, int, int]] = []
    first = 0
    for end in (*(one.start() for one in _END.finditer(text) if one[1]), len(text)):
        behind = first
        while behind < len(places) and places[behind][0] < end:
            behind += 1
        if behind > first:
            found.append((places[first][0], places[behind - 1][1], behind - first))
        first = behind
    return found
