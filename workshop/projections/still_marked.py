"""What the lens still says about a text, worked out once: no text of a kept revision changes."""

import hashlib
from collections import OrderedDict
from typing import NamedTuple

from workshop.domain.lens import Lens, fold, marks_in
from workshop.domain.reading import long_sentences

MOST_KEPT = 10_000
Place = tuple[str, bool, frozenset[str], bytes]


class StillMarked(NamedTuple):
    """The words that are marked, each once, and how many words each long sentence has."""

    words: tuple[str, ...]
    long: tuple[int, ...]


class KeptMarks:
    """What was found, by the rules, the text and what people left; the longest unasked goes first.

    A place has the name of the rules and the digest of the text, so nothing of either is held.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self._kept: OrderedDict[Place, StillMarked] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, text: str, lens: Lens, is_warning: bool, left: frozenset[str]) -> StillMarked:
        """What a text is still marked for; it is looked through where it was not before."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        place = (lens.name, is_warning, left, digest)
        found = self._kept.pop(place, None) or _looked_through(text, lens, is_warning, left)
        self._kept[place] = found
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return found


KEPT = KeptMarks()


def still_marked(text: str, lens: Lens, is_warning: bool, left: frozenset[str]) -> StillMarked:
    """What the lens still says about a text."""
    return KEPT.find(text, lens, is_warning, left)


def _looked_through(text: str, lens: Lens, is_warning: bool, left: frozenset[str]) -> StillMarked:
    words: dict[tuple[str, str], str] = {}
    for one in marks_in(text, lens, is_warning=is_warning, left=left):
        said = text[one.start : one.end]
        words.setdefault((one.rule, fold(said)), said)
    long = (count for _start, _end, count in long_sentences(text))
    return StillMarked(tuple(words.values()), tuple(long))
