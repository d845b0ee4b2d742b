"""One field, written by two phones and a laptop at once: no letter is lost, no hand is moved."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.course import Course
from tests.journeys.people import found
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served
from tests.journeys.test_away import Radio

pytestmark = pytest.mark.browser
FIELD = "why_it_matters"


@dataclass
class Table:
    """Who writes in the first principle, and where."""

    course: Course
    address: str
    pages: list[Page]
    complaints: list[str]

    def open(self, page: Page) -> Locator:
        """Open the principle, and wait until its field can be written in with others."""
        page.goto(self.address)
        expect(page.locator("[data-behaviour=connection]")).to_be_visible()
        expect(page.locator(f"#{FIELD}")).to_be_editable()
        expect(page.get_by_text("Your words are saved while you type.")).to_be_visible()
        page.wait_for_load_state("networkidle")
        return page.locator(f"#{FIELD}")


@pytest.fixture(scope="module")
def course(served: Served) -> Course:
    """A room that is drafting."""
    course = Course(served, people=6, notes=2, principles=2)
    next(stage for stage in course.stages() if stage == "draft")
    return course


@pytest.fixture
def table(browser: Browser, served: Served, course: Course) -> Iterator[Table]:
    complaints: list[str] = []
    everything = course.people[0].see(f"{course.people[0].page}/all")
    first = found(r"/principle/(\d+)", everything)[0]
    with ExitStack() as stack:
        sizes = ((360, 640), (360, 640), (1280, 800))
        pages = [stack.enter_context(window(browser, complaints, *size)) for size in sizes]
        for page, number in zip(pages, range(3), strict=True):
            lend_cookies(page.context, course.people[number])
        yield Table(course, f"{course.served.phone}/principle/{first}", pages, complaints)
    assert complaints == []


def test_two_phones_and_a_laptop_write_one_field_and_no_letter_is_lost(table: Table) -> None:
    one, two, laptop = (table.open(page) for page in table.pages)
    one.press_sequentially("One. ")
    _all_say([one, two, laptop], "One. ")
    _compose(table.pages[1], two, ["に", "にほ", "日本"])
    expect(one).to_have_value("日本One. ")
    laptop.press("End")
    laptop.press_sequentially("Laptop \N{GRINNING FACE}e\u0301. ")
    _all_say([one, two, laptop], "日本One. Laptop \N{GRINNING FACE}e\u0301. ")
    assert one.evaluate("box => box.selectionStart") == len("日本One. ")


def test_what_others_write_waits_while_a_letter_is_put_together(table: Table) -> None:
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    two.focus()
    session = table.pages[1].context.new_cdp_session(table.pages[1])
    compose = {"selectionStart": 1, "selectionEnd": 1}
    session.send("Input.imeSetComposition", {"text": "か", **compose})
    expect(one).to_have_value("か")
    one.press("End")
    one.press_sequentially(" first")
    _saved(table, "か first")
    assert two.input_value() == "か"
    session.send("Input.imeSetComposition", {"text": "き", **compose})
    session.send("Input.insertText", {"text": "漢"})
    _all_say([one, two], "漢 first")


def test_a_letter_that_is_put_together_while_a_text_is_put_away_takes_nothing_with_it(
    table: Table,
) -> None:
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    two.focus()
    session = table.pages[1].context.new_cdp_session(table.pages[1])
    session.send("Input.imeSetComposition", {"text": "か", "selectionStart": 1, "selectionEnd": 1})
    expect(one).to_have_value("か")
    one.press("End")
    one.press_sequentially(" first")
    _saved(table, "か first")
    principle = table.address.rsplit("/", 1)[1]
    table.course.facilitator.do("principle.freeze", principle=principle)
    one.press("Home")
    one.press_sequentially("Here ")
    _saved(table, "Here か first")
    session.send("Input.insertText", {"text": "漢"})
    _all_say([one, two], "Here 漢 first")


def test_who_was_offline_brings_what_was_written_and_finds_what_came(table: Table) -> None:
    radio = Radio(table.pages[0])
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    two.press_sequentially("Here. ")
    _all_say([one, two], "Here. ")
    radio.sleep(is_asleep=True)
    one.press("End")
    one.press_sequentially("From the tunnel.")
    two.press("Home")
    two.press_sequentially("Still ")
    told = table.pages[0].locator("form", has=one).locator("[data-form-state]")
    expect(told).to_contain_text("On this phone, not sent yet")
    _saved(table, "Still Here.")
    radio.sleep(is_asleep=False)
    expect(two).to_have_value("Still Here. From the tunnel.")
    _all_say([one, two], "Still Here. From the tunnel.")
    expect(told).to_be_hidden()


def test_what_was_written_offline_outlives_the_page(table: Table) -> None:
    radio = Radio(table.pages[0])
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    radio.sleep(is_asleep=True)
    one.press_sequentially("Before the reload.")
    told = table.pages[0].locator("form", has=one).locator("[data-form-state]")
    expect(told).to_contain_text("On this phone, not sent yet")
    table.pages[0].goto("about:blank")
    radio.sleep(is_asleep=False)
    table.pages[0].goto(table.course.served.phone)
    expect(two).to_have_value("Before the reload.")


def test_undo_takes_back_only_what_was_written_here(table: Table) -> None:
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    one.press_sequentially("Mine. ")
    _all_say([one, two], "Mine. ")
    two.press("End")
    two.press_sequentially("Yours.")
    _all_say([one, two], "Mine. Yours.")
    one.press("Control+z")
    _all_say([one, two], "Yours.")
    one.press("Control+Shift+z")
    _all_say([one, two], "Mine. Yours.")
    table.pages[1].locator("form", has=two).get_by_role("button", name="Undo").click()
    _all_say([one, two], "Mine. ")
    expect(two).to_be_focused()


def test_a_text_that_is_put_away_goes_on_and_keeps_what_was_on_its_way(table: Table) -> None:
    radio = Radio(table.pages[0])
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    two.press_sequentially("We ask.")
    _all_say([one, two], "We ask.")
    radio.sleep(is_asleep=True)
    one.press("End")
    one.press_sequentially(" And wait.")
    principle = table.address.rsplit("/", 1)[1]
    table.course.facilitator.do("principle.freeze", principle=principle)
    two.press("Home")
    two.press_sequentially("Here ")
    _saved(table, "Here We ask.")
    radio.sleep(is_asleep=False)
    expect(two).to_have_value("Here We ask. And wait.")
    _all_say([one, two], "Here We ask. And wait.")


def test_how_many_write_is_told_and_never_who(table: Table) -> None:
    one, two, _ = (table.open(page) for page in table.pages)
    _empty(table, one, two)
    two.press_sequentially("I write.")
    told = table.pages[0].locator("form", has=one).locator("[data-writers]")
    expect(told).to_have_text("1 other person is writing here now.")
    expect(told).to_be_hidden()


def test_with_the_keyboard_alone_and_for_every_reader(table: Table) -> None:
    page = table.pages[2]
    box = table.open(page)
    _empty(table, box)
    page.locator("#statement").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == FIELD:
            break
    page.keyboard.type("By keys.")
    _saved(table, "By keys.")
    page.keyboard.press("Tab")
    assert "Undo" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(box).to_have_value("")
    assert Axe().run(page, options={"resultTypes": ["violations"]}).violations_count == 0


def test_without_scripts_a_field_is_saved_and_merged(
    browser: Browser, table: Table, course: Course
) -> None:
    one = table.open(table.pages[0])
    _empty(table, one)
    one.press_sequentially("We ask.")
    _saved(table, "We ask.")
    with window(browser, table.complaints, java_script_enabled=False) as plain:
        lend_cookies(plain.context, course.people[3])
        plain.goto(table.address)
        one.press("Home")
        one.press_sequentially("Always: ")
        _saved(table, "Always: We ask.")
        plain.locator(f"#{FIELD}").fill("We ask first.")
        plain.locator("form", has=plain.locator(f"#{FIELD}")).get_by_role("button").first.click()
        expect(plain.locator(f"#{FIELD}")).to_have_value("Always: We ask first.")
    expect(one).to_have_value("Always: We ask first.")


def test_when_the_room_moves_on_the_words_can_be_read_and_not_changed(table: Table) -> None:
    one = table.open(table.pages[0])
    table.course.go_to("Put")
    expect(table.pages[0].get_by_text("The room has moved on")).to_be_visible()
    expect(one).not_to_be_editable()
    table.course.go_to("Write what")
    expect(one).to_be_editable()
    expect(table.pages[0].get_by_text("The room has moved on")).to_be_hidden()


def _all_say(boxes: list[Locator], text: str) -> None:
    for box in boxes:
        expect(box).to_have_value(text)


def _saved(table: Table, text: str) -> None:
    """Wait until everybody else reads this text."""
    kept, page = "", table.pages[2].context.request
    for _ in range(100):
        kept = _kept_in(page.get(table.address).text())
        if kept == text:
            return
        table.pages[2].wait_for_timeout(50)
    assert kept == text


def _empty(table: Table, *boxes: Locator) -> None:
    """Let somebody else take everything away that is there."""
    page = table.address.removeprefix(table.course.served.address)
    somebody = table.course.people[4]
    fields = {"principle": page.rsplit("/", 1)[1], "field": FIELD, "text": ""}
    somebody.do("field.save", opened=_kept_in(somebody.see(page)), **fields)
    _all_say([*boxes], "")


def _kept_in(html: str) -> str:
    (kept,) = found(rf'<textarea[^>]* id="{FIELD}"[^>]*>\n?(.*?)</textarea>', html)
    return unescape(kept)


def _compose(page: Page, box: Locator, steps: list[str]) -> None:
    """Put a word together as a phone's keyboard does, at the beginning of the text."""
    box.focus()
    box.evaluate("box => box.setSelectionRange(0, 0)")
    session = page.context.new_cdp_session(page)
    for step in steps:
        place = {"selectionStart": len(step), "selectionEnd": len(step)}
        session.send("Input.imeSetComposition", {"text": step, **place})
    session.send("Input.insertText", {"text": steps[-1]})
