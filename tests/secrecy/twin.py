"""One whole workshop through a ballot, and everything that everybody else receives meanwhile."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests import databases
from tests.house import SECRET, TestHouse, settings_in
from tests.secrecy.files import Frame, backup_of, emptied_into_one_file, frames_in
from tests.secrecy.numbers import numbers
from tests.secrecy.seeded import seeded
from tests.ticking import send_all
from tests.web.conftest import sign_in
from tests.web.doors import Visitor
from workshop.application import create_app
from workshop.domain.codes import wall_token
from workshop.extensions import socketio
from workshop.models import Base, HandIn, Workshop
from workshop.web import limits
from workshop.web.listeners import listeners

VOICES = ("v1", "v1", "v2", "v2", "v3", "v3")
WITHOUT_SOCKET = (1, 2)
"""Two phones that have no socket: on one the scripts post the paper, the other has no scripts."""
PAPER_LENGTH = 36_000
Answers = dict[str, str]
"""What one person puts on their paper: "" is the choice, other names are what it asks for."""


@dataclass
class Told:
    """Everything that came out until the close, by what it is and who received it."""

    pages: dict[str, object] = field(default_factory=dict)
    pushes: dict[str, list[Any]] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    numbers: dict[str, float] = field(default_factory=dict)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    keys: list[tuple[str, int]] = field(default_factory=list)
    sealed: list[bytes] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    backup: bytes = b""
    file: bytes = b""

    def unlike(self, other: "Told") -> dict[str, object]:
        """What differs, of what must be the same whatever somebody voted."""
        pairs = {
            **{name: (self.pages[name], other.pages.get(name)) for name in self.pages},
            **{f"rows of {name}": (rows, other.rows[name]) for name, rows in self.rows.items()},
            **{
                f"pushed to {name}": (all_, other.pushes[name])
                for name, all_ in self.pushes.items()
            },
            "answers": (self.answers, other.answers),
            "log": (self.log, other.log),
            "numbers": (self.numbers, other.numbers),
            "keys": (self.keys, other.keys),
        }
        return {name: both for name, both in pairs.items() if both[0] != both[1]}


class Twin:
    """A server over a copy of the furnished database, with six phones, a desk and a wall."""

    def __init__(self, furnished: tuple[TestHouse, Path], folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url or databases.copy_of(furnished[1], folder)
        settings = settings_in(folder, self.url)
        self.app: Flask = create_app(settings, async_mode="threading")
        self.house = furnished[0].copy_in(databases.open_database(self.url), settings)
        self.told, self.sockets = Told(), dict[str, Any]()
        self.phones = [self._phone(n, voice) for n, voice in enumerate(VOICES)]
        self.desk = self._signed_in(self.house.sam.account_id, "desk")
        self.supporter = self._signed_in(self.house.maya.account_id, "supporter")
        serial = self.house.row(Workshop, self.house.workshop).wall_serial
        self.wall = wall_token(self.house.workshop, serial, SECRET)

    def open_ballot(self, way: str, principles: int = 2) -> None:
        """Principles are written and put to the vote; every page listens."""
        self.house.go("draft")
        chosen = [self.house.add_principle(f"Principle {n}.") for n in range(principles)]
        self.ballot = self.house.open_ballot(*chosen, way=way)
        found = "SELECT revision_id FROM ballot_revisions WHERE ballot_id = :b ORDER BY position"
        with self.house.database.reading() as session:
            self.revisions = list(session.scalars(text(found), {"b": self.ballot}))
        for n, phone in enumerate(self.phones):
            self._listen(f"phone {n}", phone, "phone")
        self._listen("desk", self.desk, "desk")
        self._listen("supporter", self.supporter, "supporter")
        self._listen("wall", Visitor(self.app, self.house), "wall")

    def hand_in(self, person: int, papers: Sequence[Answers], number: int = 0) -> None:
        """A person hands in as a phone's script does: over the socket, or by a form without one."""
        message = {"workshop": str(self.house.workshop), "ballot": str(self.ballot)}
        message |= {"number": str(number), "key": f"key-{person}-{number}"}
        for revision, said in zip(self.revisions, papers, strict=True):
            for name, value in said.items():
                message[f"answers.{revision}" + (f"-{name}" if name else "")] = value
        message["padding"] = "x" * (PAPER_LENGTH - len(str(message)))
        self.told.answers.append(self._answer_to(person, message))
        self.tick()

    def close(self) -> None:
        """The desk closes the ballot, and the server counts it."""
        message = {"workshop": str(self.house.workshop), "ballot": str(self.ballot)}
        answer = self.sockets["desk"].emit("command", "ballot.close", message, callback=True)
        assert answer["ok"], answer
        self.tick()

    def tick(self) -> None:
        """The publisher sends; every page keeps what it hears."""
        house = self.app.extensions["workshop"]
        send_all(house.publisher)
        house.publisher.pulse()
        for name, socket in self.sockets.items():
            self.told.pushes.setdefault(name, []).extend(socket.get_received())

    def look_everywhere(self) -> None:
        """Every page of every person, and everything on the disk."""
        for name, page in self._pages().items():
            answer = page()
            assert answer.status_code == 200, f"{name}: {answer.status}"
            self.told.pages[name] = (answer.status, list(answer.headers), answer.text)
        self.told.rows = {
            name: [row for row in self._rows(table) if row] for name, table in _tables().items()
        }
        self.told.sealed = [row.sealed for row in self.house.rows(HandIn)]
        keys = self.house.settings.keys_dir
        self.told.keys = sorted((one.name, one.stat().st_size) for one in keys.iterdir())
        if not self.house.database.is_postgresql:
            self._look_at_the_files()

    def end(self) -> None:
        """Hang up."""
        for socket in self.sockets.values():
            if socket.is_connected():
                socket.disconnect()
        listeners.clear()
        self.house.database.engine.dispose()
        self.app.extensions["workshop"].database.engine.dispose()

    def _answer_to(self, person: int, message: dict[str, str]) -> Any:
        if person not in WITHOUT_SOCKET:
            socket = self.sockets[f"phone {person}"]
            return socket.emit("command", "paper.hand_in", message, callback=True)
        headers = {"Accept": "application/json"} if person == WITHOUT_SOCKET[0] else {}
        answer = self.phones[person].post("/do/paper.hand_in", message, headers=headers)
        assert answer.status_code < 400, answer.text
        return answer.status, list(answer.headers), answer.text

    def _look_at_the_files(self) -> None:
        path = self.folder / "workshop.db"
        self.told.frames = frames_in(path.with_name("workshop.db-wal").read_bytes())
        self.told.backup = backup_of(path, self.folder / "backup.db")
        self.told.file = emptied_into_one_file(path)

    def _pages(self) -> dict[str, Callable[[], Any]]:
        number = self.house.workshop
        ours: dict[str, tuple[Visitor, str]] = {
            f"phone {n} {path}": (phone, f"/w/{number}{path}")
            for n, phone in enumerate(self.phones)
            for path in ("", "/words", "/all", "/me", "/someone", "/so-far", "/away?since=0")
        }
        for path in ("", "/people", "/notes", "/agenda", "/guidance", "/views", "/until"):
            ours[f"desk {path}"] = (self.desk, f"/desk/{number}{path}")
        ours["supporter"] = (self.supporter, f"/supporter/{number}")
        nobody = Visitor(self.app, self.house)
        ours |= {path: (nobody, path) for path in ("/healthz", "/join", f"/wall/{self.wall}")}
        return {name: lambda v=v, p=p: v.get(p) for name, (v, p) in ours.items()}  # type: ignore[misc]

    def _rows(self, table: Any) -> list[Any]:
        with self.house.database.reading() as session:
            kept = [column for column in table.columns if column.name != "sealed"]
            return [tuple(row) for row in session.execute(table.select().with_only_columns(*kept))]

    def _phone(self, n: int, voice: str) -> Visitor:
        phone = Visitor(self.app, self.house)
        assert phone.join(f"Person {n}", voice).status_code < 400
        phone.get(f"/w/{self.house.workshop}")
        return phone

    def _signed_in(self, account: int | None, place: str) -> Visitor:
        found = Visitor(self.app, self.house)
        sign_in(found, self.house, account or 0)
        found.get(f"/{place}/{self.house.workshop}")
        return found

    def _listen(self, name: str, visitor: Visitor, page: str) -> None:
        auth = {"page": page, "workshop": self.house.workshop, "csrf": visitor.token}
        auth |= {"token": self.wall} if page == "wall" else {}
        self.sockets[name] = socketio.test_client(
            self.app, auth=auth, flask_test_client=visitor.client
        )
        assert self.sockets[name].is_connected(), name


def run_until_the_close(
    furnished: tuple[TestHouse, Path], folder: Path, seed: int, way: str,
    papers: Sequence[Sequence[Answers]], log: pytest.LogCaptureFixture, url: str = "",
    order: Sequence[int] = (), is_closed: bool = False, shuffle: int = 0,
) -> Twin:  # fmt: skip
    """Everybody hands in, in order; then everything is looked at, and if wished it is closed."""
    for buckets in vars(limits).values():
        if isinstance(buckets, limits.Buckets):
            buckets._levels.clear()
    log.clear()
    log.set_level(logging.DEBUG, "workshop")
    folder.mkdir(exist_ok=True)
    before = numbers()
    with seeded(seed):
        twin = Twin(furnished, folder, url)
        twin.open_ballot(way, len(papers[0]))
        for person in order or range(len(papers)):
            twin.hand_in(person, papers[person])
        twin.look_everywhere()
        twin.told.numbers = {name: n - before.get(name, 0) for name, n in numbers().items()}
        if is_closed:
            with seeded(shuffle):
                twin.close()
    twin.told.log = [f"{one.name} {one.levelname} {one.getMessage()}" for one in log.records]
    return twin


def _tables() -> dict[str, Any]:
    return dict(Base.metadata.tables)
