"""The one door: authorise, apply, commit, then publish.

Commands that wait are run together by whoever holds the lock, with one COMMIT for them all; only
then is each answered and published. Nearly always nothing of a batch has to be undone. Where
something must, such as what a command wrote before it was refused, the batch is rolled back and run
again with a SAVEPOINT around each command.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from workshop import metrics
from workshop.actions.field_texts import OpenTexts
from workshop.actions.permission import lock_workshops, read_askers
from workshop.actions.recording import begin, forget_batch, happened, read_ahead
from workshop.clock import Clock, server_clock
from workshop.domain.actors import Actor
from workshop.domain.events import Event
from workshop.domain.refusals import NotValid, Refusal, TryAgain
from workshop.domain.words import N_
from workshop.models.database import Database, KeepingSession, is_collision
from workshop.realtime.staleness import Stale, stale_after
from workshop.realtime.stamps import raise_stamps
from workshop.together import Asked, Together

Action = Callable[..., dict[str, Any] | None]
BATCH = 100
TRIES = 5
log = logging.getLogger("workshop.perform")


@dataclass
class Waiting(Asked):
    """A command in the queue, and its answer."""

    action: Action
    actor: Actor
    args: dict[str, Any]
    events: list[Event] = field(default_factory=list)
    stale: set[Stale] = field(default_factory=set)

    def forget(self) -> None:
        """Begin anew: what was done for this command has been undone."""
        self.answer, self.error, self.events, self.stale = {}, None, [], set()


class Door:
    """Where everything that changes, changes."""

    def __init__(
        self,
        database: Database,
        publish: Callable[[set[Stale]], None],
        clock: Clock = server_clock,
        settings: Any = None,
    ) -> None:
        self.database = database
        self.publish = publish
        self.clock = clock
        self.settings = settings
        self.texts = OpenTexts()
        self.waiting = Together(self._run_batch, BATCH)

    def perform(self, action: Action, actor: Actor, **args: Any) -> dict[str, Any]:
        """Do one thing for one actor, durably, and return what the action answered.

        Raises the action's `Refusal`, or `TryAgain` when the database could not take it.
        """
        with metrics.commands_waiting.track_inprogress():
            return self.waiting.ask(Waiting(action, actor, args))

    def _run_batch(self, batch: list[Waiting]) -> None:
        try:
            self._commit(batch)
        except BaseException as error:
            log.error("A batch was not committed: %s", type(error).__name__)
            _refuse_all(batch, error)
            if not isinstance(error, Exception):
                raise
        else:
            metrics.batch_commands.observe(len(batch))
            self._publish(batch)

    def _publish(self, batch: list[Waiting]) -> None:
        """Tell the screens. Where that fails, what was committed is still told to be saved."""
        try:
            self.publish(_stale_in(batch))
        except Exception:
            log.exception("What was committed was not published")

    def _commit(self, batch: list[Waiting]) -> None:
        try:
            self._try(batch, self._apply_together)
        except _Undone as undone:
            _forget(batch)
            if len(batch) == 1:
                batch[0].error = _as_refusal(undone.error)
                return
            self._try(batch, self._apply_one_by_one)

    def _try(
        self, batch: list[Waiting], apply: Callable[[Session, list[Waiting]], None]
    ) -> None:
        """Run a batch in one transaction; again when it met another process's."""
        for tries_left in reversed(range(TRIES)):
            try:
                with self.database.writing() as connection, KeepingSession(connection) as session:
                    lock_workshops(session, {one.args.get("workshop") for one in batch})
                    read_askers(session, {one.actor.participant_id for one in batch})
                    apply(session, batch)
                    raise_stamps(session, _stale_in(batch))
            except OperationalError as error:
                if not tries_left or not is_collision(error):
                    raise
                _forget(batch)
            else:
                self.texts.give_back(session)
                return

    def _apply_together(self, session: Session, batch: list[Waiting]) -> None:
        try:
            read_ahead(session, ((one.action, one.actor, one.args) for one in batch))
            for waiting in batch:
                self._apply(session, waiting)
            session.flush()
        except OperationalError:
            raise
        except Exception as error:
            raise _Undone(error) from error

    def _apply_one_by_one(self, session: Session, batch: list[Waiting]) -> None:
        for waiting in batch:
            step = session.begin_nested()
            try:
                self._apply(session, waiting)
                session.flush()
                step.commit()
            except OperationalError:
                raise
            except Exception as error:
                step.rollback()
                session.expire_all()
                forget_batch(session)
                waiting.forget()
                waiting.error = _as_refusal(error)

    def _apply(self, session: Session, waiting: Waiting) -> None:
        begin(session, now=self.clock(), settings=self.settings, texts=self.texts)
        waiting.answer = waiting.action(session, waiting.actor, **waiting.args) or {}
        waiting.events = happened(session)
        waiting.stale = {stale for event in waiting.events for stale in stale_after(event)}


class _Undone(Exception):
    """Something in a batch was refused, or could not be kept, when it had perhaps written."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        self.error = error


def _forget(batch: list[Waiting]) -> None:
    for waiting in batch:
        waiting.forget()


def _stale_in(batch: Iterable[Waiting]) -> set[Stale]:
    return set().union(*(one.stale for one in batch))


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
