"""How the document says dates, shares and counts; and which characters reach any writer."""

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol

from workshop.domain.days import day_sentence
from workshop.domain.sentences import Sentence
from workshop.domain.words import N_
from workshop.publishing.blocks import Paragraph, Role, Span


class Say(Protocol):
    """Translate an English sentence, then fill its named places."""

    def __call__(self, sentence: str, /, **values: object) -> str: ...


SHARES = {
    20: N_("a fifth"), 25: N_("a quarter"), 33: N_("a third"), 40: N_("two fifths"),
    50: N_("a half"), 60: N_("three fifths"), 67: N_("two thirds"), 75: N_("three quarters"),
    80: N_("four fifths"), 100: N_("all"), 0: N_("none"),
}
LEFTWARD = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
# XML 1.0 knows no other control characters, and a bidirectional override can reorder
# a stranger's sentence, so neither reaches a file.
UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
                        r"\u202a-\u202e\u2066-\u2069\u061c\u180e\ufeff\ufdd0-\ufdef\ufffe\uffff]")
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[\w./~%-]*)?", re.ASCII)
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def say_with(translate: Callable[[str], str]) -> Say:
    """The speaker for one language, from gettext's own function."""

    def say(sentence: str, /, **values: object) -> str:
        return translate(sentence).format(**values)

    return say


def cleaned(text: str) -> str:
    """`text` without characters that no file may hold; blanks single, lines trimmed."""
    if text.isprintable() and "  " not in text:
        # One line of plain signs, as most are: a long document is cleaned some thousand times.
        return text.strip(" ")
    lines = UNWRITABLE.sub("", LINE_ENDS.sub("\n", text)).split("\n")
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip(" \t") for line in lines).strip()


def one_line(text: str) -> str:
    """`text` cleaned, on one line: for headings, labels and cells."""
    return re.sub(r"\n+", " ", cleaned(text)).strip()


def web_link(address: str) -> str:
    """`address` if it is one of the web, else nothing: a file may say what it likes."""
    return address if WEB_ADDRESS.fullmatch(address) else ""


def in_one_piece(text: str) -> str:
    """`text` cleaned, its lines kept and its empty lines not: for items of a list."""
    return re.sub(r"\n{2,}", "\n", cleaned(text))


def paragraphs_of(text: str, role: Role = "text") -> tuple[Paragraph, ...]:
    """Plain `text` in paragraphs, parted at empty lines."""
    parts = re.split(r"\n{2,}", cleaned(text))
    return tuple(Paragraph((Span(part),), role) for part in parts if part)


def day_words(day: date, say: Say) -> str:
    """A date as people say it: 14 May 2026."""
    return sentence_words(day_sentence(day), say)


def share_words(share: float, say: Say) -> str:
    """A share from 0 to 1 in words, or as a number in 100 where there is no plain word."""
    percent = round(share * 100)
    if percent in SHARES:
        return say(SHARES[percent])
    return say(N_("{percent} in 100"), percent=percent)


def band_words(low: float, high: float, say: Say) -> str:
    """What may be said of a share that lies between `low` and `high`, from 0 to 1."""
    if high >= 1:
        return sentence_case(say(N_("{share} or more"), share=share_words(low, say)))
    if low <= 0:
        return say(N_("Up to {share}"), share=share_words(high, say))
    return say(N_("Between {low} and {high}"),
               low=share_words(low, say), high=share_words(high, say))


def sentence_words(sentence: Sentence, say: Say) -> str:
    """A sentence of the domain in the document's language; a value may be a sentence too."""
    said = {
        name: sentence_words(one, say) if isinstance(one, Sentence) else one
        for name, one in sentence.values.items()
    }
    return say(sentence.text, **said)


def people_words(size: int, say: Say) -> str:
    """A number of people."""
    return say(N_("1 person")) if size == 1 else say(N_("{size} people"), size=size)


def sentence_case(words: str) -> str:
    """`words` with a capital first letter; the rest stays."""
    return words[:1].upper() + words[1:]


def shortened(words: str, longest: int) -> str:
    """`words` cut at a blank so that they fit, with a sign that there is more."""
    if len(words) <= longest:
        return words
    return f"{words[:longest - 1].rpartition(' ')[0] or words[:longest - 1]}…"


def is_leftward(language: str) -> bool:
    """Say whether the language is written from right to left."""
    return language.split("-")[0].lower() in LEFTWARD
