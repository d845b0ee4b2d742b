"""Where nothing may rest on a disk, a form sends again while its page lives; half words never."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

JS = Path(__file__).parents[2] / "static/js"
PAGE = """<body data-workshop="1"><form data-command="note.post" data-keeps>
<input type="hidden" name="key" value=""><textarea name="text"></textarea>
<p data-form-state hidden></p><button>Save</button></form>
<script type="module">import { takeOver } from "/commands.js"; import * as live from "/live.js";
takeOver(live);</script></body>"""
LIVE = """window.sent = []; window.isUp = false; window.back = [];
export const csrf = () => "";
export const isConnected = () => window.isUp;
export const onceConnected = (act) => window.back.push(act);
export const send = async (name, message) => { window.sent.push(message.text); return {ok: true}; };
"""
CONNECTION = "export const show = () => {}; export const tellWaiting = () => {};"
BACK = "window.isUp = true; window.back.splice(0).forEach((act) => act())"


@pytest.mark.browser
def test_words_kept_in_a_tunnel_are_sent_once_and_the_next_ones_wait(browser: Browser) -> None:
    page = _page_in_a_tunnel(browser, "All of it.")
    page.evaluate(BACK)
    page.wait_for_function("document.querySelector('textarea').value === ''")
    page.locator("textarea").fill("Only ha")
    page.clock.run_for(20_000)
    assert page.evaluate("window.sent") == ["All of it."]
    page.close()


@pytest.mark.browser
def test_words_changed_in_a_tunnel_wait_for_their_writer(browser: Browser) -> None:
    page = _page_in_a_tunnel(browser, "All of it.")
    page.locator("textarea").fill("All of it, and")
    page.evaluate(BACK)
    page.clock.run_for(20_000)
    assert page.evaluate("window.sent") == []
    assert page.locator("textarea").input_value() == "All of it, and"
    page.get_by_role("button").click()
    page.wait_for_function("window.sent.length === 1")
    page.close()


def _page_in_a_tunnel(browser: Browser, text: str) -> Page:
    page = browser.new_page()
    page.route("http://unit.test/**", _serve)
    page.clock.install()
    page.goto("http://unit.test/")
    page.locator("textarea").fill(text)
    page.get_by_role("button").click()
    page.wait_for_function("window.back.length === 1")
    return page


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix("http://unit.test/")
    made = {"": PAGE, "live.js": LIVE, "behaviours/connection.js": CONNECTION}
    if path == "do/note.post":
        return route.abort()
    body = made[path] if path in made else (JS / path).read_text("utf-8")
    kind = "text/javascript" if path else "text/html"
    return route.fulfill(body=body, content_type=kind)
