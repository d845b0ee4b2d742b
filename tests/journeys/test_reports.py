"""The reports in a browser: answered by keys alone without scripts, then read by everybody."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.course import Course
from tests.journeys.screens import RULES, lend_cookies, window
from tests.journeys.served import Served
from tests.web.look_probes import SIDEWAYS, SMALL_TARGETS

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim()"
WORDS = "Two of us, one with lived experience."


def test_reports_are_answered_by_keys_alone_and_can_be_read_by_everybody(
    browser: Browser, served: Served
) -> None:
    wrong: list[str] = []
    course = Course(served, people=11)
    sam = course.facilitator
    for stage in course.stages():
        if stage == "counted":
            break
    with (
        window(browser, wrong, 360, 740, java_script_enabled=False) as desk,
        window(browser, wrong, 1280, 900) as wide,
        window(browser, wrong, 360, 740) as reader,
    ):
        lend_cookies(desk.context, sam)
        lend_cookies(wide.context, sam)
        desk.goto(f"{served.address}{sam.page}/guidance")
        _tab_to(desk, "Reports: how it was made, for those who ask")
        desk.keyboard.press("Enter")
        _answer_by_keys(desk)
        for path in ("", "/made", "/accord", "/gripp2", "/agree"):
            wide.goto(f"{served.address}{sam.page}/reports{path}")
            _open_all(wide)
            wrong += _look(wide, f"form{path.replace('/', '-')}-1280")
        _refused(wide, served, sam.page)
        wrong += _look(wide, "form-refused-1280")
        wide.set_viewport_size({"width": 360, "height": 740})
        for path in ("", "/accord"):
            wide.goto(f"{served.address}{sam.page}/reports{path}")
            wrong += _look(wide, f"form{path.replace('/', '-')}-360", SMALL_TARGETS)
        sam.do("edition.publish", f"{sam.page}/guidance")
        _read(reader, served, wrong)
    assert [one for one in wrong if "status of 422" not in one] == []


def _answer_by_keys(desk: Page) -> None:
    expect(desk.get_by_role("heading", name="Reports", exact=True)).to_be_visible()
    _tab_to(desk, "ACCORD")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="ACCORD")).to_be_visible()
    _tab_to(desk, "leaders")
    desk.keyboard.type(WORDS)
    _tab_to(desk, "open-registration", back=True)
    desk.keyboard.press("Space")
    _tab_to(desk, "funding")
    desk.keyboard.type("The council.")
    _tab_to(desk, "Save these answers")
    desk.keyboard.press("Enter")
    row = desk.locator("#report-accord")
    expect(row).to_contain_text("Answered by you: 2. Open: 13.")
    expect(row).to_contain_text("10 of 13 questions wait for you.")
    expect(desk.locator("#report-agree")).to_contain_text("Answered by you: 1.")


def _refused(page: Page, served: Served, desk: str) -> None:
    """One answer is too long: what was typed into another box is still there."""
    page.goto(f"{served.address}{desk}/reports/accord")
    page.locator("#limits").fill("Nobody from the night team was there.")
    page.locator("#interests").fill("w " * 900)
    page.get_by_role("button", name="Save these answers").click()
    expect(page.locator("#interests-error")).to_contain_text("There is room for 1500")
    expect(page.locator("#limits")).to_have_value("Nobody from the night team was there.")
    expect(page.locator("#leaders")).to_have_value(WORDS)


def _read(reader: Page, served: Served, wrong: list[str]) -> None:
    reader.goto(f"{served.address}/g/{served.code}/1")
    reader.get_by_role("link", name="Reports on how it was made").click()
    expect(reader.get_by_role("heading", name="Reports on how it was made")).to_be_visible()
    wrong += _look(reader, "edition-reports-360")
    reader.get_by_role("link", name="ACCORD").click()
    expect(reader.locator("main")).to_contain_text(WORDS)
    expect(reader.locator("main")).to_contain_text("not a certificate")
    wrong += _look(reader, "edition-accord-360")
    reader.set_viewport_size({"width": 1280, "height": 900})
    wrong += _look(reader, "edition-accord-1280")
    reader.goto(f"{served.address}/g/{served.code}/1")
    wrong += _look(reader, "edition-1280")


def _look(page: Page, name: str, small: str = "() => []") -> list[str]:
    """What axe finds, what scrolls sideways, and what is too small to tap."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
    found = Axe().run(page, options=RULES).response["violations"]
    wrong = [f"{name}: {one['id']} {one['nodes'][0]['html']}" for one in found]
    wrong += [f"{name} is too small: {one}" for one in page.evaluate(small)]
    return wrong + ([f"{name} scrolls sideways"] if page.evaluate(SIDEWAYS) else [])


def _open_all(page: Page) -> None:
    for summary in page.locator("details > summary").all():
        summary.click()


def _tab_to(page: Page, wanted: str, back: bool = False) -> None:
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(FOCUSED) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached by keys")
