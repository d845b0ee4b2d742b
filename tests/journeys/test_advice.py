"""Advice beside the words of a principle: it comes while one writes, is taken or left."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.course import Course
from tests.journeys.people import Person, found
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served
from tests.web.look_probes import SIDEWAYS

pytestmark = pytest.mark.browser

MANY = (
    "Vulnerable patients who refuse treatment or lack insight are hard to reach, and staff must "
    "ask first; we monitor them and empower them to stay clean, because they suffer from a relapse."
)
TYPED = "We ask first. He refuses and so we wait. “He refuses.”"
LOOKS: Any = (("light", "no-preference"), ("dark", "no-preference"), ("dark", "more"))
HEARD = """() => {
  window.heard = [];
  document.addEventListener("input", (event) => window.heard.push(event.target.value));
}"""


@dataclass
class Table:
    """A room that drafts one principle, and a phone on its page."""

    course: Course
    path: str
    phone: Page
    complaints: list[str]
    address: str

    @property
    def who(self) -> Person:
        return self.course.people[0]

    def open(self, page: Page | None = None) -> Page:
        page = page or self.phone
        with page.expect_response("**/lens/*.json"):
            page.goto(f"{self.address}{self.path}")
        return page

    def advice(self, field: str, page: Page | None = None) -> Locator:
        return (page or self.phone).locator(f'[data-advice="{field}"]')


@pytest.fixture
def table(browser: Browser, served: Served) -> Iterator[Table]:
    complaints: list[str] = []
    course = Course(served, people=2)
    if 'data-command="principle.add"' not in course.facilitator.see():
        course.go_to("Write what")
    who = course.people[0]
    key = secrets.token_hex(8)
    who.do("principle.add", statement="We ask first.", theme=0, key=key)
    principle = found(r'id="principle-(\d+)"', who.see())[-1]
    who.do("field.save", principle=principle, field="why_it_matters", text=MANY, opened="")
    with ExitStack() as stack:
        phone = stack.enter_context(window(browser, complaints, 320, 740))
        lend_cookies(phone.context, who)
        path = f"{who.page}/principle/{principle}"
        yield Table(course, path, phone, complaints, served.address)
    assert complaints == []


def test_words_are_marked_while_one_writes_and_others_are_one_tap_away(table: Table) -> None:
    phone = table.open()
    phone.evaluate(HEARD)
    box, advice = phone.locator("#statement"), table.advice("statement")
    box.fill("")
    box.press_sequentially(TYPED)
    expect(advice.locator(".advice__words")).to_have_text(["“refuses”"])
    expect(phone.locator("[data-lens-said]")).to_have_text("Words to look at: 1.")
    advice.get_by_role("button", name="Use: says no").click()
    expect(box).to_have_value(TYPED.replace("refuses and", "says no and"))
    assert phone.evaluate("window.heard.at(-1)") == box.input_value(), "other scripts have to hear"
    expect(advice.get_by_role("button", name="Put it back")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(box).to_have_value(TYPED)
    advice.get_by_role("button", name="Use: says no").click()
    box.press("Control+z")
    expect(box).to_have_value(TYPED)
    expect(advice.get_by_role("button", name="Use: says no")).to_be_visible()


def test_advice_that_is_left_is_left_for_good_and_for_everybody(
    browser: Browser, table: Table
) -> None:
    phone = table.open()
    phone.locator("#statement").fill(TYPED)
    table.advice("statement").get_by_role("button", name="Leave it “refuses”").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("[data-lens-said]")).to_have_text("Left as it is.")
    expect(table.advice("statement")).to_be_hidden()
    expect(phone.locator("#statement")).to_have_value(TYPED)
    with window(browser, table.complaints) as other:
        lend_cookies(other.context, table.course.people[1])
        table.open(other).locator("#statement").fill(TYPED)
        other.locator("#asking").fill("He refuses.")
        expect(table.advice("asking", other)).to_be_visible()
        expect(table.advice("statement", other)).to_be_hidden()
        other.get_by_text("Advice that was left here").first.click()
        other.get_by_role("button", name="Show it again").click()
        other.locator("#statement").fill(TYPED)
        expect(table.advice("statement", other)).to_be_visible()


def test_many_marks_are_readable_on_a_narrow_phone(table: Table) -> None:
    phone = table.open()
    advice = table.advice("why_it_matters")
    expect(advice.locator(".advice__mark:visible")).to_have_count(3)
    advice.get_by_text("more to look at").click()
    expect(advice.get_by_text("One sentence has")).to_be_visible()
    expect(advice.get_by_text("A rough guess")).to_be_visible()
    assert not phone.evaluate(SIDEWAYS)
    for scheme, contrast in LOOKS:
        phone.emulate_media(color_scheme=scheme, contrast=contrast)
        assert violations(phone) == "", (scheme, contrast)
    desk = Person(table.course.served, f"/desk/{table.course.served.workshop}")
    desk.session = table.course.facilitator.session
    assert "Plain and kind words:" in desk.see()


def test_a_field_is_left_open_and_taken_up_again(browser: Browser, table: Table) -> None:
    phone = table.open()
    phone.locator("#training").fill("Perhaps")
    expect(_not_ready(phone)).to_be_hidden()
    phone.locator("#training").fill("")
    with window(browser, table.complaints) as other:
        lend_cookies(other.context, table.course.people[1])
        expect(_not_ready(table.open(other))).to_be_visible()
        _not_ready(phone).click()
        for one in (phone, other):
            expect(_answer(one)).to_be_visible()
            expect(_not_ready(one)).to_be_hidden()
        assert violations(phone) == ""
        assert "We are not ready to say." in table.who.see()
        other.locator("#training").fill("One day.")
        for one in (phone, other):
            expect(_answer(one)).to_be_hidden()
        other.locator("#training").fill("")
        expect(_answer(phone)).to_be_visible()
        phone.get_by_role("button", name="Take this answer back").click()
        for one in (phone, other):
            expect(_not_ready(one)).to_be_visible()


def test_without_scripts_the_marks_stand_there_after_a_save(
    browser: Browser, table: Table
) -> None:
    with window(browser, table.complaints, java_script_enabled=False) as phone:
        lend_cookies(phone.context, table.who)
        phone.goto(f"{table.address}{table.path}")
        phone.locator("#helps_when").fill("If he refuses help.")
        phone.get_by_role("button", name="Save this field It helps when").click()
        advice = table.advice("helps_when", phone)
        expect(advice).to_contain_text("You could write “says no to help”.")
        advice.get_by_role("button", name="Leave it “refuses help”").click()
        expect(table.advice("helps_when", phone)).to_be_hidden()
        phone.get_by_role("button", name="We are not ready to say Not when").click()
        expect(phone.get_by_text("The answer so far").locator("visible=true")).to_be_visible()


def test_what_people_write_about_themselves_is_never_marked(table: Table) -> None:
    table.course.go_to("Write alone")
    phone = table.phone
    phone.goto(f"{table.address}{table.who.page}")
    phone.get_by_label("Your thought").fill("I am an addict, and I was non-compliant.")
    expect(phone.locator("[data-advice], [data-lens], .advice__mark")).to_have_count(0)


def _not_ready(page: Page) -> Locator:
    return page.get_by_role("button", name="We are not ready to say Training first")


def _answer(page: Page) -> Locator:
    return page.locator('[data-is-open="training"]')


def violations(page: Page) -> str:
    results: Any = Axe().run(page, options={"resultTypes": ["violations"]})
    return str(results.generate_report()) if results.violations_count else ""
