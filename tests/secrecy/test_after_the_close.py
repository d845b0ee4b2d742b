"""After the close nothing joins a person to a vote: no row, no order, no time, no page, no byte."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from tests import databases
from tests.house import TestHouse
from tests.secrecy.conftest import RunTwin
from tests.secrecy.files import frames_in
from tests.secrecy.test_twins import Papers
from tests.secrecy.twin import VOICES, Twin
from workshop.models import Base, HandIn
from workshop.models.seals import key_names

CANARY = "canaryword"
PUBLISHED = ("ballot_revisions", "objections")


def papers_with_canaries() -> Papers:
    """Everybody writes a reason of their own; one says that it could cause harm."""
    papers: Papers = [
        [{"": "no", "no-why": f"{CANARY}{person}x{at} it hurts."} for at in range(2)]
        for person in range(len(VOICES))
    ]
    papers[0][0] |= {"harm": "yes"}
    return papers


@pytest.fixture
def closed(run_twin: RunTwin) -> Twin:
    """A closed ballot in a SQLite file."""
    return run_twin(1, "consent", papers_with_canaries(), is_closed=True)


def test_before_the_close_no_reason_is_in_any_file_page_or_push(run_twin: RunTwin) -> None:
    told = run_twin(1, "consent", papers_with_canaries()).told
    for where in (told.file, told.backup, *(page for _, _, page in told.frames)):
        assert CANARY.encode() not in where
    for said in (told.pages, told.pushes, told.answers, told.log, told.rows):
        assert CANARY not in str(said)


def test_no_row_that_has_a_reason_has_a_person(closed: Twin) -> None:
    people = numbers_of(closed)
    with_words = 0
    for name, row in rows_of(closed):
        if CANARY in row:
            assert name in PUBLISHED
            assert not any(number in row for number in people), name
            with_words += 1
    assert with_words == 2 + 2 * len(VOICES)
    assert closed.house.rows(HandIn) == []
    assert key_names(closed.house.settings.keys_dir) == set()


def test_no_page_of_the_file_or_its_log_has_a_reason_and_a_person(closed: Twin) -> None:
    path = closed.folder / "workshop.db"
    log = [page for _, _, page in frames_in(path.with_name("workshop.db-wal").read_bytes())]
    whole = path.read_bytes()
    size = len(log[0])
    pages = [*log, *(whole[at : at + size] for at in range(0, len(whole), size))]
    found = [page for page in pages if CANARY.encode() in page]
    assert found
    marks = [mark for number in numbers_of(closed) for mark in as_kept(int(number))]
    assert any(mark in page for page in pages for mark in marks), "ids are found where they are"
    for page in found:
        assert not any(mark in page for mark in marks)


def test_no_page_and_no_push_has_a_reason_and_a_person(closed: Twin) -> None:
    people, shown = numbers_of(closed), 0
    pages = {name: page().text for name, page in closed._pages().items()}
    said = [str(message) for sent in closed.told.pushes.values() for message in sent]
    for where in (*pages.values(), *said):
        if CANARY in where:
            assert not any(number in where for number in people)
            shown += 1
    assert shown > len(VOICES)


def test_the_order_of_handing_in_leaves_no_trace(run_twin: RunTwin) -> None:
    """With the same shuffle, the same is published, row by row, whoever was first."""
    found = []
    for order in (range(len(VOICES)), range(len(VOICES) - 1, -1, -1)):
        papers = papers_with_canaries()
        twin = run_twin(3, "consent", papers, order=list(order), is_closed=True)
        found.append([row for name, row in rows_of(twin) if name in PUBLISHED])
    assert found[0] == found[1]


def test_who_wrote_what_stands_in_another_place_with_another_shuffle(run_twin: RunTwin) -> None:
    """The same people and papers, and the same order of handing in: only the close draws anew."""
    found = set()
    for shuffle in (3, 4, 5):
        papers = papers_with_canaries()
        twin = run_twin(3, "consent", papers, is_closed=True, shuffle=shuffle)
        found.add(tuple(row for name, row in rows_of(twin) if name == "ballot_revisions"))
    assert len(found) == 3


@pytest.mark.parametrize("way", ["consent", "rating"])
def test_in_postgresql_everything_published_was_written_by_the_close_alone(
    run_twin: RunTwin, furnished: tuple[TestHouse, Path], request: pytest.FixtureRequest, way: str
) -> None:
    """The hidden number of the transaction that wrote a row is one for all, and no hand-in's."""
    databases.skip_without("postgresql")
    url: str = request.getfixturevalue("postgresql_url")
    databases.refill(url, furnished[0])
    chance = Random(6)
    choice, why = {"consent": ("no", "no-why"), "rating": ("2", "why")}[way]
    papers: Papers = [
        [{"": choice, why: f"{CANARY} {chance.random()}"} for _ in range(2)] for _ in VOICES
    ]
    twin = run_twin(1, way, papers, url=url, is_closed=True)
    written = {name: written_by(twin, name) for name in PUBLISHED}
    assert len(written["ballot_revisions"]) == 2
    assert len(written["objections"]) == 2 * len(VOICES)
    (closing,) = {number for numbers in written.values() for number in numbers}
    others = [n for name in ("electors", "participants") for n in written_by(twin, name)]
    assert closing not in others
    assert closing > max(others)


def written_by(twin: Twin, table: str) -> list[int]:
    with twin.house.database.reading() as session:
        found = session.scalars(text(f"SELECT xmin::text::bigint FROM {table}"))
        return list(found)


def rows_of(twin: Twin) -> list[tuple[str, str]]:
    """Every row of every table, as text."""
    with twin.house.database.reading() as session:
        return [
            (name, str(tuple(row)))
            for name, table in Base.metadata.tables.items()
            for row in session.execute(table.select())
        ]


def numbers_of(twin: Twin) -> list[str]:
    """The number of everybody on the electorate."""
    with twin.house.database.reading() as session:
        return [str(n) for n in session.scalars(text("SELECT participant_id FROM electors"))]


def as_kept(number: int) -> list[bytes]:
    """A participant's number as SQLite keeps it in a row, and as text."""
    return [number.to_bytes(8), *([number.to_bytes(6)] if number < 2**47 else []), b"%d" % number]


def test_pages_are_searched_as_they_are_kept() -> None:
    found: Any = as_kept(2**50)
    assert found == [(2**50).to_bytes(8), b"1125899906842624"]
