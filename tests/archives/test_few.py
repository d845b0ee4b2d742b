"""A number of people below five goes into no file, and none is made up when it comes back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.archives.conftest import taken
from tests.house import TestHouse
from workshop.archives.checking import checked
from workshop.archives.few import people_in_file, people_kept, shared_out, typed_in_file
from workshop.archives.reading import bring_in
from workshop.archives.shape import Archive
from workshop.archives.writing import written
from workshop.models import ReportAnswer

FEW = "fewer than five people"


@given(st.integers(1, 9), st.integers(0, 200))
def test_a_group_that_comes_back_has_its_size(voices: int, more: int) -> None:
    back = shared_out(voices + more, voices)
    assert (len(back), sum(back)) == (voices, voices + more)
    assert min(back) >= 1


def test_of_a_few_who_decided_openly_only_that_they_were_there_is_kept() -> None:
    assert [people_kept(people_in_file(n)) for n in (0, 1, 4, 5, 30)] == [0, 1, 1, 5, 30]


def test_few_who_were_invited_are_told_as_few_and_everything_else_as_it_is() -> None:
    told = [typed_in_file("invited-v1", str(n)) for n in (0, 1, 4, 5, 30)]
    assert told == ["0", "<5", "<5", "5", "30"]
    assert typed_in_file("invited-v1", "") == ""
    assert typed_in_file("1a", "3") == "3"


def test_that_three_were_invited_is_in_no_part_of_a_file(archive: Archive) -> None:
    answers = {one.item: one.text for one in archive.document.answers}
    assert (answers["invited-v1"], answers["invited-v2"]) == ("<5", "30")
    for edition in archive.editions:
        invited = [one["invited"] for one in edition.guidance["how_made"]["people"]]
        assert FEW in " ".join(invited)
        assert "3 people" not in json.dumps(edition.guidance).replace("13 people", "")


def test_few_who_were_invited_come_back_as_few(full: TestHouse, archive: Archive) -> None:
    made = full.door.perform(bring_in, full.sam, archive=checked(written(archive)))
    kept = ReportAnswer.workshop_id == made["workshop"], ReportAnswer.item == "invited-v1"
    assert [one.text for one in full.rows(ReportAnswer, *kept)] == ["<5"]
    assert [one.text for one in taken(full, made["workshop"]).document.answers][1:] == ["<5", "30"]
