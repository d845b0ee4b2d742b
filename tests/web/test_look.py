"""Every layout and macro, opened in Chromium: can everyone read it, in each theme and size?"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.look_probes import CUT_OFF, SIDEWAYS, SMALL_TARGETS, SMALL_TEXT
from tests.web.look_site import ADDRESS, SPECIMENS, open_site

pytestmark = pytest.mark.browser

WALLS = [name for name in SPECIMENS if name.startswith("wall")]
OTHERS = [name for name in SPECIMENS if not name.startswith("wall")]
PHONES = [name for name in SPECIMENS if name.startswith("phone")]
EVERY_RULE = {"resultTypes": ["violations"]}
COLOURS_ONLY = EVERY_RULE | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


PADDING = "parseFloat(getComputedStyle(document.querySelector('main')).paddingTop)"


@pytest.fixture(scope="module")
def small(browser: Browser) -> Iterator[Page]:
    page = open_site(browser, 320, 640)
    yield page
    page.close()


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    page = open_site(browser, 1280, 800)
    yield page
    page.close()


@pytest.fixture(scope="module")
def projector(browser: Browser) -> Iterator[Page]:
    page = open_site(browser, 1920, 1080)
    yield page
    page.close()


@pytest.mark.parametrize("name", OTHERS)
def test_axe_finds_nothing_on_a_small_phone_in_any_theme(small: Page, name: str) -> None:
    _open(small, name)
    _assert_clean_in_every_theme(small)


@pytest.mark.parametrize("name", [name for name in OTHERS if not name.startswith("phone")])
def test_axe_finds_nothing_on_a_laptop_in_any_theme(wide: Page, name: str) -> None:
    _open(wide, name)
    _assert_clean_in_every_theme(wide)


@pytest.mark.parametrize("name", WALLS)
def test_axe_finds_nothing_on_a_wall_in_any_theme(projector: Page, name: str) -> None:
    _open(projector, name)
    _assert_clean_in_every_theme(projector)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("text", ["", "largest"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_scrolls_sideways_on_a_small_phone(
    small: Page, name: str, text: str, direction: str
) -> None:
    _open(small, name)
    small.evaluate(
        "([text, dir]) => { document.documentElement.dataset.text = text;"
        "document.documentElement.dir = dir; }",
        [text, direction],
    )
    assert small.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("name", [name for name in OTHERS if not name.startswith("phone")])
def test_nothing_scrolls_sideways_on_a_laptop(wide: Page, name: str) -> None:
    _open(wide, name)
    assert wide.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("name", PHONES)
def test_every_button_link_and_row_on_a_phone_is_48_px_high(small: Page, name: str) -> None:
    _open(small, name)
    assert small.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("name", PHONES)
def test_no_text_on_a_phone_is_under_18_px(small: Page, name: str) -> None:
    _open(small, name)
    assert small.evaluate(SMALL_TEXT, 18) == []


@pytest.mark.parametrize("name", WALLS)
def test_no_text_on_a_wall_is_under_40_px_and_all_of_it_is_seen(projector: Page, name: str) -> None:
    _open(projector, name)
    assert projector.evaluate(SMALL_TEXT, 40) == []
    assert projector.evaluate(CUT_OFF) == []


def test_pause_and_i_need_someone_are_in_sight_before_any_scrolling(small: Page) -> None:
    _open(small, "phone_write")
    box = small.locator(".always").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640


def test_the_reason_box_opens_under_the_chosen_answer_without_scripts(small: Page) -> None:
    _open(small, "phone_ballot")
    assert not small.locator("#p2-no-why").is_visible()
    small.locator("label[for=p2-no]").click()
    assert small.locator("#p2-no-why").is_visible()
    assert not small.locator("#p2-if-why").is_visible()


def test_what_is_hidden_takes_no_room(small: Page) -> None:
    _open(small, "phone_slices")
    assert not small.locator(".word.held").is_visible()
    heading, main = small.locator("h1").bounding_box(), small.locator("main").bounding_box()
    assert heading is not None
    assert main is not None
    padding = small.evaluate(PADDING)
    assert heading["y"] - main["y"] == pytest.approx(padding, abs=1)


def test_a_first_visit_asks_for_one_sheet_and_one_file_of_letters(browser: Browser) -> None:
    page = open_site(browser, 360, 640)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(ADDRESS)))
    _open(page, "phone_join")
    page.evaluate("document.fonts.ready")
    page.close()
    assert [url for url in asked if url.endswith(".css")] == ["/static/r1/css/phone.css"]
    letters = [url for url in asked if url.endswith(".woff2")]
    assert letters == ["/static/r1/fonts/atkinson-hyperlegible-next-english.woff2"]


def _open(page: Page, name: str) -> None:
    page.emulate_media(color_scheme="light", contrast="no-preference")
    page.goto(f"{ADDRESS}/{name}")
    page.evaluate("document.fonts.ready.then(() => null)")


def _assert_clean_in_every_theme(page: Page) -> None:
    options = EVERY_RULE
    for scheme in ("light", "dark"):
        for contrast in ("no-preference", "more"):
            page.emulate_media(color_scheme=scheme, contrast=contrast)
            _assert_clean(page, options, f"{scheme}, contrast {contrast}")
            options = COLOURS_ONLY


def _assert_clean(page: Page, options: dict[str, object], theme: str) -> None:
    results = Axe().run(page, options=options)
    found = results.generate_report() if results.violations_count else ""
    assert not results.violations_count, f"{theme}: {re.sub(chr(10) * 2, chr(10), found)}"
