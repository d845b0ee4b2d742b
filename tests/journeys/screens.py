"""Browser pages for the journeys: who looks, and everything the browser complained about."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.people import Person
from tests.journeys.served import Served
from tests.web.look_probes import SIDEWAYS

RULES = {"resultTypes": ["violations"]}

# A network that was cut on purpose is heard of in the console; nothing else may be.
EXPECTED = re.compile(r"ERR_INTERNET_DISCONNECTED|WebSocket connection to")


@contextmanager
def window(
    browser: Browser, complaints: list[str], width: int = 390, height: int = 844, **options: object
) -> Iterator[Page]:
    """One person's browser; what its console says is put on the list."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("console", lambda said: _hear(complaints, said.type, said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


class Screens:
    """Open pages of people of a room, each looked at for what anybody could trip over."""

    def __init__(self, served: Served, browser: Browser, stack: ExitStack) -> None:
        self.served, self.browser, self.stack = served, browser, stack
        self.wrong: list[str] = []

    def of(self, person: Person, width: int = 360) -> Page:
        """A page of somebody's own browser."""
        page = self.stack.enter_context(window(self.browser, self.wrong, width, 780))
        lend_cookies(page.context, person)
        return page

    def open(self, page: Page, path: str) -> None:
        """Open a page by its path."""
        page.goto(f"{self.served.address}{path}")

    def look(self, page: Page, name: str) -> None:
        """Nothing scrolls sideways, axe finds nothing, and the picture is kept if it is wanted."""
        page.wait_for_load_state("domcontentloaded")
        if page.evaluate(SIDEWAYS):
            self.wrong.append(f"{name} scrolls sideways")
        found_here = Axe().run(page, options=RULES).response["violations"]
        self.wrong += [f"{name}: {one['id']} {one['nodes'][0]['html']}" for one in found_here]
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def lend_cookies(context: BrowserContext, person: Person) -> None:
    """Let a browser be somebody who came over plain HTTP."""
    context.add_cookies(
        [
            {"name": one.name, "value": str(one.value), "domain": "127.0.0.1", "path": "/"}
            for one in person.session.cookies
        ]
    )


def join(page: Page, served: Served, code: str, voice: int = 0) -> None:
    """Join by the code's address, by tapping."""
    page.goto(f"{served.address}/j/{code}")
    page.locator(".option__label").nth(voice).click()
    page.get_by_role("button", name="Yes, I want to join").click()
    page.get_by_role("link", name="Go on").click()


def sign_in(page: Page, served: Served) -> None:
    """Sign in as the sample's facilitator."""
    page.goto(f"{served.address}/sign-in")
    page.get_by_label("E-mail address").fill(served.email)
    page.get_by_label("Password").fill(served.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Workshops")).to_be_visible()


def write(page: Page, text: str) -> None:
    """Write one note and see it saved."""
    page.get_by_label("Your thought").fill(text)
    page.get_by_role("button", name="Save this note").click()
    expect(page.locator(".mine .note", has_text=text)).to_be_visible()


def go_on(desk: Page) -> None:
    """Tap the desk's next step, and its second tap when it asks for one."""
    sure = desk.locator(".next-step summary")
    if sure.count():
        sure.click()
    desk.locator(".next-step form button").click()


def _hear(complaints: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning") and not EXPECTED.search(text):
        complaints.append(text)
