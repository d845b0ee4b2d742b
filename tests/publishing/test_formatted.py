"""Formatted text becomes a few plain kinds of blocks, and nothing in it can act."""

import pytest

from workshop.publishing.blocks import Heading, Listing, Paragraph, Span
from workshop.publishing.formatted import blocks_of, html_of


def test_paragraphs_emphasis_lists_and_headings_are_kept() -> None:
    text = "# Title\n\nA **bold** and *soft* word.\n\n- one\n- two\n\n1. first\n\n> said"
    assert blocks_of(text) == (
        Heading(3, "Title"),
        Paragraph((Span("A "), Span("bold", strong=True), Span(" and "),
                   Span("soft", emphasis=True), Span(" word."))),
        Listing(((Span("one"),), (Span("two"),))),
        Listing(((Span("first"),),), ordered=True),
        Paragraph((Span("said"),), "quote"),
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc",
                                     " javascript:alert(1)", "JaVaScRiPt:alert(1)"])
def test_a_link_that_could_act_is_only_words(address: str) -> None:
    assert "href" not in html_of(f"[words](<{address}>)")
    assert all(not span.link for block in blocks_of(f"[words](<{address}>)")
               if isinstance(block, Paragraph) for span in block.spans)


@pytest.mark.parametrize("address", ["https://example.org/", "mailto:a@example.org"])
def test_a_link_to_a_page_or_a_letter_box_is_kept(address: str) -> None:
    assert blocks_of(f"[words]({address})") == (Paragraph((Span("words", link=address),)),)


def test_html_that_was_typed_shows_as_the_signs_it_is() -> None:
    assert blocks_of("<script>alert(1)</script>") == (
        Paragraph((Span("<script>alert(1)</script>"),)),)
    assert "<script" not in html_of("a <script>alert(1)</script>\n\n<iframe src=x></iframe>")


def test_pictures_from_elsewhere_are_left_out() -> None:
    assert "<img" not in html_of("![x](https://evil.example/x.png)")


def test_a_list_in_a_list_keeps_its_words() -> None:
    assert blocks_of("- one\n    - inner\n- two") == (
        Listing(((Span("one"),), (Span("inner"),), (Span("two"),))),)


def test_a_line_break_is_kept() -> None:
    assert blocks_of("one  \ntwo") == (Paragraph((Span("one"), Span("\n"), Span(" two"))),)


def test_no_words_give_no_blocks() -> None:
    assert blocks_of(" \n\n ") == ()


def test_a_list_of_boxes_is_ticked_off() -> None:
    text = "- [ ] asked **first**\n- [ ] heard a no\n\n- [ ] one\n- two\n\n1. [ ] three"
    first, *others = blocks_of(text.replace("\n\n", "\n\n&nbsp;\n\n"))
    assert first == Listing(
        ((Span("asked "), Span("first", strong=True)), (Span("heard a no"),)), boxes=True)
    lists = [one for one in others if isinstance(one, Listing)]
    assert [one.boxes for one in lists] == [False, False]
    assert lists[0].items[0] == (Span("[ ] one"),), "not all have a box: it stays as it was typed"
