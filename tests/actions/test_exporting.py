"""The queue of files: one for all processes, in turn, and never held up by one that has died."""

import pytest

from tests.house import TestHouse
from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.domain.refusals import TooMany, TryAgain
from workshop.models import Export, ExportPiece


def ask(house: TestHouse, wanted: str, is_public: bool = False, may_begin: bool = True) -> str:
    given = {"of": house.workshop, "wanted": wanted, "kind": "pdf", "is_public": is_public}
    answer = house.door.perform(exporting.ask_for_file, SERVER, **given, may_begin=may_begin)
    return str(answer["token"])


def take(house: TestHouse, *ours: str) -> str:
    return str(house.door.perform(exporting.take_next, SERVER, ours=list(ours))["token"])


def keep(house: TestHouse, token: str, *pieces: bytes) -> None:
    for number, content in enumerate(pieces):
        house.door.perform(exporting.keep_piece, SERVER, token=token, number=number,
                           content=content)  # fmt: skip
    house.door.perform(exporting.finish_file, SERVER, token=token)


def test_while_one_process_makes_a_file_no_other_begins_one(house: TestHouse) -> None:
    here, there = ask(house, "here"), ask(house, "there")
    assert take(house, here) == here
    assert take(house, there) == ""
    keep(house, here, b"done")
    assert take(house, there) == there


def test_who_asked_first_comes_first_whichever_process_asks(house: TestHouse) -> None:
    first = ask(house, "first")
    house.clock.turn(seconds=1)
    second = ask(house, "second")
    assert take(house, second) == ""
    assert take(house, first) == first


def test_a_process_that_died_holds_up_nobody(house: TestHouse) -> None:
    dead, alive = ask(house, "dead"), ask(house, "alive")
    assert take(house, dead) == dead
    house.clock.turn(seconds=10)
    assert take(house, alive) == ""
    house.clock.turn(seconds=10)
    assert take(house, alive) == alive


def test_a_maker_that_is_slow_but_alive_goes_on(house: TestHouse) -> None:
    token, other = ask(house, "slow"), ask(house, "other")
    take(house, token)
    for _ in range(5):
        house.clock.turn(seconds=10)
        lives = house.door.perform(exporting.note_progress, SERVER, token=token)
        assert lives["is_wanted"]
        assert take(house, other) == ""


def test_a_maker_that_was_given_up_is_told_so_and_keeps_nothing(house: TestHouse) -> None:
    old = ask(house, "file")
    take(house, old)
    house.clock.turn(minutes=1)
    again = ask(house, "file")
    assert again != old
    assert not house.door.perform(exporting.note_progress, SERVER, token=old)["is_wanted"]
    keep(house, old, b"too late")
    assert house.rows(ExportPiece) == []
    take(house, again)
    keep(house, again, b"in time")
    assert [row.content for row in house.rows(ExportPiece)] == [b"in time"]


def test_what_failed_is_told_for_a_minute_then_tried_again(house: TestHouse) -> None:
    token = ask(house, "file")
    take(house, token)
    house.door.perform(exporting.fail_file, SERVER, token=token, told="Letters are missing.")
    assert ask(house, "file") == token
    house.clock.turn(minutes=2)
    assert ask(house, "file") != token


def test_the_queue_is_bounded_and_those_who_run_workshops_have_places_of_their_own(
    house: TestHouse,
) -> None:
    for number in range(exporting.MOST_PUBLIC):
        ask(house, f"public {number}", is_public=True)
    with pytest.raises(TryAgain):
        ask(house, "one more", is_public=True)
    for number in range(exporting.MOST_WAITING - exporting.MOST_PUBLIC):
        ask(house, f"desk {number}")
    with pytest.raises(TryAgain):
        ask(house, "one too many")
    assert ask(house, "public 0", is_public=True)
    assert len(house.rows(Export)) == exporting.MOST_WAITING


def test_who_may_begin_nothing_more_still_gets_what_is_being_made(house: TestHouse) -> None:
    token = ask(house, "file")
    assert ask(house, "file", may_begin=False) == token
    with pytest.raises(TooMany):
        ask(house, "another", may_begin=False)
