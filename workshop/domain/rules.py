"""The rule of a ballot, fixed before it opens: way, threshold, quorum, k, what Yes-if counts as."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

LOWEST_THRESHOLD = 51
HIGHEST_THRESHOLD = 80
HIGHEST_THRESHOLD_FOR_FIVE = 75


def k_for(threshold: int) -> int:
    """Return the fewest people who may be counted as a group at a threshold in percent.

    With these, a group that agrees may always hold one person who said No.
    Refuses thresholds outside 51 to 80: below, a band would have no middle; above, it would not.
    """
    if not LOWEST_THRESHOLD <= threshold <= HIGHEST_THRESHOLD:
        raise NotValid(
            N_("What is needed for agreement can be from {lowest} to {highest} percent."),
            field="threshold", lowest=LOWEST_THRESHOLD, highest=HIGHEST_THRESHOLD,
        )  # fmt: skip
    return 5 if threshold <= HIGHEST_THRESHOLD_FOR_FIVE else 6


def votes_needed(size: int, threshold: int) -> int:
    """Return the fewest yes votes that reach the threshold (percent) if `size` people answer."""
    return -(-size * threshold // 100)


def fewest_answers(threshold: int) -> int:
    """Return the fewest yes and no with which a group may agree although one of them is a No.

    With fewer, *agreed* would tell that each of them said Yes: 4 at 75 percent, 5 at 80.
    """
    return -(-100 // (100 - threshold))


@dataclass(frozen=True)
class Rule:
    """How a ballot is decided; threshold and quorum are whole percent, `k` is people.

    `k` may be raised above what the threshold asks for; anything lower is refused.
    """

    threshold: int = 75
    k: int = 5
    yes_if: Literal["yes", "no"] = "yes"
    quorum: int = 50
    way: str = "consent"

    def __post_init__(self) -> None:
        if self.k < k_for(self.threshold):
            raise NotValid(
                N_("A group must have {k} people or more at this threshold."),
                field="k", k=k_for(self.threshold),
            )  # fmt: skip
        if self.yes_if not in ("yes", "no"):
            raise NotValid(N_("Yes, if can count as Yes or as No."), field="yes_if")
        if not 50 <= self.quorum <= 100:
            raise NotValid(N_("At least half of a group must answer."), field="quorum")

    def is_reached(self, yes: int, no: int) -> bool:
        """Answer whether yes is the threshold, or more, of those who said yes or no."""
        return yes > 0 and yes * 100 >= self.threshold * (yes + no)

    def is_quorate(self, answered: int, size: int) -> bool:
        """Answer whether enough of an electorate of `size` said yes or no."""
        return answered >= self.answers_needed(size)

    def answers_needed(self, size: int) -> int:
        """Return how many of an electorate of `size` must say yes or no."""
        return max(-(-self.quorum * size // 100), fewest_answers(self.threshold))

    def is_weaker_than(self, before: "Rule") -> bool:
        """Answer whether something would be agreed by this rule that was not by the one before."""
        return (
            self.threshold < before.threshold
            or self.quorum < before.quorum
            or self.k < before.k
            or (self.way == before.way and (before.yes_if, self.yes_if) == ("no", "yes"))
        )

    def to_json(self) -> dict[str, Any]:
        """Return the rule as it is kept with the ballot."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Rule":
        """Return the rule that `to_json` wrote."""
        return cls(**kept)
