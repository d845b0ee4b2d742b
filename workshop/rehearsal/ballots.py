"""Secret ballots: opened at the desk, filled in on every phone, closed, and counted."""

import json
import re

from workshop.content.script import Votes
from workshop.rehearsal.drafting import redraft
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.play import Round
from workshop.rehearsal.seeing import offers, shows
from workshop.rehearsal.stage import Stage, Stuck

PAPER_LENGTH = 40_000
CHOICES = {"y": "yes", "i": "if", "n": "no", "h": "no", "p": "pass"}
COUNTED = "agenda.go_on"


def vote(stage: Stage, round_: Round, time: int) -> None:
    """One round: what is written anew, the ballot, all papers, the count."""
    for new in round_.redrafts:
        redraft(stage, new)
    stage.go_to("ballot", time)
    chosen = [stage.principles[one.principle] for one in round_.votes]
    stage.desk.give("ballot.open", offers("next", "ballot.close"), principles=chosen)
    ballot = stage.desk.find_value("ballot", ("next",))
    if ballot is None:
        raise Stuck("The ballot did not open.")
    stage.together(lambda phone: hand_in(phone, ballot, round_.votes), stage.people)
    stage.press("ballot.close", "ballot")
    if not stage.desk.sees(offers("next", COUNTED)):
        raise Stuck("The papers were not counted.")


def hand_in(phone: Phone, ballot: str, votes: tuple[Votes, ...]) -> None:
    """Fill in one's paper, in the order in which it asks, and hand it in."""
    if not phone.sees(lambda _s: phone.find_value("ballot", ("mine",)) == ballot):
        return
    asked = re.findall(r'name="answers\.(\d+)"', phone.screen.pieces["mine"].html)
    revisions = list(dict.fromkeys(asked))
    paper: dict[str, str] = {}
    for revision, one in zip(revisions, votes, strict=True):
        paper |= _answer(revision, one, phone.number)
    if paper:
        number = phone.find_value("number", ("mine",)) or "0"
        sent = {"ballot": ballot, "number": number, **paper}
        padding = "x" * max(0, PAPER_LENGTH - len(json.dumps(sent)))
        phone.give("paper.hand_in", shows("mine", "Your paper is in"), **sent, padding=padding)


def _answer(revision: str, votes: Votes, person: int) -> dict[str, str]:
    letter = votes.letters[person - 1]
    if letter == "-":
        return {}
    name = f"answers.{revision}"
    answer = {name: CHOICES[letter]}
    why = next((one.text for one in votes.reasons if one.person == person), "")
    if why and letter in "inh":
        answer[f"{name}-{'if' if letter == 'i' else 'no'}-why"] = why
    if letter == "h":
        answer[f"{name}-harm"] = "yes"
    return answer
