"""The consent way of voting: Yes, Yes if, No or Pass, with a reason, and harm under No."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.text import clean_text
from workshop.domain.words import N_

KEY = "consent"
NAME = N_("Consent")
LONGEST_REASON = 2000
WORDS = {"yes": N_("Yes"), "yes_if": N_("Yes, if…"), "no": N_("No"), "pass": N_("Pass")}
HINTS = {"yes_if": N_("with a change"), "pass": N_("I leave this one out")}
ASKS = {"yes_if": N_("What would need to change?"), "no": N_("Why not?")}
HARM = N_("This could cause harm")
HARM_ASKS = N_("What could happen, and to whom?")


@dataclass(frozen=True)
class Answer:
    """One person's answer on one revision; a reason goes with Yes-if and No, harm with No."""

    choice: str
    reason: str = ""
    harm: bool = False

    def __post_init__(self) -> None:
        if self.choice not in WORDS:
            raise NotValid(N_("Please choose one of the answers on the paper."), field="choice")
        if self.harm and self.choice != "no":
            raise NotValid(N_("Harm can be marked with a No only."), field="harm")
        if self.reason and self.choice not in ASKS:
            raise NotValid(N_("A reason goes with Yes, if or with No."), field="reason")

    def to_json(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return {"choice": self.choice, "reason": self.reason, "harm": self.harm}


def answer_for(sent: Mapping[str, Any]) -> Answer:
    """Return the answer that a phone sent, or that a sealed paper holds.

    Refuses another choice, a reason over 2,000 characters or with Yes or Pass, harm without No.
    """
    reason = clean_text(
        str(sent.get("reason") or ""), longest=LONGEST_REASON, field="reason", may_be_empty=True
    )
    return Answer(str(sent.get("choice", "")), reason, sent.get("harm") is True)


def tally(answers: Iterable[Answer], rule: Rule) -> Tally:
    """Count answers of one group; Yes-if goes to the side that the rule chose before opening."""
    answers = list(answers)
    count = Counter(answer.choice for answer in answers)
    count[rule.yes_if] += count["yes_if"]
    return Tally(
        yes=count["yes"],
        no=count["no"],
        passes=count["pass"],
        yes_if=count["yes_if"],
        harm=sum(answer.harm for answer in answers),
    )


def reasons(answers: Iterable[Answer]) -> dict[str, list[str]]:
    """Sort what people wrote into conditions, reasons against, and harms, without the voice."""
    sorted_words: dict[str, list[str]] = {"conditions": [], "against": [], "harms": []}
    for answer in answers:
        if answer.reason:
            sorted_words[_heading(answer)].append(answer.reason)
    return sorted_words


def _heading(answer: Answer) -> str:
    if answer.choice == "yes_if":
        return "conditions"
    return "harms" if answer.harm else "against"
