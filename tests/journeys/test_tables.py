"""Tables as they are tapped: the desk splits the room, each writes its own, and all come back."""

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.course import Course
from tests.journeys.people import Person, found
from tests.journeys.screens import Screens
from tests.journeys.served import Served

pytestmark = pytest.mark.browser
FIELD = "evidence"
FOCUSED = "document.activeElement === document.body ? '' : document.activeElement.textContent"
AT_A_TABLE = re.compile(r"^You are at table [123]$")


class Room:
    """A room that drafts at two tables: the first principle is at table 1, the second at 2."""

    def __init__(self, course: Course) -> None:
        self.course, self.desk = course, course.facilitator.page
        page = course.people[0].see()
        self.principles = sorted(set(found(r'id="principle-(\d+)"', page)), key=int)

    def split(self) -> None:
        sam = self.course.facilitator
        sam.do("tables.split", size=6, key=secrets.token_hex(8))
        for table, principle in enumerate(self.principles, 1):
            sam.do("table.give", table=table, theme=0, principle=principle)

    def at(self, table: int) -> list[Person]:
        """Who sits at a table."""
        people = [(one, found(r"data-table=\"(\d+)\"", one.see())[0]) for one in self.course.people]
        return [one for one, number in people if number == str(table)]

    def path_to(self, table: int) -> str:
        """The page of the principle that a table writes."""
        return f"{self.course.people[0].page}/principle/{self.principles[table - 1]}"

    def save(self, who: Person, table: int, text: str) -> None:
        fields = {"principle": self.principles[table - 1], "field": FIELD, "text": text}
        opened = found(rf'id="{FIELD}"[^>]*>\n?([^<]*)<', who.see(self.path_to(table)))[0]
        who.do("field.save", opened=opened, **fields)


@pytest.fixture(scope="module")
def together(served: Served) -> Room:
    """A room that is drafting, not split."""
    course = Course(served, people=13, notes=6, principles=2)
    next(stage for stage in course.stages() if stage == "draft")
    return Room(course)


@pytest.fixture
def room(together: Room) -> Iterator[Room]:
    """The same room at two tables."""
    together.split()
    yield together
    together.course.facilitator.do("tables.end")


@pytest.fixture
def screens(served: Served, browser: Browser) -> Iterator[Screens]:
    with ExitStack() as stack:
        screens = Screens(served, browser, stack)
        yield screens
    assert screens.wrong == []


def test_the_desk_splits_the_room_with_the_keyboard_alone(together: Room, screens: Screens) -> None:
    sam, ada = together.course.facilitator, together.course.people[0]
    desk, phone = screens.of(sam, 1280), screens.of(ada)
    screens.open(desk, sam.page)
    screens.open(phone, ada.page)
    expect(phone.get_by_text("You are at table")).to_have_count(0)
    expect(desk.locator("[data-behaviour=connection]")).to_be_visible()
    _tab_to(desk, "Split the room into tables")
    desk.keyboard.press("Enter")
    screens.look(desk, "tables-split-form")
    _tab_to(desk, "3 tables, 4 or 5 people at each")
    desk.keyboard.press("ArrowDown")
    _tab_to(desk, "Make these tables")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Table 3 4 people")).to_be_visible()
    expect(desk.get_by_role("heading", name="Table 4")).to_have_count(0)
    expect(phone.get_by_role("heading", name=AT_A_TABLE)).to_be_visible()
    screens.look(desk, "tables-desk")
    screens.look(phone, "tables-phone")
    _tab_to(desk, "Come back together")
    desk.keyboard.press("Enter")
    expect(phone.get_by_text("You are at table")).to_have_count(0)


def test_a_phone_writes_what_its_table_has_and_reads_the_rest(room: Room, screens: Screens) -> None:
    ada, bo, *_ = room.at(1)
    phone, beside = screens.of(ada), screens.of(bo)
    screens.open(phone, ada.page)
    expect(phone.get_by_role("heading", name="You are at table 1")).to_be_visible()
    own = phone.locator(f"#principle-{room.principles[0]}")
    own.get_by_role("link", name=re.compile("^Open it")).click()
    expect(phone.get_by_text("Table 1 writes this one, all at the same time.")).to_be_visible()
    screens.open(beside, room.path_to(1))
    for page in (phone, beside):
        expect(page.locator(f"#{FIELD}")).to_be_editable()
        expect(page.get_by_text("Your words are saved while you type.")).to_be_visible()
        page.wait_for_load_state("networkidle")
    phone.locator(f"#{FIELD}").press_sequentially("We know it from life.")
    expect(beside.locator(f"#{FIELD}")).to_have_value("We know it from life.")
    screens.look(phone, "tables-own-principle")
    screens.open(phone, ada.page)
    phone.get_by_role("heading", name="Table 2 writes").scroll_into_view_if_needed()
    other = phone.locator(f"#principle-{room.principles[1]}")
    other.get_by_role("link", name=re.compile("^Open it")).click()
    expect(phone.get_by_text("Table 2 writes this one. You can read it.")).to_be_visible()
    expect(phone.locator("textarea")).to_have_count(0)
    screens.look(phone, "tables-other-principle")
    phone.get_by_role("link", name="Suggest a change").click()
    expect(phone.get_by_role("link", name=re.compile("^Suggest other words")).first).to_be_visible()


def test_who_is_moved_finds_their_new_table_on_every_page(room: Room, screens: Screens) -> None:
    sam, ada = room.course.facilitator, room.at(1)[0]
    name = found(r'name="name" value="([^"]+)"', ada.see(f"{ada.page}/me"))[0]
    phone, writing, desk = screens.of(ada), screens.of(ada), screens.of(sam)
    screens.open(phone, ada.page)
    screens.open(writing, room.path_to(1))
    expect(writing.locator(f"#{FIELD}")).to_be_editable()
    screens.open(desk, f"{sam.page}/tables")
    screens.look(desk, "tables-who-sits-where")
    desk.get_by_label(f"Table for {name}").select_option("2")
    desk.get_by_role("button", name=f"Move {name}").click()
    expect(desk.get_by_label(f"Table for {name}")).to_have_value("2")
    expect(desk.get_by_label(f"Table for {name}")).to_be_in_viewport()
    expect(phone.get_by_role("heading", name="You are at table 2")).to_be_visible()
    expect(writing.get_by_text("You can read this now, but not write in it.")).to_be_visible()
    expect(writing.locator(f"#{FIELD}")).not_to_be_editable()
    screens.look(writing, "tables-moved-away")
    screens.open(writing, room.path_to(2))
    expect(writing.locator(f"#{FIELD}")).to_be_editable()


def test_a_table_that_needs_help_is_seen_answered_and_helped(room: Room, screens: Screens) -> None:
    sam, (ada, bo, *_) = room.course.facilitator, room.at(1)
    phone, beside, desk = screens.of(ada), screens.of(bo), screens.of(sam, 1280)
    for page, who in ((phone, ada), (beside, bo), (desk, sam)):
        screens.open(page, who.page)
    phone.get_by_role("button", name="Our table needs help").click()
    for page in (phone, beside):
        expect(page.get_by_text("Your table called for help.")).to_be_visible()
    screens.look(phone, "tables-called")
    expect(desk.get_by_role("link", name="Table 1 needs help")).to_be_visible()
    expect(desk.locator(".tables__one--calling")).to_contain_text("Table 1")
    screens.look(desk, "tables-desk-called")
    desk.get_by_role("button", name="I am coming Table 1").click()
    for page in (phone, beside):
        expect(page.get_by_text("Sam is coming to your table.")).to_be_visible()
    desk.get_by_role("link", name="Table 1 needs help").click()
    expect(desk.get_by_text("Needs help. Sam is coming.")).to_be_visible()
    screens.look(desk, "tables-desk-coming")
    desk.get_by_role("button", name="This is done Table 1").click()
    expect(desk.get_by_text("Needs help.")).to_have_count(0)
    expect(phone.get_by_role("button", name="Our table needs help")).to_be_visible()


def test_back_together_everybody_has_everything(room: Room, screens: Screens) -> None:
    sam, ada = room.course.facilitator, room.at(1)[0]
    said = {1: "Table one wrote this.", 2: "Table two wrote that."}
    for table, text in said.items():
        room.save(room.at(table)[-1], table, text)
    phone, desk = screens.of(ada), screens.of(sam, 1280)
    screens.open(phone, ada.page)
    screens.open(desk, sam.page)
    expect(phone.get_by_role("heading", name="You are at table 1")).to_be_visible()
    desk.get_by_role("button", name="Come back together").click()
    expect(phone.get_by_text("You are at table")).to_have_count(0)
    for principle, text in zip(room.principles, said.values(), strict=True):
        card = phone.locator(f"#principle-{principle}")
        card.locator("summary", has_text="Read all of it").click()
        expect(card.get_by_text(text)).to_be_visible()
    screens.look(phone, "tables-together-again")
    screens.open(phone, room.path_to(2))
    expect(phone.locator(f"#{FIELD}")).to_have_value(said[2])
    expect(phone.locator(f"#{FIELD}")).to_be_editable()


def test_two_find_each_other_by_a_number_and_sit_together(together: Room, screens: Screens) -> None:
    ada, bo = together.course.people[:2]
    name = found(r'name="name" value="([^"]+)"', bo.see(f"{bo.page}/me"))[0]
    phone = screens.of(ada)
    screens.open(phone, ada.page)
    phone.get_by_role("link", name="Sit with somebody you choose").click()
    screens.look(phone, "tables-pair")
    number = found(r'class="pair-number">([\d ]+)<', bo.see(f"{bo.page}/pair"))[0]
    phone.get_by_label("Or type the number of the other person").fill(number)
    phone.get_by_role("button", name="Sit together").click()
    expect(phone.get_by_text(f"You and {name} asked to sit together.")).to_be_visible()
    screens.look(phone, "tables-paired")
    together.split()
    assert found(r"data-table=\"(\d+)\"", ada.see()) == found(r"data-table=\"(\d+)\"", bo.see())
    together.course.facilitator.do("tables.end")


def _tab_to(page: Page, words: str) -> None:
    """Go on by Tab until what has the focus says this."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"The keyboard does not reach “{words}”.")
