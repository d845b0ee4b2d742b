"""A sentence with its values, as the domain hands it to the doors, which translate it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop.domain.words import N_

NOT_READY = N_("We are not ready to say.")
"""What stands in a field that people left open on purpose."""


@dataclass(frozen=True)
class Sentence:
    """An English msgid with `{named}` places; `{voices}` holds keys until they are named.

    A value may be a sentence itself.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def named(self, labels: Mapping[str, str]) -> "Sentence":
        """Return the sentence with the voices' labels in place of their keys."""
        if "voices" not in self.values:
            return self
        voices = ", ".join(labels[key] for key in self.values["voices"])
        return Sentence(self.text, {**self.values, "voices": voices})


def worded(sentence: Sentence, translate: Callable[[str], str] = str) -> str:
    """Return the sentence in the language of a gettext function, with its values in place."""
    values = {
        name: worded(value, translate) if isinstance(value, Sentence) else value
        for name, value in sentence.values.items()
    }
    return translate(sentence.text).format(**values)


def said(text: str, /, **values: Any) -> str:
    """Return a marked sentence as an edition keeps it: in English, with its values in place."""
    return worded(Sentence(text, values))


def said_of(count: int, one: str, many: str, /, **values: Any) -> str:
    """Return what is said of one thing or of `{count}` things; nothing of none."""
    return said(one if count == 1 else many, count=count, **values) if count else ""
