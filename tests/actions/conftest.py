"""What tests of several files do with a house first."""

import pytest

from tests.house import TestHouse


@pytest.fixture
def drafting_house(house: TestHouse) -> TestHouse:
    """A room that drafts, with one principle."""
    house.go("draft")
    house.principle = house.add_principle("We ask.")
    return house
