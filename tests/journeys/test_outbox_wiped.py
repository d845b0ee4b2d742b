"""What a phone keeps is nobody else's: it is wiped in time, no vote is in it, refusals stay."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import keeping as k
from tests.journeys.course import Course
from tests.journeys.people import Person
from tests.journeys.served import Served

pytestmark = pytest.mark.browser
OLDER = """async () => {
  const base = await new Promise((done) => {
    const asked = indexedDB.open("workshop");
    asked.onsuccess = () => done(asked.result);
  });
  for (const box of ["outbox", "drafts"]) {
    const step = base.transaction(box, "readwrite"), rows = step.objectStore(box);
    const asked = rows.getAll();
    asked.onsuccess = () => asked.result.forEach((row) => rows.put({...row, at: row.at - 864e5}));
    await new Promise((done) => { step.oncomplete = done; });
  }
  base.close();
}"""
STORES = "{...localStorage}, {...sessionStorage}"
KEPT = f"async () => JSON.stringify([await ({k.ROWS})(), {STORES}])"


@pytest.fixture(scope="module")
def course(served: Served) -> Iterator[Course]:
    """A room in its first question."""
    course = Course(served, people=8, notes=0)
    course.go_on()
    yield course
    k.hang_up(course)


def hold_words(phone: BrowserContext, person: Person, text: str) -> Page:
    """Give words in a tunnel and type some more, then close the tab; open another page."""
    page = k.tab(phone, person)
    expect(k.sign(page)).to_contain_text("Connected")
    phone.set_offline(True)
    k.write(page, text)
    expect(k.said(page)).to_contain_text("not sent yet")
    page.get_by_label("Your thought").fill("Not given.")
    k.expect_rows(page, 2)
    page.close()
    return phone.new_page()


def test_who_is_done_on_a_phone_or_leaves_takes_their_words_along(
    browser: Browser, course: Course
) -> None:
    for person, path, button, then in (
        (course.people[0], "/hand-on", "I am done on this phone", "This phone is free"),
        (course.people[1], "/leave", "Yes, leave", "Join a workshop"),
    ):
        with k.own_phone(browser, person) as phone:
            page = hold_words(phone, person, "Mine alone.")
            phone.route("**/do/note.post", lambda route: route.abort())
            phone.set_offline(False)
            page.goto(f"{person.served.address}{person.page}{path}")
            k.expect_rows(page, 2)
            page.get_by_role("button", name=button).click()
            expect(page.get_by_role("heading", name=then)).to_be_visible()
            k.expect_rows(page, 0)


def test_another_person_and_another_day_find_nothing(browser: Browser, course: Course) -> None:
    first, second = course.people[2:4]
    with k.own_phone(browser, first) as phone:
        page = hold_words(phone, first, "Of the first one.")
        phone.set_offline(False)
        k.lend_cookies(phone, second)
        page.goto(f"{second.served.address}{second.page}")
        k.expect_rows(page, 0)
        assert "Of the first one." not in page.content()
        assert k.notes_of(second, "Of the first one.") == 0
        page.close()
        page = hold_words(phone, second, "Of yesterday.")
        phone.set_offline(False)
        page.goto(f"{second.served.address}/join")
        page.evaluate(OLDER)
        page.goto(f"{second.served.address}{second.page}")
        k.expect_rows(page, 0)
        assert k.notes_of(second, "Of yesterday.") == 0


def test_a_page_left_open_never_speaks_for_the_next_person(
    browser: Browser, course: Course
) -> None:
    first, second = course.people[4:6]
    with k.own_phone(browser, first) as phone:
        page = k.tab(phone, first, f"{first.page}/pause")
        page.goto(f"{first.served.address}{first.page}")
        expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        k.write(page, "Of the first one.")
        expect(k.said(page)).to_contain_text("not sent yet")
        # The session stays the browser's own; only who is in has changed.
        token = [one for one in second.session.cookies if one.name.startswith("p")]
        phone.add_cookies([{"name": one.name, "value": str(one.value), "domain": "127.0.0.1",
                            "path": "/"} for one in token])  # fmt: skip
        phone.set_offline(False)
        own = page.locator(f"body[data-owner='{_mark(second)}']")
        expect(own).to_have_count(1)
        k.expect_rows(page, 0)
        assert k.notes_of(second, "Of the first one.") == 0


def test_a_refusal_stays_beside_the_words_and_the_end_wipes_the_phone(
    browser: Browser, course: Course
) -> None:
    person, desk = course.people[6], course.facilitator
    with k.own_phone(browser, person) as phone:
        page = k.tab(phone, person)
        expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        k.write(page, "Too late for today.")
        expect(k.said(page)).to_contain_text("not sent yet")
        desk.do("workshop.close", goes_on="true")
        phone.set_offline(False)
        expect(k.said(page)).to_have_attribute("role", "alert")
        expect(page.get_by_label("Your thought")).to_have_value("Too late for today.")
        reason = k.said(page).inner_text()
        page.reload()
        expect(k.unsent(page)).to_contain_text("Too late for today.")
        expect(k.unsent(page)).to_contain_text(f"Refused, because: {reason}")
        desk.do("workshop.reopen")
        expect(page.get_by_label("Your thought")).to_have_value(
            "Too late for today."
        )
        expect(k.unsent(page)).to_have_count(0)
        desk.do("workshop.close")
        k.expect_rows(page, 0)
        expect(page.get_by_label("Your thought")).to_have_value("Too late for today.")
        page.reload()
        expect(page.get_by_role("heading", name="This workshop is closed")).to_be_visible()
        expect(k.unsent(page)).to_have_count(0)
        desk.do("workshop.reopen")


def test_a_vote_never_touches_the_disk(browser: Browser, course: Course) -> None:
    person = course.people[7]
    course.go_to("Write what")
    person.do("principle.add", statement="We ask first.", theme=0, key=secrets.token_hex(8))
    course.go_to("Vote")
    course.open_ballot()
    with k.own_phone(browser, person) as phone:
        page = k.tab(phone, person)
        expect(k.sign(page)).to_contain_text("Connected")
        phone.set_offline(True)
        page.locator(".paper").first.locator("[type=radio][value=no]").check(force=True)
        page.locator(".paper").first.locator("textarea[name$='-no-why']").fill("A secret reason.")
        page.get_by_role("button", name="Hand in my paper").click()
        paper = page.locator(".form--paper [data-form-state]")
        expect(paper).to_contain_text("keep this page open")
        kept = page.evaluate(KEPT)
        assert "secret" not in kept
        assert "answers" not in kept
        assert "paper.hand_in" not in kept
        phone.set_offline(False)
        expect(page.get_by_role("heading", name="Your paper is in")).to_be_visible()
        assert "paper.hand_in" not in page.evaluate(KEPT)
    course.close_ballot()


def _mark(person: Person) -> str:
    return re.findall(r'data-owner="(\w+)"', person.see())[0]
