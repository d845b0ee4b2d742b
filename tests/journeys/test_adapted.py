"""An edition adapted by a second organisation: kept, changed, left shown in its edition."""

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from tests.conftest import LONG
from tests.journeys.course import Course
from tests.journeys.people import Person, found
from tests.journeys.screens import Screens
from tests.journeys.served import Served, serving
from workshop.domain.codes import new_token, token_hash
from workshop.models import Invitation
from workshop.models.database import Database

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const one = document.activeElement;
  return (one.labels?.[0] ?? one).textContent.trim().replace(/\\s+/g, " ");
}"""
KEPT, CHANGED, LEFT = (
    "We ask before we use motivational interviewing, and a no is enough.",
    "We never use it to reach a goal that somebody else has set.",
    "We say what we are doing, in plain words.",
)


@pytest.fixture(scope="module")
def tern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """Tern House with a published edition, on a server that others use too."""
    folder = tmp_path_factory.mktemp("instance")
    with serving(folder) as served:
        for _ in Course(served, principles=3).stages():
            pass
        yield served, folder


@pytest.mark.parametrize("width", [360, 1280] if LONG else [360])
def test_an_edition_adapted_by_a_second_organisation_says_what_was_kept_changed_and_left(
    browser: Browser, tern: tuple[Served, Path], width: int
) -> None:
    served, folder = tern
    heron = second_organisation(served, folder)
    with ExitStack() as stack:
        screens = Screens(served, browser, stack)
        desk = screens.of(heron, width)
        screens.open(desk, edition_of(served, Course(served, people=0).facilitator))
        by_keys(desk, "Begin a workshop from this")
        expect(desk.get_by_role("heading", name="New workshop")).to_be_visible()
        expect(desk.locator("main")).to_contain_text("They come in as proposals")
        screens.look(desk, f"begin-{width}")
        desk.get_by_label("What is it called?").fill("Ours, from theirs")
        by_keys(desk, "Start the workshop")
        course = drafting(heron, desk)
        bring_in(screens, desk, course, width)
        change_the_second(screens, course, width)
        vote_and_publish(course)
        look_at_the_edition(screens, desk, edition_of(course.served, course.facilitator), width)
        assert screens.wrong == []


@pytest.mark.parametrize("width", [360, 1280] if LONG else [360])
def test_a_file_is_brought_along_and_what_cannot_be_used_is_said_at_its_box(
    browser: Browser, tern: tuple[Served, Path], width: int
) -> None:
    served, folder = tern
    heron = second_organisation(served, folder)
    path = edition_of(served, Course(served, people=0).facilitator)
    written = requests.get(f"{served.address}{path}.json", timeout=20).content
    withdrawn = written.replace(b'"standing": "current"', b'"standing": "withdrawn"')
    assert withdrawn != written
    with ExitStack() as stack:
        screens = Screens(served, browser, stack)
        desk = screens.of(heron, width)
        screens.open(desk, "/new")
        by_keys(desk, "Begin from guidance that is there")
        expect(desk.get_by_role("heading", name="Your own editions")).to_be_visible()
        screens.look(desk, f"from-{width}")
        desk.get_by_label("The JSON file of an edition").set_input_files(
            {"name": "a.json", "mimeType": "application/json", "buffer": written[:-9]}
        )
        by_keys(desk, "Read this file")
        expect(desk.locator("#file-error")).to_contain_text("no JSON that we can read")
        screens.look(desk, f"from-error-{width}")
        desk.get_by_label("The JSON file of an edition").set_input_files(
            {"name": "b.json", "mimeType": "application/json", "buffer": withdrawn}
        )
        by_keys(desk, "Read this file")
        expect(desk.locator("main")).to_contain_text("This edition was withdrawn")
        screens.look(desk, f"begin-withdrawn-{width}")
        by_keys(desk, "Start the workshop")
        expect(desk.get_by_role("alert")).to_contain_text("Please say that you know it")
        screens.look(desk, f"begin-withdrawn-error-{width}")
        desk.get_by_label("I know that it was withdrawn").check(force=True)
        by_keys(desk, "Start the workshop")
        expect(desk.locator(".desk-bar__code strong")).to_be_visible()
        assert [one for one in screens.wrong if "422" not in one] == []


def second_organisation(served: Served, folder: Path) -> Person:
    """Somebody who signs in for Heron House, which came to this server later."""
    token, email = new_token(), f"kim{secrets.token_hex(4)}@heron.example"
    (file,) = folder.glob("*.db")
    database = Database(f"sqlite:///{file}")
    later = datetime.now(UTC) + timedelta(days=1)
    with database.writing() as connection, Session(connection) as session:
        link = Invitation(token_hash=token_hash(token), role="administrator", expires_at=later)
        session.add(link)
        session.flush()
    database.engine.dispose()
    kim = Person(replace(served, email=email, password="a sentence to sign in"), "/")
    kim.post(f"/welcome/{token}", f"/welcome/{token}", name="Kim", email=email,
             password=kim.served.password, organisation="Heron House")  # fmt: skip
    return kim


def drafting(heron: Person, desk: Page) -> Course:
    """The workshop whose desk is open, with people in it, in its draft step."""
    expect(desk.locator(".desk-bar__code strong")).to_be_visible()
    code = desk.locator(".desk-bar__code strong").inner_text().replace(" ", "")
    workshop = desk.url.rpartition("/")[2]
    course = Course(replace(heron.served, workshop=workshop, code=code))
    course.go_to("Write what")
    return course


def bring_in(screens: Screens, desk: Page, course: Course, width: int) -> None:
    """Two of three, each by a key press; what they are is said."""
    screens.open(desk, course.facilitator.page)
    desk.get_by_role("link", name="Bring in what this began from").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("of Tern House Peer Support")
    expect(desk.locator("main")).to_contain_text("Nobody here stands by it until the room has")
    screens.look(desk, f"origin-{width}")
    for number, statement in enumerate((KEPT, CHANGED), start=1):
        by_keys(desk, f"Bring this in {statement}")
        expect(desk.get_by_role("link", name=f"It is principle {number} here")).to_be_visible()
    screens.look(desk, f"origin-brought-{width}")


def change_the_second(screens: Screens, course: Course, width: int) -> None:
    """A phone is told where it began, and changes it as any other."""
    ada = course.people[0]
    phone = screens.of(ada)
    screens.open(phone, ada.page)
    card = phone.locator(".principle-card", has_text=CHANGED)
    expect(card).to_contain_text("Begun from “How we use motivational interviewing here” of Tern")
    screens.look(phone, f"phone-cards-{width}")
    card.get_by_role("link", name="Open it").click()
    phone.get_by_role("link", name="What it said there").click()
    expect(phone.locator("main")).to_contain_text(LEFT)
    screens.look(phone, f"phone-origin-{width}")
    principle = found(r'id="principle-(\d+)"', ada.see())[1]
    ada.do("field.save", principle=principle, field="statement", opened=CHANGED,
           text="We never use it to reach a goal that the person has not set.")  # fmt: skip


def vote_and_publish(course: Course) -> None:
    """The room votes on what it has, and its edition is published."""
    course.go_to("Vote")
    course.open_ballot()
    course._vote()
    course.close_ballot()
    course.go_to("Look")
    course.facilitator.do("edition.publish", f"{course.facilitator.page}/guidance")


def look_at_the_edition(screens: Screens, desk: Page, path: str, width: int) -> None:
    """Its part “Where it began” tells all three, with the words that came and went."""
    screens.open(desk, path)
    part = desk.locator("section", has=desk.get_by_role("heading", name="Where it began"))
    expect(part).to_contain_text(
        "This guidance was begun from “How we use motivational interviewing here” of Tern House "
        "Peer Support, edition 1."
    )
    expect(part).to_contain_text("Kept as they were: 1. Changed: 1. Left out: 1.")
    for words in (f"Kept as it was: {KEPT}", f"Changed: {CHANGED}", f"Left out: {LEFT}"):
        expect(part.get_by_role("heading", name=words)).to_be_visible()
    expect(part).to_contain_text("the person has not")
    expect(part).to_contain_text("somebody else has")
    first = desk.locator("article.principle").first
    expect(first).to_contain_text("edition 1, principle 1.")
    there = part.get_by_role("link").first.get_attribute("href") or ""
    assert requests.get(there, timeout=20).ok
    screens.look(desk, f"edition-{width}")


def edition_of(served: Served, facilitator: Person) -> str:
    """The path of the first edition, as the facilitator's page links it."""
    page = facilitator.see(f"/desk/{served.workshop}/guidance")
    return found(r'href="(/o/[^"#?]+/1)"', page)[0]


def by_keys(page: Page, wanted: str) -> None:
    """Go to a link or a button by keys alone, and press it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if re.sub(r"\s+", " ", page.evaluate(FOCUSED)).startswith(wanted):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    raise AssertionError(f"{wanted} cannot be reached by keys")
