"""A workshop that goes out and comes in is the same; of persons nothing goes out."""

import msgspec

from tests.archives.conftest import taken
from tests.archives.full import CANARIES
from tests.house import TestHouse
from workshop.archives.checking import checked
from workshop.archives.reading import bring_in
from workshop.archives.shape import Archive
from workshop.archives.writing import written


def test_archive_import_archive_is_the_same_but_for_when_it_was_made(
    full: TestHouse, archive: Archive
) -> None:
    full.clock.turn(days=3)
    made = full.door.perform(bring_in, full.sam, archive=checked(written(archive)))
    assert made["unknown"] == []
    again = taken(full, made["workshop"])
    assert written(msgspec.structs.replace(again, made_at=archive.made_at)) == written(archive)
    assert again.made_at != archive.made_at


def test_nothing_of_a_person_goes_out(full: TestHouse, archive: Archive) -> None:
    content = written(archive).decode()
    people = [str(one.participant_id) for one in full.people.values()]
    assert [one for one in (*CANARIES, *people) if one in content] == []
