"""What a way of voting must offer. A new one is a module here, and a template of the same name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.tallies import CountRange, Tally
from workshop.domain.words import N_

Fields = Mapping[str, str]
"""What a phone's form says about one revision: "" is the choice, other names are what it asks."""
LIVE_STEP = 5
"""Live numbers are shown from five answers on, and anew when five more people have answered."""
Numbers = Mapping[str, CountRange]
Found = tuple[str, Numbers]
"""What a way that decides nothing says of a revision: a word, and numbers of the whole room."""


def refuse_nothing(answers: Sequence[Any]) -> None:
    """Refuse a paper on which nothing is chosen."""
    if not answers:
        raise NotValid(N_("Nothing is chosen on this paper. You can pass, or keep the paper."))


class Way(Protocol):
    """Any way of voting.

    `PLACE` orders what a facilitator is offered. `DECIDES` says that outcomes follow from it;
    `IS_LIVE` that numbers are shown while it is open. `ROUNDS` is how many rounds it may have.
    The paper and the picture are in `templates/ways/<KEY>.html`.
    """

    @property
    def KEY(self) -> str: ...  # noqa: N802
    @property
    def PLACE(self) -> int: ...  # noqa: N802
    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def WHEN(self) -> str: ...  # noqa: N802
    @property
    def DECIDES(self) -> bool: ...  # noqa: N802
    @property
    def IS_LIVE(self) -> bool: ...  # noqa: N802
    @property
    def ROUNDS(self) -> int: ...  # noqa: N802

    def about(self, options: int, /) -> Sequence[Sentence]:
        """Return what a paper with so many revisions says of its way before the first tap."""

    def read(self, fields: Fields, /) -> Mapping[str, Any] | None:
        """Return what a form said about one revision as `answer_for` takes it; None for nothing."""

    def answer_for(self, sent: Mapping[str, Any], /) -> Any:
        """Return the answer that was sent, with `to_json`, or refuse it."""

    def check_paper(self, answers: Sequence[Any], options: int, /) -> None:
        """Refuse answers that cannot stand together on a paper with so many revisions."""


class SoundingWay(Way, Protocol):
    """A way that decides nothing: it makes a shortlist, or shows how a room feels."""

    def found(self, answers: Sequence[Sequence[Sequence[Any]]], /) -> Sequence[Found]:
        """Return, for each revision, what is said of it and numbers of the whole room.

        `answers` holds for each revision the answers of each group. A way that is not live is
        given the groups of which enough handed in, and is not asked if there is none.
        """


class DecidingWay(Way, Protocol):
    """A way whose answers count as yes or as no, by the rule that was fixed before opening.

    `KINDS` names the kinds of answers that can be told apart, and `WORDED` which of them (by
    place) a reason goes with: first those of conditions, then those of reasons against. `PART`
    is the name of the part of a side that is counted for itself, `HOLD` how harm is said, `YES`
    the name of the answers that count as yes. `UNITES` says which `{share}` of yes every group
    reached.
    """

    @property
    def KINDS(self) -> Sequence[str]: ...  # noqa: N802
    @property
    def PART(self) -> str: ...  # noqa: N802
    @property
    def HOLD(self) -> str: ...  # noqa: N802
    @property
    def YES(self) -> str: ...  # noqa: N802
    @property
    def UNITES(self) -> str: ...  # noqa: N802
    @property
    def WORDED(self) -> tuple[int, int]: ...  # noqa: N802

    def part_of(self, rule: Rule, /) -> str:
        """Return the side, "yes" or "no", whose part a tally counts."""

    def tally(self, answers: Iterable[Any], rule: Rule, /) -> Tally:
        """Count one group's answers."""

    def tally_of(self, kinds: Sequence[int], rule: Rule, /) -> Tally:
        """Return a tally of so many answers of each of `KINDS`."""

    def reasons(self, answers: Iterable[Any], /) -> dict[str, list[str]]:
        """Sort reasons under conditions, against and harms."""

    def rule_words(self, rule: Rule, /) -> Sequence[Sentence]:
        """Return when a group agrees, for the paper."""

    def column(self, part_of: str, /) -> str:
        """Return what the column of yes says in a table."""

    def said(self, counts: Any, part_of: str, /) -> Sentence:
        """Return published counts as a sentence."""

    def brief(self, counts: Any, /) -> Sentence:
        """Return published counts of yes and no as a short sentence, for the wall."""
