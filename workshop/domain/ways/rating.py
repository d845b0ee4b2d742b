"""Rating from 1 to 9, in one round or two: 7 to 9 counts as yes, 1 to 6 as not yet.

The share of 7 to 9 decides, by the same rule as everywhere: the median bands of the RAND/UCLA
manual (Fitch et al., 2001) give 1 to 3, 4 to 6 and 7 to 9. The further clause of core outcome
studies, fewer than 15 percent at 1 to 3, is left out on purpose: in groups of up to six it is
one person's veto, and up to thirteen two people's, so that a verdict would tell of them. What
one person fears is said by *this could cause harm* instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.counting import count_words
from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.tallies import Spread, Tally
from workshop.domain.text import REASON_LENGTH, clean_text
from workshop.domain.ways.shape import Fields, refuse_nothing
from workshop.domain.words import N_

KEY = "rating"
PLACE = 2
NAME = N_("Rating from 1 to 9")
WHEN = N_("Everybody rates from 1 to 9, once or twice. You see how far apart the groups are.")
DECIDES, IS_LIVE, ROUNDS = True, False, 2
ABOUT = N_("1 means: I am against it. 9 means: I am fully for it.")
LOWEST, LAST_LOW, LAST_MIDDLE, HIGHEST = 1, 3, 6, 9
PASS = 0
KINDS = (N_("7 to 9"), N_("4 to 6"), N_("1 to 3"))
WORDED = (1, 2)
PART = N_("1 to 3")
HOLD = N_("rate it 1, 2 or 3, and say that it could cause harm.")
YES = N_("7 to 9")
UNITES = N_("Of those who rated in each group, {share} or more gave 7, 8 or 9.")
COLUMN = N_("Gave 7 to 9")
AGREES = N_("A group agrees when {threshold} of 100 who rate give 7, 8 or 9.")
BRIEF = N_("{yes} gave 7 to 9, {no} gave 1 to 6")
SAID = N_("{yes} gave 7 to 9, {no} gave 1 to 6 ({part} of them 1 to 3), {passes} could not say")
SAID_SPREAD = N_("{counts}. The middle rating is {median}; half of all lie from {low} to {high}")


@dataclass(frozen=True)
class Answer:
    """One person's rating of one revision, 0 where they cannot say.

    A reason goes with less than 7, harm with 1 to 3.
    """

    rating: int
    reason: str = ""
    harm: bool = False

    def __post_init__(self) -> None:
        if self.rating != PASS and not LOWEST <= self.rating <= HIGHEST:
            raise NotValid(N_("Please choose one of the answers on the paper."), field="choice")
        if self.harm and not self.is_low:
            raise NotValid(N_("Harm can be marked with 1, 2 or 3 only."), field="harm")
        if self.reason and not LOWEST <= self.rating <= LAST_MIDDLE:
            raise NotValid(N_("A reason goes with less than 7."), field="reason")

    @property
    def is_low(self) -> bool:
        """Whether it is 1, 2 or 3."""
        return LOWEST <= self.rating <= LAST_LOW

    def to_json(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return {"rating": self.rating, "reason": self.reason, "harm": self.harm}


def about(options: int) -> list[Sentence]:
    """Return what the ends of the scale mean."""
    return [Sentence(ABOUT)]


def read(fields: Fields) -> dict[str, Any] | None:
    """Read a form: "pass" or a digit; a reason or harm that does not go with it is left out."""
    sent = fields.get("", "")
    if not sent:
        return None
    rating = PASS if sent == "pass" else int(sent) if sent in "123456789" else -1
    is_low = LOWEST <= rating <= LAST_LOW
    return {
        "rating": rating,
        "reason": fields.get("why", "") if LOWEST <= rating <= LAST_MIDDLE else "",
        "harm": is_low and bool(fields.get("harm")),
    }


def answer_for(sent: Mapping[str, Any]) -> Answer:
    """Return the answer that a phone sent, or that a sealed paper holds.

    Refuses what is no whole number from 0 to 9, a reason over 2,000 characters or with 7 or
    more, and harm with 4 or more.
    """
    rating = sent.get("rating", -1)
    if not isinstance(rating, int) or isinstance(rating, bool):
        rating = -1
    reason = clean_text(
        str(sent.get("reason") or ""), longest=REASON_LENGTH, field="reason", may_be_empty=True
    )
    return Answer(rating, reason, sent.get("harm") is True)


def check_paper(answers: Sequence[Answer], options: int) -> None:
    """Refuse a paper on which nothing is chosen: a second tap would undo the first."""
    refuse_nothing(answers)


def part_of(rule: Rule) -> str:
    """Return the side that 1 to 3 is a part of."""
    return "no"


def tally(answers: Iterable[Answer], rule: Rule) -> Tally:
    """Count ratings of one group, with their quartiles."""
    answers = list(answers)
    ratings = sorted(answer.rating for answer in answers if answer.rating != PASS)
    yes = sum(rating > LAST_MIDDLE for rating in ratings)
    return Tally(
        yes=yes,
        no=len(ratings) - yes,
        passes=len(answers) - len(ratings),
        part=sum(rating <= LAST_LOW for rating in ratings),
        harm=sum(answer.harm for answer in answers),
        spread=quartiles(ratings),
    )


def tally_of(kinds: Sequence[int], rule: Rule) -> Tally:
    """Return the tally of so many high, middle and low ratings: an 8, a 5 or a 2 stands for each.

    What quartiles can tell of the kinds is in which kind they lie, so one rating of each will do.
    """
    high, middle, low = kinds
    answers = [Answer(8)] * high + [Answer(5)] * middle + [Answer(2)] * low
    return tally(answers, rule)


def quartiles(ratings: Sequence[int]) -> Spread | None:
    """Return the lower quartile, median and upper quartile of sorted ratings, by nearest rank.

    Each is a rating that somebody gave: the one at rank ⌈n/4⌉, ⌈n/2⌉ and ⌈3n/4⌉ (method 1 of
    Hyndman and Fan, 1996), so nothing is interpolated. None where nobody rated.
    """
    n = len(ratings)
    if not n:
        return None
    low, median, high = (ratings[-(-n * part // 4) - 1] for part in (1, 2, 3))
    return low, median, high


def reasons(answers: Iterable[Answer]) -> dict[str, list[str]]:
    """Sort what people wrote: with 4 to 6 a condition, with 1 to 3 against, or a harm."""
    sorted_words: dict[str, list[str]] = {"conditions": [], "against": [], "harms": []}
    for answer in answers:
        if answer.reason:
            low = "harms" if answer.harm else "against"
            sorted_words[low if answer.is_low else "conditions"].append(answer.reason)
    return sorted_words


def rule_words(rule: Rule) -> list[Sentence]:
    """Return when a group agrees."""
    return [Sentence(AGREES, {"threshold": rule.threshold})]


def column(part_of: str) -> str:
    """Return what the column of yes says in a table."""
    return COLUMN


def said(counts: Any, part_of: str) -> Sentence:
    """Return published counts as a sentence, with median and quartiles where they are told."""
    words = {name: count_words(getattr(counts, name)) for name in ("yes", "no", "passes", "part")}
    counted = Sentence(SAID, words)
    if counts.spread is None:
        return counted
    low, median, high = counts.spread
    return Sentence(SAID_SPREAD, {"counts": counted, "low": low, "median": median, "high": high})


def brief(counts: Any) -> Sentence:
    """Return published counts of yes and no as a short sentence."""
    return Sentence(BRIEF, {"yes": count_words(counts.yes), "no": count_words(counts.no)})
