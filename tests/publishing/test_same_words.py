"""Whatever people typed, all formats say the same words in the same order."""

import json
import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.generated import LEFTWARD, NASTY, guidances
from tests.publishing.reading import (
    missing_from,
    squeezed,
    text_of_html,
    text_of_markdown,
    text_of_word,
    words_of,
)
from tests.publishing.reading_pdf import text_of_pdf
from tests.publishing.sample import CHANGED, SAMPLE
from workshop.publishing.as_json import guidance_of, json_of
from workshop.publishing.document import BallotRecord, Guidance
from workshop.publishing.formats import files_of
from workshop.publishing.pdf import pdf_of
from workshop.publishing.text import lines_of

IN_ALL = 200 if os.environ.get("LONG") else 4


READERS: dict[str, Callable[[bytes], str]] = {
    "html": lambda file: text_of_html(file.decode()),
    "pdf": text_of_pdf,
    "word": text_of_word,
    "markdown": lambda file: text_of_markdown(file.decode()),
    "json": bytes.decode,
}


@pytest.mark.parametrize("name", READERS)
def test_decisions_answers_and_other_views_stand_in_every_format(name: str) -> None:
    openly = BallotRecord("Decided openly", SAMPLE.published_on, "Not by secret ballot.", (), "")
    principle = SAMPLE.principles[3]
    told = replace(SAMPLE, principles=(replace(principle, ballots=(openly,)),))
    text = squeezed(READERS[name](files_of(told)[name]))
    for words in (
        "We leave it open for half a year.", "Then we look at it again, with the same people.",
        "Not by secret ballot.", "Someone may be sent home with nobody to talk to.",
        "Set aside. The evening line is open every day.",
        "I was glad that somebody asked me that day.", "It should be in the guidance as it is.",
    ):  # fmt: skip
        assert squeezed(words) in text, words


@pytest.mark.parametrize("name", ["html", "pdf", "word", "markdown"])
def test_the_sample_says_the_same_words_in_every_format(name: str) -> None:
    text = READERS[name](files_of(SAMPLE)[name])
    assert missing_from(text, words_of(lines_of(SAMPLE))) == []


@pytest.mark.parametrize("name", ["html", "pdf", "word", "markdown"])
def test_changes_origin_ticks_and_notice_say_the_same_words_in_every_format(name: str) -> None:
    text = READERS[name](files_of(CHANGED)[name])
    assert missing_from(text, words_of(lines_of(CHANGED))) == []


@settings(max_examples=IN_ALL, deadline=None, suppress_health_check=list(HealthCheck))
@given(guidances(), st.booleans())
def test_no_sign_that_people_type_changes_the_words_of_a_format(
    guidance: Guidance, is_large: bool
) -> None:
    words = words_of(lines_of(guidance))
    files = files_of(guidance)
    assert missing_from(text_of_html(files["html"].decode()), words) == []
    assert missing_from(text_of_markdown(files["markdown"].decode()), words) == []
    assert missing_from(text_of_word(files["word"]), words) == []
    pdf = pdf_of(guidance, is_large=True) if is_large else files["pdf"]
    assert missing_from(text_of_pdf(pdf), words, is_painted=True) == []
    assert guidance_of(files["json"]) == guidance


@pytest.mark.parametrize("language", ["en-GB", "he"])
@pytest.mark.parametrize("text", LEFTWARD)
def test_what_runs_from_right_to_left_is_whole_in_the_pdf(text: str, language: str) -> None:
    told = text_of_pdf(pdf_of(replace(SAMPLE, question=text, language=language)))
    assert missing_from(told, [squeezed(text)], is_painted=True) == []
    assert missing_from(told, [squeezed(text) + "ש"], is_painted=True) != []


@given(st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("\n".join))
def test_json_keeps_every_text_as_it_was_typed(text: str) -> None:
    written = json.loads(json_of(replace(SAMPLE, question=text)))
    assert written["question"] == text


def test_a_field_without_words_is_left_out_everywhere_but_in_the_archive() -> None:
    files = files_of(SAMPLE)
    principle = json.loads(files["json"])["principles"][2]
    assert {"key": "training", "label": "Training first", "text": ""} in principle["fields"]
    third = text_of_html(files["html"].decode()).split("Principle 3")[1].split("Principle 4")[0]
    assert "Training first" not in third


def test_the_same_guidance_gives_the_same_bytes() -> None:
    assert files_of(SAMPLE) == files_of(SAMPLE)
