"""A colour is what it says, and words that take it can be read on their ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.colours import contrast, read_colour, readable
from workshop.domain.refusals import NotValid

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_a_colour_is_read_as_people_write_it() -> None:
    assert read_colour(" #0A5A50 ") == read_colour("0a5a50") == "#0a5a50"


@pytest.mark.parametrize("typed", ["", "#fff", "teal", "#0a5a5g", "#0a5a50;x", "#0a5a500"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(NotValid):
        read_colour(typed)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@given(COLOURS, st.sampled_from(["#ffffff", "#f6f4ee", "#191816", "#000000"]))
def test_every_shade_that_is_given_can_be_read(colour: str, ground: str) -> None:
    assert contrast(readable(colour, ground), ground) >= 4.5


@given(COLOURS)
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str) -> None:
    if contrast(colour, "#ffffff") >= 4.5:
        assert readable(colour) == colour
