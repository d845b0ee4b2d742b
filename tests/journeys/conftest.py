"""A server for the journeys of one file."""

from collections.abc import Iterator

import pytest

from tests.journeys.served import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server with a sample workshop, for the tests of one file."""
    with serving(tmp_path_factory.mktemp("instance")) as one:
        yield one
