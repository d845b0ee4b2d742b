"""A facilitator brings a workshop in from a file, reads it, and takes it away again."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import LONG
from tests.journeys.people import facilitator
from tests.journeys.screens import lend_cookies, window
from tests.journeys.served import Served
from tests.journeys.test_accessible import Eyes

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800)][: 2 if LONG else 1])
def test_a_file_comes_in_and_goes_out_again(
    browser: Browser, served: Served, archive_file: bytes, tmp_path: Path, width: int, height: int
) -> None:
    wrong: list[str] = []
    kept, torn = tmp_path / "a.workshop.json", tmp_path / "torn.workshop.json"
    kept.write_bytes(archive_file)
    torn.write_bytes(archive_file[:1000])
    with window(browser, wrong, width, height) as page:
        lend_cookies(page.context, facilitator(served))
        eyes = Eyes(served, None, page, page, page, wrong)  # type: ignore[arg-type]
        page.goto(f"{served.address}/")
        page.get_by_role("link", name="Bring a workshop in from a file").click()
        _seen(eyes, page, "bring-in")
        _send(page, torn)
        assert page.get_by_role("alert").get_by_text("or it is torn").is_visible()
        _seen(eyes, page, "refused")
        _send(page, kept)
        page.get_by_text("The workshop is here").wait_for()
        _seen(eyes, page, "archive")
        there = page.url.partition("?")[0]
        with page.expect_download() as download:
            page.get_by_role("link", name="Take the file").click()
        taken = Path(download.value.path()).read_bytes().splitlines()
        assert [one for one in taken if b"made_at" not in one] == [
            one for one in archive_file.splitlines() if b"made_at" not in one
        ]
        page.get_by_role("link", name="Edition 1").click()
        assert page.get_by_text("published it, and nobody here").is_visible()
        _seen(eyes, page, "came")
        page.goto(there.removesuffix("/archive"))
        _seen(eyes, page, "desk")
        page.goto(there.replace("/archive", "/guidance"))
        page.get_by_role("link", name="Take this workshop away as a file").click()
    assert [one for one in wrong if "Failed to load" not in one] == []


def _send(page: Page, file: Path) -> None:
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()


def _seen(eyes: Eyes, page: Page, name: str) -> None:
    eyes.judge(page, name, themes=False)
    if SHOTS:
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
