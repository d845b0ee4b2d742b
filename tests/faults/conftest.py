"""An installation of two processes, for the tests of one file."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from tests.faults.services import Redis, find_redis, running
from tests.faults.several import REDIS, Several, several
from tests.house import TestHouse, settings_in
from workshop.domain.actors import Actor
from workshop.models import Account, Activity, Participant, Prompt, VoiceRow, Workshop
from workshop.models.database import Database


@pytest.fixture(scope="module")
def queue() -> Iterator[Redis | None]:
    """A Redis of these tests' own, which can be stopped; None where there is no program for it."""
    program = find_redis()
    if program is None:
        yield None
        return
    with running(Redis, program) as one:
        yield one


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, queue: Redis | None) -> Iterator[Several]:
    folder = tmp_path_factory.mktemp("several")
    with several(folder, redis_url=queue.url if queue else REDIS) as found:
        yield found


@pytest.fixture
def inside(site: Several) -> Iterator[TestHouse]:
    """A hand inside the same installation, which tells no process what it does."""
    database = Database(site.database_url)
    settings = replace(
        settings_in(site.server.folder, site.database_url), secret=site.server.environ["SECRET"]
    )
    house = TestHouse(database, settings, first_number=secrets.randbits(40))
    house.clock.now = datetime.now(UTC)
    house.workshop = house.rows(Workshop)[0].id
    house.sam = Actor(account_id=house.rows(Account)[0].id)
    house.steps = {row.kind: row.id for row in house.rows(Activity)}
    house.voices = {row.key: row.id for row in house.rows(VoiceRow)}
    house.prompts = [row.id for row in house.rows(Prompt)]
    yield house
    site.put_away()
    with database.writing() as connection:
        connection.execute(update(Participant).values(standing="left"))
    database.engine.dispose()
