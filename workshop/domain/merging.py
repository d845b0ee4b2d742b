"""Two changes of one text put together: nothing that either of them wrote is lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workshop.domain.differences import JOINED

MOST_STEPS = 300_000
"""Above this many pairs of equal words, only the beginning and the end are compared."""
JOINER = "\u200d"
_SIGN = rf"[^{JOINED}\s](?:[{JOINER}\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff]|(?<={JOINER})\S)*"
_WORD = re.compile(rf"\s*[{JOINED}]+|\s+|{_SIGN}")
_FIRST, _LAST = re.compile(rf"[{JOINED}]+"), re.compile(rf"[{JOINED}]+\Z")


class Edit(NamedTuple):
    """Characters `start` to `end` of a text give way to `words`."""

    start: int
    end: int
    words: str


def changes(old: str, new: str) -> list[Edit]:
    """Return what makes `new` out of `old`: edits in order, apart from each other, word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    start, end = _same_ends(a, b)
    place = sum(map(len, a[:start]))
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if _steps(a, b) > MOST_STEPS:
        return _settled(old, _narrowed(place, "".join(a), "".join(b)))
    edits: list[Edit] = []
    at = [place]
    for word in a:
        at.append(at[-1] + len(word))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            edits += _narrowed(at[i1], "".join(a[i1:i2]), "".join(b[j1:j2]))
    return _settled(old, edits)


def merged(base: str, mine: str, theirs: str) -> list[Edit]:
    """Return the edits that bring into `theirs` what turned `base` into `mine`.

    Letters that both took away are gone, letters that either put in are there; the same change
    made by both counts once. A word that was changed is whole, also where they took it away.
    """
    elsewhere, here = changes(base, theirs), changes(base, mine)
    ends = [0, *(change.end for change in here)]
    starts = [*(change.start for change in here[1:]), len(base)]
    return [
        edit
        for change, since, until in zip(here, ends, starts, strict=False)
        if change not in elsewhere
        for edit in _moved(_whole(base, change, since, until, elsewhere), elsewhere)
    ]


def applied(text: str, edits: list[Edit]) -> str:
    """Return the text after some edits of it."""
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _whole(base: str, change: Edit, since: int, until: int, elsewhere: list[Edit]) -> Edit:
    """A change with the rest of its word, where they took that away: it may be typed anew."""
    start, end, words = change
    before, behind = _LAST.search(base[since:start]), _FIRST.match(base[end:until])
    if before and _FIRST.match(words):
        is_gone = not any(_standing(start - len(before[0]), start, elsewhere))
        words = before[0] * is_gone + words
    if behind and _LAST.search(words):
        is_gone = not any(_standing(end, end + len(behind[0]), elsewhere))
        words += behind[0] * is_gone
    return Edit(start, end, words)


def _moved(change: Edit, elsewhere: list[Edit]) -> Iterator[Edit]:
    """One edit of the base as edits of their text: only what still stands there is taken away."""
    pieces = list(_standing(change.start, change.end, elsewhere))
    words = change.words
    if words and not pieces:
        place = _place(change.start, elsewhere)
        yield Edit(place, place, words)
    for start, end in pieces:
        yield Edit(start, end, words)
        words = ""


def _standing(start: int, end: int, elsewhere: list[Edit]) -> Iterator[tuple[int, int]]:
    """The parts of the base from start to end that they left, as places in their text."""
    shift = 0
    for edit in elsewhere:
        if edit.start > start and start < end:
            until = min(edit.start, end)
            yield start + shift, until + shift
        start = max(start, edit.end)
        shift += len(edit.words) - (edit.end - edit.start)
    if start < end:
        yield start + shift, end + shift


def _place(at: int, elsewhere: list[Edit]) -> int:
    """A place of the base in their text; one inside what they replaced is before their words."""
    shift = 0
    for edit in elsewhere:
        if edit.start >= at:
            break
        if edit.end > at:
            return edit.start + shift
        shift += len(edit.words) - (edit.end - edit.start)
    return at + shift


def _settled(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Edits in the one form that the same change always has: as far to the left as it can be."""
    settled: list[Edit] = []
    for edit in edits:
        start, end, words = edit
        before = settled[-1].end if settled else 0
        is_one_way = (end > start) != bool(words)
        while is_one_way and start > before and _can_slide(text, start, end, words):
            start, end = start - 1, end - 1
            words = text[start] + words[:-1] if words else ""
            if not _is_inside(text, start):
                edit = Edit(start, end, words)
        settled.append(edit)
    return settled


def _can_slide(text: str, start: int, end: int, words: str) -> bool:
    return text[start - 1] == (words[-1] if words else text[end - 1])


def _is_inside(text: str, at: int) -> bool:
    """Say whether a place is between a letter and the marks on it."""
    return 0 < at < len(text) and (_is_mark(text[at]) or text[at - 1] == JOINER)


def _is_mark(letter: str) -> bool:
    is_tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    return letter == JOINER or is_tone or unicodedata.category(letter).startswith("M")


def _narrowed(at: int, old: str, new: str) -> Iterator[Edit]:
    """An edit without the letters that stay: at its ends, or whole words in its middle."""
    start, end = _same_ends(old, new)
    while _is_inside(old, start) or _is_inside(new, start):
        start -= 1
    while _is_inside(old, len(old) - end) or _is_inside(new, len(new) - end):
        end -= 1
    old, new, at = old[start : len(old) - end], new[start : len(new) - end], at + start
    stays = old.strip()
    found = re.search(rf"(?<![{JOINED}]){re.escape(stays)}(?![{JOINED}])", new) if stays else None
    if found:
        behind = at + old.index(stays) + len(stays)
        yield from _narrowed(at, old[: behind - at - len(stays)], new[: found.start()])
        yield from _narrowed(behind, old[behind - at :], new[found.end() :])
    elif old != new:
        yield Edit(at, at + len(old), new)


def _same_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How much two texts share at the beginning, and at the end of what is left."""
    most = min(len(a), len(b))
    start = next((i for i in range(most) if a[i] != b[i]), most)
    most -= start
    end = next((i for i in range(most) if a[-1 - i] != b[-1 - i]), most)
    return start, end


def _steps(a: list[str], b: list[str]) -> int:
    counted = Counter(b)
    return sum(counted[word] for word in a)
