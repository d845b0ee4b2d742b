"""What the processes of one installation tell each other: which slices are stale, who is awake.

It goes through Redis, which may lose it: each process also looks at the stamps by itself
(`watching.py`), and tells who is awake again and again. No text, name or vote goes this way.
"""

import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any, NoReturn

import msgspec
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from workshop.clock import Clock
from workshop.realtime.presence import Presence
from workshop.realtime.staleness import Stale

BEAT = 4.0
PACE = 0.02
PAUSE = 1.0
DEAF_AFTER = 3 * BEAT
MOST_UNTOLD = 5_000
log = logging.getLogger("workshop.link")


class News(msgspec.Struct):
    """One message: who tells it, what changed, and everybody who is awake there if that did."""

    sender: str
    stale: list[tuple[int, str, str]] = []
    awake: list[int] | None = None
    is_new: bool = False


def redis_at(url: str, patience: float) -> Any:
    """A Redis that answers within so many seconds, or raises RedisError."""
    return Redis.from_url(
        url, socket_timeout=patience, socket_connect_timeout=patience,
        retry=Retry(NoBackoff(), 0), protocol=2,
    )  # fmt: skip


def prefix_for(secret: str) -> str:
    """What names of one installation in Redis begin with: its processes share their secret."""
    return f"workshop:{hashlib.sha256(f'redis:{secret}'.encode()).hexdigest()[:16]}:"


class Link:
    """This process's mouth and ears."""

    def __init__(
        self, url: str, prefix: str, presence: Presence, hear: Callable[[Collection[Stale]], None],
        stir: Callable[[], None], clock: Clock,
    ) -> None:  # fmt: skip
        self.presence = presence
        self.hear = hear
        self.stir = stir
        self.clock = clock
        self.me = secrets.token_hex(8)
        self.channel = f"{prefix}news"
        self.is_heard = False
        self.woken = threading.Event()
        self._redis = redis_at(url, patience=2.0)
        self._untold: set[Stale] = set()
        self._told_awake: frozenset[int] | None = None
        self._is_new = True

    def tell(self, stale: Iterable[Stale] = ()) -> None:
        """Have the others told what is stale, or only that somebody came or went; never waits."""
        self._untold.update(stale)
        self.woken.set()

    def speak(self) -> NoReturn:
        """Tell the others, as long as this process lives; what could not be told is told later."""
        while True:
            is_beat = not self.woken.wait(BEAT)
            self.woken.clear()
            try:
                self._publish(is_beat)
                time.sleep(PACE)
            except RedisError as error:
                self._note(error)
                self.woken.set()
                time.sleep(PAUSE)

    def listen(self) -> NoReturn:
        """Hear the others, as long as this process lives."""
        while True:
            try:
                with self._redis.pubsub(ignore_subscribe_messages=True) as ears:
                    ears.subscribe(self.channel)
                    self._listen_to(ears)
            except RedisError as error:
                self._note(error)
            self.is_heard = False
            time.sleep(PAUSE)

    def _listen_to(self, ears: Any) -> None:
        """Hear until nothing comes any more: one's own beat should, and says that Redis lives."""
        self.presence.wait_for_others(time.monotonic())
        self._is_new = True
        self.tell()
        last = time.monotonic()
        while time.monotonic() - last < DEAF_AFTER:
            message = ears.get_message(timeout=1.0)
            moment = time.monotonic()
            if message:
                last, self.is_heard = moment, True
                self._take(message["data"], moment)
            if self.presence.forget_silent(moment):
                self.stir()

    def _take(self, written: bytes, moment: float) -> None:
        try:
            news = msgspec.json.decode(written, type=News)
        except msgspec.MsgspecError:
            log.error("A message from another process cannot be read")
            return
        if news.sender == self.me:
            return
        if news.awake is not None and self.presence.hear_of(news.sender, news.awake, moment):
            self.stir()
        self.hear({Stale(*one) for one in news.stale})
        if news.is_new:
            self._told_awake = None
            self.tell()

    def _publish(self, is_beat: bool) -> None:
        awake = self.presence.here(self.clock())
        stale, self._untold = self._untold, set()
        is_told = not is_beat and awake == self._told_awake
        if is_told and not stale and not self._is_new:
            return
        news = News(self.me, list(stale), None if is_told else sorted(awake), self._is_new)
        try:
            self._redis.publish(self.channel, msgspec.json.encode(news))
        except RedisError:
            # Too much is better found out by each from the stamps.
            self._untold |= stale if len(stale) < MOST_UNTOLD else set()
            self._told_awake = None
            raise
        self._told_awake, self._is_new = awake, False

    def _note(self, error: Exception) -> None:
        if self.is_heard:
            log.error("Redis is away: %s", type(error).__name__)
        self.is_heard = False
