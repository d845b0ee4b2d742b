"""Suggestions, revisions and notes of a principle, as they are tapped on a small phone."""

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import facilitator, found, participant
from tests.journeys.screens import Screens
from tests.journeys.served import Served

pytestmark = pytest.mark.browser

SAID = "We ask people before we give them any advice about their own lives."
ALWAYS = SAID.replace("We ask", "We always ask")
PLANS = SAID.replace("their own lives", "their plans")
WHY = "Asking once is not enough."
WAIT = 30_000


class Room:
    """A workshop that has a step to suggest, one principle in it, and who takes part."""

    def __init__(self, served: Served) -> None:
        sam = facilitator(served)
        made = sam.post("/new", "/new", title="Ask first", question="", topic="mi_in_peer_support",
                        method="two_round_rating")  # fmt: skip
        number = found(r"/desk/(\d+)", made.url)[0]
        code = found(r'desk-bar__code">[^<]*<strong>([^<]+)<', made.text)[0].replace(" ", "")
        self.served = replace(served, workshop=number, code=code)
        self.sam = facilitator(self.served)
        self.people = [participant(self.served, voice % 2) for voice in range(4)]
        self.go_to("Write what we agree")
        self.people[0].do("principle.add", statement=SAID, key=secrets.token_hex(8))
        self.principle = found(r'id="principle-(\d+)"', self.people[0].see())[0]
        self.go_to("Suggest other words")

    @property
    def list(self) -> str:
        return f"/w/{self.served.workshop}/principle/{self.principle}/suggestions"

    def go_to(self, title: str) -> None:
        step = (
            r'name="activity" value="(\d+)">\s*<button class="agenda__step">'
            rf"(?:(?!</button>).)*?<span>{title}"
        )
        self.sam.do("agenda.go_to", activity=found(step, self.sam.see())[0])

    def suggest(self, who: int, text: str, why: str = WHY, base: str = SAID) -> str:
        before = set(re.findall(r'id="suggestion-(\d+)"', self.people[who].see(self.list)))
        self.people[who].do("suggestion.make", principle=self.principle, field="statement",
                            base=base, text=text, reason=why, key=secrets.token_hex(8))  # fmt: skip
        after = found(r'id="suggestion-(\d+)"', self.people[who].see(self.list))
        (made,) = set(after) - before
        return made

    def save(self, text: str) -> None:
        """Somebody writes in the principle meanwhile."""
        self.go_to("Write what we agree")
        page = f"/w/{self.served.workshop}/principle/{self.principle}"
        opened = found(r'name="opened" value="([^"]*)"', self.people[3].see(page))[0]
        self.people[3].do("field.save", principle=self.principle, field="statement", text=text,
                          opened=opened)  # fmt: skip
        self.go_to("Suggest other words")


@pytest.fixture
def room(served: Served) -> Room:
    return Room(served)


@pytest.fixture
def screens(room: Room, browser: Browser) -> Iterator[Screens]:
    with ExitStack() as stack:
        screens = Screens(room.served, browser, stack)
        yield screens
    assert screens.wrong == []


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
