"""The whole server, without sockets, over a furnished database.

What pages show of PostgreSQL is looked at by `make long`; what commands do there, in every run.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests import databases
from tests.house import TestHouse, settings_in
from tests.web.doors import Visitor
from tests.web.filing import STATEMENT
from workshop import application
from workshop.actions import publication
from workshop.application import create_app
from workshop.domain.codes import new_token, token_hash
from workshop.models import SignIn, Workshop
from workshop.realtime.painting import Studio
from workshop.web import file_pages, limits
from workshop.web.assets import Assets
from workshop.web.house import House

KINDS = databases.KINDS if os.environ.get("LONG") else databases.KINDS[:1]
SHARED_ASSETS = cache(Assets)
SHARED_STUDIO: list[Studio] = []


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    for buckets in vars(limits).values():
        if isinstance(buckets, limits.Buckets):
            buckets._levels.clear()


@pytest.fixture(params=KINDS)
def database_url(
    request: pytest.FixtureRequest, furnished: tuple[TestHouse, Path], tmp_path: Path
) -> str:
    """The address of a furnished database."""
    return databases.furnished_url(request, furnished, tmp_path)


@pytest.fixture
def app(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A server over the furnished database of this test; all share assets and templates."""
    monkeypatch.setattr(application, "Assets", SHARED_ASSETS)
    monkeypatch.setattr(application, "Studio", _shared_studio)
    # A slow machine is waited for; what a browser does meanwhile has its own tests.
    monkeypatch.setattr(file_pages, "PATIENCE", 120)
    made = create_app(settings_in(tmp_path, database_url), async_mode="threading")
    yield made
    made.extensions["workshop"].claim.give_up()
    made.extensions["workshop"].database.engine.dispose()


@pytest.fixture
def visitor(app: Flask, house: TestHouse) -> Visitor:
    """A phone that has never been here."""
    return Visitor(app, house)


@pytest.fixture
def new_visitor(app: Flask, house: TestHouse) -> Callable[[str], Visitor]:
    """Makes more phones, each at an address."""
    return lambda address: Visitor(app, house, address)


@pytest.fixture
def desk(app: Flask, house: TestHouse) -> Visitor:
    """Sam's browser, signed in."""
    found = Visitor(app, house)
    sign_in(found, house, house.sam.account_id or 0)
    found.get(f"/desk/{house.workshop}")
    return found


@pytest.fixture
def edition(house: TestHouse) -> str:
    """The address of an edition with one principle, decided by twelve people."""
    house.fill(12)
    house.go("draft")
    principle = house.add_principle(STATEMENT)
    ballot = house.open_ballot(principle)
    house.close_ballot(ballot)
    house.do(publication.publish_edition, house.sam)
    return f"/o/tern-house/{house.row(Workshop, house.workshop).public_key}/1"


@pytest.fixture
def server(app: Flask) -> Iterator[House]:
    """The parts of the server; nothing of it works on when the test has ended."""
    found: House = app.extensions["workshop"]
    yield found
    if found.exports.working:
        found.exports.working.kill()


def _shared_studio(*parts: Any) -> Studio:
    """Templates are compiled once for all tests: every server of theirs has the same address."""
    if not SHARED_STUDIO:
        SHARED_STUDIO.append(Studio(*parts))
    return SHARED_STUDIO[0]


def sign_in(visitor: Visitor, house: TestHouse, account_id: int) -> None:
    """Give a browser an open session, without the slow check of a password."""
    token, now = new_token(), datetime.now(UTC)
    row = SignIn(token_hash=token_hash(token), account_id=account_id, started_at=now, seen_at=now)
    house.add(row)
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
