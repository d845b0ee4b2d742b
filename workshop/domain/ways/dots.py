"""Dots: each person spreads a few over the principles. It makes a shortlist, and never decides.

A principle is on the shortlist when at least one group puts it among its first few, so that no
group's wish can be crowded out by a larger one; which group it was is not told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.refusals import NotValid
from workshop.domain.sentences import Sentence
from workshop.domain.ways.shape import Fields, Found
from workshop.domain.words import N_

KEY = "dots"
PLACE = 3
NAME = N_("Dots, for a shortlist")
WHEN = N_("There is too much to talk about. Dots make a shortlist. They decide nothing.")
DECIDES, IS_LIVE, ROUNDS = False, False, 1
ABOUT = (
    N_("Dots make a shortlist of what we talk about first. They decide nothing."),
    N_("What one group puts among its first few is on it. Nobody is told which group that was."),
)
HAS_ONE = N_("You have one dot.")
HAS = N_("You have {dots} dots. One dot for each at most.")


@dataclass(frozen=True)
class Answer:
    """How many dots one person gave one principle."""

    dots: int

    def __post_init__(self) -> None:
        if self.dots < 0:
            raise NotValid(N_("Please choose one of the answers on the paper."), field="choice")

    def to_json(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return {"dots": self.dots}


def dots_for(options: int) -> int:
    """Return how many dots a person has: about a quarter of the options, and at least one."""
    return max(1, round(options / 4))


def about(options: int) -> list[Sentence]:
    """Return that dots decide nothing, and how many a person has."""
    dots = dots_for(options)
    return [*map(Sentence, ABOUT), Sentence(HAS if dots > 1 else HAS_ONE, {"dots": dots})]


def read(fields: Fields) -> dict[str, Any] | None:
    """Read a form: a tick is one dot."""
    sent = fields.get("", "")
    return {"dots": 1 if sent in ("yes", "1") else -1} if sent else None


def answer_for(sent: Mapping[str, Any]) -> Answer:
    """Return the answer that a phone sent, or that a sealed paper holds."""
    dots = sent.get("dots", -1)
    return Answer(dots if isinstance(dots, int) and not isinstance(dots, bool) else -1)


def check_paper(answers: Sequence[Answer], options: int) -> None:
    """Refuse more dots than a person has, and more than one on a principle."""
    has = dots_for(options)
    if sum(answer.dots for answer in answers) > has or any(a.dots > 1 for a in answers):
        raise NotValid(
            N_("You have {dots} dots on this paper. Please take some away."), field="", dots=has
        )


def found(answers: Sequence[Sequence[Sequence[Answer]]]) -> list[Found]:
    """Say for each principle whether it is on the shortlist, and nothing else.

    Numbers of dots are never told: between two shortlists they could be subtracted.
    """
    dots = [[sum(a.dots for a in group) for group in groups] for groups in answers]
    is_on = shortlist(list(zip(*dots, strict=True)))
    return [("shortlisted" if chosen else "not_shortlisted", {}) for chosen in is_on]


def shortlist(groups: Sequence[Sequence[int]]) -> list[bool]:
    """Say for each principle whether it is on the shortlist.

    `groups` holds the dots that each group gave each principle. A group's first few are as many
    as a person has dots; what has as many dots as the last of them is in too, what has none is
    not.
    """
    options = len(groups[0]) if groups else 0
    chosen = [False] * options
    for dots in groups:
        edge = sorted(dots, reverse=True)[dots_for(options) - 1]
        chosen = [is_in or (n > 0 and n >= edge) for is_in, n in zip(chosen, dots, strict=True)]
    return chosen

