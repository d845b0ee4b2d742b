"""Every way of voting on a phone, by keyboard alone: the paper, handing in, and what came out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.course import Course
from tests.journeys.people import found
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served

pytestmark = pytest.mark.browser
LOCAL_VOICE = """
  const said = []; window.said = said;
  const voices = [{name: "Far", lang: "en-GB", localService: false}];
  if (%s) voices.push({name: "Near", lang: "en-GB", localService: true});
  class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  Object.defineProperty(window, "speechSynthesis", {value: {
    speaking: false, getVoices: () => voices, cancel: () => {},
    speak: (one) => said.push([one.voice.name, one.text]), addEventListener: () => {},
  }});
"""
OTHERS = {
    "consent": lambda n: "yes",
    "rating": lambda n: str(7 + n % 3),
    "dots": lambda n: "yes",
    "pulse": lambda n: "with",
}


@dataclass
class Booth:
    """A phone and a room that votes around it."""

    served: Served
    course: Course
    phone: Page
    wrong: list[str] = field(default_factory=list)

    def open(self, way: str, **more: object) -> None:
        """The facilitator opens a ballot in this way."""
        desk = self.course.facilitator
        offered = found(r'id="put-(\d+)"', desk.see())
        size = found(r'name="expected" value="([^"]*)"', desk.see())[0]
        desk.do("ballot.open", expected=size, way=way, **{"principles[]": offered}, **more)
        expect(self.phone.get_by_role("button", name="Hand in my paper")).to_be_visible()

    def reach(self, chosen: str) -> None:
        """Go on with the Tab key until what is meant has the focus."""
        for _ in range(80):
            self.phone.keyboard.press("Tab")
            if self.phone.evaluate("one => document.activeElement.matches(one)", chosen):
                return
        raise AssertionError(f"the Tab key does not lead to {chosen}")

    def hand_in(self) -> None:
        """Hand in with the Enter key; the phone says that it is in, and never what it was."""
        self.reach("button.button--large")
        self.phone.keyboard.press("Enter")
        expect(self.phone.get_by_role("heading", name="Your paper is in")).to_be_focused()

    def others_hand_in(self, way: str) -> None:
        for number, person in enumerate(self.course.people[1:]):
            page = person.see()
            ballot = found(r'name="ballot" value="(\d+)"', page)[0]
            asked = sorted(set(found(r'name="answers\.(\d+)"', page)), key=int)
            said = OTHERS[way](number)
            answers = {f"answers.{one}": said for one in asked[: 1 if way == "dots" else None]}
            person.do("paper.hand_in", ballot=ballot, number=0, **answers)

    def judge(self, where: str) -> None:
        results = Axe().run(self.phone, options={"resultTypes": ["violations"]})
        if results.violations_count:
            self.wrong.append(f"{where}: {results.generate_report()}")


@pytest.fixture
def booth(browser: Browser, served: Served) -> Iterator[Booth]:
    wrong: list[str] = []
    course = _course(served)
    with window(browser, wrong, 360, 640) as phone:
        phone.add_init_script(LOCAL_VOICE % "true")
        lend_cookies(phone.context, course.people[0])
        phone.goto(f"{served.address}{course.people[0].page}")
        yield Booth(served, course, phone, wrong)
    assert wrong == []


def _course(served: Served) -> Course:
    """One room for all tests of this file: it goes back to the ballot each time."""
    if served.address not in _KNOWN:
        course = Course(served, people=6, notes=2, principles=3)
        for stage in course.stages():
            if stage == "before-ballot":
                break
        _KNOWN[served.address] = course
    return _KNOWN[served.address]


_KNOWN: dict[str, Course] = {}


def test_consent_by_keyboard_with_a_reason_and_harm(booth: Booth) -> None:
    booth.open("consent")
    booth.judge("consent, empty")
    progress = booth.phone.locator("[data-behaviour=progress]")
    assert progress.get_attribute("role") == "status"
    booth.reach("input[name^='answers.']")
    booth.phone.keyboard.press("Space")
    expect(progress).to_have_text("1 of 3 answered")
    booth.reach(".paper:nth-of-type(2) input[name^='answers.']")
    for _ in range(2):
        booth.phone.keyboard.press("ArrowDown")
    booth.reach("[name$='-harm']")
    booth.phone.keyboard.press("Space")
    booth.reach("textarea[name$='-no-why']")
    booth.phone.keyboard.type("It could frighten people.")
    expect(progress).to_have_text("2 of 3 answered")
    booth.judge("consent, filled in")
    booth.hand_in()
    assert "frighten" not in booth.phone.content().split("<textarea")[0]
    booth.judge("consent, in")
    booth.phone.get_by_text("Changed your mind?").click()
    booth.phone.get_by_role("button", name="Hand in my paper").click()
    empty = booth.phone.locator(".form--paper [data-form-state]")
    expect(empty).to_have_text(re.compile("Nothing is chosen"))
    booth.phone.locator(".paper").first.locator("[type=radio][value=yes]").check()
    booth.phone.get_by_role("button", name="Hand in my paper").click()
    expect(booth.phone.get_by_role("heading", name="Your new paper is in")).to_be_focused()
    expect(booth.phone.get_by_role("button", name="Hand in my paper")).to_be_hidden()
    booth.phone.get_by_text("Changed your mind?").click()
    again = booth.phone.locator(".paper:nth-of-type(2)")
    again.locator("[type=radio][value=no]").check()
    again.locator("[name$='-harm']").check()
    again.locator("textarea[name$='-no-why']").fill("It could frighten people.")
    booth.phone.get_by_role("button", name="Hand in my paper").click()
    expect(booth.phone.get_by_role("heading", name="Your new paper is in")).to_be_focused()
    booth.others_hand_in("consent")
    booth.course.close_ballot()
    expect(booth.phone.get_by_text("It could frighten people.")).to_be_visible()
    expect(booth.phone.get_by_text("On hold", exact=True)).to_be_visible()
    booth.judge("consent, counted")


def test_two_rounds_of_rating_by_keyboard_with_ones_own_last_answer(booth: Booth) -> None:
    booth.open("rating", rounds=2)
    expect(booth.phone.get_by_text("This is the first of two rounds.")).to_be_visible()
    booth.reach("input[name^='answers.']")
    booth.phone.keyboard.press("ArrowRight")
    chosen = booth.phone.locator(".paper").first.locator(".rating__input:checked")
    expect(chosen).to_have_value("8")
    principle = booth.phone.locator(".paper").first.get_attribute("data-principle")
    booth.judge("rating, filled in")
    booth.hand_in()
    booth.others_hand_in("rating")
    booth.course.close_ballot()
    expect(booth.phone.get_by_text("This was the first of two rounds").first).to_be_visible()
    booth.judge("rating, first round counted")
    booth.phone.reload()
    booth.open("rating")
    mine = booth.phone.locator(f"[data-last='{principle}']")
    expect(mine).to_have_text("Your own last answer, kept on this phone only: 8")
    assert booth.phone.locator(".rating__input:checked").count() == 0
    expect(booth.phone.get_by_text("What each group said the first time").first).to_be_visible()
    booth.judge("rating, second round")
    booth.reach("input[name^='answers.']")
    booth.phone.keyboard.press("Space")
    booth.hand_in()
    kept = booth.phone.evaluate("() => Object.keys(sessionStorage).length")
    assert kept == 0, "after the second round the phone keeps no rating"
    booth.others_hand_in("rating")
    booth.course.close_ballot()
    expect(booth.phone.get_by_text("round 2 of 2").first).to_be_visible()


def test_dots_make_a_shortlist_and_one_too_many_is_refused(booth: Booth) -> None:
    booth.open("dots")
    for place in (1, 2):
        booth.reach(f".paper:nth-of-type({place}) input[name^='answers.']")
        booth.phone.keyboard.press("Space")
    booth.reach("button.button--large")
    booth.phone.keyboard.press("Enter")
    refused = booth.phone.locator(".form--paper [data-form-state]")
    expect(refused).to_have_text(re.compile("dots on this paper"))
    assert refused.get_attribute("role") == "alert"
    assert booth.phone.locator("input[name^='answers.']:checked").count() == 2, "nothing is lost"
    booth.judge("dots, refused")
    booth.phone.locator(".paper").nth(1).locator("input[name^='answers.']").uncheck()
    booth.hand_in()
    booth.others_hand_in("dots")
    booth.course.close_ballot()
    expect(booth.phone.get_by_text("On the shortlist").first).to_be_visible()
    booth.judge("dots, counted")


def test_a_quick_pulse_is_live_and_says_so(booth: Booth) -> None:
    booth.open("pulse")
    expect(booth.phone.get_by_text("It decides nothing.").first).to_be_visible()
    for place in (1, 2, 3):
        booth.reach(f".paper:nth-of-type({place}) input[name^='answers.']")
        booth.phone.keyboard.press("Space")
    booth.hand_in()
    assert not booth.phone.get_by_text("How it stands just now").is_visible()
    booth.others_hand_in("pulse")
    expect(booth.phone.get_by_text("How it stands just now")).to_be_visible()
    booth.judge("pulse, live")
    booth.course.close_ballot()
    expect(booth.phone.get_by_role("heading", name="The ballot is closed")).to_be_visible()


def test_a_paper_is_read_aloud_by_a_voice_of_the_phone_only(
    browser: Browser, booth: Booth
) -> None:
    booth.open("pulse")
    statement = booth.phone.locator(".paper__words").first.inner_text()
    booth.reach("[data-read] button")
    booth.phone.keyboard.press("Enter")
    [[voice, text]] = booth.phone.evaluate("() => window.said")
    assert voice == "Near"
    assert statement in text
    with window(browser, booth.wrong, 360, 640) as far:
        far.add_init_script(LOCAL_VOICE % "false")
        lend_cookies(far.context, booth.course.people[1])
        far.goto(f"{booth.served.address}{booth.course.people[1].page}")
        expect(far.get_by_role("button", name="Hand in my paper")).to_be_visible()
        assert far.get_by_role("button", name="Read it aloud").count() == 0
    booth.course.close_ballot()
