"""My own part changes with the scene, and keeps its stamp: no cut and no late answer harms it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

STATIC = Path(__file__).parents[2] / "static"
PAGE = """<body data-epoch="e1" data-page="phone" data-workshop="1">
<div id="task" data-slice="task" data-stamp="1"><p data-scene="write"></p></div>
<div id="mine" data-slice="mine" data-stamp="7">Before</div>
<script type="module">import { listen } from "/js/live.js"; listen();</script></body>"""
SOCKET = """const heard = {}, asked = [];
window.line = {
  connected: true, active: true, asked,
  on: (name, act) => { heard[name] = act; }, once: () => {}, connect: () => {},
  timeout: () => ({ emitWithAck: (_name, have) => new Promise((answer, refuse) =>
    asked.push({ have, answer, refuse })) }),
  hear: (name, message) => heard[name](message),
};
export const io = () => window.line;"""
NEXT_SCENE = """window.line.hear("slices", { epoch: "e1", spread: 1, items: [{ id: "task", n: 2,
  html: '<div id="task" data-slice="task" data-stamp="2"><p data-scene="group"></p></div>' }] })"""
MINE = """(text) => ({ epoch: "e1", items: [{ id: "mine", n: 7,
  html: `<div id="mine" data-slice="mine" data-stamp="7">${text}</div>` }] })"""
ASKED = "window.line.asked.map((one) => one.have)"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that is connected; nobody answers it but the test."""
    page = browser.new_page()
    page.route("http://unit.test/**", _serve)
    page.goto("http://unit.test/")
    page.wait_for_function("window.line && document.querySelector('#mine')")
    yield page
    page.close()


@pytest.mark.browser
def test_what_was_owed_before_a_cut_is_asked_for_after_it(phone: Page) -> None:
    phone.evaluate(NEXT_SCENE)
    phone.wait_for_function(f"{ASKED}.length === 1")
    phone.evaluate("window.line.connected = false; window.line.asked[0].refuse()")
    phone.evaluate("window.line.connected = true; window.line.hear('connect')")
    phone.wait_for_function(f"{ASKED}.length === 2")
    assert phone.evaluate(ASKED) == [{"mine": -1}, {"task": 2, "mine": -1}]


@pytest.mark.browser
def test_a_late_answer_does_not_bring_the_scene_before_back(phone: Page) -> None:
    for number in (1, 2):
        scene = NEXT_SCENE.replace("group", f"group-{number}").replace("n: 2", f"n: 1{number}")
        phone.evaluate(scene)
        phone.wait_for_function(f"{ASKED}.length === {number}")
    phone.evaluate(f"window.line.asked[1].answer(({MINE})('Now'))")
    phone.wait_for_function("document.querySelector('#mine').textContent === 'Now'")
    phone.evaluate(f"window.line.asked[0].answer(({MINE})('Long ago'))")
    phone.evaluate("new Promise((then) => setTimeout(then))")
    assert phone.locator("#mine").inner_text() == "Now"


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix("http://unit.test/")
    made = {"": PAGE, "vendor/socket.io-client/socket.io.esm.min.js": SOCKET}
    body = made[path] if path in made else (STATIC / path).read_text("utf-8")
    route.fulfill(body=body, content_type="text/javascript" if path else "text/html")
