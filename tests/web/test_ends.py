"""The server closes a ballot at its end by itself, once, also after it was down."""

import threading
from dataclasses import replace

import pytest
from flask import Flask

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.models import Ballot, BallotRevision, HandIn, JournalEntry
from workshop.models.seals import key_names
from workshop.web import running
from workshop.web.closing import close_ended
from workshop.web.house import House


@pytest.fixture
def server(app: Flask, house: TestHouse) -> House:
    """The server's parts, with the clock of the test."""
    return replace(app.extensions["workshop"], clock=house.clock, door=house.door)


def vote_for_a_day(house: TestHouse) -> int:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=24)
    revision = str(house.rows(BallotRevision)[0].revision_id)
    for name in ("Ada", "Bo", "Cem", "Dee"):
        house.hand_in(name, ballot, {revision: "yes"})
    return ballot


def closed_entries(house: TestHouse) -> int:
    return len(house.rows(JournalEntry, JournalEntry.what == "ballot.closed"))


def test_nothing_closes_before_its_end(house: TestHouse, server: House) -> None:
    ballot = vote_for_a_day(house)
    house.clock.turn(hours=23, minutes=59)
    close_ended(server)
    assert house.row(Ballot, ballot).state == "open"


def test_a_ballot_closes_at_its_end_and_once(house: TestHouse, server: House) -> None:
    ballot = vote_for_a_day(house)
    house.clock.turn(hours=24)
    close_ended(server)
    close_ended(server)
    assert house.row(Ballot, ballot).state == "closed"
    assert house.rows(BallotRevision)[0].record["papers"] == 4
    assert house.rows(HandIn) == []
    assert key_names(house.settings.keys_dir) == set()
    assert closed_entries(house) == 1


def test_two_that_look_at_the_same_moment_close_it_once(house: TestHouse, server: House) -> None:
    vote_for_a_day(house)
    house.clock.turn(hours=30)
    looking = [threading.Thread(target=close_ended, args=(server,)) for _ in range(2)]
    for one in looking:
        one.start()
    for one in looking:
        one.join()
    assert closed_entries(house) == 1


def test_a_start_closes_what_ended_while_the_server_was_down(
    house: TestHouse, server: House, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot = vote_for_a_day(house)
    house.clock.turn(days=9)
    app.extensions["workshop"] = server
    looked: list[str] = []

    def spawn(run: object, *args: object) -> None:
        if run is running.lead:
            with pytest.raises(StopIteration):
                running.lead(server)

    def stop(_seconds: float) -> None:
        looked.append("once")
        raise StopIteration

    monkeypatch.setattr(running.gevent, "spawn", spawn)
    monkeypatch.setattr(running.gevent, "sleep", stop)
    running.begin(app)
    assert looked == ["once"]
    assert house.row(Ballot, ballot).state == "closed"


@pytest.mark.parametrize(("fails_at", "state"), [(1, "open"), (2, "closing")])
def test_a_close_that_fails_at_either_step_is_tried_again(
    house: TestHouse, server: House, monkeypatch: pytest.MonkeyPatch, fails_at: int, state: str
) -> None:
    ballot = vote_for_a_day(house)
    house.clock.turn(hours=24)
    perform, steps = house.door.perform, []

    def fail_once(action: object, *args: object, **more: object) -> object:
        steps.append(action)
        if len(steps) == fails_at:
            raise OSError
        return perform(action, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(house.door, "perform", fail_once)
    close_ended(server)
    assert house.row(Ballot, ballot).state == state
    close_ended(server)
    assert house.row(Ballot, ballot).state == "closed"


def test_desk_and_wall_say_until_when(house: TestHouse, desk: Visitor) -> None:
    ballot = vote_for_a_day(house)
    end = f'datetime="{house.row(Ballot, ballot).ends_at.isoformat()}"'
    page = words_of(desk.get(f"/desk/{house.workshop}"))
    assert page.count(end) == 2
    assert "You can close it yourself when all papers are in." in page
    assert 'data-command="ballot.close"' not in page
    assert 'class="timer"' not in page
    wall = page.partition('href="/wall/')[2].partition('"')[0]
    assert end in words_of(desk.get(f"/wall/{wall}"))
