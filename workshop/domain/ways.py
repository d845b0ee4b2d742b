"""The ways of voting: what each of them, one module, must offer, and where they are listed."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from workshop.domain import consent
from workshop.domain.refusals import NotFound
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.words import N_


class Way(Protocol):
    """A way of voting that decides: its words, its answers, and what counts as yes and no."""

    @property
    def KEY(self) -> str: ...  # noqa: N802
    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def WORDS(self) -> Mapping[str, str]: ...  # noqa: N802
    def answer_for(self, sent: Mapping[str, Any], /) -> Any:
        """Return the answer that was sent, with `to_json` and `harm`, or refuse it."""

    def tally(self, answers: Iterable[Any], rule: Rule, /) -> Tally:
        """Count one group's answers."""

    def reasons(self, answers: Iterable[Any], /) -> dict[str, list[str]]:
        """Sort reasons under conditions, against and harms."""


WAYS: Mapping[str, Way] = {consent.KEY: consent}


def way_for(key: str) -> Way:
    """Return a way of voting by its key, or refuse."""
    if key not in WAYS:
        raise NotFound(N_("There is no such way of voting."), field="way")
    return WAYS[key]
