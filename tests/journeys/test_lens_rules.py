"""A rule of an organisation's own: written by keys alone without scripts, and marked on a phone."""

import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import LONG
from tests.journeys.course import Course
from tests.journeys.people import found
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served
from tests.web.look_probes import SIDEWAYS

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.name || document.activeElement.textContent.trim()"


@pytest.mark.parametrize("width", [360, 1280] if LONG else [360])
def test_a_rule_is_written_by_keys_and_marks_what_people_write(
    browser: Browser, served: Served, width: int
) -> None:
    complaints: list[str] = []
    course = Course(served, people=2)
    words = f"{secrets.choice('bcdfgh')}{secrets.token_hex(3)} pathway"
    with (
        window(browser, complaints, width, 800, java_script_enabled=False) as desk,
        window(browser, complaints, 360, 740) as phone,
    ):
        lend_cookies(desk.context, course.facilitator)
        desk.goto(f"{served.address}/plain-words")
        _by_keys(desk, words)
        assert not desk.evaluate(SIDEWAYS)
        rule = desk.locator(".rule", has_text=words)
        expect(rule).to_contain_text("Your own rule")
        lend_cookies(phone.context, course.people[0])
        phone.goto(f"{served.address}{_principle_of(course)}")
        phone.locator("#statement").fill(f"Everybody has a {words}.")
        advice = phone.locator('[data-advice="statement"]')
        expect(advice.locator(".advice__words")).to_have_text([f"“{words}”"])
        advice.get_by_role("button", name="Use: what comes next").click()
        expect(phone.locator("#statement")).to_have_value("Everybody has a what comes next.")
    assert complaints == []


def _by_keys(desk: Page, words: str) -> None:
    _tab_to(desk, "Add a rule")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="A rule of your own")).to_be_visible()
    for name, typed in (("words", f"{words} = what comes next"), ("why", "Only we know it.")):
        _tab_to(desk, name)
        desk.keyboard.type(typed)
    _tab_to(desk, "sentence")
    desk.keyboard.type(f"A {words} and a patient.")
    _tab_to(desk, "try")
    desk.keyboard.press("Enter")
    expect(desk.locator(".advice__words")).to_have_text([f"“{words}”", "“patient”"])
    _tab_to(desk, "Keep this rule")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Plain and kind words")).to_be_visible()


def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached by keys")


def _principle_of(course: Course) -> str:
    if 'data-command="principle.add"' not in course.facilitator.see():
        course.go_to("Write what")
    who, key = course.people[0], secrets.token_hex(8)
    who.do("principle.add", statement="We ask first.", theme=0, key=key)
    principle = found(r'id="principle-(\d+)"', who.see())[-1]
    return f"{who.page}/principle/{principle}"
