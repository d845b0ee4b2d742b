"""Nothing is acknowledged that was not committed."""

import threading
import time

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.house import TestHouse
from workshop.actions import writing
from workshop.actions.permission import require
from workshop.domain.actors import Actor
from workshop.domain.refusals import Refusal, TryAgain
from workshop.models import Note, Workshop
from workshop.perform import Waiting


class Stopped(BaseException):
    """The server is told to end in the middle of something."""


def test_a_command_in_a_batch_that_was_stopped_is_not_said_to_be_saved(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.go("write")
    sent = {"workshop": house.workshop, "prompt": house.prompts[0], "key": house.key()}
    first = Waiting(writing.post_note, house.people["Ada"], {**sent, "text": "I was heard."})
    stopping = Waiting(_stop, house.sam, {})
    house.door.waiting.queue += [first, stopping]
    with pytest.raises(Stopped):
        house.door.waiting.run_next()
    assert house.rows(Note) == []
    assert isinstance(first.error, TryAgain)
    assert first.is_done


def test_commands_that_wait_are_each_answered_once(house: TestHouse) -> None:
    house.go("write")
    names = ("Ada", "Bo", "Cem", "Dee", "Eva")
    writers = [
        threading.Thread(target=house.write, args=(name, f"{name} was heard.")) for name in names
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(house.rows(Note)) == len(names)


def test_what_was_undone_is_not_seen_by_the_next_command_of_the_batch(house: TestHouse) -> None:
    house.go("write")
    seen: list[tuple[str, bool]] = []

    def change(session: Session, _actor: Actor, *, title: str, is_refused: bool) -> None:
        workshop = require(session, house.sam, house.workshop, "agenda.skip")
        workshop.title, workshop.wall_is_blank = title, is_refused
        session.flush()
        if is_refused:
            raise Refusal("No.")

    def look(session: Session, _actor: Actor) -> None:
        workshop = require(session, house.sam, house.workshop, "agenda.skip")
        seen.append((workshop.title, workshop.wall_is_blank))

    queue = [
        Waiting(change, house.sam, {"title": "Kept", "is_refused": False}),
        Waiting(change, house.sam, {"title": "Undone", "is_refused": True}),
        Waiting(look, house.sam, {}),
    ]
    house.door.waiting.queue += queue
    house.door.waiting.run_next()
    assert [type(one.error) for one in queue] == [type(None), Refusal, type(None)]
    assert seen == [("Kept", False)]
    assert [row.title for row in house.rows(Workshop)] == ["Kept"]


def test_commands_that_wait_come_into_one_commit(house: TestHouse) -> None:
    house.go("write")
    commits = count_commits(house)
    house.door.waiting.lock.acquire()
    writers = [
        threading.Thread(target=house.write, args=(name, f"{name} was heard."))
        for name in ("Ada", "Bo", "Cem")
    ]
    for writer in writers:
        writer.start()
    while len(house.door.waiting.queue) < len(writers):
        time.sleep(0.001)
    house.door.waiting.lock.release()
    for writer in writers:
        writer.join()
    assert len(house.rows(Note)) == len(writers)
    assert len(commits) == 1


def test_what_was_committed_is_told_to_be_saved_though_no_screen_could_be_told(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.go("write")
    monkeypatch.setattr(house.door, "publish", lambda _stale: 1 / 0)
    assert house.write("Ada", "I was heard.") == house.rows(Note)[0].id


def count_commits(house: TestHouse) -> list[object]:
    """A list that grows with every commit of this house's database."""
    commits: list[object] = []
    event.listen(house.database.engine, "commit", commits.append)
    return commits


def _stop(*_args: object) -> None:
    raise Stopped
