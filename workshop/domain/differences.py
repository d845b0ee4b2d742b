"""What changed from one text to another, word by word, and two changes of one text put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile

JOINED = r"\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d\ufe0f"
TOKEN = re.compile(rf"(\s*)([{JOINED}]+(?:['’\-][{JOINED}]+)*|[^{JOINED}\s]+|\Z)")
KEPT, ADDED, REMOVED = "kept", "added", "removed"
MOST_WORDS_BETWEEN = 2
MOST_PAIRS = 200_000
"""Up to so many pairs of equal words two texts are compared: real ones of 10,000 letters have about
half of it, and a text of one word repeated has 25 million."""

Token = tuple[str, str]
Span = tuple[int, int, int, int]
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Piece:
    """A part of a text that was `kept`, `added` or `removed`."""

    kind: str
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return what was kept, removed and added, in reading order.

    Kept and added pieces joined are `new`, kept and removed ones are `old`, letter by letter.
    Words change whole; what was removed stands before what was added in its place. No piece is
    empty, and no two of one kind stand together.
    """
    before, after = _tokens(old), _tokens(new)
    pieces = [piece for span in _spans(before, after) for piece in _pieces(before, after, span)]
    return tuple(_tidied(pieces))


def merged(base: str, one: str, other: str) -> str | None:
    """Return `base` with the changes of both texts that were made from it.

    The same change made in both is made once. Returns None where two changes touch: at one place,
    or with no word between them.
    """
    edits = sorted({*_edits(base, one), *_edits(base, other)})
    text, at = "", 0
    for number, (start, end, words) in enumerate(edits):
        if number and not base[at:start].strip():
            return None
        text += base[at:start] + words
        at = end
    return text + base[at:]


def _tokens(text: str) -> list[Token]:
    """Words, and runs of other marks, each after its white space; the end of a text is one too."""
    return [(one[1], one[2]) for one in TOKEN.finditer(text)]


def _spans(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Span]:
    """Where words stay and where they change, from the first to the last, in turns."""
    old, new = [word for _, word in before], [word for _, word in after]
    start = _same(old[:-1], new[:-1])
    end = 1 + _same(old[start:-1][::-1], new[start:-1][::-1])
    at_old, at_new = 0, 0
    for i, j, k, m in _gathered(_changes(old[start:-end], new[start:-end]), old[start:-end]):
        yield at_old, i + start, at_new, k + start
        yield i + start, j + start, k + start, m + start
        at_old, at_new = j + start, m + start
    yield at_old, len(old), at_new, len(new)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    mine, theirs = Counter(old), Counter(new)
    if sum(count * theirs[word] for word, count in mine.items()) > MOST_PAIRS:
        return [(0, len(old), 0, len(new))]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i, j, k, m) for tag, i, j, k, m in found if tag != "equal"]


def _gathered(changes: Sequence[Span], old: Sequence[str]) -> list[Span]:
    """Changes with only a word or two between them, as one: single words left over read badly."""
    kept: list[Span] = []
    for change in changes:
        while kept and _is_scattered(kept[-1], change, old):
            i, _, k, _ = kept.pop()
            change = (i, change[1], k, change[3])
        kept.append(change)
    return kept


def _is_scattered(first: Span, second: Span, old: Sequence[str]) -> bool:
    between = old[first[1] : second[0]]
    words = sum(any(c.isalnum() for c in one) for one in between)
    adds_only = first[0] == first[1] and second[0] == second[1]
    removes_only = first[2] == first[3] and second[2] == second[3]
    smaller = min(max(j - i, m - k) for i, j, k, m in (first, second))
    return words <= min(MOST_WORDS_BETWEEN, smaller) and not adds_only and not removes_only


def _pieces(before: Sequence[Token], after: Sequence[Token], span: Span) -> Iterator[Piece]:
    old, new = before[span[0] : span[1]], after[span[2] : span[3]]
    if [word for _, word in old] != [word for _, word in new]:
        yield Piece(REMOVED, _joined(old))
        yield Piece(ADDED, _joined(new))
        return
    for (space, word), (other, _) in zip(old, new, strict=True):
        if space == other:
            yield Piece(KEPT, space + word)
        else:
            yield from (Piece(REMOVED, space), Piece(ADDED, other), Piece(KEPT, word))


def _tidied(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces: each as long as it can be, without the white space that both sides have."""
    whole: list[Piece] = []
    for is_kept, group in groupby(pieces, lambda piece: piece.kind == KEPT):
        here = list(group)
        if is_kept:
            whole.extend(here)
            continue
        removed, added = ("".join(p.text for p in here if p.kind == k) for k in (REMOVED, ADDED))
        first = _same(_space_before(removed), _space_before(added))
        last = _same(_space_after(removed[first:]), _space_after(added[first:]))
        whole.append(Piece(KEPT, removed[:first]))
        whole.append(Piece(REMOVED, removed[first : len(removed) - last]))
        whole.append(Piece(ADDED, added[first : len(added) - last]))
        whole.append(Piece(KEPT, removed[len(removed) - last :]))
    for kind, same in groupby((piece for piece in whole if piece.text), lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in same))


def _space_before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _space_after(text: str) -> str:
    return text[len(text.rstrip()) :][::-1]


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(space + word for space, word in tokens)


def _edits(base: str, text: str) -> Iterator[Edit]:
    """Each change as the part of `base` that it takes out, and the words that it puts there."""
    at = 0
    for is_kept, group in groupby(differences(base, text), lambda piece: piece.kind == KEPT):
        here = list(group)
        gone = sum(len(piece.text) for piece in here if piece.kind != ADDED)
        if not is_kept:
            yield at, at + gone, "".join(piece.text for piece in here if piece.kind == ADDED)
        at += gone
