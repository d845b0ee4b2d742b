"""A report as a document: the same words in every format, and never a claim to be a certificate."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.publishing.reading import (
    missing_from,
    text_of_html,
    text_of_markdown,
    text_of_pdf,
    text_of_word,
    words_of,
)
from tests.publishing.sample import SAMPLE
from workshop.publishing.as_json import guidance_of, json_of
from workshop.publishing.blocks import Heading, Labelled, Manuscript, Paragraph
from workshop.publishing.html import page_from
from workshop.publishing.markdown import markdown_from
from workshop.publishing.pdf import pdf_from
from workshop.publishing.report import Report, ReportItem
from workshop.publishing.reports import counted, report_manuscripts
from workshop.publishing.text import WORDS_FOR_THIS, manuscript_of
from workshop.publishing.word import word_from

TYPED = "<b>Two</b> of us & “more” *\n=1+1"
REPORT = Report(
    "accord", "ACCORD", "ACCORD, 2024", "What a report should say.", "Our own words.",
    "https://doi.org/10.1371/journal.pmed.1004326",
    (
        ReportItem("T1", "Title", "Does the title say how?", "workshop", "It does.\n\nTwice."),
        ReportItem("M1", "Methods", "Was it put into a register?", "open"),
        ReportItem("M2", "Methods", "Who led it?", "organisers", TYPED),
        ReportItem("M7", "Methods", "How was research found?", "open", "Nobody searched."),
    ),
)  # fmt: skip
GUIDANCE = replace(SAMPLE, reports=(REPORT,))
((NAME, MANUSCRIPT),) = report_manuscripts(GUIDANCE)

WRITERS: dict[str, Callable[[Manuscript], str]] = {
    "html": lambda one: text_of_html(page_from(one)),
    "pdf": lambda one: text_of_pdf(pdf_from(one)),
    "word": lambda one: text_of_word(word_from(one)),
    "markdown": lambda one: text_of_markdown(markdown_from(one)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_report_says_the_same_words_in_every_format(name: str) -> None:
    assert missing_from(WRITERS[name](MANUSCRIPT), words_of(MANUSCRIPT.sections)) == []


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("empty", ["", "\u202e", " \n "])
def test_a_report_without_words_is_still_a_document(name: str, empty: str) -> None:
    items = (ReportItem(empty, empty, empty, "organisers", empty),)
    bare = Report("accord", empty, empty, empty, empty, empty, items)
    ((_, manuscript),) = report_manuscripts(replace(GUIDANCE, title=empty, reports=(bare,)))
    assert missing_from(WRITERS[name](manuscript), words_of(manuscript.sections)) == []


def test_the_first_thing_that_a_report_says_is_that_it_is_no_certificate() -> None:
    first = next(one for one in MANUSCRIPT.sections[0].blocks
                 if isinstance(one, Paragraph) and one.role != "eyebrow")  # fmt: skip
    assert "not a certificate" in first.spans[0].text


def test_every_item_says_where_it_stands() -> None:
    rows = [row for section in MANUSCRIPT.sections for block in section.blocks
            if isinstance(block, Labelled) for row in block.rows]  # fmt: skip
    assert [(label, *(one.spans[0].text for one in texts)) for label, texts in rows] == [
        ("T1. Does the title say how?", "From the workshop", "It does.", "Twice."),
        ("M1. Was it put into a register?", "Left open",
         "Nobody answered this, or it was left open on purpose."),
        ("M2. Who led it?", "Answered by those who ran it", TYPED),
        ("M7. How was research found?", "Left open", "Nobody searched."),
    ]  # fmt: skip
    assert counted(REPORT, WORDS_FOR_THIS) == (
        "Filled from the workshop: 1 of 4", "Answered by those who ran it: 1 of 4",
        "Left open: 2 of 4",
    )  # fmt: skip


def test_headings_of_a_report_are_in_order_and_have_places_of_their_own() -> None:
    headings = [one for section in MANUSCRIPT.sections for one in section.blocks
                if isinstance(one, Heading)]  # fmt: skip
    assert [(one.level, one.text) for one in headings] == [
        (1, "ACCORD: how “When motivational interviewing helps here, and when it does not” was "
            "made"),
        (2, "In short"), (2, "Title"), (2, "Methods"),
    ]  # fmt: skip
    anchors = [section.anchor for section in MANUSCRIPT.sections]
    assert len(set(anchors)) == len(anchors)


def test_what_became_of_an_edition_stands_on_its_reports_too() -> None:
    withdrawn = replace(GUIDANCE, notice="This edition was withdrawn.")
    ((_, manuscript),) = report_manuscripts(withdrawn)
    assert "This edition was withdrawn." in text_of_html(page_from(manuscript))


def test_reports_are_archived_and_read_back_and_an_earlier_edition_has_none() -> None:
    assert guidance_of(json_of(GUIDANCE)) == GUIDANCE
    assert report_manuscripts(SAMPLE) == []


def test_what_is_new_in_how_it_was_made_stands_in_every_format() -> None:
    people = tuple(replace(one, invited="30 people") for one in SAMPLE.how_made.people[:1])
    made: Any = replace(
        SAMPLE.how_made, people=(*people, *SAMPLE.how_made.people[1:]),
        ballots=("Ballot 1 had 8 papers.",), changed=("Principle 1 was changed.",),
        access=("A quiet room.",), alone=("They chose the day.",),
    )  # fmt: skip
    told = replace(SAMPLE, how_made=made)
    for words in ("Invited", "30 people", "not told", "Ballot 1 had 8 papers.",
                  "Principle 1 was changed.", "A quiet room.", "They chose the day."):  # fmt: skip
        assert words in text_of_html(page_from(manuscript_of(told)))
