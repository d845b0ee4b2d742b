"""Tampered files through the door of the web: no failure, nothing half, memory bounded."""

import pytest
from sqlalchemy import delete, select

from tests.archives.hostile import GIANTS, tampered
from tests.archives.memory import measured, resident
from tests.house import TestHouse
from tests.web.bringing import bring, rows
from tests.web.doors import Visitor
from workshop.models import Ballot, BallotRevision, Base, Principle
from workshop.web import limits

MOST_MEGABYTES, MOST_KEPT = 250, 120
PAGES = ("", "/guidance", "/notes", "/suggestions", "/views", "/agenda", "/archive",
         "/archive/1", "/archive/2", "/archive/file")  # fmt: skip


def test_some_tampered_files_do_no_harm(
    house: TestHouse, desk: Visitor, archive_file: bytes
) -> None:
    _bring_many(house, desk, archive_file, range(24), look=2)


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(100))
def test_ten_thousand_tampered_files_do_no_harm(
    house: TestHouse, desk: Visitor, archive_file: bytes, hundred: int
) -> None:
    if house.database.is_postgresql and hundred % 10:
        pytest.skip("one in ten on PostgreSQL")
    seeds = range(1000 + 100 * hundred, 1100 + 100 * hundred)
    _bring_many(house, desk, archive_file, seeds, look=10)


@pytest.mark.parametrize("kind", GIANTS)
def test_a_giant_comes_through_no_door(house: TestHouse, desk: Visitor, kind: str) -> None:
    content, before = GIANTS[kind](), rows(house)
    desk.get("/bring-in")
    with measured() as memory:
        assert bring(desk, content).status_code == 422
    assert memory.megabytes < MOST_MEGABYTES
    assert rows(house) == before


def _bring_many(
    house: TestHouse, desk: Visitor, content: bytes, seeds: range, look: int
) -> None:
    """Bring each in; what is refused leaves no row, what is taken can be read on every page."""
    desk.get("/bring-in")
    before, taken, begun = rows(house), 0, resident()
    for seed in seeds:
        limits.brought_files._levels.clear()
        sent = tampered(content, seed)
        with measured() as memory:
            answer = bring(desk, sent)
        assert memory.megabytes < MOST_MEGABYTES, seed
        assert answer.status_code in (303, 422), seed
        if answer.status_code == 422:
            assert rows(house) == before, seed
            continue
        taken += 1
        if taken % look == 0:
            _look_through(house, desk, answer.headers["Location"], seed)
        _forget_all_but(house)
        assert rows(house) == before, seed
    assert 0 < taken < len(seeds)
    assert resident() - begun < MOST_KEPT


def _look_through(house: TestHouse, desk: Visitor, there: str, seed: int) -> None:
    made = there.partition("/archive")[0]
    number = int(made.split("/")[2])
    for page in PAGES:
        assert desk.get(f"{made}{page}").status_code < 500, (seed, page)
    for principle in house.rows(Principle, Principle.workshop_id == number):
        answer = desk.get(f"{made}/review/{principle.id}")
        assert answer.status_code < 500, (seed, "review")
    assert desk.post("/do/workshop.reopen", {"workshop": number}).status_code == 303, seed
    assert desk.get(made).status_code < 500, seed
    assert desk.post("/do/edition.publish", {"workshop": number}).status_code < 500, seed


def _forget_all_but(house: TestHouse) -> None:
    """Take out every workshop but the house's own, so that counting stays quick."""
    with house.database.writing() as connection:
        others = select(Ballot.id).where(Ballot.workshop_id != house.workshop)
        connection.execute(delete(BallotRevision).where(BallotRevision.ballot_id.in_(others)))
        for table in reversed(Base.metadata.sorted_tables):
            if "workshop_id" in table.columns:
                connection.execute(delete(table).where(table.c.workshop_id != house.workshop))
        workshops = Base.metadata.tables["workshops"]
        connection.execute(delete(workshops).where(workshops.c.id != house.workshop))
