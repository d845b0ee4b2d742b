"""With scripts off, a room still gets to a paper that is handed in, by forms and links alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.course import hand_in
from tests.journeys.people import participant
from tests.journeys.screens import join, sign_in, window
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


def test_a_room_without_scripts_gets_from_joining_to_the_papers(
    browser: Browser, served: Served
) -> None:
    complaints: list[str] = []
    with (
        window(browser, complaints, 1280, 800, java_script_enabled=False) as desk,
        window(browser, complaints, java_script_enabled=False) as phone,
    ):
        guests = [participant(served, number % 2) for number in range(5)]
        sign_in(desk, served)
        join(phone, served, served.code)
        desk.goto(served.desk)
        _write(desk, phone)
        _group(desk, phone)
        _draft(desk, phone)
        _open_the_ballot(desk)
        _hand_in(phone)
        for number, guest in enumerate(guests):
            hand_in(guest, number)
        desk.goto(served.desk)
        expect(desk.locator("#activity")).to_contain_text("6 of 6")
    assert complaints == []


def _write(desk: Page, phone: Page) -> None:
    desk.get_by_role("button", name="Go on to").click()
    phone.get_by_role("link", name="Look for news").click()
    phone.get_by_label("Your thought").fill("A no is enough.")
    phone.get_by_role("button", name="Save this note").click()
    expect(phone.locator(".mine .note")).to_contain_text("A no is enough.")
    expect(phone.get_by_label("Your thought")).to_have_value("")
    desk.reload()
    desk.get_by_role("button", name="Show the notes").click()
    _look(phone)
    expect(phone.locator("#task .note")).to_have_count(1)


def _group(desk: Page, phone: Page) -> None:
    desk.get_by_role("button", name="Put notes together").click()
    _look(phone)
    phone.get_by_label("A new theme").fill("Free to say no")
    phone.get_by_role("button", name="Make this theme").click()
    phone.get_by_role("link", name="Move to…").click()
    phone.get_by_text("Free to say no").click()
    phone.get_by_role("button", name="Move it").click()
    theme = phone.locator(".theme", has_text="Free to say no")
    expect(theme.locator(".note")).to_have_count(1)


def _draft(desk: Page, phone: Page) -> None:
    desk.get_by_role("button", name="Write what we agree").click()
    _look(phone)
    phone.get_by_label("A new principle").fill("We ask first, and a no is enough.")
    phone.get_by_role("button", name="Start this principle").click()
    phone.get_by_role("link", name="Open it").click()
    phone.get_by_label("Signs of pressure").fill("Asking twice.")
    phone.get_by_role("button", name="Save this field Signs of pressure").click()
    expect(phone.get_by_label("Signs of pressure")).to_have_value("Asking twice.")
    phone.get_by_role("link", name="Back to the room").click()
    expect(phone.locator(".principle-card")).to_contain_text("We ask first")


def _open_the_ballot(desk: Page) -> None:
    desk.get_by_role("button", name="Vote in secret").click()
    desk.get_by_role("button", name="Open the ballot").click()
    expect(desk.locator("#activity")).to_contain_text("0 of 6")


def _hand_in(phone: Page) -> None:
    _look(phone)
    phone.locator(".answer__label", has_text="Yes, if").click()
    phone.get_by_label("What would need to change?").fill("If it is written down.")
    phone.get_by_role("button", name="Hand in my paper").click()
    expect(phone.get_by_role("heading", name="Your paper is in")).to_be_visible()


def _look(phone: Page) -> None:
    phone.get_by_role("link", name="Look for news").click()
