"""Neither how long a paper is on the wire, nor how soon it is answered, tells what is on it."""

import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.secrecy.guessing import guessed, rank_auc, told_apart
from workshop.content.script import RehearsedPrinciple
from workshop.rehearsal.ballots import padded
from workshop.rehearsal.drafting import draft
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.play import Play
from workshop.rehearsal.record import Network, Record
from workshop.rehearsal.seeing import offers
from workshop.rehearsal.server import own_server
from workshop.rehearsal.stage import Stage, stage_for
from workshop.web.evenly import STEP

PEOPLE, APART = 40, 0.21
"""Each may give five commands a second."""
PLAY = Play(
    title="A trial", topic="mi_in_peer_support", method="quick_session",
    people=tuple(1 + n % 3 for n in range(PEOPLE)), notes=(), rounds=(),
    principles=tuple(
        RehearsedPrinciple(theme=0, tags=(), texts={"statement": f"Principle {n}."}) for n in (1, 2)
    ),
)  # fmt: skip
CHANCE_ALONE = 0.53
LETTERS = "abcdefghij klmno pqrst uvwxyz. ÄéжλЖ?\n"


@dataclass(frozen=True)
class Sent:
    """One hand-in as the wire shows it, and what was on it."""

    request: int
    answer: int
    seconds: float
    is_yes: bool
    has_reason: bool
    has_harm: bool


def test_the_guesser_finds_what_is_there() -> None:
    chance = Random(4)
    labels = [chance.random() < 0.3 for _ in range(1000)]
    noise = [chance.random() for _ in labels]
    shifted = [one + 0.2 * label for one, label in zip(noise, labels, strict=True)]
    assert rank_auc([1, 2, 3, 4], [False, False, True, True]) == 1
    assert rank_auc([1, 1, 1, 1], [False, True, True, False]) == 0.5
    assert told_apart(noise, labels) < 0.55 < 0.65 < told_apart(shifted, labels)
    assert guessed([(one, 0.0) for one in shifted], labels) > 0.65


@pytest.mark.long
def test_ten_thousand_papers_have_one_length_and_times_that_tell_nothing() -> None:
    sent: list[Sent] = []
    with own_server() as place, stage_for(place, PLAY, Record(), Network()) as stage:
        stage.go_to("draft")
        draft(stage)
        stage.go_to("ballot")
        for way in ("consent", "rating"):
            sent += all_handed_in(stage, way, 5_000)
    assert len(sent) == 10_000
    assert len({one.request for one in sent}) == 1
    assert len({one.answer for one in sent}) == 1
    for name in ("is_yes", "has_reason", "has_harm"):
        labels = [getattr(one, name) for one in sent]
        areas = areas_of(sent, labels)
        print(name, sum(labels), {key: round(area, 4) for key, area in areas.items()})
        assert max(areas.values()) <= CHANCE_ALONE, (name, areas)


def areas_of(sent: list[Sent], labels: list[bool]) -> dict[str, float]:
    """What each number tells alone, and what a guesser makes of all of them together.

    Beside the time itself: how it stands to those just before and after it, so that the guesser
    is not misled by a machine that is busy for a while.
    """
    times = [one.seconds for one in sent]
    around = [statistics.median(times[max(0, at - 10) : at + 11]) for at in range(len(times))]
    against = [one / usual for one, usual in zip(times, around, strict=True)]
    columns = {
        "request": [float(one.request) for one in sent],
        "answer": [float(one.answer) for one in sent],
        "time": times,
        "time against its neighbours": against,
    }
    areas = {name: told_apart(column, labels) for name, column in columns.items()}
    clipped = [
        (min(time, 0.1), min(ratio, 3.0)) for time, ratio in zip(times, against, strict=True)
    ]
    return areas | {"all together": guessed(clipped, labels)}


def all_handed_in(stage: Stage, way: str, count: int) -> Iterator[Sent]:
    """One ballot, on which people hand in again and again; then it is void."""
    chance, desk = Random(way), stage.desk
    desk.give(
        "ballot.open", offers("next", "ballot.close"),
        principles=list(stage.principles.values()), way=way,
    )  # fmt: skip
    ballot = str(desk.find_value("ballot", ("next",)))
    first = stage.people[0]
    assert first.sees(lambda _: first.find_value("ballot", ("mine",)) == ballot)
    asked = re.findall(r'name="answers\.(\d+)"', first.screen.pieces["mine"].html)
    revisions = list(dict.fromkeys(asked))
    wires = [Wire(phone, ballot) for phone in stage.people]
    for at in range(count):
        yield wires[at % len(wires)].hand_in(revisions, way, chance)
    desk.give(
        "ballot.void", offers("next", "agenda.go_on"), ballot=ballot, reason="It was a trial."
    )


class Wire:
    """A phone's line, with every byte that goes over it counted."""

    def __init__(self, phone: Phone, ballot: str) -> None:
        self.phone, self.ballot, self.number = phone, ballot, 0
        self.written = self.answered = 0
        self.last = self.began = self.seconds = 0.0
        self.chance = Random(phone.number)
        line: Any = phone.line
        send, keep = type(line)._send.__get__(line), type(line)._keep_answer.__get__(line)

        def counted_send(text: str) -> None:
            # The number of the message before the paper counts messages: it tells nothing.
            if '"paper.hand_in"' in text:
                self.written = len(text[text.index("[") :].encode())
                # A tap falls at any moment of the server's clock. One answer follows another here,
                # so without this wait each would be sent as long after a tick as it took to write.
                time.sleep(STEP * self.chance.random())
                self.began = time.perf_counter()
            send(text)

        def counted_keep(text: str) -> None:
            if '"ok"' in text:
                self.seconds = time.perf_counter() - self.began
                self.answered = len(text[text.index("[") :].encode())
            keep(text)

        line._send, line._keep_answer = counted_send, counted_keep

    def hand_in(self, revisions: list[str], way: str, chance: Random) -> Sent:
        """Fill in a paper, hand it in, and look at the wire."""
        time.sleep(max(0.0, self.last + APART - time.monotonic()))
        self.last = time.monotonic()
        kind = chance.choice(("yes", "yes", "if", "no", "no"))
        has_reason = kind != "yes" and chance.random() < 0.8
        has_harm = kind == "no" and chance.random() < 0.6
        paper = {"ballot": self.ballot, "number": str(self.number), "key": f"{self.number:032}"}
        for revision in revisions:
            paper |= filled_in(revision, way, kind, has_reason, has_harm, chance)
        message = {"workshop": self.phone.workshop, **padded(paper)}
        answer = self.phone.line.call("command", "paper.hand_in", message)
        assert answer.get("ok"), answer
        digits = len(str(answer["number"]))
        self.number = answer["number"]
        return Sent(
            self.written, self.answered - digits, self.seconds, kind == "yes", has_reason, has_harm
        )


def filled_in(
    revision: str, way: str, kind: str, has_reason: bool, has_harm: bool, chance: Random
) -> dict[str, str]:
    """One answer as the phone's form sends it."""
    name = f"answers.{revision}"
    ratings = {"yes": "789", "if": "456", "no": "123"}
    choice = chance.choice(ratings[kind]) if way == "rating" else kind
    asked = ("why",) if way == "rating" else ("if-why", "no-why")
    said = {name: choice} | {f"{name}-{one}": "" for one in asked}
    if has_reason:
        wanted = "why" if way == "rating" else f"{kind}-why"
        words = "".join(chance.choices(LETTERS, k=chance.randint(1, 1_999)))
        said[f"{name}-{wanted}"] = f"w{words}"
    return said | ({f"{name}-harm": "yes"} if has_harm else {})
