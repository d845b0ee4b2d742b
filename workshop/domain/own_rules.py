"""A rule of the lens that an organisation wrote: read from what was typed, refused in words."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.domain.lens import GAP, LONGEST, WORD, words_of
from workshop.domain.refusals import NotValid
from workshop.domain.text import clean_line, clean_text
from workshop.domain.words import N_

SENTENCE_LENGTH = 200
PHRASE_LENGTH = 100
MOST_PHRASES = 40
MOST_RULES = 100
TYPED_LENGTH = 10_000
_CAN_BE_FOUND = re.compile(rf"{WORD}(?:{GAP}{WORD})*")
_WORD = re.compile(WORD)


@dataclass(frozen=True)
class OwnRule:
    """Words with what to use instead, which may be empty, and words that it leaves alone.

    Its number is 0 as long as it is not kept.
    """

    number: int
    reason: str
    why: str
    instead: str
    words: tuple[tuple[str, str], ...]
    leave: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the lens knows it by; no rule that ships has a hyphen in its key."""
        return own_key(self.number)

    @property
    def stamp(self) -> str:
        """What tells whether somebody changed the rule: it is made from all that the rule says."""
        said = (self.reason, self.why, self.instead, self.words, self.leave)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def own_key(number: int) -> str:
    """The key of a rule of an organisation's own."""
    return f"own-{number}"


def read_rule(
    number: int, reason: str, *, why: str, words: str, instead: str = "", leave: str = ""
) -> OwnRule:
    """Return the rule that somebody typed, one form of its words on each line.

    Refuses a rule without words, without a reason or without anything to write instead.
    """
    pairs = tuple(_pairs_in(words))
    if not pairs:
        raise NotValid(N_("Which words does it point out? Write each on a line."), field="words")
    if not why.strip():
        raise NotValid(N_("Please say why these words are pointed out."), field="why")
    if not instead.strip() and not any(other for _words, other in pairs):
        raise NotValid(N_("Please say what people can write instead."), field="instead")
    left = (_phrase(line, "leave") for line in _lines(leave, "leave"))
    return OwnRule(
        number=number,
        reason=reason,
        why=clean_line(why, longest=SENTENCE_LENGTH, field="why"),
        instead=_line(instead, SENTENCE_LENGTH, "instead"),
        words=pairs,
        leave=tuple(dict.fromkeys(left)),
    )


def typed_words(words: tuple[tuple[str, str], ...]) -> str:
    """Words and what to use instead, as somebody would type them."""
    return "\n".join(f"{one} = {other}" if other else one for one, other in words)


def _pairs_in(typed: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for line in _lines(typed, "words"):
        said, _equals, other = line.partition("=")
        words = _phrase(said, "words")
        if words_of(words) in seen:
            raise NotValid(N_("“{words}” stands here twice."), field="words", words=words)
        seen.add(words_of(words))
        yield words, _line(other, PHRASE_LENGTH, "words")


def _lines(typed: str, field: str) -> list[str]:
    text = clean_text(typed, longest=TYPED_LENGTH, field=field, may_be_empty=True)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_PHRASES:
        raise NotValid(
            N_("One rule has room for {most} lines. Please make two rules of it."),
            field=field, most=MOST_PHRASES,
        )  # fmt: skip
    return lines


def _phrase(typed: str, field: str) -> str:
    said = _line(typed, PHRASE_LENGTH, field)
    if not _CAN_BE_FOUND.fullmatch(said):
        raise NotValid(
            N_("“{words}” cannot be looked for. Only words, spaces and hyphens can be found."),
            field=field, words=said or "=",
        )  # fmt: skip
    if len(_WORD.findall(said)) > LONGEST:
        raise NotValid(
            N_("“{words}” is too long. At most {most} words can be found together."),
            field=field, words=said, most=LONGEST,
        )  # fmt: skip
    return said if words_of(said)[0].isupper() else said.lower()


def _line(typed: str, longest: int, field: str) -> str:
    return clean_line(typed, longest=longest, field=field) if typed.strip() else ""
