"""Phones that keep words: what rests on one, and a server that dies and comes back."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.course import Course
from tests.journeys.people import Person
from tests.journeys.screens import lend_cookies
from tests.journeys.served import Served, answering, free_port, start

WAIT = 30_000
NO_LOCKS = "Object.defineProperty(navigator, 'locks', {value: undefined})"
NO_DISK = "Object.defineProperty(window, 'indexedDB', {value: undefined})"
ROWS = """async () => {
  const bases = await indexedDB.databases();
  if (!bases.length) return [];
  const base = await new Promise((done, failed) => {
    const asked = indexedDB.open("workshop");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const rows = [];
  for (const box of base.objectStoreNames) {
    if (box === "claims") continue;
    const asked = base.transaction(box).objectStore(box).getAll();
    rows.push(...await new Promise((done) => { asked.onsuccess = () => done(asked.result); }));
  }
  base.close();
  // Of words that were saved only a bare number stays, for the other tabs.
  return rows.filter((row) => !row.done || Object.keys(row).length > 4);
}"""


class Server:
    """A server over one folder, on one port, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Served:
        """Start it, and wait until it answers."""
        environ = {**os.environ, "INSTANCE": str(self.folder), "PORT": str(self.port)}
        environ |= {"HOST": "127.0.0.1"}
        for name in ("DATABASE_URL", "REDIS_URL"):
            environ.pop(name, None)
        with (self.folder / "server.log").open("a") as log:
            self.process = start(environ, log)
        return answering(f"http://127.0.0.1:{self.port}", self.folder, self.process)

    def kill(self) -> None:
        """End it as a lost current does."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=15)
            self.process = None

    def have_another_epoch(self) -> None:
        """Make the database say that it is another one, as a restored backup does."""
        (file,) = self.folder.glob("*.db")
        with sqlite3.connect(file) as base:
            base.execute("update marks set value = 'another' where name = 'epoch'")


@contextmanager
def own_phone(browser: Browser, person: Person, *scripts: str) -> Iterator[BrowserContext]:
    """A person's browser, of which tabs can be killed."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    for script in scripts:
        context.add_init_script(script)
    lend_cookies(context, person)
    yield context
    context.close()


def tab(phone: BrowserContext, person: Person, path: str = "") -> Page:
    """A new tab in the room, or on another page."""
    page = phone.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{person.served.address}{path or person.page}")
    return page


def write(page: Page, text: str) -> None:
    """Type a thought and give it."""
    page.get_by_label("Your thought").fill(text)
    page.get_by_role("button", name="Save this note").click()


def said(page: Page) -> Any:
    """What the form says about its words."""
    return page.locator("form[data-command='note.post'] [data-form-state]")


def sign(page: Page) -> Any:
    """The one honest sign."""
    return page.locator("[data-behaviour=connection]")


def unsent(page: Page) -> Any:
    """The texts that are on this phone only and stand in no box."""
    return page.locator("[data-unsent] .note")


def rows(page: Page) -> list[dict[str, Any]]:
    """Everything with words that rests on the phone's disk."""
    found: list[dict[str, Any]] = page.evaluate(ROWS)
    return found


def expect_rows(page: Page, count: int) -> None:
    """Wait until so many rows rest on the disk."""
    deadline = time.monotonic() + WAIT / 1000
    while len(found := rows(page)) != count:
        assert time.monotonic() < deadline, found
        page.wait_for_timeout(50)


def expect_once(page: Page, text: str) -> None:
    """The server has these words, once."""
    expect(page.locator(".mine .note", has_text=text)).to_have_count(1)


def notes_of(person: Person, text: str) -> int:
    """How often the server has these words of this person."""
    return person.see(f"{person.page}/words").count(f'note__text">{text}<')


def hang_up(course: Course) -> None:
    """Close everybody's connections over plain HTTP."""
    for person in (course.facilitator, *course.people):
        person.session.close()
