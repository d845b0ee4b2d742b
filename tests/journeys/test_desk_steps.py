"""What the desk says and shows when somebody steers it by tapping."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import participant
from tests.journeys.screens import sign_in, window
from tests.journeys.served import Served
from tests.journeys.test_suggestions import Room

pytestmark = pytest.mark.browser

WAIT = 30_000
IN_VIEW = """() => {
  const { top, bottom } = document.querySelector(".activity__head").getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


@pytest.fixture
def room(served: Served) -> Room:
    found_room = Room(served)
    found_room.people += [participant(found_room.served, 0) for _ in range(4)]
    return found_room


@pytest.fixture
def desk(room: Room, browser: Browser) -> Iterator[Page]:
    with ExitStack() as stack:
        page = stack.enter_context(window(browser, [], 1280, 500))
        sign_in(page, room.served)
        page.goto(f"{room.served.address}{room.sam.page}")
        expect(page.locator(".connection")).to_have_text("Connected")
        yield page


def test_a_new_step_comes_into_view_unless_somebody_types(room: Room, desk: Page) -> None:
    going, coming = "Suggest other words", "Write what we agree"
    room.go_to(coming)
    title, held = desk.locator(".activity__head"), desk.locator("[data-held-back]")
    expect(title).to_contain_text(coming, timeout=WAIT)
    box = desk.get_by_label("A new principle")
    box.fill("Words that are not given yet.")
    desk.evaluate("scrollTo(0, document.body.scrollHeight)")
    room.go_to(going)
    expect(held).to_be_visible(timeout=WAIT)
    assert not desk.evaluate(IN_VIEW)
    expect(box).to_have_value("Words that are not given yet.")
    box.fill("")
    expect(title).to_contain_text(going, timeout=WAIT)
    for step in (coming, going):
        desk.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert not desk.evaluate(IN_VIEW)
        room.go_to(step)
        expect(title).to_contain_text(step, timeout=WAIT)
        desk.wait_for_function(IN_VIEW, timeout=WAIT)


def test_a_ballot_on_nothing_is_told_at_the_ticks(room: Room, desk: Page) -> None:
    room.go_to("Rate alone")
    form = desk.locator("#open-ballot")
    expect(form).to_be_visible(timeout=WAIT)
    for tick in form.locator("[name='principles[]']").all():
        tick.set_checked(False, force=True)
    form.get_by_role("button", name="Open the ballot").click()
    said = form.locator("fieldset").first.get_by_role("alert")
    expect(said).to_have_text("Choose at least one principle.", timeout=WAIT)
    expect(said).to_be_in_viewport()
