"""Two phones at two processes write one field: both end with its text, and so does the database."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.several import Several, until
from tests.house import TestHouse
from tests.journeys.screens import window
from workshop.domain.joint_text import JointText
from workshop.models import FieldUpdate, PrincipleField

pytestmark = pytest.mark.browser
FIELD = "why_it_matters"
LETTERS = ("abcdefghijklmnopqrstuvwxyz", "0123456789\N{GRINNING FACE}")
TYPE = """letters => {
  const box = document.getElementById("why_it_matters"), all = [...letters];
  let at = 0;
  window.wrote = "";
  box.focus();
  window.typing = setInterval(() => {
    if (document.execCommand("insertText", false, all[at])) window.wrote += all[at];
    at = (at + 1) % all.length;
  }, 30);
}"""
STOP = "clearInterval(window.typing)"
NOTE_LINES = """window.lines = 0;
  document.addEventListener("connected", () => { window.lines += 1; });"""


@pytest.fixture
def principle(inside: TestHouse) -> int:
    """A principle that can be written."""
    inside.go("draft")
    return inside.add_principle("We ask.")


def test_two_phones_at_two_processes_type_at_the_same_time(
    browser: Browser, site: Several, inside: TestHouse, principle: int
) -> None:
    with phones_at(browser, site, principle, site.workers()) as pages:
        begin_typing(pages)
        go_on_typing(pages, letters=100)
        assert_nothing_is_lost(inside, principle, pages)
        assert [lines_of(page) for page in pages] == [1, 1]


def test_a_process_dies_while_they_type_and_its_phone_comes_back_to_the_other(
    browser: Browser, site: Several, inside: TestHouse, principle: int
) -> None:
    one, other = site.workers()
    with phones_at(browser, site, principle, [one, other]) as pages:
        begin_typing(pages)
        go_on_typing(pages, letters=30)
        with alone(site, other):
            os.kill(one, signal.SIGSTOP)  # What is sent to it now is never answered.
            go_on_typing(pages, letters=30)
            os.kill(one, signal.SIGKILL)
            until(lambda: site.workers() == [other])
            go_on_typing(pages, letters=30)
            assert_nothing_is_lost(inside, principle, pages)
            assert [lines_of(page) for page in pages] == [2, 1]
    until(lambda: len(site.workers()) == 2)


@contextmanager
def phones_at(
    browser: Browser, site: Several, principle: int, workers: list[int]
) -> Iterator[list[Page]]:
    """A phone at each process, which has the principle open there."""
    with ExitStack() as stack:
        pages = [stack.enter_context(window(browser, [])) for _ in workers]
        for page, worker in zip(pages, workers, strict=True):
            phone = site.phone_at(worker)
            page.context.add_cookies(
                [{"name": one.name, "value": str(one.value), "domain": "127.0.0.1", "path": "/"}
                 for one in phone.visitor._jar]
            )  # fmt: skip
            page.add_init_script(NOTE_LINES)
            with site.only(worker):
                page.goto(f"{site.server.address}{phone.path}/principle/{principle}")
                until(lambda page=page: lines_of(page) == 1)  # type: ignore[misc]
                expect(page.locator(f"#{FIELD}")).to_be_editable()
        yield pages


@contextmanager
def alone(site: Several, worker: int) -> Iterator[None]:
    """While this lasts, no process that dies is replaced."""
    assert site.server.process is not None
    os.kill(site.server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(site.server.process.pid, signal.SIGCONT)


def begin_typing(pages: list[Page]) -> None:
    for page, letters in zip(pages, LETTERS, strict=True):
        page.evaluate(TYPE, letters)


def go_on_typing(pages: list[Page], letters: int) -> None:
    """Wait until each has written some more."""
    wanted = [len(wrote_at(page)) + letters for page in pages]
    until(lambda: all(len(wrote_at(one)) >= n for one, n in zip(pages, wanted, strict=True)))


def assert_nothing_is_lost(inside: TestHouse, principle: int, pages: list[Page]) -> None:
    """Stop typing, and wait until both say the same; so must whoever comes later."""
    for page in pages:
        page.evaluate(STOP)
    wrote = [wrote_at(page) for page in pages]
    until(lambda: len(texts := {said(page) for page in pages}) == 1 and is_whole(*texts, wrote))
    text = said(pages[0])
    until(lambda: kept(inside, principle) == text)
    rows = inside.rows(
        FieldUpdate, FieldUpdate.principle_id == principle, FieldUpdate.field == FIELD
    )
    assert str(JointText(row.change for row in rows)) == text


def is_whole(text: str, wrote: list[str]) -> bool:
    """Whether every letter of each writer is there once, in the order of writing."""
    found = ["".join(one for one in text if one in letters) for letters in LETTERS]
    return found == wrote


def lines_of(page: Page) -> int:
    """How often a page was connected."""
    return int(page.evaluate("window.lines"))


def wrote_at(page: Page) -> str:
    return str(page.evaluate("window.wrote"))


def said(page: Page) -> str:
    return page.locator(f"#{FIELD}").input_value()


def kept(inside: TestHouse, principle: int) -> str:
    """What everybody else reads."""
    row = inside.row(PrincipleField, (principle, FIELD))
    return row.text if row else ""
