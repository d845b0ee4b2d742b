"""Several processes write into one PostgreSQL: what one did the other knows, and nobody fails."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.databases import open_database
from tests.faults.several import until
from tests.house import TestHouse
from workshop import perform
from workshop.actions import accounts, joining, starting, writing
from workshop.actions.permission import require
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.refusals import NotAllowed, Refusal
from workshop.models import Account, Note, Workshop
from workshop.perform import Door, Waiting

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def doors(house: TestHouse) -> Iterator[list[Door]]:
    """The doors of two processes, each with connections of its own."""
    databases = [open_database(house.settings.database_url) for _ in range(2)]
    yield [Door(one, lambda _: None, house.clock, house.settings) for one in databases]
    for database in databases:
        database.engine.dispose()


def run(*works: Callable[[], Any]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def crossing(house: TestHouse, doors: list[Door]) -> list[Waiting]:
    """Two batches at the same time, over the same two workshops, in opposite orders."""
    made = house.door.perform(starting.start_workshop, house.sam, title="Another room",
                              topic="mi_in_peer_support", method="quick_session")  # fmt: skip
    barrier = threading.Barrier(2)

    def rename(session: Session, actor: Actor, *, workshop: int) -> None:
        require(session, actor, workshop, "agenda.skip").title = "Renamed"
        session.flush()
        try:
            barrier.wait(timeout=1)
        except threading.BrokenBarrierError:
            return

    workshops = [house.workshop, made["workshop"]]
    batches = [
        [Waiting(rename, house.sam, {"workshop": one}) for one in order]
        for order in (workshops, workshops[::-1])
    ]
    for door, batch in zip(doors, batches, strict=True):
        door.waiting.queue += batch
    run(*(door.waiting.run_next for door in doors))
    return [one for batch in batches for one in batch]


def test_batches_over_the_same_workshops_do_not_wait_for_each_other(
    house: TestHouse, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(perform, "TRIES", 1)
    assert [one.error for one in crossing(house, doors)] == [None] * 4
    assert {row.title for row in house.rows(Workshop)} == {"Renamed"}


def test_a_batch_that_was_undone_for_another_one_is_run_again(
    house: TestHouse, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(perform, "lock_workshops", lambda *_: None)
    assert [one.error for one in crossing(house, doors)] == [None] * 4
    assert {row.title for row in house.rows(Workshop)} == {"Renamed"}


def test_who_was_removed_by_another_process_says_nothing_more(
    house: TestHouse, doors: list[Door]
) -> None:
    house.go("write")
    ada = house.people["Ada"]
    is_removed, goes_on = threading.Event(), threading.Event()

    def remove(session: Session, actor: Actor, **args: Any) -> None:
        joining.place_person(session, actor, **args)
        session.flush()
        is_removed.set()
        goes_on.wait(timeout=30)

    def go_on_when_the_other_waits() -> None:
        until(lambda: house_waits(house))
        goes_on.set()

    sent = {"workshop": house.workshop, "prompt": house.prompts[0], "text": "Let me in."}
    batch = [
        Waiting(writing.post_note, house.people[name], {**sent, "key": house.key()})
        for name in ("Ada", "Bo")
    ]
    doors[1].waiting.queue += batch
    removing = {"workshop": house.workshop, "participant": ada.participant_id}

    def write() -> None:
        is_removed.wait(timeout=30)
        doors[1].waiting.run_next()

    run(
        lambda: doors[0].perform(remove, house.sam, **removing, standing="removed"),
        write,
        go_on_when_the_other_waits,
    )
    assert [type(one.error) for one in batch] == [NotAllowed, type(None)]
    assert [row.participant_id for row in house.rows(Note)] == [house.people["Bo"].participant_id]


def test_an_invitation_makes_one_account_whatever_process_is_asked(
    house: TestHouse, doors: list[Door]
) -> None:
    made = house.door.perform(accounts.invite, house.sam, role="facilitator")
    refused: list[Refusal] = []

    def accept(number: int) -> None:
        try:
            doors[number].perform(
                accounts.accept_invitation, NOBODY, token=made["token"], name="Kim",
                email=f"kim{number}@example.org", password="a sentence of my own",
            )  # fmt: skip
        except Refusal as refusal:
            refused.append(refusal)

    run(lambda: accept(0), lambda: accept(1))
    assert len(refused) == 1
    assert len(house.rows(Account, Account.name == "Kim")) == 1


def house_waits(house: TestHouse) -> bool:
    """Whether a connection to this test's schema waits for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE NOT granted AND query LIKE '%FOR UPDATE%'"
    )
    with house.database.reading() as session:
        return bool(session.scalar(waiting))
