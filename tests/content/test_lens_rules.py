"""The rules of the lens that ship: each marks what it must, and nothing that it must not."""

import csv
import os
from pathlib import Path

import pytest

from tests.content.plain import long_sentences
from tests.publishing.sample import SAMPLE
from workshop.content import topics
from workshop.content.lens import RuleEntry, lens_with, reasons
from workshop.domain.lens import marks_in, words_of
from workshop.domain.own_rules import OwnRule

HERE = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("REHEARSAL_DATA") or HERE.parent / "shared/data/london-youth-policing")
STATEMENTS = FOLDER / "comments.csv"
LENS = lens_with()
ENTRIES = [entry for reason in reasons() for entry in reason.rules]
EACH = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)


def keys_in(text: str) -> list[str]:
    return [mark.rule for mark in marks_in(text, LENS)]


def test_there_are_about_fifty_rules_with_keys_and_words_of_their_own() -> None:
    words = [words_of(one) for entry in ENTRIES for one in entry.words]
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES) >= 50
    assert len(words) == len(set(words))


@EACH
def test_a_rule_marks_its_one_sentence_and_passes_the_other(entry: RuleEntry) -> None:
    assert keys_in(entry.marks) == [entry.key]
    assert keys_in(entry.passes) == []


@EACH
def test_every_form_of_its_words_is_marked_and_no_alternative_is(entry: RuleEntry) -> None:
    for words, alternative in entry.words.items():
        assert keys_in(words) == [entry.key], words
        assert keys_in(alternative) == [], alternative


@EACH
def test_a_rule_says_why_and_what_else_in_short_sentences(entry: RuleEntry) -> None:
    assert entry.why
    assert entry.instead or any(entry.words.values())
    assert long_sentences((entry.why, entry.instead, entry.marks, entry.passes)) == []


def test_no_starter_and_no_example_has_anything_to_look_at() -> None:
    for topic in topics():
        for field in topic.fields:
            texts = [starter.texts.get(field.key, "") for starter in topic.starters]
            for text in (*texts, *field.examples):
                assert marks_in(text, LENS, is_warning=field.warning) == [], text


def test_the_sample_edition_has_nothing_to_look_at() -> None:
    texts = [field.text for one in SAMPLE.principles for field in one.fields]
    texts += [one.statement for one in SAMPLE.principles]
    assert [text for text in texts if marks_in(text, LENS)] == []


@pytest.mark.skipif(not STATEMENTS.is_file(), reason="the statements are not here")
def test_of_36_real_statements_two_are_marked() -> None:
    """In 36 the choice sounds like ours to give. In 38 it is the police who are allowed: wrong."""
    with STATEMENTS.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["moderated"] == "1"]
    marked = {row["comment-id"] for row in rows if marks_in(row["comment-body"], LENS)}
    assert (len(rows), marked) == (36, {"36", "38"})


def test_an_organisation_adds_rules_and_switches_others_off() -> None:
    text = "The care pathway and a patient."
    own = OwnRule(1, "jargon", "Only we know it.", "", (("care pathway", "what comes next"),))
    found = marks_in(text, lens_with(frozenset({"patient"}), (own,)))
    assert [(mark.rule, mark.alternative) for mark in found] == [("own-1", "what comes next")]
    assert keys_in(text) == ["patient"]


def test_a_rule_of_the_organisation_takes_the_place_of_one_with_the_same_words() -> None:
    own = OwnRule(1, "directs", "We say it so.", "", (("Patient", "Guest"), ("patient", "guest")))
    found = marks_in("Patient, patient, patients.", lens_with(own=(own,)))
    assert [(mark.rule, mark.alternative) for mark in found] == [
        ("own-1", "Guest"), ("own-1", "guest"), ("patient", LENS.phrases["patients"].alternative),
    ]  # fmt: skip


def test_a_rule_that_was_off_and_ships_no_more_does_no_harm() -> None:
    assert set(lens_with(frozenset({"gone"})).rules) == set(LENS.rules)


def test_the_same_rules_are_the_same_lens() -> None:
    assert lens_with(frozenset(["caseload"])) is lens_with(frozenset(["caseload"]))


def test_no_rule_that_ships_has_a_key_like_an_organisations_own() -> None:
    assert [entry.key for entry in ENTRIES if "-" in entry.key] == []
