"""One workshop in real browsers, from New workshop to the Word file in somebody's hands."""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.journeys.course import hand_in
from tests.journeys.people import Person, participant
from tests.journeys.screens import go_on, join, sign_in, window, write
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


@dataclass
class Room:
    """Everybody's screen."""

    served: Served
    desk: Page
    wall: Page
    keys: Page
    calm: Page
    away: Page
    guests: list[Person]
    complaints: list[str]
    posted: list[list[str]]

    @property
    def phones(self) -> tuple[Page, ...]:
        return self.keys, self.calm, self.away


@pytest.fixture
def room(browser: Browser, served: Served) -> Iterator[Room]:
    complaints: list[str] = []
    with ExitStack() as stack:
        desk = stack.enter_context(window(browser, complaints, 1280, 800))
        wall = stack.enter_context(window(browser, complaints, 1920, 1080))
        phones = [stack.enter_context(window(browser, complaints)) for _ in range(3)]
        phones[1].route_web_socket(re.compile(".*"), _refuse_socket)
        posted = [_posts_of(phone) for phone in phones]
        yield Room(served, desk, wall, *phones, [], complaints, posted)


def test_a_room_goes_from_new_workshop_to_the_downloaded_word_file(
    room: Room, tmp_path: Path
) -> None:
    _start(room)
    _everyone_joins(room)
    _write(room)
    _group(room)
    _draft(room)
    _vote(room)
    _review_and_close(room)
    _take_the_word_file(room, tmp_path)
    assert room.complaints == []
    _assert_commands_went_over_the_socket_where_there_was_one(room)


def _start(room: Room) -> None:
    desk = room.desk
    sign_in(desk, room.served)
    desk.get_by_role("link", name="New workshop").click()
    desk.get_by_label("What is it called?").fill("What we do here")
    desk.get_by_role("button", name="Start the workshop").click()
    desk.wait_for_url("**/desk/*")
    wall = desk.get_by_role("link", name="Open the wall").get_attribute("href")
    room.wall.goto(f"{room.served.address}{wall}")
    code = room.wall.locator(".wall-waiting__code").inner_text().replace(" ", "")
    room.served = replace(room.served, code=code, workshop=desk.url.rsplit("/", 1)[1])


def _everyone_joins(room: Room) -> None:
    _join_by_keyboard(room.keys, room.served)
    join(room.calm, room.served, room.served.code, voice=1)
    join(room.away, room.served, room.served.code)
    room.guests = [participant(room.served, number % 2) for number in range(3)]
    for phone in room.phones:
        expect(phone.get_by_role("heading", name="How we are together")).to_be_visible()
    expect(room.wall.locator(".wall__foot")).to_contain_text("6 people")
    expect(room.desk.locator("#people")).to_contain_text("6")


def _write(room: Room) -> None:
    go_on(room.desk)
    expect(room.keys.get_by_label("Your thought")).to_be_visible()
    expect(room.calm.get_by_label("Your thought")).to_be_visible()
    _write_by_keyboard(room.keys, "A no is enough.")
    write(room.calm, "Ask me before you start.")
    _write_in_a_tunnel(room.away, "My goal is my own.")
    expect(room.desk.locator("#activity")).to_contain_text("3 of 6")
    _blank_the_wall_and_back(room)
    _show_while_somebody_types(room)


def _blank_the_wall_and_back(room: Room) -> None:
    room.desk.get_by_role("button", name="Blank the wall").click()
    expect(room.wall.locator(".wall__main")).to_have_count(0)
    room.desk.get_by_role("button", name="Show the wall again").click()
    expect(room.wall.locator(".wall__main")).to_be_visible()


def _show_while_somebody_types(room: Room) -> None:
    room.keys.get_by_label("Your thought").fill("One more th")
    room.desk.get_by_role("button", name="Show the notes").click()
    expect(room.wall.locator(".wall-note")).to_have_count(3)
    expect(room.keys.locator("#task .note")).to_have_count(3)
    expect(room.keys.get_by_role("link", name="Move to…")).to_have_count(0)
    expect(room.keys.get_by_label("Your thought")).to_have_value("One more th")
    expect(room.calm.locator("#task .note")).to_have_count(3)
    room.keys.get_by_label("Your thought").fill("")


def _group(room: Room) -> None:
    _go_on_while_somebody_types(room)
    room.away.get_by_label("A new theme").fill("Free to say no")
    room.away.get_by_role("button", name="Make this theme").click()
    theme = room.desk.locator(".theme", has_text="Free to say no")
    expect(theme).to_be_visible()
    room.desk.locator(".theme .note", has_text="A no is enough.").drag_to(theme)
    expect(theme.locator(".note")).to_have_count(1)
    note = room.calm.locator(".theme .note", has_text="Ask me before")
    expect(room.calm.locator(".theme", has_text="Free to say no")).to_be_visible()
    note.get_by_role("link", name="Move to…").click()
    room.calm.get_by_text("Free to say no").click()
    room.calm.get_by_role("button", name="Move it").click()
    expect(theme.locator(".note")).to_have_count(2)


def _go_on_while_somebody_types(room: Room) -> None:
    box = room.keys.get_by_label("Your thought")
    box.fill("Not yet don")
    _go_to(room.desk, "Put notes together")
    expect(room.keys.locator("[data-held-back]")).to_contain_text("gone on")
    expect(box).to_have_value("Not yet don")
    box.fill("")
    expect(room.keys.get_by_role("heading", name="What belongs together?")).to_be_visible()
    expect(room.keys.get_by_role("link", name="Move to…")).to_have_count(3)


def _draft(room: Room) -> None:
    _go_to(room.desk, "Write what we agree")
    room.away.get_by_label("A new principle").fill("We ask first, and a no is enough.")
    room.away.get_by_label("Which theme does it grow from?").select_option(label="Free to say no")
    room.away.get_by_role("button", name="Start this principle").click()
    card = room.keys.locator(".principle-card", has_text="We ask first")
    expect(card).to_be_visible()
    expect(room.wall.get_by_text("We ask first")).to_be_visible()
    with _listening(room.keys):
        _press(room.keys, card.get_by_role("link", name="Open it"))
    room.keys.get_by_label("Signs of pressure").focus()
    room.keys.keyboard.type("Asking twice.")
    saved = room.keys.locator("[data-behaviour=connection]")
    expect(saved).to_contain_text("All your words are saved")
    _press(room.keys, room.keys.get_by_role("link", name="Back to the room"))


@contextmanager
def _listening(page: Page) -> Iterator[None]:
    """Wait until the page that is opened inside has been let in: before that it posts its words."""
    heard: list[str] = []
    page.once(
        "websocket", lambda socket: socket.on("framereceived", lambda said: heard.append(str(said)))
    )
    yield
    until = time.monotonic() + 30
    while not any(said.startswith("40") for said in heard):
        assert time.monotonic() < until, "nobody let the page in"
        page.wait_for_timeout(50)


def _vote(room: Room) -> None:
    _go_to(room.desk, "Vote in secret")
    room.desk.get_by_role("button", name="Open the ballot").click()
    _fill_in_by_keyboard(room.keys)
    _fill_in(room.calm, "No")
    _fill_in(room.away, "Yes")
    for number, guest in enumerate(room.guests):
        hand_in(guest, number + 3)
    expect(room.wall.locator(".wall-count")).to_contain_text("of 6 papers")
    expect(room.desk.locator("#activity")).to_contain_text("6 of 6")
    go_on(room.desk)


def _review_and_close(room: Room) -> None:
    expect(room.desk.locator(".outcome").first).to_be_visible()
    _go_to(room.desk, "Look at what came out")
    for phone in room.phones:
        expect(phone.locator(".outcome")).to_have_count(1)
    expect(room.wall.locator(".verdict")).to_have_count(1)
    _go_to(room.desk, "Close")
    expect(room.away.get_by_role("heading", name="How was it for you?")).to_be_visible()


def _take_the_word_file(room: Room, folder: Path) -> None:
    room.desk.goto(f"{room.served.desk}/guidance")
    room.desk.locator("summary", has_text="Publish edition").click()
    room.desk.get_by_role("button", name="Yes, publish edition").click()
    with room.desk.expect_download() as download:
        room.desk.get_by_role("link", name="Word, to edit").click()
    file = folder / "edition.docx"
    download.value.save_as(file)
    words = "\n".join(one.text for one in docx.Document(BytesIO(file.read_bytes())).paragraphs)
    assert "We ask first, and a no is enough." in words
    assert "Asking twice." in words


def _assert_commands_went_over_the_socket_where_there_was_one(room: Room) -> None:
    by_socket, without_one, _away = room.posted
    assert by_socket == []
    assert any("note.post" in one for one in without_one)


def _posts_of(phone: Page) -> list[str]:
    posts: list[str] = []
    phone.on("request", lambda one: posts.append(one.url) if "/do/" in one.url else None)
    return posts


def _write_in_a_tunnel(phone: Page, text: str) -> None:
    box = phone.get_by_label("Your thought")
    box.press_sequentially(text[:8])
    phone.context.set_offline(True)
    box.press_sequentially(text[8:])
    phone.get_by_role("button", name="Save this note").click()
    expect(phone.locator("[data-behaviour=connection]")).to_contain_text("No connection")
    expect(box).to_have_value(text)
    phone.context.set_offline(False)
    expect(phone.locator(".mine .note", has_text=text)).to_have_count(1)
    expect(box).to_have_value("")
    expect(phone.locator("[data-behaviour=connection]")).not_to_contain_text("No connection")


def _join_by_keyboard(phone: Page, served: Served) -> None:
    phone.goto(f"{served.address}/join")
    phone.get_by_label("The code on the wall").focus()
    phone.keyboard.type(served.code.lower())
    phone.keyboard.press("Enter")
    phone.locator(".option__input").first.focus()
    phone.keyboard.press("Space")
    _press(phone, phone.get_by_role("button", name="Yes, I want to join"))
    _press(phone, phone.get_by_role("link", name="Go on"))


def _write_by_keyboard(phone: Page, text: str) -> None:
    phone.get_by_label("Your thought").focus()
    phone.keyboard.type(text)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator(".mine .note", has_text=text)).to_be_visible()


def _fill_in_by_keyboard(phone: Page) -> None:
    first = phone.locator(".answer__input").first
    expect(first).to_be_attached()
    first.focus()
    phone.keyboard.press("Space")
    _press(phone, phone.get_by_role("button", name="Hand in my paper"))
    expect(phone.get_by_role("heading", name="Your paper is in")).to_be_visible()


def _fill_in(phone: Page, answer: str) -> None:
    row = phone.locator(".answer__label", has_text=re.compile(rf"^{answer}$"))
    expect(row.first).to_be_visible()
    row.first.click()
    phone.get_by_role("button", name="Hand in my paper").click()
    expect(phone.get_by_role("heading", name="Your paper is in")).to_be_visible()


def _press(page: Page, target: object) -> None:
    target.focus()  # type: ignore[attr-defined]
    page.keyboard.press("Enter")


def _go_to(desk: Page, title: str) -> None:
    desk.locator(".agenda__step", has_text=title).click()
    expect(desk.locator(".agenda__now", has_text=title)).to_be_visible()


def _refuse_socket(route: WebSocketRoute) -> None:
    route.close()
