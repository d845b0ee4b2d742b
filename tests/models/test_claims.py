"""Who serves a database: one alone, or several of whom one leads."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.several import until
from workshop.models.claims import Claim, claim_on, installation_of
from workshop.models.database import Database
from workshop.models.seals import key_names

POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def process(url: str, stack: ExitStack, *, installation: str = "") -> Claim:
    """What another process would hold: it has connections and files of its own."""
    database = Database(url)
    claim = claim_on(database, installation)
    stack.callback(database.engine.dispose)
    stack.callback(claim.give_up)
    return claim


def test_who_serves_alone_lets_nobody_else_serve(database_url: str, opened: ExitStack) -> None:
    first, second = process(database_url, opened), process(database_url, opened)
    assert first.take_place()
    assert first.take_place(), "a place is kept"
    assert first.leads()
    assert not second.take_place()
    assert not second.leads()
    first.give_up()
    until(second.take_place)
    assert second.leads()


@POSTGRESQL
def test_of_several_one_leads_and_another_takes_over(database_url: str, opened: ExitStack) -> None:
    first, second = (process(database_url, opened, installation="ours") for _ in range(2))
    alone = process(database_url, opened)
    assert first.take_place()
    assert second.take_place()
    assert not alone.take_place()
    assert [first.leads(), second.leads(), first.leads()] == [True, False, True]
    first.give_up()
    until(second.leads)


@POSTGRESQL
def test_who_lost_the_connection_does_not_lead_until_it_has_the_lead_again(
    database_url: str, opened: ExitStack
) -> None:
    first, second = (process(database_url, opened, installation="ours") for _ in range(2))
    assert first.leads()
    _cut(first)
    until(second.leads)
    assert not first.leads()
    assert not first.leads()
    second.give_up()
    until(first.leads)


def _cut(claim: Claim) -> None:
    """As when PostgreSQL ends a connection: the other side learns of it with its next word."""
    claim._connection.connection.driver_connection.close()  # type: ignore[attr-defined]


@POSTGRESQL
def test_of_two_installations_the_first_one_has_the_place(
    database_url: str, opened: ExitStack
) -> None:
    """A process with other keys could not read a paper."""
    first, second = (process(database_url, opened, installation="ours") for _ in range(2))
    stranger = process(database_url, opened, installation="theirs")
    assert first.take_place()
    assert not stranger.take_place()
    assert second.take_place()
    first.give_up()
    assert not stranger.take_place()
    second.give_up()
    until(stranger.take_place)
    assert not first.take_place()


def test_an_installation_is_its_secret_and_its_keys(tmp_path: Path) -> None:
    ours = installation_of("secret", tmp_path / "keys")
    assert installation_of("secret", tmp_path / "keys") == ours
    assert installation_of("another", tmp_path / "keys") != ours
    assert installation_of("secret", tmp_path / "elsewhere") != ours
    assert key_names(tmp_path / "keys") == set()
