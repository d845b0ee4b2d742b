"""A rehearsal of each method and each way of voting; and one with a week and three days in it."""

import io
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workshop.content import rehearsal_for, rehearsals
from workshop.rehearsal.checking import edition_in
from workshop.rehearsal.doors import Place
from workshop.rehearsal.rehearsing import play_for, rehearse
from workshop.rehearsal.server import own_server
from workshop.rehearsal.stage import Stuck

SHORT = [name for name in rehearsals() if rehearsal_for(name).like]
OFTEN = SHORT if os.environ.get("LONG") else ["every_way", "two_meetings"]
"""What these two do not do, `make long` does."""
FULL = 24


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """One server for all rehearsals of this file; its clock only ever goes forward."""
    with own_server() as where:
        yield where


def day_of(out: Path, start: str) -> date:
    """The day of the one thing that happened so, as the edition tells it."""
    (found,) = [
        one["on"]
        for one in edition_in(out, 1)["how_made"]["happened"]
        if one["sentence"].startswith(start)
    ]
    return date.fromisoformat(found)


def assert_nothing_went_wrong(report: dict[str, Any]) -> None:
    assert report["lost"] == report["duplicates"] == report["stale_screens"] == []
    assert report["refused"] == report["unseen"] == []


def verdicts(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    """What each ballot came to, up to the first full stop."""
    return [
        (one["ballot"], one["principle"], one["outcome"].split(".")[0].split(":")[0])
        for one in report["outcomes"]
    ]


def held_first_then_agreed(report: dict[str, Any], out: Path) -> None:
    """Harm holds a principle once; what is said of it again is what counts."""
    held = report["outcomes"][-1]["principle"]
    found = [(ballot, said) for ballot, number, said in verdicts(report) if number == held]
    assert found == [("Ballot 1", "On hold"), ("Ballot 2", "Agreed in the room")]


def late_and_by_itself(report: dict[str, Any], out: Path) -> None:
    """The paper after the end was refused; the ballot closed by itself; a week went by."""
    held_first_then_agreed(report, out)
    assert report["late"] == ["8: The ballot is closed. No paper can come in now."]
    assert day_of(out, "The workshop was opened again.") == (
        day_of(out, "The workshop was closed until the next meeting") + timedelta(days=7)
    )
    assert day_of(out, "Ballot 1 closed.") == day_of(out, "Ballot 1 opened") + timedelta(days=3)


def two_decide_nothing(report: dict[str, Any], out: Path) -> None:
    """Dots and a pulse are ballots 1 and 2, and no outcome is theirs."""
    assert sorted(verdicts(report)) == [
        ("Ballot 3", 4, "Not agreed"),
        ("Ballot 4", 1, "Agreed in the room"),
        ("Ballot 4", 2, "Agreed in the room"),
        ("Ballot 4", 3, "Agreed in the room"),
    ]


def all_agreed(report: dict[str, Any], out: Path) -> None:
    """One ballot, and everything on it agreed."""
    assert {(ballot, said) for ballot, _, said in verdicts(report)} == {
        ("Ballot 1", "Agreed in the room")
    }


MEANT = {
    "consent_circle": held_first_then_agreed,
    "every_way": two_decide_nothing,
    "one_two_four_all": all_agreed,
    "quick_session": all_agreed,
    "two_meetings": late_and_by_itself,
    "two_round_rating": held_first_then_agreed,
}


@pytest.mark.parametrize("name", OFTEN)
def test_a_rehearsal_comes_out_as_it_was_meant_and_nothing_goes_wrong(
    name: str, place: Place, tmp_path: Path
) -> None:
    report = rehearse(play_for(name), tmp_path, place, shown_on=io.StringIO())
    assert_nothing_went_wrong(report)
    assert report["people"] == rehearsal_for(name).cast
    MEANT[name](report, tmp_path)


def test_time_cannot_be_moved_on_somebody_elses_server(place: Place, tmp_path: Path) -> None:
    theirs = Place(place.base, place.email, place.password)
    with pytest.raises(Stuck, match="server of the rehearsal's own"):
        rehearse(play_for("two_meetings"), tmp_path, theirs, shown_on=io.StringIO())


@pytest.mark.long
@pytest.mark.skipif(not os.environ.get("LONG"), reason="full rooms are played by make long")
@pytest.mark.parametrize("name", SHORT)
def test_a_full_room_plays_it_too(name: str, place: Place, tmp_path: Path) -> None:
    report = rehearse(play_for(name, FULL), tmp_path, place, shown_on=io.StringIO())
    assert_nothing_went_wrong(report)
    assert report["people"] == FULL
