"""Revisions and notes of a principle, as they are tapped on a small phone."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.people import found
from tests.journeys.screens import Screens
from tests.journeys.suggesting import ALWAYS, PLANS, SAID, Room, room, screens

__all__ = ["room", "screens"]
pytestmark = pytest.mark.browser


def test_old_words_are_shown_with_what_changed_and_said_again(room: Room, screens: Screens) -> None:
    room.sam.do("principle.freeze", principle=room.principle)
    room.save(ALWAYS.replace("any advice about", "advice on"))
    room.sam.do("principle.freeze", principle=room.principle)
    room.save(PLANS)
    phone, desk = screens.of(room.people[0]), screens.of(room.sam, 1200)
    revisions = room.list.replace("suggestions", "revisions")
    screens.open(phone, revisions)
    expect(phone.get_by_role("button", name=re.compile("Say this again"))).to_have_count(0)
    screens.look(phone, "revisions")
    screens.open(desk, revisions)
    screens.look(desk, "revisions-desk")
    desk.get_by_role("button", name="Say this again revision 1").click()
    expect(desk.locator("section", has_text="This is what it says now.")).to_contain_text(
        "Revision 1"
    )
    expect(desk.get_by_role("heading", name="Revision 3")).to_be_visible()


def test_a_note_is_attached_quoted_and_taken_off(room: Room, screens: Screens) -> None:
    room.go_to("Write alone")
    prompt = found(r'name="prompt" value="(\d+)"', room.people[0].see())[0]
    words = "Ask me first, then wait until I have thought about it."
    room.people[0].do("note.post", prompt=prompt, text=words, key=secrets.token_hex(8))
    room.people[1].do("note.post", prompt=prompt, text="No lectures.", key=secrets.token_hex(8))
    room.sam.do("notes.show", prompt=prompt)
    room.go_to("Write what we agree")
    phone, author = screens.of(room.people[2]), screens.of(room.people[0])
    principle = room.list.replace("/suggestions", "")
    screens.open(phone, principle)
    screens.look(phone, "write")
    phone.get_by_role("link", name=re.compile("^Its notes")).click()
    phone.locator("summary", has_text="Not sorted yet").click()
    screens.look(phone, "notes-other")
    phone.get_by_role("button", name=re.compile("It grew from this too “Ask me")).click()
    phone.locator("summary", has_text="Use these words").click()
    screens.look(phone, "notes")
    phone.get_by_role("button", name=re.compile("^Quote it there")).click()
    expect(phone.locator("#statement")).to_have_value(f"{SAID}\n“{words}”")
    screens.open(author, f"/w/{room.served.workshop}/words")
    expect(author.get_by_text("Your words are part of principle 1.")).to_be_visible()
    screens.look(author, "my-notes")
    screens.open(phone, f"{principle}/notes")
    phone.locator("summary", has_text="Use these words").click()
    phone.get_by_role("button", name=re.compile("It did not grow")).click()
    expect(phone.get_by_text("No note yet.")).to_be_visible()
