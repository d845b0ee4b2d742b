"""Two editions in a browser: what changed, one withdrawn, the public page, a day to come back."""

import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.journeys.course import Course, hand_in
from tests.journeys.people import Person, found
from tests.journeys.screens import Screens
from tests.journeys.served import Served, serving
from tests.web.post import PostOffice, open_post_office

pytestmark = pytest.mark.browser
REASON = "A field named somebody." + " We are sorry that nobody saw it before." * 11
SOON = (datetime.now(UTC) + timedelta(days=10)).date()


def test_what_changed_and_what_was_withdrawn_is_seen_by_everybody(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path) as served:
        course = Course(served)
        for _stage in course.stages():
            pass
        _change_and_vote_again(course)
        _publish_again(course.facilitator)
        _look_at_everything(browser, course.facilitator)
    with open_post_office() as office:
        monkeypatch.setenv("SMTP_URL", office.url)
        monkeypatch.setenv("MAIL_FROM", "workshop@example.org")
        with serving(tmp_path) as served:
            _gets_a_letter(office, served)


def _look_at_everything(browser: Browser, sam: Person) -> None:
    first, second = _addresses(sam)
    with ExitStack() as stack:
        screens = Screens(sam.served, browser, stack)
        desk = screens.of(sam, width=1280)
        public = screens.of(Person(sam.served, "/"), width=320)
        _sees_what_changed(screens, public, second)
        _withdraws(screens, desk, sam.served)
        _sees_both_marked(screens, public, first, second)
        _reads_the_public_page(screens, public, first, second)
        _is_reminded(screens, desk, sam.served)
        assert screens.wrong == []


def _change_and_vote_again(course: Course) -> None:
    course.go_to("Write what")
    who = course.people[0]
    principle = found(r'id="principle-(\d+)"', who.see())[0]
    opened = "Asking twice. Going quiet when somebody says no."
    who.do("field.save", principle=principle, field="signs_of_pressure", opened=opened,
           text="Asking three times. Going quiet when somebody says no.")  # fmt: skip
    course.go_to("Vote")
    desk = course.facilitator
    size = found(r'name="expected" value="([^"]*)"', desk.see())[0]
    desk.do("ballot.open", expected=size, **{"principles[]": [principle]})
    for person in course.people:
        hand_in(person, 1)
    course.close_ballot()


def _publish_again(desk: Person) -> None:
    desk.do("guidance.plan", f"{desk.page}/guidance", title="When we use it here", for_whom="",
            owner="The peer support office", contact="", review_on=SOON.isoformat())  # fmt: skip
    desk.do("edition.publish", f"{desk.page}/guidance")


def _addresses(desk: Person) -> tuple[str, str]:
    newest, first = found(r'href="(/o/[^"/]+/[^"/]+/\d+)"', desk.see(f"{desk.page}/guidance"))
    return first, newest


def _sees_what_changed(screens: Screens, page: Page, second: str) -> None:
    screens.open(page, second)
    changes = page.locator("section", has_text="This is what changed since edition 1.").last
    expect(changes.get_by_role("heading", name="Changed:")).to_have_count(2)
    expect(changes).to_contain_text("twice")
    expect(changes).to_contain_text("three times")
    expect(changes.get_by_text("Before", exact=True)).to_have_count(1)
    _look(screens, page, "edition-2")


def _withdraws(screens: Screens, desk: Page, served: Served) -> None:
    screens.open(desk, f"/desk/{served.workshop}/guidance")
    screens.look(desk, "desk-editions")
    desk.get_by_role("link", name="Withdraw it Edition 1").click()
    desk.locator("summary", has_text="Withdraw edition 1").click()
    screens.look(desk, "withdraw")
    desk.get_by_label("Why is it withdrawn?").fill(REASON)
    desk.get_by_role("button", name="Yes, withdraw edition 1").click()
    expect(desk.get_by_text("A field named somebody.")).to_be_visible()


def _sees_both_marked(screens: Screens, page: Page, first: str, second: str) -> None:
    screens.open(page, first)
    expect(page.locator("header")).to_contain_text("This edition was withdrawn on")
    expect(page.locator("header")).to_contain_text("The reason: A field named somebody.")
    _look(screens, page, "edition-1-withdrawn")
    page.locator(f'header a[href$="{second}"]').click()
    expect(page.locator("header")).not_to_contain_text("withdrawn")


def _reads_the_public_page(screens: Screens, page: Page, first: str, second: str) -> None:
    page.get_by_role("link", name="All our guidance").click()
    expect(page.get_by_role("heading", name="Our guidance", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="When we use it here")).to_be_visible()
    row = page.locator("li", has_text="Edition 1")
    expect(row).to_contain_text("Withdrawn on")
    expect(page.locator("li", has_text="Edition 2")).to_contain_text("Holds now")
    _look(screens, page, "organisation")
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Review day, for a calendar").click()
    file = Path(calendar.value.path()).read_text()
    assert f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}" in file
    address = f"{screens.served.address}/o/{second.split('/')[2]}"
    answer = requests.get(address, headers={"Accept-Encoding": "gzip"}, timeout=20)
    assert len(answer.content) < 8000
    assert "Set-Cookie" not in answer.headers


def _is_reminded(screens: Screens, desk: Page, served: Served) -> None:
    for path, name in (("/", "workshops"), (f"/desk/{served.workshop}/guidance", "desk-due")):
        screens.open(desk, path)
        expect(desk.get_by_text("“When we use it here” is to be looked at again")).to_be_visible()
        screens.look(desk, name)
    screens.open(desk, f"/desk/{served.workshop}/draft")
    expect(desk.get_by_text("It has not been published.")).to_be_visible()
    screens.look(desk, "draft")


def _gets_a_letter(office: PostOffice, served: Served) -> None:
    until = time.monotonic() + 20
    while not office.letters:
        assert time.monotonic() < until, "no letter came"
        time.sleep(0.1)
    ((to, letter),) = office.letters
    assert to == served.email
    assert "“When we use it here” is to be looked at again" in letter["Subject"]


def _look(screens: Screens, page: Page, name: str) -> None:
    """A public page at 320 px and on a laptop, in light and in dark."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            screens.look(page, f"{name}-{width}-{scheme}")
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="light")
