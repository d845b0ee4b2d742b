"""The phone keeps what was typed: through tunnels, killed tabs, restarted servers, two tabs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.journeys import keeping as k
from tests.journeys.course import Course
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def course(served: Served) -> Iterator[Course]:
    """A room in its first question."""
    course = Course(served, people=8, notes=0)
    course.go_on()
    yield course
    k.hang_up(course)


def test_words_given_in_a_tunnel_survive_the_tab_and_are_saved_once(
    browser: Browser, course: Course
) -> None:
    person = course.people[0]
    with k.own_phone(browser, person) as phone:
        page = k.tab(phone, person)
        expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        k.write(page, "Said in a tunnel.")
        expect(k.said(page)).to_contain_text("On this phone, not sent yet")
        expect(k.sign(page)).to_contain_text("not sent yet: 1")
        page.get_by_label("Your thought").fill("Another one, not given.")
        expect(k.unsent(page)).to_contain_text("Said in a tunnel.")
        k.expect_rows(page, 2)
        page.close()
        phone.set_offline(False)
        page = k.tab(phone, person)
        k.expect_once(page, "Said in a tunnel.")
        expect(page.get_by_label("Your thought")).to_have_value("Another one, not given.")
        k.expect_rows(page, 1)
        expect(k.unsent(page)).to_have_count(0)
        page.get_by_role("button", name="Save this note").click()
        k.expect_once(page, "Another one, not given.")
        k.expect_rows(page, 0)
        page.reload()
        expect(page.get_by_label("Your thought")).to_have_value("")
        assert k.notes_of(person, "Said in a tunnel.") == 1


def test_a_draft_comes_back_only_over_the_words_it_was_typed_over(
    browser: Browser, course: Course
) -> None:
    person = course.people[1]
    person.do("note.post", prompt=_prompt(course), text="The first text.", key="firsttext1")
    number = re.findall(r"/note/(\d+)", person.see())[0]
    with k.own_phone(browser, person) as phone:
        page = k.tab(phone, person, f"{person.page}/note/{number}")
        page.get_by_label("Your thought").fill("A longer text, half typed")
        k.expect_rows(page, 1)
        page.reload()
        expect(page.get_by_label("Your thought")).to_have_value("A longer text, half typed")
        person.do("note.change", note=number, text="From another phone.")
        page.reload()
        expect(k.unsent(page)).to_contain_text("A longer text, half typed")
        expect(k.unsent(page)).to_contain_text("changed this text since")
        expect(page.get_by_label("Your thought")).to_have_value("From another phone.")
        phone.set_offline(True)
        page.get_by_label("Your thought").fill("Both together.")
        page.get_by_role("button", name="Save this note").click()
        expect(page.locator("[data-form-state]").first).to_contain_text("not sent yet")
        phone.set_offline(False)
        page.wait_for_url(f"**{person.page}")
        k.expect_once(page, "Both together.")


@pytest.mark.parametrize("script", ["", k.NO_LOCKS], ids=["by a lock", "by a claim"])
def test_two_tabs_of_one_phone_send_each_word_once(
    browser: Browser, course: Course, script: str
) -> None:
    person = course.people[2 if script else 3]
    with k.own_phone(browser, person, *[script] * bool(script)) as phone:
        tabs = [k.tab(phone, person) for _ in range(2)]
        for page in tabs:
            expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        for number, page in enumerate(tabs):
            k.write(page, f"From tab {number}.")
            expect(k.said(page)).to_contain_text("not sent yet")
        phone.set_offline(False)
        for number, page in enumerate(tabs):
            k.expect_once(page, f"From tab {number}.")
            expect(page.get_by_label("Your thought")).to_have_value("")
        assert [k.notes_of(person, f"From tab {number}.") for number in range(2)] == [1, 1]
        k.expect_rows(tabs[0], 0)


def test_where_sockets_are_blocked_words_wait_and_go_by_the_address(
    browser: Browser, course: Course
) -> None:
    person = course.people[4]
    with k.own_phone(browser, person) as phone:
        phone.route_web_socket(re.compile(".*"), _refuse)
        page = k.tab(phone, person)
        phone.set_offline(True)
        k.write(page, "Without a socket.")
        expect(k.said(page)).to_contain_text("On this phone, not sent yet")
        phone.set_offline(False)
        k.expect_once(page, "Without a socket.")
        expect(page.get_by_label("Your thought")).to_have_value("")
        assert k.notes_of(person, "Without a socket.") == 1


def test_a_window_that_keeps_nothing_says_so_and_sends_while_it_lives(
    browser: Browser, course: Course
) -> None:
    person = course.people[5]
    with k.own_phone(browser, person, k.NO_DISK) as phone:
        page = k.tab(phone, person)
        expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        k.write(page, "In a private window.")
        expect(k.said(page)).to_contain_text("keep this page open")
        phone.set_offline(False)
        k.expect_once(page, "In a private window.")
        assert k.notes_of(person, "In a private window.") == 1


def test_a_socket_that_died_in_a_sleep_is_noticed_when_the_page_wakes(
    browser: Browser, course: Course
) -> None:
    person, stall = course.people[6], _Stall()
    with k.own_phone(browser, person) as phone:
        phone.route_web_socket(re.compile("socket.io"), stall.stand_between)
        page = k.tab(phone, person)
        while stall.heard < 3:  # It is open, it is in, and what it asked for is answered.
            page.wait_for_timeout(50)
        stall.is_asleep = True
        text = "From my other phone."
        person.do("note.post", prompt=_prompt(course), text=text, key="otherphone")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(".mine .note", has_text=text)).to_have_count(
            1
        )


class _Stall:
    """Sockets that look open and carry nothing; the ones opened later are well."""

    def __init__(self) -> None:
        self.is_asleep, self.heard = False, 0

    def stand_between(self, route: WebSocketRoute) -> None:
        server, is_old = route.connect_to_server(), not self.is_asleep
        route.on_message(lambda said: None if is_old and self.is_asleep else server.send(said))
        server.on_message(lambda said: self._pass(route, said, is_old=is_old))

    def _pass(self, route: WebSocketRoute, said: str | bytes, *, is_old: bool) -> None:
        if not (is_old and self.is_asleep):
            self.heard += 1
            route.send(said)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[k.Server]:
    """A server that can be killed."""
    server = k.Server(tmp_path)
    yield server
    server.kill()


def test_words_outlive_a_killed_server_a_killed_tab_and_another_database(
    browser: Browser, server: k.Server
) -> None:
    course = Course(server.start(), people=1, notes=0)
    course.go_on()
    person = course.people[0]
    with k.own_phone(browser, person) as phone:
        page, still = k.tab(phone, person), k.tab(phone, person, f"{person.page}")
        expect(k.sign(page)).to_contain_text("Connected")
        server.kill()
        k.write(page, "While it was down.")
        expect(k.said(page)).to_contain_text("On this phone, not sent yet")
        still.get_by_label("Your thought").fill("Half a tho")
        k.expect_rows(still, 2)
        page.close()
        server.have_another_epoch()
        server.start()
        expect(still.locator("body")).to_have_attribute("data-epoch", "another")
        k.expect_once(still, "While it was down.")
        expect(still.get_by_label("Your thought")).to_have_value("Half a tho")
        assert k.notes_of(person, "While it was down.") == 1
    k.hang_up(course)


def _prompt(course: Course) -> str:
    return re.findall(r'name="prompt" value="(\d+)"', course.people[0].see())[0]


def _refuse(route: WebSocketRoute) -> None:
    route.close()
