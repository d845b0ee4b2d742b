"""A small house for tests: a real database, the one door, and a fixed cast."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from workshop.actions import (
    agenda,
    closing,
    drafting,
    grouping,
    holding,
    joining,
    opening,
    papers,
    starting,
    writing,
)
from workshop.actions.counting import count
from workshop.config import Settings
from workshop.domain.actors import NOBODY, SERVER, Actor
from workshop.domain.text import words_mark
from workshop.models import (
    Account,
    Activity,
    Facilitation,
    Organisation,
    Prompt,
    Suggestion,
    VoiceRow,
)
from workshop.models.database import Database
from workshop.models.seals import destroy_key
from workshop.perform import Door
from workshop.realtime.staleness import Stale

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "a secret that only the tests know, 0123456789"
CAST = {
    "Ada": "v1", "Bo": "v1",
    "Cem": "v2", "Dee": "v2",
    "Eva": "v3",
}  # fmt: skip


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class TestHouse:
    """A database with one workshop in it, and everybody who takes part."""

    __test__ = False

    database: Database
    settings: Settings
    clock: Clock = field(default_factory=Clock)
    told: list[Stale] = field(default_factory=list)
    people: dict[str, Actor] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    first_number: int = 1
    principle: int = 0
    note: int = 0
    hidden: int = 0

    def __post_init__(self) -> None:
        self.door = Door(self.database, self._publish, clock=self.clock, settings=self.settings)
        self._numbers = itertools.count(self.first_number)

    def furnish(self, cast: Iterable[str] = CAST) -> "TestHouse":
        """Make the organisation, Sam, Maya, the workshop and the cast."""
        self.sam, self.maya = self._make_accounts()
        made = self.do(starting.start_workshop, self.sam, title="Talking about change",
                       topic="mi_in_peer_support", method="quick_session")  # fmt: skip
        self.workshop, self.code = made["workshop"], made["code"]
        self._make_supporter()
        with self.database.reading() as session:
            found = session.execute(select(VoiceRow.key, VoiceRow.id).order_by(VoiceRow.position))
            self.voices = {row[0]: row[1] for row in found}
            steps = session.execute(select(Activity.kind, Activity.id))
            self.steps = {row[0]: row[1] for row in steps}
            asked = session.scalars(select(Prompt.id).order_by(Prompt.position))
            self.prompts = list(asked)
        for name in cast:
            self.come_in(name, CAST[name])
        return self

    def copy_in(self, database: Database, settings: Settings) -> "TestHouse":
        """The same house in a copy of its database."""
        copied = TestHouse(database, settings, first_number=1000)
        for name in ("sam", "maya", "workshop", "code", "voices", "prompts"):
            setattr(copied, name, getattr(self, name))
        copied.people, copied.words = dict(self.people), dict(self.words)
        copied.steps = dict(self.steps)
        copied.tokens = dict(self.tokens)
        return copied

    def do(self, action: Any, actor: Actor, **args: Any) -> dict[str, Any]:
        """One command through the door; `workshop` is added where there is one."""
        if hasattr(self, "workshop"):
            args = {"workshop": self.workshop, **args}
        return self.door.perform(action, actor, **args)

    def key(self) -> str:
        """A form key that was not used before."""
        return f"key-{next(self._numbers):06}"

    def come_in(self, name: str, voice: str) -> Actor:
        """One more person joins with a phone."""
        made = self.do(joining.join, NOBODY, voice=self.voices[voice], name=name, agrees=True,
                       key=self.key())  # fmt: skip
        self.people[name] = Actor(participant_id=made["participant"])
        self.words[name], self.tokens[name] = made["words"], made["token"]
        return self.people[name]

    def fill(self, count: int, voice: str = "v1") -> list[Actor]:
        """More people of one voice, until a ballot may be opened."""
        return [self.come_in(f"Guest {next(self._numbers)}", voice) for _ in range(count)]

    def go(self, kind: str) -> None:
        """Sam takes the room to the step of this kind."""
        self.do(agenda.go_to, self.sam, activity=self.steps[kind])

    def add_talk(self) -> None:
        """A step to talk before the first one, which no short session has; nobody is told."""
        self.add(Activity(workshop_id=self.workshop, position=-1, kind="talk", minutes=5,
                          title="Talk in twos", say="Take turns, and listen."))  # fmt: skip
        (talk,) = self.rows(Activity, Activity.kind == "talk")
        self.steps["talk"] = talk.id

    def write(self, name: str, text: str, prompt: int = 0) -> int:
        """A person writes a note; the room must be in the write step."""
        made = self.do(writing.post_note, self.people[name], prompt=self.prompts[prompt], text=text,
                       key=self.key())  # fmt: skip
        return int(made["note"])

    def show(self, prompt: int = 0) -> None:
        """Sam shows what was written."""
        self.do(writing.show_notes, self.sam, prompt=self.prompts[prompt])

    def add_theme(self, name: str = "Going at my pace") -> int:
        """Sam makes a theme; the room must be grouping or drafting."""
        return int(self.do(grouping.add_theme, self.sam, name=name, key=self.key())["theme"])

    def add_principle(self, statement: str = "We ask before we advise.", theme: int = 0) -> int:
        """Sam starts a principle; the room must be in the draft step."""
        made = self.do(drafting.add_principle, self.sam, statement=statement, theme=theme,
                       key=self.key())  # fmt: skip
        return int(made["principle"])

    def judge(self, suggestion: int, state: str, reason: str = "") -> None:
        """Sam reads a suggestion as it is now, then holds it, returns it or lets it go on."""
        row = self.row(Suggestion, suggestion)
        self.do(holding.judge_suggestion, self.sam, suggestion=suggestion, state=state,
                reason=reason, was_words=words_mark(row.text, row.reason))  # fmt: skip

    def open_ballot(self, *principles: int, **rule: Any) -> int:
        """Sam opens a ballot; goes to the ballot step first."""
        self.go("ballot")
        made = self.do(opening.open_ballot, self.sam, principles=list(principles), **rule)
        return int(made["ballot"])

    def hand_in(
        self, who: str | Actor, ballot: int, choices: dict[str, str], number: int = 0
    ) -> int:
        """A person hands in a paper; answers the number of the next one."""
        actor = self.people[who] if isinstance(who, str) else who
        made = self.do(papers.hand_in, actor, ballot=ballot, number=number, answers=choices)
        return int(made["number"])

    def close_ballot(self, ballot: int) -> None:
        """Sam closes, the server counts, and the key is destroyed."""
        self.do(closing.close_ballot, self.sam, ballot=ballot)
        self.finish_ballot(ballot)

    def finish_ballot(self, ballot: int) -> None:
        """What the server does after a close, or at its next start."""
        with self.database.reading() as session:
            waiting = closing.closing_for(session, self.workshop, ballot, self.settings.keys_dir)
        if waiting is None:
            return
        records = count(waiting)
        answer = self.do(closing.finish_ballot, SERVER, ballot=ballot, records=records)
        if "destroy" in answer:
            destroy_key(self.settings.keys_dir, answer["destroy"])

    def row(self, table: type[Any], key: Any) -> Any:
        """A row as it is kept now, or None."""
        with self.database.reading() as session:
            found = session.get(table, key)
            if found is not None:
                session.expunge(found)
            return found

    def rows(self, table: type[Any], *conditions: Any) -> list[Any]:
        """Every row of a table that meets the conditions, the oldest first."""
        order = inspect(table).primary_key
        with self.database.reading() as session:
            found = list(session.scalars(select(table).where(*conditions).order_by(*order)))
            session.expunge_all()
            return found

    def add_suggesting(self) -> None:
        """A step to suggest after the last one, which no short session has; nobody is told."""
        self.add(Activity(workshop_id=self.workshop, position=90, kind="suggest", minutes=5,
                          title="Suggest other words"))  # fmt: skip
        (step,) = self.rows(Activity, Activity.kind == "suggest")
        self.steps["suggest"] = step.id

    def add(self, row: Any) -> None:
        """Put a row straight into the database."""
        with self.database.writing() as connection, Session(connection) as session:
            session.add(row)
            session.flush()

    def alter(self, table: type[Any], key: Any, **values: Any) -> None:
        """Set a row straight in the database, to reach a state that no command leads to."""
        with self.database.writing() as connection, Session(connection) as session:
            row = session.get_one(table, key)
            for name, value in values.items():
                setattr(row, name, value)
            session.flush()

    def remove(self, table: type[Any], key: Any) -> None:
        """Take a row straight out of the database."""
        with self.database.writing() as connection, Session(connection) as session:
            session.delete(session.get_one(table, key))
            session.flush()

    def _publish(self, stale: Iterable[Stale]) -> None:
        self.told.extend(stale)

    def _make_accounts(self) -> tuple[Actor, Actor]:
        with self.database.writing() as connection, Session(connection) as session:
            house = Organisation(name="Tern House Peer Support", slug="tern-house")
            session.add(house)
            session.flush()
            accounts = [
                Account(organisation_id=house.id, email=f"{name.lower()}@example.org", name=name,
                        role=role, password_hash="-")
                for name, role in (("Sam", "facilitator"), ("Maya", "supporter"))
            ]  # fmt: skip
            session.add_all(accounts)
            session.flush()
            sam, maya = (Actor(account_id=account.id) for account in accounts)
            return sam, maya

    def _make_supporter(self) -> None:
        with self.database.writing() as connection, Session(connection) as session:
            stands_by = Facilitation(
                workshop_id=self.workshop, account_id=self.maya.account_id, role="supporter"
            )
            session.add(stands_by)
            session.flush()


def settings_in(folder: Path, url: str) -> Settings:
    """The settings of a server that lives in a folder of the test."""
    return Settings(
        instance=folder, database_url=url, keys_dir=folder / "keys", secret=SECRET,
        address="http://127.0.0.1:8000", export_nice=0,
    )  # fmt: skip
