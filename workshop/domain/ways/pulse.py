"""A quick pulse: live numbers that decide nothing, and say so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.refusals import NotValid
from workshop.domain.sentences import Sentence
from workshop.domain.ways.shape import Fields, Found
from workshop.domain.words import N_

KEY = "pulse"
PLACE = 4
NAME = N_("A quick pulse")
WHEN = N_("You want to know how a principle sits with people just now. It decides nothing.")
DECIDES, IS_LIVE, ROUNDS = False, True, 1
ABOUT = (
    N_("This is a quick pulse. It decides nothing."),
    N_("Everybody sees the numbers while it is open: from five answers on, five at a time."),
)
WORDS = {"with": N_("I am with it"), "unsure": N_("I am not sure"), "not": N_("I am not with it")}


@dataclass(frozen=True)
class Answer:
    """Where one person stands just now."""

    choice: str

    def __post_init__(self) -> None:
        if self.choice not in WORDS:
            raise NotValid(N_("Please choose one of the answers on the paper."), field="choice")

    def to_json(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return {"choice": self.choice}


def about(options: int) -> list[Sentence]:
    """Return that it decides nothing, and who sees what."""
    return [Sentence(one) for one in ABOUT]


def read(fields: Fields) -> dict[str, Any] | None:
    """Read a form."""
    sent = fields.get("", "")
    return {"choice": sent} if sent else None


def answer_for(sent: Mapping[str, Any]) -> Answer:
    """Return the answer that a phone sent, or that a sealed paper holds."""
    return Answer(str(sent.get("choice", "")))


def check_paper(answers: Sequence[Answer], options: int) -> None:
    """Refuse a paper that leaves one out: the numbers of each would move with fewer answers."""
    if len(answers) < options:
        raise NotValid(
            N_("Please answer each one. “I am not sure” is an answer too."), field="choice"
        )


def found(answers: Sequence[Sequence[Sequence[Answer]]]) -> list[Found]:
    """Return how many of the whole room gave each answer, for each principle."""
    rooms = [Counter(a.choice for group in groups for a in group) for groups in answers]
    return [("pulse", {word: (room[word], room[word]) for word in WORDS}) for room in rooms]
