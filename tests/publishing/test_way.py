"""The way from notes to principles: counted from the document, drawn and said the same."""

import re
from dataclasses import replace

from tests.publishing.sample import SAMPLE
from workshop.publishing.document import Source
from workshop.publishing.html import html_of
from workshop.publishing.way_marks import marks_of
from workshop.publishing.way_text import way_of_all, way_to
from workshop.publishing.wording import say_with

SAY = say_with(str)
LISTENING = SAMPLE.principles[1]


def test_a_principle_came_from_notes_themes_versions_and_ballots() -> None:
    way = way_to(LISTENING, SAY)
    assert [(step.title, step.words) for step in way.steps] == [
        ("2 notes", "1 on “Being heard”, 1 on “Whose goal is it?”"),
        ("2 themes", "“Being heard”, “Whose goal is it?”"),
        ("1 version of the words", ""),
        ("1 ballot", "First ballot, 23 April 2026"),
        ("Principle 2", "Agreed by every voice"),
    ]
    assert way.alternative.startswith("2 notes: 1 on “Being heard”")
    assert way.alternative.endswith("Principle 2: Agreed by every voice.")


def test_a_principle_without_notes_or_ballots_has_a_shorter_way() -> None:
    bare = replace(LISTENING, sources=(), ballots=(), status="not_voted", revision=3)
    assert [step.title for step in way_to(bare, SAY).steps] == [
        "3 versions of the words", "Principle 2"]


def test_the_whole_document_counts_each_note_and_theme_once() -> None:
    shared = Source("Being heard", ("Sometimes I want a cup of tea, and no plan.", "Another."))
    first = replace(SAMPLE.principles[0], sources=(shared,))
    way = way_of_all(replace(SAMPLE, principles=(first, LISTENING)), SAY)
    assert way is not None
    assert [(step.title, step.words) for step in way.steps] == [
        ("3 notes", "2 on “Being heard”, 1 on “Whose goal is it?”"),
        ("2 themes", "“Being heard”, “Whose goal is it?”"),
        ("2 principles voted on", ""),
        ("2 agreed by secret ballot", "Principles 1, 2"),
    ]
    assert way_of_all(replace(SAMPLE, principles=()), SAY) is None


def test_there_is_a_mark_for_each_up_to_as_many_as_can_be_told_apart() -> None:
    for count, marks in ((3, 3), (40, 40), (4000, 40)):
        sources = (Source("Many", tuple(f"Note {n}" for n in range(count))),)
        notes = way_to(replace(LISTENING, sources=sources), SAY).steps[0]
        assert notes.title == f"{count} notes"
        assert len(notes.marks) == marks
        assert str(marks_of(notes)).count("h11v9") == marks


def test_the_drawing_has_no_words_but_the_number_and_none_of_what_people_typed() -> None:
    typed = replace(LISTENING, sources=(Source("<script>", ("<b>",)),))
    drawn = "".join(str(marks_of(step)) for step in way_to(typed, SAY).steps)
    assert re.findall(r">([^<\s]+)<", drawn) == ["2"]
    page = html_of(replace(SAMPLE, principles=(typed,)))
    assert "“&lt;script&gt;”" in page
