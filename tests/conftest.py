"""What all tests share."""

import gc
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import databases
from tests.archives.full import file_of_a_full_workshop
from tests.house import TestHouse, settings_in

CHROMIUM_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
os.environ["EXPORT_NICE"] = "0"  # On a machine that tests make busy, a file would never be made.
expect.set_options(timeout=30_000)  # A slow machine is waited for; speed is for benchmarks.
LONG = bool(os.environ.get("LONG"))
LONGEST = 400
"""Seconds after which a test that hangs ends its process: make test names it and goes on."""
# What is generated is the same in every run, so that a run that fails tells of a change; make long
# looks further each time.
hypothesis.settings.register_profile("often", derandomize=True, database=None)
hypothesis.settings.load_profile("default" if LONG else "often")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Rehearsals, which mostly wait, come first: others fill the processor meanwhile."""
    items.sort(key=lambda item: "/test_rehearsal" not in item.nodeid)


def pytest_collection_finish() -> None:
    """What has been read lives as long as the run: it need not be looked through for garbage."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """A test that waits for something that never comes does not hold up all the others."""
    signal.setitimer(signal.ITIMER_REAL, 0 if LONG else LONGEST)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once for all tests; without one they are left out, but never on CI."""
    chromium = shutil.which("chromium")
    if chromium is None and os.environ.get("CI") == "true":
        pytest.fail("Browser tests need Chromium: apt-get install chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestHouse, Path]:
    """A house in a SQLite file, copied for each test."""
    return databases.furnished_file(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def archive_file(
    furnished: tuple[TestHouse, Path], tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """The file of a workshop with something of everything in it."""
    folder = tmp_path_factory.mktemp("archived")
    url = databases.copy_of(furnished[1], folder)
    database = databases.open_database(url)
    content = file_of_a_full_workshop(furnished[0].copy_in(database, settings_in(folder, url)))
    database.engine.dispose()
    return content


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL schema of this run's own, filled anew for each test."""
    with databases.postgresql_schema() as url:
        yield url


@pytest.fixture(params=databases.KINDS)
def database_url(
    request: pytest.FixtureRequest, furnished: tuple[TestHouse, Path], tmp_path: Path
) -> str:
    """The address of a furnished database of each kind that we promise to work on."""
    return databases.furnished_url(request, furnished, tmp_path)


@pytest.fixture
def house(
    database_url: str, furnished: tuple[TestHouse, Path], tmp_path: Path
) -> Iterator[TestHouse]:
    """A workshop with Ada, Bo, Cem, Dee and Eva in it, run by Sam; Maya stands by."""
    database = databases.open_database(database_url)
    yield furnished[0].copy_in(database, settings_in(tmp_path, database_url))
    database.engine.dispose()
