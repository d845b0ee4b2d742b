"""Every page in every activity, very full, in every theme: can everyone read and use it?"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import LONG
from tests.journeys.course import Course
from tests.journeys.people import Person, facilitator, found, participant
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served
from tests.web.look_probes import CUT_OFF, SIDEWAYS, SMALL_TEXT

pytestmark = pytest.mark.browser

EVERY_RULE = {"resultTypes": ["violations"]}
COLOURS_ONLY = EVERY_RULE | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
THEMES = (("dark", "no-preference"), ("light", "more"), ("dark", "more"))[: 3 if LONG else 0]
"""All of what pages are made of is seen in every theme by tests/web/test_look.py."""
NEXT_PAGE = """() => {
  const pages = [...document.querySelectorAll(".wall-result")];
  const here = pages.findIndex((page) => !page.hidden);
  pages.forEach((page, place) => { page.hidden = place !== (here + 1) % pages.length; });
}"""
BEHIND = ("people", "notes", "views", "agenda", "starters", "guidance",
          "guidance/concern")  # fmt: skip


@dataclass
class Eyes:
    """The screens that look: what each of them has found is written down, with its place."""

    served: Served
    course: Course
    phone: Page
    desk: Page
    wall: Page
    wrong: list[str]

    def look(self, page: Page, path: str, where: str, themes: bool = True) -> None:
        """Open one page and ask it everything."""
        page.emulate_media(color_scheme="light", contrast="no-preference")
        page.goto(f"{self.served.address}{path}")
        self.judge(page, f"{where} {path}", themes)

    def judge(self, page: Page, where: str, themes: bool = True) -> None:
        """Ask an open page everything."""
        self._note(f"{where} scrolls sideways", page.evaluate(SIDEWAYS))
        self._note(f"{where} light", _violations(page, EVERY_RULE))
        for scheme, contrast in THEMES if themes else ():
            page.emulate_media(color_scheme=scheme, contrast=contrast)  # type: ignore[arg-type]
            self._note(f"{where} {scheme} {contrast}", _violations(page, COLOURS_ONLY))
        page.emulate_media(color_scheme="light", contrast="no-preference")

    def _note(self, where: str, finding: object) -> None:
        if finding:
            self.wrong.append(f"{where}: {finding}")


@pytest.fixture
def eyes(browser: Browser, served: Served) -> Iterator[Eyes]:
    wrong: list[str] = []
    course = Course(served, notes=60, principles=12)
    with ExitStack() as stack:
        phone = stack.enter_context(window(browser, wrong, 320, 640))
        desk = stack.enter_context(window(browser, wrong, 1280, 800))
        wall = stack.enter_context(window(browser, wrong, 1920, 1080))
        lend_cookies(phone.context, course.people[0])
        lend_cookies(desk.context, course.facilitator)
        yield Eyes(served, course, phone, desk, wall, wrong)


def test_axe_finds_nothing_on_any_page_in_any_activity(eyes: Eyes) -> None:
    for stage in eyes.course.stages():
        eyes.look(eyes.phone, eyes.course.people[0].page, stage)
        eyes.look(eyes.desk, eyes.course.facilitator.page, stage)
        eyes.look(eyes.wall, f"/wall/{eyes.served.wall}", stage, themes=stage == "review")
        _read_the_wall(eyes, stage)
        SIDE.get(stage, _nothing)(eyes)
    assert eyes.wrong == []


def test_axe_finds_nothing_before_anyone_is_in(browser: Browser, served: Served) -> None:
    wrong: list[str] = []
    with window(browser, wrong, 320, 640) as phone:
        eyes = Eyes(served, None, phone, phone, phone, wrong)  # type: ignore[arg-type]
        for path in ("/join", f"/j/{served.code}", f"/j/{served.code}/back", "/sign-in"):
            eyes.look(phone, path, "before")
        phone.get_by_label("E-mail address").fill("nobody@example.org")
        phone.get_by_label("Password").fill("not this one")
        phone.get_by_role("button", name="Sign in").click()
        eyes.judge(phone, "an open error on sign-in")
        phone.goto(f"{served.address}/join")
        phone.get_by_label("The code on the wall").fill("ABCD 2345")
        phone.get_by_role("button", name="Go on").click()
        eyes.judge(phone, "an open error at the code")
    assert [one for one in wrong if "Failed to load" not in one] == []


def test_axe_finds_nothing_while_people_talk(browser: Browser, served: Served) -> None:
    sam, wrong = facilitator(served), list[str]()
    circle = _circle_of(sam, served)
    ada, sam.page = participant(circle, 0), f"/desk/{circle.workshop}"
    step = r'value="(\d+)">\s*<button class="agenda__step">(?:(?!</button>).)*?<span>Say how it'
    talk = found(step, sam.see())[0]
    sam.do("agenda.go_to", workshop=circle.workshop, activity=talk)
    with (
        window(browser, wrong, 320, 640) as phone,
        window(browser, wrong, 1280, 800) as desk,
        window(browser, wrong, 1920, 1080) as wall,
    ):
        lend_cookies(phone.context, ada)
        lend_cookies(desk.context, sam)
        eyes = Eyes(circle, None, phone, desk, wall, wrong)  # type: ignore[arg-type]
        for screen, path in ((phone, ada.page), (desk, sam.page), (wall, f"/wall/{circle.wall}")):
            eyes.look(screen, path, "talk")
            assert screen.get_by_role("heading", name="Say how it sounds", level=1).is_visible()
            assert screen.get_by_text("Nobody answers yet.").is_visible()
        _read_the_wall(eyes, "talk")
        for path in ("/methods", "/methods/two_round_rating", "/new"):
            phone.context.clear_cookies()
            lend_cookies(phone.context, sam)
            eyes.look(phone, path, "choosing")
        _rules_of_words(eyes)
    assert [one for one in wrong if "Failed to load" not in one] == []


def _rules_of_words(eyes: Eyes) -> None:
    """The rules of the lens on a narrow screen, with words tried and with an open error."""
    phone = eyes.phone
    eyes.look(phone, "/plain-words?open=labels", "the rules")
    phone.get_by_label("Type a sentence").fill("A patient who refuses.")
    phone.get_by_role("button", name="See what is marked").click()
    phone.locator(".advice__mark").first.wait_for()
    eyes.judge(phone, "a sentence that was tried")
    phone.get_by_role("link", name="Add a rule").click()
    phone.get_by_label("Words to point out").fill("care, pathway")
    phone.get_by_role("button", name="Keep this rule").click()
    phone.locator("#words-error").wait_for()
    eyes.judge(phone, "an open error at a rule")


def _circle_of(sam: Person, served: Served) -> Served:
    """A second workshop beside the sample, with steps to talk in it."""
    desk = sam.post("/new", "/new", title="A circle", topic="blank", method="consent_circle")
    code = found(r'desk-bar__code">[^<]*<strong>([^<]+)</strong>', desk.text)[0]
    wall = found(r'href="[^"]*/wall/([^"]+)"', desk.text)[0]
    number = desk.url.rpartition("/")[2]
    return replace(served, workshop=number, code=code.replace(" ", ""), wall=wall)


def _while_welcoming(eyes: Eyes) -> None:
    methods = ("/methods", "/methods/one_two_four_all")
    behind = [f"{eyes.course.facilitator.page}/{one}" for one in BEHIND]
    rules = ("/plain-words?open=labels", "/plain-words/new?like=patient")
    for path in ("/", "/new", *methods, *rules, *behind):
        eyes.look(eyes.desk, path, "behind the desk", themes=False)


def _while_writing(eyes: Eyes) -> None:
    phone, page = eyes.phone, eyes.course.people[0].page
    _the_button_is_seen(eyes)
    phone.goto(f"{eyes.served.address}{page}")
    phone.get_by_role("button", name="Save this note").click()
    phone.locator("[data-form-state][role=alert]").wait_for()
    eyes.judge(phone, "an open error at a note")
    for path in ("words", "words-again", "pause", "someone", "me", "hand-on", "leave"):
        eyes.look(phone, f"{page}/{path}", "beside the room", themes=False)


def _while_grouping(eyes: Eyes) -> None:
    page = eyes.course.people[0].page
    note = found(r'id="note-(\d+)"', eyes.course.people[0].see())[0]
    eyes.look(eyes.phone, f"{page}/move/{note}", "moving", themes=False)
    eyes.look(eyes.phone, f"{page}/theme/{eyes.course.theme}", "naming", themes=False)
    eyes.look(eyes.desk, f"{eyes.course.facilitator.page}/notes", "many notes", themes=False)


def _while_drafting(eyes: Eyes) -> None:
    page = eyes.course.people[0].page
    principle = found(r'id="principle-(\d+)"', eyes.course.people[0].see())[0]
    eyes.look(eyes.phone, f"{page}/principle/{principle}", "drafting", themes=False)
    eyes.look(eyes.phone, f"{page}/all", "all of it", themes=False)


def _while_reviewing(eyes: Eyes) -> None:
    course, page = eyes.course, eyes.course.people[0].page
    principle, desk = course.answer_and_decide(), course.facilitator.page
    for path in (desk, f"{desk}/review/{principle}", f"{desk}/views"):
        eyes.look(eyes.desk, path, "answered", themes=False)
    view = found(r"/view/(\d+)", course.people[0].see(f"{page}/words"))[0]
    for path in (page, f"{page}/view?principle={principle}", f"{page}/view/{view}"):
        eyes.look(eyes.phone, path, "answered", themes=path == page)
    eyes.look(eyes.wall, f"/wall/{eyes.served.wall}", "answered", themes=False)
    for _ in range(eyes.wall.locator(".wall-result").count()):
        _read_the_wall(eyes, "answered")
        eyes.wall.evaluate(NEXT_PAGE)


def _when_published(eyes: Eyes) -> None:
    eyes.look(eyes.desk, f"{eyes.course.facilitator.page}/guidance", "published", themes=False)
    edition = found(r'href="(/o/[^"/]+/[^"/]+/1)"', eyes.course.facilitator.see(
        f"{eyes.course.facilitator.page}/guidance"))[0]  # fmt: skip
    eyes.look(eyes.phone, edition, "edition")
    eyes.look(eyes.desk, edition, "edition", themes=False)
    eyes.look(eyes.phone, f"{eyes.course.people[0].page}/so-far", "so far")
    eyes.look(eyes.desk, f"{eyes.course.facilitator.page}/until", "before the break", themes=False)
    line = "Next Wednesday at two, in the same room"
    eyes.course.facilitator.do("workshop.close", goes_on="true", again=line)
    for who, path in (
        (eyes.phone, eyes.course.people[0].page),
        (eyes.desk, eyes.course.facilitator.page),
        (eyes.desk, f"{eyes.course.facilitator.page}/until"),
        (eyes.wall, f"/wall/{eyes.served.wall}"),
    ):
        eyes.look(who, path, "between meetings", themes=False)
    _read_the_wall(eyes, "between meetings")


def _nothing(eyes: Eyes) -> None:
    """Most stages have no other pages of their own."""


SIDE = {
    "welcome": _while_welcoming,
    "write": _while_writing,
    "group": _while_grouping,
    "draft": _while_drafting,
    "review": _while_reviewing,
    "edition": _when_published,
}


def _read_the_wall(eyes: Eyes, stage: str) -> None:
    if small := eyes.wall.evaluate(SMALL_TEXT, 40):
        eyes.wrong.append(f"{stage}: the wall has small words: {small}")
    if lost := eyes.wall.evaluate(CUT_OFF):
        eyes.wrong.append(f"{stage}: the wall hides words: {lost}")


def _the_button_is_seen(eyes: Eyes) -> None:
    eyes.phone.set_viewport_size({"width": 360, "height": 640})
    eyes.phone.goto(f"{eyes.served.address}{eyes.course.people[0].page}")
    button = eyes.phone.get_by_role("button", name="Save this note").bounding_box()
    foot = eyes.phone.locator(".always").bounding_box()
    assert button is not None
    assert foot is not None
    if button["y"] + button["height"] > foot["y"]:
        eyes.wrong.append(f"the button to save lies under the foot: {button} {foot}")
    eyes.phone.set_viewport_size({"width": 320, "height": 640})


def _violations(page: Page, options: dict[str, object]) -> str:
    results = Axe().run(page, options=options)
    if not results.violations_count:
        return ""
    return re.sub(r"\n\n+", "\n", str(results.generate_report()))
