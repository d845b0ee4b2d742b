"""Accounts: the first door opens once, an invitation is used once, a wrong pair tells nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import copy_of, open_database
from tests.house import TestHouse, settings_in
from workshop.actions import accounts, agenda
from workshop.domain.actors import NOBODY, SERVER, Actor
from workshop.domain.refusals import NotAllowed, NotFound, NotValid
from workshop.models import Account, Base, Facilitation, Invitation, SignIn

PASSWORD = "a long and gentle sentence"


@pytest.fixture
def empty_house(furnished: tuple[TestHouse, Path], tmp_path: Path) -> Iterator[TestHouse]:
    """A server on its very first day."""
    url = copy_of(furnished[1], tmp_path)
    database = open_database(url)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for name in Base.metadata.tables:
            connection.exec_driver_sql(f"DELETE FROM {name}")
        connection.commit()
    yield TestHouse(database, settings_in(tmp_path, url))
    database.engine.dispose()


def test_the_first_link_makes_the_first_administrator_once(empty_house: TestHouse) -> None:
    house = empty_house
    token = house.do(accounts.open_first_door, SERVER)["token"]
    made = _accept(house, token, "sam@example.org", organisation="Tern House")
    assert house.row(Account, made["account"]).role == "administrator"
    with pytest.raises(NotFound, match="used"):
        _accept(house, token, "eve@example.org", organisation="Tern House")
    assert house.do(accounts.open_first_door, SERVER) == {}


def test_a_new_first_link_makes_the_old_one_void(empty_house: TestHouse) -> None:
    house = empty_house
    old, new = (house.do(accounts.open_first_door, SERVER)["token"] for _ in "ab")
    with pytest.raises(NotFound):
        _accept(house, old, "sam@example.org", organisation="Tern House")
    assert _accept(house, new, "sam@example.org", organisation="Tern House")


def test_no_token_is_kept_as_it_is(house: TestHouse) -> None:
    token = _invite(house)
    signed_in = _accept(house, token, "kim@example.org")["token"]
    kept = {row.token_hash for table in (Invitation, SignIn) for row in house.rows(table)}
    assert kept
    assert not kept & {token, signed_in}


def test_an_invitation_is_used_once(house: TestHouse) -> None:
    token = _invite(house)
    _accept(house, token, "kim@example.org")
    with pytest.raises(NotFound, match="used"):
        _accept(house, token, "eve@example.org")
    assert len(house.rows(Account)) == 3


def test_an_invitation_ends_after_two_weeks(house: TestHouse) -> None:
    token = _invite(house)
    house.clock.turn(days=14, seconds=1)
    with pytest.raises(NotFound, match="too old"):
        _accept(house, token, "kim@example.org")


def test_a_supporter_cannot_invite_and_nobody_can_be_made_administrator(house: TestHouse) -> None:
    with pytest.raises(NotAllowed):
        house.door.perform(accounts.invite, house.maya, role="supporter")
    with pytest.raises(NotAllowed):
        house.door.perform(accounts.invite, NOBODY, role="supporter")
    with pytest.raises(NotValid):
        house.door.perform(accounts.invite, house.sam, role="administrator")


def test_a_colleague_who_runs_nothing_here_has_no_part_until_invited(house: TestHouse) -> None:
    kim = Actor(account_id=_accept(house, _invite(house), "kim@example.org")["account"])
    with pytest.raises(NotAllowed):
        house.do(agenda.hold_clock, kim)
    with pytest.raises(NotAllowed):
        house.do(accounts.invite, kim, role="supporter")
    token = house.do(accounts.invite, house.sam, role="facilitator")["token"]
    house.door.perform(accounts.accept_as_oneself, kim, token=token)
    house.do(agenda.hold_clock, kim)
    assert house.row(Facilitation, (house.workshop, kim.account_id)).role == "facilitator"


def test_every_wrong_pair_is_answered_alike(house: TestHouse) -> None:
    _accept(house, _invite(house), "kim@example.org")
    said = set()
    for email, password in (("kim@example.org", "not the sentence"), ("who@example.org", PASSWORD)):
        with pytest.raises(NotValid) as refused:
            house.door.perform(accounts.sign_in, NOBODY, email=email, password=password)
        said.add((refused.value.sentence, refused.value.field))
    assert len(said) == 1


@pytest.mark.parametrize("email", ["sam\0@example.org", "sam\ud800@example.org"])
def test_an_address_that_no_database_can_read_is_refused(house: TestHouse, email: str) -> None:
    with pytest.raises(NotValid):
        house.door.perform(accounts.sign_in, NOBODY, email=email, password=PASSWORD)


def test_the_right_pair_signs_in_and_out(house: TestHouse) -> None:
    made = _accept(house, _invite(house), "Kim@Example.org ")
    answer = house.door.perform(
        accounts.sign_in, NOBODY, email="kim@example.org", password=PASSWORD
    )
    assert answer["account"] == made["account"]
    assert len(house.rows(SignIn)) == 2
    house.door.perform(accounts.sign_out, NOBODY, token=answer["token"])
    assert len(house.rows(SignIn)) == 1


@pytest.mark.parametrize("password", ["too short", "x" * 129])
def test_a_password_has_12_to_128_letters(house: TestHouse, password: str) -> None:
    with pytest.raises(NotValid, match="12 to 128"):
        _accept(house, _invite(house), "kim@example.org", password=password)


def test_an_address_has_one_account(house: TestHouse) -> None:
    with pytest.raises(NotValid, match="has an account"):
        _accept(house, _invite(house), "sam@example.org")


@pytest.mark.parametrize("email", ["", "sam", "a b@example.org", "sam\0@example.org"])
def test_what_is_no_address_is_refused(house: TestHouse, email: str) -> None:
    with pytest.raises(NotValid, match="address"):
        _accept(house, _invite(house), email)


def _invite(house: TestHouse) -> str:
    token: str = house.door.perform(accounts.invite, house.sam, role="facilitator")["token"]
    return token


def _accept(house: TestHouse, token: str, email: str, **other: str) -> dict[str, object]:
    asked = {"name": "Kim", "password": PASSWORD, **other}
    return house.door.perform(
        accounts.accept_invitation, NOBODY, token=token, email=email, **asked
    )
