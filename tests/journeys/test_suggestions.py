"""Suggestions on a principle, as they are tapped on a small phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import Screens
from tests.journeys.suggesting import ALWAYS, PLANS, SAID, WAIT, WHY, Room, room, screens

__all__ = ["room", "screens"]
pytestmark = pytest.mark.browser


def test_a_change_is_suggested_wanted_by_others_and_taken(room: Room, screens: Screens) -> None:
    ada, bo, desk = (screens.of(one) for one in (room.people[0], room.people[1], room.sam))
    home = f"/w/{room.served.workshop}"
    screens.open(ada, home)
    screens.look(ada, "suggest-step")
    ada.get_by_role("link", name=re.compile("^Suggest a change")).click()
    screens.look(ada, "read")
    ada.get_by_role("link", name=re.compile("^Suggest other words")).first.click()
    ada.locator("#suggested").fill(ALWAYS)
    ada.get_by_label("Why?").fill(WHY)
    screens.look(ada, "new")
    ada.get_by_role("button", name="Suggest this").click()
    expect(ada.locator(".changed ins")).to_contain_text("always")
    expect(ada.get_by_text("You suggested this. Only you see that.")).to_be_visible()
    screens.look(ada, "own")
    screens.open(bo, room.list)
    expect(bo.get_by_text("Only you see that")).to_have_count(0)
    bo.get_by_role("button", name=re.compile("^Me too")).click()
    expect(bo.get_by_text("You said “Me too”.")).to_be_visible()
    expect(bo.get_by_text("1 person wants this too.")).to_be_visible()
    screens.look(bo, "me-too")
    screens.open(ada, home)
    screens.open(desk, f"/desk/{room.served.workshop}")
    desk.get_by_role("link", name=re.compile("^1 suggestion")).click()
    desk.get_by_role("link", name=re.compile("^Decide")).click()
    screens.look(desk, "decide")
    desk.get_by_role("button", name="Take it as it is").click()
    expect(desk.locator("#says-statement")).to_have_text(ALWAYS)
    expect(ada.get_by_text("Taken, as it was suggested.")).to_be_visible()
    screens.look(ada, "told")
    ada.get_by_role("button", name=re.compile("^I have read it")).click()
    expect(ada.get_by_text("Taken, as it was suggested.")).to_have_count(0)
    screens.open(ada, f"{home}/words")
    expect(ada.get_by_text("Taken, as it was suggested.")).to_be_visible()
    screens.look(ada, "my-words")


def test_open_pages_change_by_themselves(room: Room, screens: Screens) -> None:
    waits = screens.of(room.people[1]), screens.of(room.people[2]), screens.of(room.sam, 1280)
    phone, polling, desk = waits
    polling.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    for page in waits:
        screens.open(page, room.list)
        page.evaluate("window.isTheSamePage = true")
    made = room.suggest(0, ALWAYS)
    for page in waits:
        expect(page.locator(f"#suggestion-{made} ins")).to_contain_text("always", timeout=WAIT)
    phone.get_by_role("button", name=re.compile("^Me too")).click()
    expect(phone.get_by_text("You said “Me too”.")).to_be_visible()
    polling.get_by_role("button", name=re.compile("^Me too")).click()
    expect(polling.get_by_text("You said “Me too”.")).to_be_visible(timeout=WAIT)
    for page in waits:
        expect(page.get_by_text("2 people want this too.")).to_be_visible(timeout=WAIT)
    screens.look(phone, "live-phone")
    screens.look(desk, "live-desk")
    expect(desk.get_by_text("Me too")).to_have_count(0)
    room.go_to("Write what we agree")
    for page in (phone, polling):
        expect(page.get_by_role("link", name=re.compile("^Take it into"))).to_be_visible(
            timeout=WAIT
        )
    room.go_to("Suggest other words")
    room.save(SAID.replace("any advice", "advice"))
    for page in waits:
        expect(page.get_by_text("The words have changed since.")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name=re.compile("^Take it into"))).to_have_count(
            0, timeout=WAIT
        )
    room.sam.do("suggestion.take", suggestion=made)
    for page in waits:
        expect(page.get_by_text("What became of 1 suggestion")).to_be_visible(timeout=WAIT)
        assert page.evaluate("window.isTheSamePage"), "the page was opened again"


def test_who_decides_sees_what_changes_and_keeps_what_they_type(
    room: Room, screens: Screens
) -> None:
    made = room.suggest(0, ALWAYS)
    desk = screens.of(room.sam)
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{made}")
    desk.locator("#to-take").fill("We ask before all else.")
    desk.get_by_label("Why not?").fill("It is too")
    room.people[1].do("suggestion.me_too", suggestion=made, is_so="true")
    expect(desk.get_by_text("1 person wants this too.")).to_be_visible(timeout=WAIT)
    room.sam.do("suggestion.decline", suggestion=made, reason="Another one does more.")
    expect(desk.get_by_text("Another one does more.")).to_be_visible(timeout=WAIT)
    assert desk.locator("#to-take").input_value() == "We ask before all else."
    assert desk.get_by_label("Why not?").input_value() == "It is too"
    screens.look(desk, "decide-live")


def test_one_is_held_back_changed_by_its_author_and_goes_on(room: Room, screens: Screens) -> None:
    room.suggest(0, SAID.replace("We ask", "Jo and all of us ask"), "Jo Miller never asked.")
    ada, bo = (screens.of(one) for one in room.people[:2])
    desk = screens.of(room.sam, 1280)
    screens.open(ada, f"/w/{room.served.workshop}")
    screens.open(bo, room.list)
    expect(bo.get_by_text("Jo Miller never asked.")).to_be_visible()
    screens.open(desk, f"/desk/{room.served.workshop}")
    desk.get_by_role("link", name="Look through the suggestions").click()
    desk.locator("summary", has_text="Hold it back").click()
    expect(desk.get_by_role("button", name="Give it back to be changed")).to_be_visible()
    screens.look(desk, "hold-desk")
    desk.get_by_role("button", name="Give it back to be changed").click()
    expect(desk.get_by_text("Given back to its author.")).to_be_visible()
    screens.look(desk, "held-desk")
    expect(bo.get_by_text("Jo Miller never asked.")).to_have_count(0, timeout=WAIT)
    expect(ada.get_by_text("A suggestion of yours was held back")).to_be_visible(timeout=WAIT)
    screens.look(ada, "held-told")
    screens.open(desk, f"/desk/{room.served.workshop}")
    expect(desk.get_by_role("link", name="1 suggestion is held back")).to_be_visible()
    ada.get_by_role("link", name="Read and change it").click()
    ada.get_by_label("Your words").fill(ALWAYS)
    screens.look(ada, "held-change")
    ada.get_by_label("Why?").fill(WHY)
    ada.get_by_role("button", name="Save this suggestion").click()
    expect(ada.get_by_text("Held back by the facilitator.")).to_have_count(0)
    expect(bo.get_by_text(WHY)).to_be_visible(timeout=WAIT)
    expect(desk.get_by_role("link", name="Look through the suggestions")).to_be_visible(
        timeout=WAIT
    )
    for width in (360, 1280):
        page = screens.of(room.sam, width)
        screens.open(page, f"/desk/{room.served.workshop}/suggestions")
        screens.look(page, f"look-through-{width}")


def test_words_that_have_moved_on_are_shown_as_three_texts(room: Room, screens: Screens) -> None:
    fits = room.suggest(0, ALWAYS)
    room.save(PLANS)
    touches = room.suggest(1, SAID.replace("about their own lives", "at all"), "Shorter.", SAID)
    phone, desk = screens.of(room.people[2]), screens.of(room.sam)
    screens.open(phone, room.list)
    for closed in phone.locator("summary", has_text="See all three texts").all():
        closed.click()
    expect(phone.get_by_text("Both changes fit together")).to_have_count(1)
    expect(phone.get_by_text("Both change the same place")).to_have_count(1)
    screens.look(phone, "three-texts")
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{touches}")
    expect(desk.get_by_role("button", name="Take it as it is")).to_have_count(0)
    screens.look(desk, "touches")
    expect(desk.get_by_text("Both change the same place")).to_be_visible()
    expect(desk.locator("#to-take")).to_have_value(PLANS)
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{fits}")
    desk.get_by_role("button", name="Take it as it is").click()
    expect(desk.locator("#says-statement")).to_have_text(PLANS.replace("We ask", "We always ask"))


def test_suggestions_are_joined_edited_and_declined(room: Room, screens: Screens) -> None:
    first, second = room.suggest(0, ALWAYS), room.suggest(1, PLANS, "Lives is too large a word.")
    third = room.suggest(2, "We ask.", "It is long.")
    desk, phone = screens.of(room.sam, 1200), screens.of(room.people[0])
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{first}")
    screens.look(desk, "join-desk")
    desk.get_by_label("What becomes of that one").select_option(second)
    desk.get_by_role("button", name="Join them").click()
    expect(desk.get_by_text("1 more is joined with it")).to_be_visible()
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{third}")
    desk.get_by_label("Why not?").fill("Then it says too little.")
    desk.get_by_role("button", name="Do not take it").click()
    screens.open(desk, f"/w/{room.served.workshop}/suggestion/{second}")
    words = "We always ask people before we advise them about their plans."
    desk.locator("#to-take").fill(words)
    desk.get_by_role("button", name="Take these words").click()
    expect(desk.locator("#says-statement")).to_have_text(words)
    screens.open(phone, room.list)
    phone.locator("summary", has_text="What became of 2 suggestions").click()
    expect(phone.get_by_text("Then it says too little.")).to_be_visible()
    screens.look(phone, "settled")
    screens.open(phone, f"/w/{room.served.workshop}")
    expect(phone.get_by_text("Joined with another suggestion.")).to_be_visible()
    screens.look(phone, "told-joined")
