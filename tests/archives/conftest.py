"""A full workshop, and the archive of it."""

import pytest

from tests.archives.full import furnish_fully
from tests.house import TestHouse
from workshop.archives.shape import Archive
from workshop.archives.writing import archive_of


@pytest.fixture
def full(house: TestHouse) -> TestHouse:
    """A house after a whole afternoon."""
    furnish_fully(house)
    return house


@pytest.fixture
def archive(full: TestHouse) -> Archive:
    """What its workshop is as an archive."""
    return taken(full, full.workshop)


def taken(house: TestHouse, workshop: int) -> Archive:
    """The archive of a workshop now."""
    with house.database.reading() as session:
        return archive_of(session, workshop, house.clock())
