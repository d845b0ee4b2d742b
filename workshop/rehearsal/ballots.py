"""Secret ballots: opened at the desk, filled in on every phone, closed, and counted."""

import json
import re
from typing import Any

from workshop.content.script import Reason, Votes
from workshop.rehearsal.days import vote_over_days
from workshop.rehearsal.drafting import redraft
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.play import Round
from workshop.rehearsal.seeing import offers, shows
from workshop.rehearsal.stage import Stage, Stuck

PAPER_LENGTH = 36_000
CONSENT = {"y": "yes", "i": "if", "n": "no", "h": "no", "p": "pass"}
RATING = {**{digit: digit for digit in "123456789"}, "h": "1", "p": "pass"}
CHOICES = {
    "consent": CONSENT,
    "rating": RATING,
    "dots": {"1": "1"},
    "pulse": {"w": "with", "u": "unsure", "n": "not"},
}
WHY = {"consent": {"i": "-if-why", "n": "-no-why", "h": "-no-why"},
       "rating": dict.fromkeys("123456h", "-why")}  # fmt: skip
PAPER = re.compile(r'data-principle="(\d+)".*?name="answers\.(\d+)"', re.DOTALL)
COUNTED = "agenda.go_on"
Fields = dict[str, str]


def vote(stage: Stage, round_: Round) -> None:
    """One round at this step: what is written anew, the ballot, all papers, the count."""
    place = stage.at
    for new in round_.redrafts:
        redraft(stage, new)
    stage.go(place)
    ballot = _open(stage, round_)
    papers = {phone.number: _fill_in(stage, phone, ballot, round_) for phone in stage.people}
    if round_.hours:
        vote_over_days(stage, round_, papers, hand_in)
    else:
        stage.together(lambda phone: hand_in(phone, papers[phone.number]), stage.people)
        stage.press("ballot.close", ballot=ballot)
    if not stage.desk.sees(offers("next", COUNTED)):
        raise Stuck("The papers were not counted.")


def hand_in(phone: Phone, paper: dict[str, Any]) -> None:
    """Hand in a paper that was filled in; an empty one stays at home."""
    if paper:
        phone.give("paper.hand_in", shows("mine", "Your paper is in"), **paper)


def padded(paper: dict[str, Any]) -> dict[str, Any]:
    """The same paper at the one length that all papers have on the wire, as scripts pad it."""
    length = len(json.dumps({**paper, "padding": ""}, ensure_ascii=False).encode())
    return {**paper, "padding": "x" * max(0, PAPER_LENGTH - length)}


def _open(stage: Stage, round_: Round) -> str:
    """Open the ballot; return its number, as the first phone shows it."""
    chosen = [stage.principles[one.principle] for one in round_.votes]
    stage.desk.give(
        "ballot.open",
        shows("next", "papers are in"),
        principles=chosen,
        way=round_.way,
        rounds=round_.rounds,
        hours=round_.hours,
    )
    first = stage.people[0]
    if not first.sees(lambda _s: first.find_value("ballot", ("mine",)) not in stage.ballots):
        raise Stuck("The ballot did not open.")
    stage.ballots.append(first.find_value("ballot", ("mine",)))
    return stage.ballots[-1] or ""


def _fill_in(stage: Stage, phone: Phone, ballot: str, round_: Round) -> dict[str, Any]:
    """Fill in one's paper: each shows the principles in an order of its own."""
    if not phone.sees(lambda _s: phone.find_value("ballot", ("mine",)) == ballot):
        return {}
    votes = {stage.principles[one.principle]: one for one in round_.votes}
    paper: Fields = {}
    for principle, revision in PAPER.findall(phone.screen.pieces["mine"].html):
        paper |= _answer(f"answers.{revision}", votes[principle], round_.way, phone.number)
    if not paper:
        return {}
    number = phone.find_value("number", ("mine",)) or "0"
    return padded({"ballot": ballot, "number": number, **paper})


def _answer(name: str, votes: Votes, way: str, person: int) -> Fields:
    letter = votes.letters[person - 1]
    choice = CHOICES[way].get(letter)
    if choice is None:
        return {}
    answer = {name: choice}
    why = _why(votes.reasons, person)
    box = WHY.get(way, {}).get(letter)
    if why and box:
        answer[f"{name}{box}"] = why
    if letter == "h":
        answer[f"{name}-harm"] = "yes"
    return answer


def _why(reasons: tuple[Reason, ...], person: int) -> str:
    return next((one.text for one in reasons if one.person == person), "")
