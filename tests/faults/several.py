"""Two processes that serve one installation, and phones of which one knows where they listen."""

import itertools
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis

from tests.databases import postgresql_schema, skip_without
from tests.faults.servers import Server
from workshop.rehearsal import doors
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.record import Network, Record

REDIS = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/0"
PATIENCE = 30.0


class Patient(Network):
    """A network that loses nothing, and people who wait for a slow machine."""

    patience = PATIENCE


class Several:
    """A server with its workers; each is known by the number of its process."""

    def __init__(self, server: Server, place: doors.Place, database_url: str) -> None:
        self.server, self.place, self.database_url = server, place, database_url
        self.record, self.network = Record(), Patient()
        self.pages: list[Phone] = []
        self._numbers = itertools.count(1)

    def workers(self) -> list[int]:
        """The processes that serve now, the oldest first."""
        assert self.server.process is not None
        master = self.server.process.pid
        text = Path(f"/proc/{master}/task/{master}/children").read_text()
        return sorted(int(one) for one in text.split() if _state_of(int(one)) not in ("", "Z"))

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Let one process alone take what comes, while the others stand still."""
        others = [one for one in self.workers() if one != worker]
        try:
            for one in others:
                os.kill(one, signal.SIGSTOP)
            for one in others:
                until(lambda one=one: _state_of(one) == "T")  # type: ignore[misc]
            yield
        finally:
            for one in others:
                os.kill(one, signal.SIGCONT)

    def phone_at(self, worker: int, voice: int = 1) -> Phone:
        """Somebody who joins, and listens at this process."""
        number = next(self._numbers)
        with self.only(worker):
            phone = doors.join(
                self.place.base, self.place.code, number, voice, self.record, self.network
            )
        return self._kept(phone, worker)

    def desk_at(self, worker: int) -> Phone:
        """The facilitator's desk, which listens at this process."""
        with self.only(worker):
            visitor = doors.sign_in(self.place)
            path = doors.find_desk(visitor, self.place.code)
            desk = Phone(visitor, path, 0, self.record, self.network)
        return self._kept(desk, worker)

    def worker_of(self, phone: Phone) -> int | None:
        """The process that a phone's connection ends in; None while it is being made anew.

        The kernel lists children and connections piece by piece: what changes meanwhile may be
        left out, so who needs to know asks again.
        """
        if phone.line._socket.sock is None:
            return None
        inode = _inode_of(self.server.port, phone.line._socket.sock.getsockname()[1])
        return next((one for one in self.workers() if _has_open(one, inode)), None)

    def untrue(self) -> list[str]:
        """What screens show that a freshly opened page does not."""
        found = [page.screen.differences(page.fresh_screen()) for page in self.pages]
        return [one for some in found for one in some]

    def put_away(self) -> None:
        """Close every page."""
        for page in self.pages:
            page.close()
        self.pages.clear()

    def _kept(self, page: Phone, worker: int) -> Phone:
        self.pages.append(page)
        until(lambda: self.worker_of(page) == worker)
        return page


@contextmanager
def several(folder: Path, workers: int = 2, redis_url: str = REDIS) -> Iterator[Several]:
    """A server of several processes with a sample workshop, in a schema of its own.

    What it keeps in Redis has a name that follows its secret, so no two tests meet there.
    """
    skip_without("postgresql")
    skip_without_redis()
    with postgresql_schema() as url:
        server = Server(
            folder, DATABASE_URL=url, REDIS_URL=redis_url, WORKERS=str(workers),
            TRUSTED_PROXIES="1", SECRET=secrets.token_urlsafe(48),
        )  # fmt: skip
        try:
            found = Several(server, server.start(), url)
            until(lambda: len(found.workers()) == workers)
            yield found
        finally:
            server.kill()


def skip_without_redis() -> None:
    """Leave a test out where Redis is not here; on CI that is a failure."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        reason = f"Redis at {REDIS} cannot be reached: {type(error).__name__}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def until(is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something is so; fails when it does not come."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "it did not come to be in time"
        time.sleep(0.05)


def _state_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return ""


def _inode_of(server_port: int, phone_port: int) -> str:
    """The server's end of a connection, as /proc/net/tcp names it."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, *rest = line.split()
        if (_port(local), _port(remote)) == (server_port, phone_port):
            return rest[6]
    return ""


def _port(address: str) -> int:
    return int(address.partition(":")[2], 16)


def _has_open(process: int, inode: str) -> bool:
    for one in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed while we looked
            if os.readlink(one) == f"socket:[{inode}]":
                return True
    return False
