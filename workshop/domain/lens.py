"""Words that direct, blame or label, found in a text: advice with other words, never a block.

The patterns are plain enough to mean the same in Python and in a browser: `static/js/lens.js`
walks through a text by the same ones, sent with the rules.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

LETTERS = (
    r"0-9A-Za-z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF"
    r"\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFC"
)
_INSIDE = r"\n(?![ \t]*\n)"
WORD = rf"[{LETTERS}]+(?:['\u2019][{LETTERS}]+)*"
GAP = r"(?:[ \t\u00A0]+\n?[ \t\u00A0]*|\n[ \t\u00A0]*|[-\u2010\u2011])"
QUOTED = "|".join(
    (
        r"(?:^|\n)[ \t]*>[^\n]*",
        rf"\u201C(?:[^\u201D\n]|{_INSIDE})*\u201D?",
        rf"\u201E(?:[^\u201C\u201D\n]|{_INSIDE})*[\u201C\u201D]?",
        rf"\u00AB(?:[^\u00BB\n]|{_INSIDE})*\u00BB?",
        rf'(?:^|[^"{LETTERS}])"(?:[^"\n]|{_INSIDE})*"?',
        rf"\u2018(?:[^\u2019\n]|\u2019(?=[{LETTERS}])|{_INSIDE}){{0,1000}}\u2019(?![{LETTERS}])",
        rf"(?:^|[ \t\n(\[])'(?=[^ \t\n])"
        rf"(?:[^'\n]|'(?=[{LETTERS}])|{_INSIDE}){{0,1000}}'(?![{LETTERS}])",
    )
)
"""Block quotes, and what stands in quotation marks of one paragraph, closed or still being typed.

A single mark may be an apostrophe, so only a closed pair of them quotes.
"""
STOP = r"[.!?;:\n]"
DENIALS = (
    "not", "no", "never", "nobody", "none", "nor", "without", "cannot", "stop", "instead", "rather",
    "don't", "doesn't", "didn't", "won't", "can't", "isn't", "aren't", "wasn't", "mustn't",
    "shouldn't",
)  # fmt: skip
DENIED_WITHIN, LONGEST = 6, 12
_WORD, _GAP, _QUOTED, _STOP = (re.compile(one) for one in (WORD, GAP, QUOTED, STOP))
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True)
class LensRule:
    """Why some words are pointed out; `instead` is said where no other words fit in their place.

    A rule about what is `done` to people is silent where a text says that it is not done.
    """

    key: str
    reason: str
    why: str
    instead: str = ""
    is_done: bool = False


class Phrase(NamedTuple):
    """What a run of words means: the rule, and the words to use instead (may be empty)."""

    rule: str
    alternative: str


class Mark(NamedTuple):
    """Words from `start` up to `end` (characters) that a rule points out."""

    start: int
    end: int
    rule: str
    alternative: str


@dataclass(frozen=True, eq=False)
class Lens:
    """Rules by key; phrases and exceptions by their words, joined by spaces, in small letters.

    A phrase that begins with a capital is found only as it is written. An exception keeps its
    rules silent on the words it covers.
    """

    rules: Mapping[str, LensRule]
    phrases: Mapping[str, Phrase]
    exceptions: Mapping[str, tuple[str, ...]]

    @cached_property
    def name(self) -> str:
        """What the rules are known by: the same rules have the same name, and no others."""
        said = (dict(self.rules), dict(self.phrases), dict(self.exceptions))
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def begins(self) -> frozenset[str]:
        """Every run of words, in small letters, with which a phrase or an exception begins."""
        found: set[str] = set()
        for phrase in (*self.phrases, *self.exceptions):
            words = fold(phrase).split(" ")
            found.update(" ".join(words[:count]) for count in range(1, len(words) + 1))
        return frozenset(found)


def marks_in(
    text: str, lens: Lens, *, is_warning: bool = False, left: frozenset[str] = frozenset()
) -> list[Mark]:
    """Return what the lens points out in a text, in order, without overlaps.

    Where marks overlap, the one with most words stands. Quotations are passed over. `left` are
    keys of rules that people chose to leave; a text that warns (`is_warning`) names what is done.
    """
    words = [(one.start(), one.end(), fold(one[0])) for one in _WORD.finditer(text)]
    found: list[tuple[int, Mark]] = []
    silent: dict[str, list[tuple[int, int]]] = {}
    for place, (start, _end, first) in enumerate(words):
        if first not in lens.begins and first.removesuffix("'s") not in lens.begins:
            continue
        for count, said, end in _known(text, words, place, lens):
            if said in lens.exceptions:
                silent.setdefault(said, []).append((start, end))
            phrase = lens.phrases.get(said)
            if phrase and not _is_passed(text, words, place, lens.rules[phrase.rule], is_warning):
                alternative = _fitting(text, start, end, said, phrase.alternative)
                found.append((count, Mark(start, end, phrase.rule, alternative)))
    quoted = _covered(text, (one.span() for one in _QUOTED.finditer(text)))
    silenced: dict[str, list[bytearray]] = {}
    for said, spans in silent.items():
        covered = _covered(text, spans)
        for rule in lens.exceptions[said]:
            silenced.setdefault(rule, [quoted]).append(covered)
    kept = [
        (count, mark)
        for count, mark in found
        if mark.rule not in left
        and not any(_meets(mark, one) for one in silenced.get(mark.rule, (quoted,)))
    ]
    return _longest(text, kept)


def fold(word: str) -> str:
    """A word as it is looked up: small letters, straight apostrophes."""
    return word.lower().replace("\u2019", "'")


def words_of(phrase: str) -> str:
    """A phrase as it is kept: its words with one space between; only a first capital stays."""
    first, *others = (one[0].replace("\u2019", "'") for one in _WORD.finditer(phrase))
    return " ".join((first, *map(fold, others)))


def _known(
    text: str, words: list[tuple[int, int, str]], place: int, lens: Lens
) -> Iterator[tuple[int, str, int]]:
    """Phrases and exceptions from one place: how many words, as they are kept, their end."""
    start, end, first = words[place]
    own, said = text[start:end].replace("\u2019", "'"), ""
    for count, (begin, stop, word) in enumerate(words[place : place + LONGEST], 1):
        gap = text[end:begin] if count > 1 else " "
        if gap != " " and not _GAP.fullmatch(gap):
            return
        said, end = f"{said} {word}".lstrip(), stop
        forms = [(said, end)] if said in lens.begins else []
        if forms and own != first:
            forms.append((own + said[len(first) :], end))
        if word.endswith("'s"):
            forms.append((said[:-2], end - 2))
        for form, close in forms:
            is_known = form in lens.phrases or form in lens.exceptions
            if is_known and not _is_part_of_another(text, start, close):
                yield count, form, close
        if said not in lens.begins:
            return


def _is_part_of_another(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties these words to a word before or behind them."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    is_tied_before = len(before) == 2 and before[1] in _HYPHENS and _WORD.match(before[0])
    is_tied_behind = len(behind) == 2 and behind[0] in _HYPHENS and _WORD.match(behind[1])
    return bool(is_tied_before or is_tied_behind)


def _is_passed(
    text: str, words: list[tuple[int, int, str]], place: int, rule: LensRule, is_warning: bool
) -> bool:
    """Whether a rule about what is done to people is met by words that say it is not done."""
    if not rule.is_done or is_warning:
        return rule.is_done
    for before in range(place - 1, max(-1, place - 1 - DENIED_WITHIN), -1):
        if _STOP.search(text, words[before][1], words[before + 1][0]):
            return False
        if words[before][2] in DENIALS:
            return True
    return False


def _fitting(text: str, start: int, end: int, said: str, alternative: str) -> str:
    """The alternative with the capitals of the words it stands for; none where it cannot fit."""
    own = text[start:end]
    is_owning = text[end : end + 2] in ("'s", "\u2019s")
    is_plural_owning = own[-1] == "s" and text[end : end + 1] in ("'", "\u2019")
    if is_plural_owning or (is_owning and " " in alternative):
        return ""
    if said != fold(said):
        return alternative
    if len(own) > 1 and own == own.upper() != own.lower():
        return alternative.upper()
    if own[0] != own[0].lower():
        return alternative[:1].upper() + alternative[1:]
    return alternative


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A 1 for each character of a text that one of these spans has, so that none is compared."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _meets(mark: Mark, covered: bytearray) -> bool:
    return covered.find(1, mark.start, mark.end) >= 0


def _longest(text: str, found: list[tuple[int, Mark]]) -> list[Mark]:
    kept: list[Mark] = []
    covered = bytearray(len(text))
    for _count, mark in sorted(found, key=lambda one: (-one[0], one[1].start, -one[1].end)):
        if not _meets(mark, covered):
            kept.append(mark)
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return sorted(kept)
