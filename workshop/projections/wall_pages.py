"""What one principle came to, page by page: the wall shows one at a time, and never smaller."""

from collections.abc import Iterator
from textwrap import wrap

from workshop.projections.scope import View

MOST_ROWS = 4
LONG_STATEMENT = 220
FIRST_WORDS = 100
WORDS_ON_A_PAGE = 520


def wall_pages(outcome: View) -> Iterator[View]:
    """Yield the pages of one outcome: long words first, then the groups, then harms.

    After a decision that was taken openly comes the secret ballot before it.
    """
    about = {"outcome": outcome, "title": outcome["statement"]}
    if len(outcome["statement"]) > LONG_STATEMENT:
        yield from ({"kind": "words", **about, "words": part} for part in _parts(about["title"]))
        about["title"] = f"{wrap(outcome['statement'], FIRST_WORDS)[0]} …"
    yield from _results(outcome, about)
    if not outcome["way"] and outcome["before"]:
        yield from _results(outcome["before"] | {"before": None}, about)
    if outcome["kind"] == "on_hold" or outcome["harm"]:
        for words in outcome["harms"]:
            yield from ({"kind": "harm", **about, "words": part} for part in _parts(words))


def _results(outcome: View, about: View) -> Iterator[View]:
    rows = outcome["rows"]
    for start in range(0, max(len(rows), 1), MOST_ROWS):
        few = outcome | {"rows": rows[start : start + MOST_ROWS]}
        yield {"kind": "result", **about, "outcome": few}


def _parts(text: str) -> list[str]:
    return wrap(text, WORDS_ON_A_PAGE) or [""]
