"""The consent way of voting: Yes, Yes if, No or Pass, with a reason, and harm under No."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.counting import count_words
from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.tallies import Tally
from workshop.domain.text import REASON_LENGTH, clean_text
from workshop.domain.ways.shape import Fields, refuse_nothing
from workshop.domain.words import N_

KEY = "consent"
PLACE = 1
NAME = N_("Consent")
WHEN = N_("Yes; Yes, if…; No; or Pass. Good enough for now, and safe enough to try.")
DECIDES, IS_LIVE, ROUNDS = True, False, 1
ABOUT = N_("Say No where it is not good enough for now, or not safe enough to try.")
CHOICES = ("yes", "yes_if", "no", "pass")
FORM = {"yes": "yes", "if": "yes_if", "no": "no", "pass": "pass"}
REASONED = {"yes_if": "if-why", "no": "no-why"}
KINDS = (N_("Yes"), N_("No"))
WORDED = (0, 1)
PART = N_("Yes, if…")
HOLD = N_("say No, and that it could cause harm.")
YES = N_("Yes")
UNITES = N_("Of those who said yes or no in each group, {share} or more said Yes.")
COLUMN = {"yes": N_("Said Yes, or Yes if"), "no": N_("Said Yes")}
AGREES = N_("A group agrees when {threshold} of 100 who say Yes or No say Yes.")
COUNTS_AS = {"yes": N_("“Yes, if” counts as Yes."), "no": N_("“Yes, if” counts as No.")}
BRIEF = N_("{yes} Yes, {no} No")
SAID = N_("{yes} Yes, {no} No, {passes} passed")
SAID_IF = {
    "yes": N_("{yes} Yes ({part} of them Yes if), {no} No, {passes} passed"),
    "no": N_("{yes} Yes, {no} No ({part} of them Yes if), {passes} passed"),
}


@dataclass(frozen=True)
class Answer:
    """One person's answer on one revision; a reason goes with Yes-if and No, harm with No."""

    choice: str
    reason: str = ""
    harm: bool = False

    def __post_init__(self) -> None:
        if self.choice not in CHOICES:
            raise NotValid(N_("Please choose one of the answers on the paper."), field="choice")
        if self.harm and self.choice != "no":
            raise NotValid(N_("Harm can be marked with a No only."), field="harm")
        if self.reason and self.choice not in REASONED:
            raise NotValid(N_("A reason goes with Yes, if or with No."), field="reason")

    def to_json(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return {"choice": self.choice, "reason": self.reason, "harm": self.harm}


def about(options: int) -> list[Sentence]:
    """Return when a No is meant."""
    return [Sentence(ABOUT)]


def read(fields: Fields) -> dict[str, Any] | None:
    """Read a form: what stands in a box of another choice than the one chosen is left out."""
    sent = fields.get("", "")
    if not sent:
        return None
    choice = FORM.get(sent, sent)
    reason = fields.get(REASONED.get(choice, ""), "") if choice in REASONED else ""
    return {
        "choice": choice,
        "reason": reason,
        "harm": choice == "no" and bool(fields.get("harm")),
    }


def answer_for(sent: Mapping[str, Any]) -> Answer:
    """Return the answer that a phone sent, or that a sealed paper holds.

    Refuses another choice, a reason over 2,000 characters or with Yes or Pass, harm without No.
    """
    reason = clean_text(
        str(sent.get("reason") or ""), longest=REASON_LENGTH, field="reason", may_be_empty=True
    )
    return Answer(str(sent.get("choice", "")), reason, sent.get("harm") is True)


def check_paper(answers: Sequence[Answer], options: int) -> None:
    """Refuse a paper on which nothing is chosen: a second tap would undo the first."""
    refuse_nothing(answers)


def part_of(rule: Rule) -> str:
    """Return the side that Yes-if counts for."""
    return rule.yes_if


def tally(answers: Iterable[Answer], rule: Rule) -> Tally:
    """Count answers of one group; Yes-if goes to the side that the rule chose before opening."""
    answers = list(answers)
    count = Counter(answer.choice for answer in answers)
    conditional = count["yes_if"]
    count[rule.yes_if] += conditional
    return Tally(
        yes=count["yes"],
        no=count["no"],
        passes=count["pass"],
        part=conditional,
        harm=sum(answer.harm for answer in answers),
    )


def tally_of(kinds: Sequence[int], rule: Rule) -> Tally:
    """Return the tally of so many Yes and so many No, without Yes-if and harm."""
    yes, no = kinds
    return Tally(yes, no)


def reasons(answers: Iterable[Answer]) -> dict[str, list[str]]:
    """Sort what people wrote into conditions, reasons against, and harms, without the voice."""
    sorted_words: dict[str, list[str]] = {"conditions": [], "against": [], "harms": []}
    for answer in answers:
        if answer.reason:
            sorted_words[_heading(answer)].append(answer.reason)
    return sorted_words


def rule_words(rule: Rule) -> list[Sentence]:
    """Return when a group agrees, and what Yes-if counts as."""
    return [Sentence(AGREES, {"threshold": rule.threshold}), Sentence(COUNTS_AS[rule.yes_if])]


def column(part_of: str) -> str:
    """Return what the column of yes says in a table."""
    return COLUMN[part_of]


def said(counts: Any, part_of: str) -> Sentence:
    """Return published counts as a sentence; Yes-if is left out where nobody can have said it."""
    words = {name: count_words(getattr(counts, name)) for name in ("yes", "no", "passes", "part")}
    return Sentence(SAID_IF[part_of] if counts.part[1] else SAID, words)


def brief(counts: Any) -> Sentence:
    """Return published counts of yes and no as a short sentence."""
    return Sentence(BRIEF, {"yes": count_words(counts.yes), "no": count_words(counts.no)})


def _heading(answer: Answer) -> str:
    if answer.choice == "yes_if":
        return "conditions"
    return "harms" if answer.harm else "against"
