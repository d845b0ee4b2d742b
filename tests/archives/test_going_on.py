"""A workshop that was brought in goes on as one that nobody knows the people of."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.archives.conftest import taken
from tests.house import TestHouse
from workshop.actions import agenda, joining, opening
from workshop.archives.checking import checked
from workshop.archives.reading import bring_in
from workshop.archives.writing import written
from workshop.domain.refusals import Refusal
from workshop.models import (
    Activity,
    BallotRevision,
    HandIn,
    JournalEntry,
    Participant,
    Principle,
    VoiceRow,
    Workshop,
)
from workshop.models.upgrade import upgrade
from workshop.projections.history import next_meeting, so_far
from workshop.projections.scope import Scope


@pytest.fixture
def again(house: TestHouse, archive_file: bytes) -> TestHouse:
    """The house, in a workshop that came from a file, open again."""
    made = house.door.perform(bring_in, house.sam, archive=checked(archive_file))
    house.workshop = made["workshop"]
    house.code = house.row(Workshop, house.workshop).code
    of_it = Activity.workshop_id == house.workshop
    house.steps = {one.kind: one.id for one in house.rows(Activity, of_it)}
    voices = house.rows(VoiceRow, VoiceRow.workshop_id == house.workshop)
    house.voices = {one.key: one.id for one in voices}
    return house


def test_nobody_is_in_it_and_no_meeting_is_promised(again: TestHouse) -> None:
    scope = Scope(again.workshop, again.clock())
    assert again.rows(Participant, Participant.workshop_id == again.workshop) == []
    with again.database.reading() as session:
        assert next_meeting(session, scope) == {"goes_on": False, "again": ""}
        told = [str(one["sentence"].text) for one in so_far(session, scope)]
    assert "brought in from a file" in told[-1]
    entries = again.rows(JournalEntry, JournalEntry.workshop_id == again.workshop)
    assert "participant" not in str([one.detail for one in entries])


def test_a_later_ballot_tells_verdicts_only(again: TestHouse) -> None:
    """The same people may have come again but for one: nothing may be subtracted."""
    again.do(agenda.reopen_workshop, again.sam)
    again.do(joining.set_entrance, again.sam, entrance="open")
    people = [*again.fill(18, "v2"), *again.fill(11, "v1")]
    (first, *_rest) = again.rows(Principle, Principle.workshop_id == again.workshop)
    again.go("draft")
    new = again.add_principle("We never voted on this.")
    again.go("ballot")
    made = again.do(opening.open_ballot, again.sam, principles=[first.id, new])
    rows = again.rows(BallotRevision, BallotRevision.ballot_id == made["ballot"])
    for person in people:
        paper = {str(row.revision_id): "yes" for row in rows}
        again.hand_in(person, made["ballot"], paper)
    again.close_ballot(made["ballot"])
    assert again.rows(HandIn) == []
    old, fresh = again.rows(BallotRevision, BallotRevision.ballot_id == made["ballot"])
    assert [group["level"] for group in old.record["groups"]] == ["verdict", "verdict"]
    assert [group["level"] for group in fresh.record["groups"]] == ["counts", "band"]


def test_what_goes_on_can_be_taken_away_again(again: TestHouse) -> None:
    again.do(agenda.reopen_workshop, again.sam)
    again.go("draft")
    again.add_principle("One more.")
    archive = checked(written(taken(again, again.workshop)))
    assert archive.principles[-1].fields == {"statement": "One more."}
    assert [one.number for one in archive.editions] == [1, 2]


def test_a_ballot_that_is_counted_just_now_keeps_the_file_back(house: TestHouse) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle())
    with pytest.raises(Refusal, match="A ballot is open"):
        taken(house, house.workshop)


def test_the_command_line_takes_away_and_brings_in(
    house: TestHouse, tmp_path: Path, archive_file: bytes
) -> None:
    if house.database.is_postgresql:
        upgrade(house.database)
    file, torn = tmp_path / "taken.workshop.json", tmp_path / "torn.json"
    torn.write_bytes(archive_file[:500])
    said = _type(house, tmp_path, "archive", str(house.workshop), str(file))
    assert "No vote and no person is in it." in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert "no workshop 99" in _type(house, tmp_path, "archive", "99", str(tmp_path / "x"))
    assert "closed, and nobody is in it" in _bring(house, tmp_path, file, "Sam@example.org")
    assert "no account" in _bring(house, tmp_path, file, "nobody@example.org")
    assert "Only a facilitator" in _bring(house, tmp_path, file, "maya@example.org")
    assert "Nothing was brought in" in _bring(house, tmp_path, torn, "sam@example.org")
    assert [one.state for one in house.rows(Workshop)] == ["open", "closed"]


def _bring(house: TestHouse, folder: Path, file: Path, email: str) -> str:
    return _type(house, folder, "bring-in", str(file), "--account", email)


def _type(house: TestHouse, folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "workshop.cli", *words],
        env={"DATABASE_URL": house.settings.database_url, "INSTANCE": str(folder)},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr
