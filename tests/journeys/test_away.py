"""Who comes back is told what happened; who was looking is not; the phone alone remembers."""

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from tests.journeys.course import Course
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def course(served: Served) -> Course:
    """A room of six."""
    return Course(served, people=6, notes=2)


def box(phone: Page) -> Locator:
    return phone.locator("[data-away]")


def open_room(phone: Page, course: Course, number: int) -> None:
    lend_cookies(phone.context, course.people[number])
    phone.goto(course.served.phone)
    expect(phone.locator("[data-behaviour=connection]")).to_contain_text("Connected")


def test_who_was_away_is_told_once_and_reads_all_of_it(
    browser: Browser, served: Served, course: Course
) -> None:
    complaints: list[str] = []
    with window(browser, complaints) as phone:
        open_room(phone, course, 0)
        expect(box(phone)).to_be_hidden()
        course.go_on()
        expect(phone.get_by_label("Your thought")).to_be_visible()
        expect(box(phone)).to_be_hidden()
        phone.goto("about:blank")
        course.go_to("Put")
        course.go_to("Write what")
        phone.goto(served.phone)
        expect(box(phone)).to_contain_text("While you were away")
        lines = box(phone).locator("li")
        expect(lines).to_have_text(
            ["The room went on to: Put notes together.",
             "The room went on to: Write what we agree."]
        )  # fmt: skip
        box(phone).get_by_role("link", name="Read all of it").click()
        expect(phone.get_by_role("heading", name="What happened so far")).to_be_visible()
        expect(phone.locator(".told time").first).not_to_contain_text("UTC")
        phone.goto(served.phone)
        expect(phone.locator("[data-behaviour=connection]")).to_contain_text("Connected")
        expect(box(phone)).to_be_hidden()
    assert complaints == []


class Radio:
    """A phone's connection, which sleeps with it: an open socket would still hear the room."""

    def __init__(self, phone: Page) -> None:
        self.phone, self.is_asleep = phone, False
        self.sockets: list[WebSocketRoute] = []
        phone.route_web_socket("**/socket.io/**", self.connect)

    def connect(self, socket: WebSocketRoute) -> None:
        if self.is_asleep:
            socket.close()
        else:
            socket.connect_to_server()
            self.sockets.append(socket)

    def sleep(self, *, is_asleep: bool) -> None:
        self.is_asleep = is_asleep
        self.phone.context.set_offline(is_asleep)
        while is_asleep and self.sockets:
            self.sockets.pop().close()


def test_a_phone_that_slept_is_told_and_the_box_can_be_put_away(
    browser: Browser, served: Served, course: Course
) -> None:
    complaints: list[str] = []
    with window(browser, complaints) as phone:
        radio = Radio(phone)
        phone.clock.install()
        open_room(phone, course, 1)
        radio.sleep(is_asleep=True)
        course.go_to("Look")
        phone.clock.fast_forward("30:00")
        radio.sleep(is_asleep=False)
        expect(box(phone)).to_contain_text("The room went on to: Look at")
        box(phone).get_by_role("button", name="Thank you, go on").click()
        expect(box(phone)).to_be_hidden()
    assert complaints == []


def test_a_page_without_scripts_has_a_link_to_what_happened(
    browser: Browser, served: Served, course: Course
) -> None:
    with window(browser, [], java_script_enabled=False) as phone:
        lend_cookies(phone.context, course.people[2])
        phone.goto(served.phone)
        phone.get_by_role("link", name="All of it").click()
        phone.get_by_role("link", name="What happened so far").click()
        expect(phone.locator(".told")).to_contain_text("The workshop was set up.")
