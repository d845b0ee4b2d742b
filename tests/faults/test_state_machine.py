"""Commands, repeats, tabs, lost pushes, restarts and closings, in any order, against a model."""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.databases import copy_of, open_database
from tests.house import CAST, SECRET, Clock, TestHouse, settings_in
from tests.realtime.conftest import ROOT
from tests.realtime.screens import Screen, freshly_painted
from workshop.actions import closing, papers, writing
from workshop.domain.codes import shown_code
from workshop.domain.refusals import Refusal
from workshop.models import Ballot, BallotRevision, HandIn, Note
from workshop.models.seals import key_names
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.web.leading import destroy_forgotten_keys

LONG = bool(os.environ.get("LONG"))
EXAMPLES, STEPS = (400, 60) if LONG else (12, 30)
# To make a failing afternoon shorter takes minutes: only where there is time for it.
PHASES = (Phase.generate, Phase.shrink) if LONG else (Phase.generate,)
PEOPLE = st.sampled_from(sorted(CAST))
ANSWERS = st.sampled_from(("yes", "no", "pass"))
FUNCTIONS = {"asset": lambda name: f"/{name}", "shown_code": shown_code, "host": "example.org"}
STUDIO = Studio(ROOT / "templates", ROOT / "workshop" / "locales", FUNCTIONS)


class Afternoon(RuleBasedStateMachine):
    """One workshop; beside it, what a plain Python model says that it must hold."""

    furnished: tuple[TestHouse, Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="afternoon-"))
        self.url = copy_of(self.furnished[1], self.folder)
        self.clock = Clock()
        self.keys = 0
        self.notes: dict[str, tuple[str, str]] = {}
        self.numbers: dict[str, int] = {}
        self.papers: dict[str, str] = {}
        self.paper_keys: dict[str, tuple[int, str]] = {}
        self.given: dict[str, int] = {}
        self.outcomes: list[tuple[int, str]] = []
        self.ballot = 0
        self.state = ""
        self.house: TestHouse | None = None
        self.screen: Any = None
        self.is_cut = False
        self.start()

    @initialize()
    def begin(self) -> None:
        """The room writes; a principle waits for its ballots."""
        self.now.go("draft")
        self.principle = self.now.add_principle()
        self.now.go("write")

    @rule()
    def start(self) -> None:
        """A server over the same database; the one before it was killed."""
        if self.house is not None:
            self.house.database.engine.dispose()
        self.house = self.furnished[0].copy_in(
            open_database(self.url), settings_in(self.folder, self.url)
        )
        self.house.clock = self.house.door.clock = self.clock
        self.publisher = Publisher(
            self.house.database, STUDIO, Presence(), self.hear, SECRET, self.clock
        )
        self.publisher.rests = 0
        self.house.door.publish = self.publisher.mark
        destroy_forgotten_keys(SimpleNamespace(**vars(self.house)))  # type: ignore[arg-type]
        if self.screen is None:
            self.screen = Screen(self.house, self.publisher, "room", "place task papers")
        self.screen.house, self.screen.publisher = self.house, self.publisher
        self.come_back()
        if self.state == "closing":
            self.finish()

    @property
    def now(self) -> TestHouse:
        assert self.house is not None
        return self.house

    def hear(self, room: str, _event: str, message: dict[str, Any]) -> None:
        if room.endswith(":room") and not self.is_cut:
            self.screen.receive(message["items"])

    @rule()
    def lose_the_line(self) -> None:
        self.is_cut = True

    @rule()
    def come_back(self) -> None:
        """A phone that was away says what it has; it is told what it missed."""
        self.is_cut = False
        screen = self.screen
        self.publisher.tick()
        answer = self.publisher.missed.answer(
            self.now.workshop, ["room"], dict(screen.stamps), "en"
        )
        screen.receive(answer["items"])

    @precondition(lambda self: not self.ballot or self.state == "closed")
    @rule(who=PEOPLE, times=st.integers(1, 3))
    def write(self, who: str, times: int) -> None:
        """A thought, and its repeats: from another tab, after a reconnect, with the same key."""
        self.keys += 1
        key, text = f"thought-{self.keys}", f"Thought {self.keys}."
        self.notes[key] = (who, text)
        self.now.go("write")
        for _ in range(times):
            self.numbers[key] = self.post(key)

    @precondition(lambda self: self.notes)
    @rule(pick=st.randoms(use_true_random=False))
    def repeat(self, pick: Any) -> None:
        """A command that was answered long ago comes in once more."""
        key = pick.choice(sorted(self.notes))
        try:
            assert self.post(key) == self.numbers[key]
        except Refusal:
            assert self.ballot, "only a room that has moved on refuses a repeat"

    @precondition(lambda self: self.notes)
    @rule(pick=st.randoms(use_true_random=False), thief=PEOPLE)
    def steal_a_key(self, pick: Any, thief: str) -> None:
        """The same key from somebody else makes nothing and shows nothing."""
        key = pick.choice(sorted(self.notes))
        if self.notes[key][0] != thief:
            with pytest.raises(Refusal):
                self.post(key, thief)

    @precondition(lambda self: self.notes)
    @rule(pick=st.randoms(use_true_random=False))
    def change(self, pick: Any) -> None:
        key = pick.choice(sorted(self.notes))
        who, text = self.notes[key]
        self.notes[key] = (who, f"{text}!")
        self.now.do(writing.change_note, self.now.people[who], note=self.numbers[key],
                    text=f"{text}!")  # fmt: skip

    @rule()
    def show(self) -> None:
        try:
            self.now.show()
        except Refusal:
            assert self.ballot

    @precondition(lambda self: self.state in ("", "closed"))
    @rule()
    def open(self) -> None:
        self.ballot = self.now.open_ballot(self.principle)
        self.state, self.papers, self.paper_keys, self.given = "open", {}, {}, {}

    @precondition(lambda self: self.ballot)
    @rule(who=PEOPLE, said=ANSWERS, is_behind=st.booleans())
    def hand_in(self, who: str, said: str, is_behind: bool) -> None:
        """From a phone that knows the last number, or from a second one that does not."""
        number = self.given.get(who, 0) - (1 if is_behind and self.given.get(who) else 0)
        self.keys += 1
        key = f"paper-{self.keys}"
        is_taken = self.state == "open" and number == self.given.get(who, 0)
        try:
            self.given[who] = self.paper(who, said, number, key)
        except Refusal:
            assert not is_taken
            return
        assert is_taken
        self.papers[who], self.paper_keys[who] = said, (number, key)

    @precondition(lambda self: self.papers and self.state == "open")
    @rule(pick=st.randoms(use_true_random=False))
    def hand_in_again(self, pick: Any) -> None:
        who = pick.choice(sorted(self.papers))
        number, key = self.paper_keys[who]
        assert self.paper(who, self.papers[who], number, key) == self.given[who]

    @precondition(lambda self: self.state == "open")
    @rule(is_killed=st.booleans())
    def close(self, is_killed: bool) -> None:
        """No more papers; the count follows at once, or after a kill at the next start."""
        self.now.do(closing.close_ballot, self.now.sam, ballot=self.ballot)
        self.state = "closing"
        if is_killed:
            self.start()
        else:
            self.finish()

    def finish(self) -> None:
        self.now.finish_ballot(self.ballot)
        self.now.finish_ballot(self.ballot)
        self.state = "closed"
        self.outcomes.append((len(self.papers), verdict_on(list(self.papers.values()))))

    def post(self, key: str, who: str = "") -> int:
        author, text = self.notes[key]
        made = self.now.do(writing.post_note, self.now.people[who or author],
                           prompt=self.now.prompts[0], text=text, key=key)  # fmt: skip
        return int(made["note"])

    def paper(self, who: str, said: str, number: int, key: str) -> int:
        found = BallotRevision.ballot_id == self.ballot
        answers = {str(self.now.rows(BallotRevision, found)[0].revision_id): said}
        made = self.now.do(papers.hand_in, self.now.people[who], ballot=self.ballot,
                           number=number, answers=answers, key=key)  # fmt: skip
        return int(made["number"])

    @invariant()
    def effects_are_keys(self) -> None:
        kept = {note.key: (note.participant_id, note.text) for note in self.now.rows(Note)}
        people = self.now.people
        told = {key: (people[who].participant_id, text) for key, (who, text) in self.notes.items()}
        assert kept == told
        assert len(self.now.rows(Note)) == len(kept)

    @invariant()
    def papers_are_counted_once(self) -> None:
        waiting = self.papers if self.state in ("open", "closing") else {}
        assert {row.participant_id for row in self.now.rows(HandIn)} == {
            self.now.people[who].participant_id for who in waiting
        }
        assert len(key_names(self.now.settings.keys_dir)) == (self.state in ("open", "closing"))
        closed = self.now.rows(Ballot, Ballot.state == "closed")
        kept = [
            self.now.rows(BallotRevision, BallotRevision.ballot_id == one.id)[0].record
            for one in closed
        ]
        assert [(one["papers"], one["verdict"]) for one in kept] == self.outcomes

    @invariant()
    def who_listens_sees_what_a_fresh_page_shows(self) -> None:
        self.publisher.tick()
        if not self.is_cut:
            for name in self.screen.tops:
                assert self.screen.page(name) == freshly_painted(self.screen, name), name

    def teardown(self) -> None:
        self.now.database.engine.dispose()
        shutil.rmtree(self.folder)


def verdict_on(said: list[str]) -> str:
    """What five people in one group decide: three quarters of at least four yes and no."""
    yes, no = said.count("yes"), said.count("no")
    is_agreed = yes + no >= 4 and 4 * yes >= 3 * (yes + no)
    return "agreed_in_the_room" if is_agreed else "not_agreed"


def test_any_afternoon_holds_what_the_model_says(furnished: tuple[TestHouse, Path]) -> None:
    Afternoon.furnished = furnished
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Afternoon,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=True,
            database=None, phases=PHASES, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
