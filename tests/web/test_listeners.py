"""Who leaves, is removed or signs out hears nothing more; an open desk stays signed in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.house import TestHouse
from workshop.actions import joining
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import new_token, token_hash
from workshop.models import SignIn
from workshop.web.listeners import Listener, close_strangers, listeners


@pytest.fixture(autouse=True)
def _nobody_listens() -> Iterator[None]:
    listeners.clear()
    yield
    listeners.clear()


def closed(house: TestHouse) -> list[str]:
    """The sockets that are closed now."""
    gone: list[str] = []
    parts = SimpleNamespace(database=house.database, door=house.door)
    close_strangers(parts, house.clock.now, gone.append)  # type: ignore[arg-type]
    return gone


def listen(house: TestHouse, name: str) -> None:
    actor = replace(house.people[name], phone=token_hash(house.tokens[name]))
    listeners[name] = Listener(actor, house.workshop, ("room",))


def sit_at_the_desk(house: TestHouse) -> str:
    token = new_token()
    with house.database.writing() as connection:
        connection.execute(
            SignIn.__table__.insert().values(
                token_hash=token_hash(token),
                account_id=house.sam.account_id,
                started_at=house.clock.now,
                seen_at=house.clock.now,
            )
        )
    actor = Actor(account_id=house.sam.account_id)
    listeners["desk"] = Listener(actor, house.workshop, ("desk",), token)
    return token


def test_a_removed_person_hears_nothing_more(house: TestHouse) -> None:
    listen(house, "Ada")
    listen(house, "Bo")
    assert closed(house) == []
    ada = house.people["Ada"].participant_id
    house.do(joining.place_person, house.sam, participant=ada, standing="removed")
    assert closed(house) == ["Ada"]


def test_who_left_hears_nothing_more(house: TestHouse) -> None:
    listen(house, "Bo")
    house.do(joining.leave, house.people["Bo"], take_words=False)
    assert closed(house) == ["Bo"]


def test_the_phone_before_hears_nothing_once_its_person_is_on_another(house: TestHouse) -> None:
    listen(house, "Ada")
    listen(house, "Bo")
    house.do(joining.rejoin, NOBODY, words=house.words["Ada"])
    assert closed(house) == ["Ada"]


def test_an_open_desk_counts_as_activity_for_twelve_hours_at_most(house: TestHouse) -> None:
    sit_at_the_desk(house)
    for _ in range(35):
        house.clock.turn(minutes=20)
        assert closed(house) == []
    house.clock.turn(minutes=25)
    assert closed(house) == ["desk"]


def test_a_desk_that_was_away_too_long_is_closed(house: TestHouse) -> None:
    sit_at_the_desk(house)
    house.clock.now += timedelta(minutes=31)
    assert closed(house) == ["desk"]
