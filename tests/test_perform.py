"""Nothing is acknowledged that was not committed."""

import threading

import pytest

from tests.house import TestHouse
from workshop.actions import writing
from workshop.domain.refusals import TryAgain
from workshop.models import Note
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
    house.door._queue += [first, stopping]
    with pytest.raises(Stopped):
        house.door._run_batch()
    assert house.rows(Note) == []
    assert isinstance(first.error, TryAgain)
    assert first.is_done.is_set()


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


def _stop(*_args: object) -> None:
    raise Stopped
