"""However words travel, every screen and the server end with one text, and no letter is lost."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from workshop.domain.joint_text import JointText, read_update

pytestmark = pytest.mark.browser
RUNS = 10_000 if os.environ.get("LONG") else 100
TOGETHER = 20
STATIC = Path(__file__).parents[2] / "static"
HARNESS = Path(__file__).with_name("converging.mjs")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that can import the product's modules."""
    opened = browser.new_page()
    opened.route("http://modules.test/**", _answer)
    opened.goto("http://modules.test/")
    yield opened
    opened.close()


def test_every_screen_and_the_server_end_with_the_same_text(page: Page) -> None:
    for start in range(0, RUNS, TOGETHER):
        seeds = list(range(start, min(start + TOGETHER, RUNS)))
        told = page.evaluate(
            "async seeds => { const { run } = await import('/converging.mjs');"
            "const all = []; for (const seed of seeds) all.push(await run(seed)); return all; }",
            seeds,
        )
        for seed, one in zip(seeds, told, strict=True):
            _judge(seed, one)


def _judge(seed: int, told: dict[str, Any]) -> None:
    assert set(told["texts"]) == {told["text"]}, f"run {seed}: the screens differ"
    joint, chance = JointText([read_update(told["first"])]), random.Random(seed)
    for update in told["log"]:
        if not chance.randrange(6):
            joint = JointText([joint.state()])
        joint.take(read_update(update))
        joint.take(read_update(update))
    assert str(joint) == told["text"], f"run {seed}: the server reads another text"
    if told["written"] is not None:
        assert Counter(told["written"]) == Counter(str(joint)), f"run {seed}: letters are lost"


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix("http://modules.test/")
    if not path:
        route.fulfill(body="<!doctype html><title>Runs</title>", content_type="text/html")
        return
    file = HARNESS if path == HARNESS.name else STATIC / path
    route.fulfill(body=file.read_text("utf-8"), content_type="text/javascript")
