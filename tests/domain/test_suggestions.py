"""Several suggestions on one text are put together."""

from workshop.domain.suggestions import put_together

BASE = "We ask people before we advise them on anything."
FIRST, LAST = BASE.replace("We ask", "We always ask"), BASE.replace("anything", "their plans")


def test_a_text_that_moved_twice_is_still_put_together() -> None:
    assert put_together(LAST, [(BASE, FIRST), (BASE, BASE + " Always.")]) == (
        "We always ask people before we advise them on their plans. Always."
    )
    assert put_together("We wait.", [(BASE, FIRST)]) is None
