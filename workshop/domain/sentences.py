"""A sentence with its values, as the domain hands it to the doors, which translate it."""

from collections.abc import Mapping
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
