"""Those who ask at the same time are answered together, by whichever of them comes first."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar


@dataclass
class Asked:
    """Somebody who waits in the queue; what they are told is written into it."""

    answer: dict[str, Any] = field(default_factory=dict, init=False)
    error: BaseException | None = field(default=None, init=False)
    is_done: bool = field(default=False, init=False)


One = TypeVar("One", bound=Asked)
FEW = 10


class Together(Generic[One]):
    """A queue that is worked off in batches, one at a time."""

    def __init__(self, work: Callable[[list[One]], None], most: int) -> None:
        self.work = work
        self.most = most
        self.lock = threading.Lock()
        self.queue: deque[One] = deque()
        self.gathering = 0.0
        """Seconds that a few wait for company when a batch has just ended: each has its price."""
        self._ended = 0.0

    def ask(self, asked: One) -> dict[str, Any]:
        """Wait for one's turn, and return the answer; raises what went wrong with it."""
        self.queue.append(asked)
        with self.lock:
            if not asked.is_done:
                self._gather()
            while not asked.is_done:
                self.run_next()
        if asked.error:
            raise asked.error
        return asked.answer

    def _gather(self) -> None:
        """Let whoever is ready to ask for something come into the same batch."""
        is_busy = time.monotonic() - self._ended < self.gathering
        if is_busy and len(self.queue) < FEW:
            time.sleep(self.gathering)
        else:
            let_others_go_on()

    def run_next(self) -> None:
        """Work off those who have waited longest."""
        batch: list[One] = []
        try:
            # Others append meanwhile: each is taken out by itself, so nobody goes unseen.
            while self.queue and len(batch) < self.most:
                batch.append(self.queue.popleft())
            self.work(batch)
        except BaseException as error:
            for one in batch:
                one.error = one.error or error
            if not isinstance(error, Exception):
                raise
        finally:
            self._ended = time.monotonic()
            for one in batch:
                one.is_done = True


def let_others_go_on() -> None:
    """Give the turn to whoever is ready: nobody who gives a command waits behind long work."""
    time.sleep(0)
