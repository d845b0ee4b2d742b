"""The server is killed at every step of a close: then the ballot is open, closing or closed."""

import os
import traceback
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event

from tests.house import TestHouse
from workshop.actions import closing
from workshop.domain.actors import SERVER
from workshop.models import Ballot, BallotRevision, HandIn, Objection, seals
from workshop.models.database import Database
from workshop.models.seals import key_names
from workshop.perform import Door
from workshop.web import closing as closing_at_the_door
from workshop.web.leading import destroy_forgotten_keys

EVERYBODY = ("Ada", "Bo", "Cem", "Dee", "Eva")
DEAD = 9
Plan = Callable[[pytest.MonkeyPatch, Any], None]


def die(*_args: object, **_more: object) -> None:
    """As by kill -9: nothing is tidied up, no connection is closed."""
    os._exit(DEAD)


def after(work: Callable[..., Any]) -> Callable[..., Any]:
    def done_and_dead(*args: Any, **more: Any) -> None:
        work(*args, **more)
        die()

    return done_and_dead


def at_the_commit(parts: Any) -> None:
    event.listen(parts.database.engine, "commit", die)


BEFORE_THE_COMMIT: dict[str, Plan] = {
    "before the count": lambda patch, _: patch.setattr(closing_at_the_door, "count", die),
    "after the count": lambda patch, parts: patch.setattr(parts.door, "perform", die),
    "when outcomes are stored": lambda patch, _: patch.setattr(
        closing, "store", after(closing.store)
    ),
    "when objections are raised": lambda patch, _: patch.setattr(
        closing, "_raise_objections", after(closing._raise_objections)
    ),
    "at the commit": lambda _, parts: at_the_commit(parts),
}
AFTER_THE_COMMIT: dict[str, Plan] = {
    "before the key is destroyed": lambda patch, _: patch.setattr(
        closing_at_the_door, "destroy_key", die
    ),
    "when the key is half destroyed": lambda patch, _: patch.setattr(seals.Path, "unlink", die),
    "when the key is gone": lambda patch, _: patch.setattr(seals, "sync", die),
}


@pytest.fixture
def ballot(house: TestHouse) -> int:
    """A ballot on which everybody has voted, with one reason against."""
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    (row,) = house.rows(BallotRevision)
    for name in EVERYBODY:
        said = {str(row.revision_id): "no" if name == "Ada" else "yes"}
        if name == "Ada":
            said[f"{row.revision_id}-no-why"] = "It hurts."
        house.hand_in(name, ballot, said)
    return ballot


def test_killed_before_it_is_marked_closing_it_is_open(house: TestHouse, ballot: int) -> None:
    def close(parts: Any) -> None:
        at_the_commit(parts)
        parts.door.perform(closing.close_ballot, house.sam, workshop=house.workshop, ballot=ballot)

    assert in_a_process_of_its_own(house, close) == DEAD
    assert house.row(Ballot, ballot).state == "open"
    assert len(house.rows(HandIn)) == 5
    house.close_ballot(ballot)
    assert_closed(house, ballot)


@pytest.mark.parametrize("when", BEFORE_THE_COMMIT)
def test_killed_before_the_commit_it_is_closing_with_every_paper(
    house: TestHouse, ballot: int, when: str
) -> None:
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    assert in_a_process_of_its_own(house, finishing(house, ballot, BEFORE_THE_COMMIT[when])) == DEAD
    assert house.row(Ballot, ballot).state == "closing"
    assert len(house.rows(HandIn)) == 5
    assert [row.record for row in house.rows(BallotRevision)] == [None]
    assert house.rows(Objection) == []
    assert len(key_names(house.settings.keys_dir)) == 1
    start_again(house, ballot)
    assert_closed(house, ballot)


@pytest.mark.parametrize("when", AFTER_THE_COMMIT)
def test_killed_after_the_commit_it_is_closed_and_the_next_start_destroys_the_key(
    house: TestHouse, ballot: int, when: str
) -> None:
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    assert in_a_process_of_its_own(house, finishing(house, ballot, AFTER_THE_COMMIT[when])) == DEAD
    assert house.row(Ballot, ballot).state == "closed"
    assert house.rows(HandIn) == []
    start_again(house, ballot)
    assert_closed(house, ballot)


def assert_closed(house: TestHouse, ballot: int) -> None:
    """The outcome stands once, and neither votes nor key are left."""
    assert house.row(Ballot, ballot).state == "closed"
    (row,) = house.rows(BallotRevision)
    assert row.record is not None
    assert (row.record["papers"], row.record["verdict"]) == (5, "agreed_in_the_room")
    assert [one.text for one in house.rows(Objection)] == ["It hurts."]
    assert house.rows(HandIn) == []
    assert key_names(house.settings.keys_dir) == set()


def start_again(house: TestHouse, ballot: int) -> None:
    """What a server does when it starts."""
    destroy_forgotten_keys(parts_of(house, house.database))
    house.finish_ballot(ballot)


def finishing(house: TestHouse, ballot: int, plan: Plan) -> Callable[[Any], None]:
    def work(parts: Any) -> None:
        patch = pytest.MonkeyPatch()
        patch.setattr(closing_at_the_door, "_in_a_thread", lambda work, *args: work(*args))
        plan(patch, parts)
        closing_at_the_door.finish(parts, house.workshop, ballot)

    return work


def in_a_process_of_its_own(house: TestHouse, work: Callable[[Any], None]) -> int:
    """Do the work in a child with a database connection of its own; return how it ended."""
    child = os.fork()
    if not child:
        try:
            database = Database(house.settings.database_url)
            work(parts_of(house, database))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def parts_of(house: TestHouse, database: Database) -> Any:
    """As much of a server as a close needs."""
    door = Door(database, lambda stale: None, clock=house.clock, settings=house.settings)
    return SimpleNamespace(settings=house.settings, database=database, door=door)


def test_a_finish_after_the_finish_does_nothing(house: TestHouse, ballot: int) -> None:
    house.close_ballot(ballot)
    answer = house.do(closing.finish_ballot, SERVER, ballot=ballot, records=None)
    assert answer == {}
    assert_closed(house, ballot)
