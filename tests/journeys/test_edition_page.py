"""The web page of an edition in a real browser: read by everybody, and printed at any size."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.conftest import LONG
from tests.publishing.reading import squeezed, words_of
from tests.publishing.sample import CHANGED
from tests.web.look_probes import CUT_OFF, SIDEWAYS
from workshop.publishing.html import html_of
from workshop.publishing.text import lines_of

pytestmark = pytest.mark.browser

MANY = replace(CHANGED, principles=tuple(
    replace(CHANGED.principles[place % 4], number=place + 1, anchor=f"p{place + 1}")
    for place in range(14)))  # fmt: skip
THEMES = (("light", "no-preference"), ("dark", "no-preference"), ("light", "more"),
          ("dark", "more"))


@pytest.fixture
def address(tmp_path: Path) -> str:
    kept = tmp_path / "edition.html"
    kept.write_text(html_of(MANY), "utf-8")
    return kept.as_uri()


@pytest.mark.parametrize("width", [320, 1280] if LONG else [320])
def test_everybody_can_read_an_edition_in_every_theme(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    for scheme, contrast in THEMES:
        page.emulate_media(color_scheme=scheme, contrast=contrast)  # type: ignore[arg-type]
        page.goto(address)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], (scheme, contrast)
        assert not page.evaluate(SIDEWAYS)
        assert not page.evaluate(CUT_OFF)
    page.close()


def test_the_way_to_a_principle_is_seen_when_it_has_the_focus(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    link = page.locator("#p2 > .to-place")
    assert link.evaluate("one => getComputedStyle(one).opacity") == "0"
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("#p2")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1, 2])
def test_every_word_is_on_paper_in_dark_letters_at_one_and_two_times_the_size(
    browser: Browser, address: str, scheme: str, scale: int
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", scale=scale)))
    text = squeezed("".join(one.extract_text() for one in reader.pages))
    # Words that go over the end of a page stand on two pages, with the rest of the line between.
    whole = [piece for piece in words_of(lines_of(MANY)) if len(piece) < 120]
    gone = [piece for piece in whole if piece not in text]
    assert len(gone) <= len(whole) // 100, gone
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 27, 25)"
    page.close()
