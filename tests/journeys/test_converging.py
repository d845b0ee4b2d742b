"""However words travel, every screen and the server end with one text, and no letter is lost."""

import os
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.databases import copy_of, open_database
from tests.house import TestHouse, settings_in
from tests.journeys.converging_server import START, Answering
from workshop.actions import field_texts
from workshop.domain.joint_text import seed_of, written

pytestmark = pytest.mark.browser
IS_LONG = bool(os.environ.get("LONG"))
RUNS = 10_000 if IS_LONG else 100
BEHIND = 300 if IS_LONG else 12
TOGETHER = 20
STATIC = Path(__file__).parents[2] / "static"
HERE = Path(__file__).parent
THROUGH = {
    "composition", "deletion", "undo", "redo", "cut", "lost answer", "reload", "restart",
    "emoji", "combining marks", "right to left",
}  # fmt: skip


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that can import the product's modules."""
    opened = browser.new_page()
    opened.route("http://modules.test/**", _answer)
    opened.goto("http://modules.test/")
    yield opened
    opened.close()


@pytest.fixture
def server(
    furnished: tuple[TestHouse, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Answering]:
    """The real actions over a real database, where histories are put together early."""
    monkeypatch.setattr(field_texts, "MOST_UPDATES", 8)
    monkeypatch.setattr(field_texts, "STAY_APART", 3)
    url = copy_of(furnished[1], tmp_path)
    database = open_database(url)
    house = furnished[0].copy_in(database, settings_in(tmp_path, url))
    yield Answering(house)
    database.engine.dispose()


def test_every_screen_and_the_server_end_with_the_same_text(page: Page, server: Answering) -> None:
    through: set[str] = set()
    first = written(seed_of(START))
    for start in range(0, RUNS, TOGETHER):
        seeds = list(range(start, min(start + TOGETHER, RUNS)))
        told = page.evaluate(
            "async ([seeds, ...begin]) => {"
            "const { run } = await import('/converging.mjs');"
            "const { inPage } = await import('/converging_servers.mjs');"
            "const all = []; for (const seed of seeds) all.push(await run(seed, inPage(...begin)));"
            "return all; }",
            [seeds, first, START],
        )
        for seed, one in zip(seeds, told, strict=True):
            server.begin()
            server.take(one["log"], random.Random(seed))
            assert server.text() == one["text"], f"run {seed}: the server reads another text"
            judge(f"run {seed}", one, server, is_exact=True)
            through |= {*one["did"], *kinds_in(one), f"{one['writers']} writers"}
    assert through == THROUGH | {f"{number} writers" for number in range(2, 7)}


def test_so_they_do_when_texts_are_put_away_in_the_middle(
    page: Page, server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field_texts, "MOST_UPDATES", 5)
    monkeypatch.setattr(field_texts, "LARGEST_HISTORY", 150)
    through: set[str] = set()
    server.stand_behind(page)
    for seed in range(BEHIND):
        server.begin()
        one = page.evaluate(
            "async seed => { const { run } = await import('/converging.mjs');"
            "const { behindPage } = await import('/converging_servers.mjs');"
            "return run(seed, behindPage()); }",
            seed,
        )
        judge(f"run {seed} behind", one, server, is_exact=False)
        through |= {*one["did"], *kinds_in(one)}
    assert through == THROUGH | {"early", "put away"}
    assert server.lives > BEHIND


def kinds_in(told: dict[str, Any]) -> set[str]:
    """What kinds of letters were written in a run."""
    letters = {*told["put"], *(one for letters in told["runs"] for one in letters)}
    kinds = {
        "emoji": any(unicodedata.category(one) == "So" and one > "\uffff" for one in letters),
        "combining marks": any(unicodedata.combining(one) for one in letters),
        "right to left": any(unicodedata.bidirectional(one) in ("R", "AL") for one in letters),
    }
    return {name for name, is_there in kinds.items() if is_there}


def judge(run: str, told: dict[str, Any], server: Answering, *, is_exact: bool) -> None:
    """Every screen says what the server keeps, and each letter is there unless it was deleted."""
    text = server.text()
    assert set(told["texts"]) == {text}, f"{run}: the screens differ"
    assert server.kept() == unicodedata.normalize("NFC", text).strip(), f"{run}: others read more"
    text = unicodedata.normalize("NFD", text)
    found, back, gone = Counter(text), set(told["back"]), set(told["gone"])
    once = is_exact or not (told["isInDoubt"] or server.is_in_doubt)
    for letters in told["runs"]:
        stays = [one for one in letters if one not in back and one not in gone]
        assert all(found[one] for one in stays), f"{run}: letters are lost"
        if once:
            stays = [one for one in stays if one not in server.again]
            assert all(found[one] == 1 for one in stays), f"{run}: letters are there twice"
            assert sorted(stays, key=text.index) == stays, f"{run}: letters changed places"
    if is_exact:
        assert not any(found[one] for one in gone - back), f"{run}: letters came back"
    put, taken = Counter(told["put"]), Counter(told["taken"])
    if told["keeps"] and is_exact:
        assert found == _plain(put) - _plain(taken), f"{run}: letters are lost, or too many"
    # What was taken, undone before that was known, and put away is as it was taken.
    elif is_exact or not told["isUndone"]:
        assert not _seen(_plain(put) - _plain(taken) - found), f"{run}: letters are lost"


def _plain(counted: Counter[str]) -> Counter[str]:
    plain: Counter[str] = Counter()
    for letter, times in counted.items():
        for one in unicodedata.normalize("NFD", letter):
            plain[one] += times
    return plain


def _seen(counted: Counter[str]) -> Counter[str]:
    return Counter({one: times for one, times in counted.items() if not one.isspace()})


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix("http://modules.test/") or "converging.html"
    file = HERE / path if path.startswith("converging") else STATIC / path
    kind = "html" if file.suffix == ".html" else "javascript"
    route.fulfill(body=file.read_text("utf-8"), content_type=f"text/{kind}")
