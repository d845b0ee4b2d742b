"""A phone marks what the server marks: both walk through the same texts by the same patterns."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.domain.test_lens import NESTED, TEXTS
from workshop.content import topics
from workshop.content.lens import lens_with, reasons
from workshop.domain.lens import Lens, marks_in
from workshop.domain.reading import long_sentences, reading_age
from workshop.web.sent_lens import rules_sent

pytestmark = pytest.mark.browser

MARKING = Path(__file__).parents[2] / "static/js/marking.js"
LENS = lens_with()
RUN = """async ([code, sent, texts]) => {
  const from = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const lens = from.lensFrom(sent);
  const marksOf = (text, isWarning) => from.marksIn(text, lens, isWarning, new Set(["refuses"]));
  return texts.map((text) => [
    ...[false, true].map((isWarning) => marksOf(text, isWarning)
      .map((one) => [text.slice(one.start, one.end), one.start, one.rule, one.alternative])),
    from.longSentences(text, lens), from.readingAge(text, lens),
  ]);
}"""
PIECES = st.sampled_from(
    [words for reason in reasons() for entry in reason.rules for words in entry.words]
    + ["not", "We never", ". ", ",", "; ", "e.g. ", "“", "”", "'", "\n", "'s", "-", "é", "a " * 21]
)  # fmt: skip
NESTS = st.sampled_from(["a", "a", "a", "x", "client", "mail", "refuses", "help", "“", "”", "."])
LONGER = st.lists(PIECES | PIECES.map(str.title) | PIECES.map(str.upper), max_size=30)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Any:
    page = browser.new_page()
    yield page
    page.close()


def test_texts_of_ours_are_marked_alike(window: Page) -> None:
    texts = [text for one in topics() for start in one.starters for text in start.texts.values()]
    for reason in reasons():
        texts += [text for one in reason.rules for text in (one.marks, one.passes)]
    assert in_browser(window, texts) == [here(text) for text in texts]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(LONGER.map(" ".join) | LONGER.map("".join) | TEXTS, min_size=5, max_size=20))
def test_any_text_is_marked_alike(window: Page, texts: list[str]) -> None:
    texts = [text for text in texts if not re.search("[\ud800-\udfff]", text)]
    assert in_browser(window, texts) == [here(text) for text in texts]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(NESTS, max_size=40).map(" ".join), min_size=5, max_size=20))
def test_words_that_stand_in_each_other_are_marked_alike(window: Page, texts: list[str]) -> None:
    assert in_browser(window, texts, NESTED) == [here(text, NESTED) for text in texts]


@pytest.mark.parametrize("text", ["a ", "a x ", "mail client ", "“a” "])
def test_twice_the_text_is_about_twice_the_work_for_a_phone(window: Page, text: str) -> None:
    once, twice = (times_run(window, text * many) for many in (200, 400))
    assert twice < 2.5 * once


def times_run(page: Page, text: str) -> int:
    """How often a phone runs through any piece of the script for a text, all pieces together."""
    counter = page.context.new_cdp_session(page)
    counter.send("Profiler.enable")
    counter.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
    in_browser(page, [text], NESTED)
    found = counter.send("Profiler.takePreciseCoverage")["result"]
    counter.send("Profiler.stopPreciseCoverage")
    counter.detach()
    return sum(
        piece["count"]
        for script in found
        if script["url"].startswith("blob:")
        for function in script["functions"]
        for piece in function["ranges"]
    )


def here(text: str, lens: Lens = LENS) -> list[Any]:
    return [_marks(text, lens, False), _marks(text, lens, True),
            [words for _start, _end, words in long_sentences(text)], reading_age(text)]  # fmt: skip


def in_browser(page: Page, texts: list[str], lens: Lens = LENS) -> list[Any]:
    sent = msgspec.json.decode(msgspec.json.encode(rules_sent(lens)))
    found: list[Any] = page.evaluate(RUN, [MARKING.read_text("utf-8"), sent, texts])
    return found


def _marks(text: str, lens: Lens, is_warning: bool) -> list[list[Any]]:
    """Marks with their starts as a browser counts them: in halves of UTF-16."""
    left = frozenset({"refuses"})
    return [
        [text[m.start : m.end], len(text[: m.start].encode("utf-16-le")) // 2, *m[2:]]
        for m in marks_in(text, lens, is_warning=is_warning, left=left)
    ]
