"""A hall of people, made without the doors: joining is not measured here."""

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, select

from bench.serving import Server
from workshop.actions import agenda, drafting, joining, opening, papers, starting
from workshop.actions.accounts import accept_invitation, open_first_door
from workshop.domain.actors import NOBODY, SERVER, Actor
from workshop.models import Activity, BallotRevision, HandIn, Prompt, VoiceRow
from workshop.models.database import Database
from workshop.models.upgrade import upgrade
from workshop.perform import Door
from workshop.rehearsal.visiting import Visitor, token_on

EMAIL, PASSWORD = "sam@example.org", "a long password for a hall"
REASON = "It depends on the day, and on who else is in the room when it is said. "
AT_ONCE = 50


@dataclass
class Hall:
    """A workshop with its people and their tokens."""

    folder: Path
    url: str = ""
    workshop: int = 0
    facilitator: Actor = NOBODY
    people: list[tuple[int, str]] = field(default_factory=list)
    ballot: int = 0

    def __post_init__(self) -> None:
        self.database = Database(self.url or f"sqlite:///{self.folder / 'workshop.db'}")
        settings = SimpleNamespace(keys_dir=self.folder / "keys", secret="s" * 48)
        (self.folder / "secret").write_text(settings.secret)
        self.door = Door(self.database, lambda _stale: None, settings=settings)

    def do(self, action: Any, actor: Actor, **args: Any) -> dict[str, Any]:
        """One command, through the one door."""
        return self.door.perform(action, actor, **args)

    def close(self) -> None:
        """Leave the database to the server."""
        self.database.engine.dispose()

    def revisions(self) -> list[int]:
        """What the open ballot asks about."""
        asked = select(BallotRevision.revision_id).where(BallotRevision.ballot_id == self.ballot)
        with self.database.reading() as session:
            return list(session.scalars(asked))

    def papers_in(self) -> int:
        """How many papers are in the database."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(HandIn)) or 0

    def prompt(self) -> int:
        """The prompt that is written to."""
        mine = Prompt.workshop_id == self.workshop
        with self.database.reading() as session:
            return (
                session.scalars(select(Prompt.id).where(mine).order_by(Prompt.position)).first()
                or 0
            )

    def pages(self, server: Server) -> list[list[str]]:
        """For each person the cookies and the greeting of their open page."""
        visitor = Visitor(server.address)
        page = {"page": "phone", "workshop": str(self.workshop)}
        greeting = json.dumps({**page, "csrf": token_on(visitor.get("/join"))})
        start = f"{visitor.cookies}; p{self.workshop}="
        return [[start + token, greeting] for _, token in self.people]


@contextmanager
def hall(people: int, kind: str, principles: int = 1) -> Iterator[Hall]:
    """A hall in a folder of its own; one that was made before in this run is copied."""
    template = _template(people, kind, principles)
    with tempfile.TemporaryDirectory(prefix="hall-") as name:
        folder = Path(name)
        shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        copied = replace(template, folder=folder)
        try:
            yield copied
        finally:
            copied.close()


def furnish(folder: Path, people: int, kind: str, principles: int = 1, url: str = "") -> Hall:
    """A hall in one step: where it votes, with a ballot open on so many principles."""
    made = Hall(folder, url)
    upgrade(made.database)
    _open_workshop(made)
    _let_in(made, people)
    if kind == "ballot":
        go(made, "draft")
        chosen = [add_principle(made, number) for number in range(principles)]
        go(made, "ballot")
        given = {"workshop": made.workshop, "principles": chosen}
        made.ballot = made.do(opening.open_ballot, made.facilitator, **given)["ballot"]
    else:
        go(made, kind)
    return made


def go(hall: Hall, kind: str) -> None:
    """Go to another step."""
    with hall.database.reading() as session:
        step = session.scalars(
            select(Activity.id).where(Activity.workshop_id == hall.workshop, Activity.kind == kind)
        ).first()
    hall.do(agenda.go_to, hall.facilitator, workshop=hall.workshop, activity=step)


def hand_in_all(hall: Hall) -> None:
    """Everybody hands in a paper; every fifth answer has a reason."""
    revisions = hall.revisions()

    def hand_in(number: int) -> None:
        answers: dict[str, str] = {}
        for at, one in enumerate(revisions):
            answers |= _answer(one, number + at)
        hall.do(
            papers.hand_in, Actor(participant_id=hall.people[number][0]), workshop=hall.workshop,
            ballot=hall.ballot, number=0, answers=answers,
        )  # fmt: skip

    _all_at_once(hand_in, len(hall.people))


@cache
def _template(people: int, kind: str, principles: int) -> Hall:
    # Kept for a run only; the folder goes with the process.
    folder = _rooms() / f"{kind}-{people}-{principles}"
    folder.mkdir()
    made = furnish(folder, people, kind, principles)
    made.close()
    return made


@cache
def _rooms() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="halls-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _open_workshop(hall: Hall) -> None:
    first = hall.do(open_first_door, SERVER)
    account = hall.do(
        accept_invitation, SERVER, token=first["token"], name="Sam", email=EMAIL,
        password=PASSWORD, organisation="Tern House",
    )  # fmt: skip
    hall.facilitator = Actor(account_id=account["account"])
    hall.workshop = hall.do(
        starting.start_workshop, hall.facilitator, title="A hall",
        topic="mi_in_peer_support", method="quick_session",
    )["workshop"]  # fmt: skip


def _let_in(hall: Hall, people: int) -> None:
    with hall.database.reading() as session:
        mine = VoiceRow.workshop_id == hall.workshop
        voices = list(session.scalars(select(VoiceRow.id).where(mine)))

    def join(number: int) -> tuple[int, str]:
        made = hall.do(
            joining.join, NOBODY, workshop=hall.workshop, voice=voices[number % len(voices)],
            name=f"Person {number}", agrees=True, key=f"key-{number:08}",
        )  # fmt: skip
        return made["participant"], made["token"]

    hall.people = _all_at_once(join, people)


def _all_at_once(work: Callable[[int], Any], count: int) -> list[Any]:
    """Many threads, so that the door groups what they do into few commits."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(work, range(count)))


def add_principle(hall: Hall, number: int) -> int:
    """One more principle; the hall must be in the step to draft."""
    made = hall.do(
        drafting.add_principle, hall.facilitator, workshop=hall.workshop,
        statement=f"We ask before we use it, also the {number + 1}th time.", key=f"p-{number:08}",
    )  # fmt: skip
    return int(made["principle"])


def _answer(revision: int, number: int) -> dict[str, str]:
    choice = ("yes", "yes", "yes", "if", "no", "pass", "yes")[number % 7]
    answer = {str(revision): choice}
    if number % 5 == 0 and choice in ("if", "no"):
        answer[f"{revision}-{choice}-why"] = REASON
    return answer
