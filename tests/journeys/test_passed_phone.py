"""One real browser that is passed round: what it kept of the first person, the next never sees."""

import re
import secrets
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.journeys.course import Course
from tests.journeys.people import Person, found
from tests.journeys.screens import window
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


def test_the_next_person_sees_nothing_of_the_first_one(browser: Browser, served: Served) -> None:
    course, wrong = _course(served), list[str]()
    words = [_words_for(course, name) for name in ("Gus", "Hal")]
    _open_rating(course, rounds=2)
    with window(browser, wrong, 360, 640) as phone:
        answers = _Answers(phone)
        for mine in words:
            _vote_and_be_done(phone, served, mine, answers)
            for _ in range(3):
                phone.go_back()
                expect(phone.get_by_text("Your paper is in")).to_have_count(0)
        for person in course.people:
            _rate(person)
        course.close_ballot()
        _open_rating(course)
        _come_in(phone, served, words[0])
        expect(phone.get_by_role("button", name="Hand in my paper")).to_be_visible()
        expect(phone.get_by_text("Your own last answer")).to_be_hidden()
    assert wrong == []


class _Answers:
    """Lets the server's answers to commands come after the screens that they change."""

    def __init__(self, phone: Page) -> None:
        self.is_holding = False
        self.held: list[str | bytes] = []
        self.routes: list[WebSocketRoute] = []
        phone.route_web_socket(re.compile("socket.io"), self.stand_between)

    def stand_between(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(server.send)
        server.on_message(lambda message: self._pass(route, message))
        self.routes.append(route)

    def _pass(self, route: WebSocketRoute, message: str | bytes) -> None:
        if self.is_holding and str(message).startswith("43"):
            self.held.append(message)
        else:
            route.send(message)

    def let_go(self, phone: Page) -> None:
        deadline = time.monotonic() + 30
        while not self.held and time.monotonic() < deadline:
            phone.wait_for_timeout(20)
        self.is_holding = False
        assert self.held, "the answer must come after the screen has changed"
        while self.held:
            self.routes[-1].send(self.held.pop(0))


def _course(served: Served) -> Course:
    course = Course(served, people=5, notes=2, principles=1)
    for stage in course.stages():
        if stage == "before-ballot":
            break
    return course


def _words_for(course: Course, name: str) -> str:
    """A facilitator adds a person, and makes their words."""
    desk, page = course.facilitator, f"{course.facilitator.page}/people"
    voice = found(r'<option value="(\d+)"', desk.see(page))[0]
    desk.do("person.add", page, voice=voice, name=name, key=secrets.token_hex(8))
    person = found(rf'people/(\d+)/words">(?:(?!</a>).)*{name}', desk.see(page))[0]
    path = f"{page}/{person}/words"
    return found(r'code--long">([^<]+)<', desk.post(path, path).text)[0]


def _open_rating(course: Course, **more: object) -> None:
    desk = course.facilitator
    offered, size = (
        found(pattern, desk.see())
        for pattern in (r'id="put-(\d+)"', r'name="expected" value="([^"]*)"')
    )
    desk.do("ballot.open", expected=size[0], way="rating", **{"principles[]": offered}, **more)


def _rate(person: Person) -> None:
    page = person.see()
    ballot, asked = (
        found(pattern, page)[0]
        for pattern in (r'name="ballot" value="(\d+)"', r'name="answers\.(\d+)"')
    )
    person.do("paper.hand_in", ballot=ballot, number=0, **{f"answers.{asked}": "8"})


def _come_in(phone: Page, served: Served, words: str) -> None:
    phone.goto(f"{served.address}/j/{served.code}")
    phone.get_by_role("link", name="I was here before and have three words").click()
    phone.get_by_label("Your three words").fill(words)
    phone.get_by_role("button", name="Let me back in").click()
    phone.get_by_role("link", name="Go on").click()


def _vote_and_be_done(phone: Page, served: Served, words: str, answers: _Answers) -> None:
    _come_in(phone, served, words)
    expect(phone.get_by_text("Connected")).to_be_visible()
    phone.locator(".rating__input").nth(2).check(force=True)
    answers.is_holding = True
    phone.get_by_role("button", name="Hand in my paper").click()
    expect(phone.get_by_role("heading", name="Your paper is in")).to_be_visible()
    answers.let_go(phone)
    expect(phone.get_by_role("heading", name="Your paper is in")).to_be_focused()
    assert phone.evaluate("() => Object.values(sessionStorage)") == ["9"]
    _judge(phone)
    phone.get_by_role("link", name="I am done on this phone").click()
    _judge(phone)
    phone.get_by_role("button", name="I am done on this phone").click()
    expect(phone.get_by_role("heading", name="This phone is free")).to_be_visible()
    _judge(phone)
    phone.wait_for_function("() => sessionStorage.length === 0", timeout=30000)


def _judge(phone: Page) -> None:
    results = Axe().run(phone, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()
