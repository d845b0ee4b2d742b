"""The one door: authorise, apply, commit, then publish.

Commands that wait are run together by whoever holds the lock, each in a SAVEPOINT with a
session of its own, with one COMMIT for them all; only then is each answered and published.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from workshop.actions.recording import begin, happened
from workshop.domain.actors import Actor
from workshop.domain.events import Event
from workshop.domain.refusals import NotValid, Refusal, TryAgain
from workshop.domain.words import N_
from workshop.models.database import Database
from workshop.realtime.staleness import Stale, stale_after
from workshop.realtime.stamps import raise_stamps

Action = Callable[..., dict[str, Any] | None]
BATCH = 100
log = logging.getLogger("workshop.perform")


@dataclass
class Waiting:
    """A command in the queue, and its answer."""

    action: Action
    actor: Actor
    args: dict[str, Any]
    is_done: threading.Event = field(default_factory=threading.Event)
    answer: dict[str, Any] = field(default_factory=dict)
    error: BaseException | None = None
    events: list[Event] = field(default_factory=list)
    stale: set[Stale] = field(default_factory=set)


class Door:
    """Where everything that changes, changes."""

    def __init__(
        self,
        database: Database,
        publish: Callable[[Iterable[Stale]], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        settings: Any = None,
    ) -> None:
        self.database = database
        self.publish = publish
        self.clock = clock
        self.settings = settings
        self._lock = threading.Lock()
        self._queue: list[Waiting] = []

    def perform(self, action: Action, actor: Actor, **args: Any) -> dict[str, Any]:
        """Do one thing for one actor, durably, and return what the action answered.

        Raises the action's `Refusal`, or `TryAgain` when the database could not take it.
        """
        waiting = Waiting(action, actor, args)
        self._queue.append(waiting)
        while not waiting.is_done.is_set():
            with self._lock:
                if not waiting.is_done.is_set():
                    self._run_batch()
        if waiting.error:
            raise waiting.error
        return waiting.answer

    def _run_batch(self) -> None:
        batch, self._queue[:BATCH] = self._queue[:BATCH], []
        try:
            with self.database.writing() as connection:
                for waiting in batch:
                    self._apply(connection, waiting)
        except BaseException as error:
            log.error("A batch was not committed: %s", type(error).__name__)
            _refuse_all(batch, error)
            if not isinstance(error, Exception):
                raise
        else:
            self.publish(set().union(*(w.stale for w in batch if not w.error)))
        finally:
            for waiting in batch:
                waiting.is_done.set()

    def _apply(self, connection: Connection, waiting: Waiting) -> None:
        savepoint = connection.begin_nested()
        session = Session(connection, join_transaction_mode="create_savepoint")
        try:
            begin(session, now=self.clock(), settings=self.settings)
            waiting.answer = waiting.action(session, waiting.actor, **waiting.args) or {}
            session.flush()
            waiting.events = happened(session)
            waiting.stale = {stale for event in waiting.events for stale in stale_after(event)}
            raise_stamps(session, waiting.stale)
            session.commit()
            savepoint.commit()
        except OperationalError:
            raise
        except Exception as error:
            # The session's own savepoint lies inside this one, so it has to end first.
            session.close()
            savepoint.rollback()
            waiting.error = _as_refusal(error)
        finally:
            session.close()


def _as_refusal(error: Exception) -> Exception:
    if isinstance(error, IntegrityError):
        return Refusal(N_("Somebody else did that a moment before. Please look again."))
    if isinstance(error, DataError | UnicodeError | OverflowError):
        return NotValid(N_("Something in what was sent cannot be read. Please try again."))
    return error


def _refuse_all(batch: list[Waiting], error: BaseException) -> None:
    for waiting in batch:
        waiting.stale.clear()
        if not isinstance(waiting.error, Refusal):
            waiting.error = TryAgain(
                N_("That could not be saved just now. Nothing was lost. Please try again.")
            )
            waiting.error.__cause__ = error
