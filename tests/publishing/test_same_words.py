"""Whatever people typed, all formats say the same words in the same order."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.reading import (
    missing_from,
    squeezed,
    text_of_html,
    text_of_markdown,
    text_of_word,
    words_of,
)
from tests.publishing.reading_pdf import text_of_pdf
from tests.publishing.sample import SAMPLE
from workshop.publishing.as_json import guidance_of, json_of
from workshop.publishing.document import (
    BallotRecord,
    FieldText,
    Guidance,
    OutcomeRow,
    PrincipleText,
    Reservation,
    Source,
)
from workshop.publishing.formats import files_of
from workshop.publishing.text import lines_of

NASTY = [
    "“quoted”", "<script>alert(1)</script>", "</p>", "&amp;", "& &lt;", "*stars*", "__init__",
    "# not a heading", "## two ##", "1. first", "2) second", "- dash", "+ plus", "> said", "---",
    "===", "***", "`code`", "```", "~~~", "~~gone~~", "[a](http://evil.example)", "![x](y.png)",
    "[ref]: http://evil.example", "a | b", "|---|---|", "\\", "\\*", "{% raw %}", "{{ 7*7 }}",
    "{0}", "%(name)s", "#read(\"/etc/passwd\")", "$x^2$", "@ref", "=SUM(A1:A9)", "=1+1",
    "x ≥ 75 %", "√2 ∑", "🙂", "👩🏽‍🦽", "é ñ ř ő", "Ωμέγα", "Привет",
    "first\nsecond", "one\n\ntwo", "fi ffi fl", "C#", "a\u00a0b", "\u200b",
    "tab\there", "w" * 120, "http://example.org/a_b_c", "\x07bell", "\u202eturned",
]
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text("ab <>&*_#-|\\`'\"\n.1", max_size=12)),
                 max_size=5).map(" ".join)


@st.composite
def guidances(draw: st.DrawFn) -> Guidance:
    fields = tuple(FieldText(key, draw(TEXTS), draw(TEXTS)) for key in "ab")
    row = OutcomeRow(draw(TEXTS), ("circle",), 12, True, 0.75, 1.0, None, 0.75)
    ballot = BallotRecord(draw(TEXTS), SAMPLE.published_on, draw(TEXTS), (row,))
    openly = BallotRecord(draw(TEXTS), SAMPLE.published_on, draw(TEXTS), (), way="")
    again = replace(ballot, verdict=draw(TEXTS), rows=(replace(row, low=0.5, high=0.75),))
    principle = PrincipleText(
        1, "p1", draw(TEXTS), fields, (draw(TEXTS),), "not_agreed", draw(TEXTS),
        (ballot, again, openly),
        reservations=(Reservation(draw(TEXTS), draw(TEXTS)),),
        harms=(Reservation(draw(TEXTS), draw(TEXTS)),),
        decision=draw(TEXTS), other_views=(draw(TEXTS), draw(TEXTS)),
        sources=(Source(draw(TEXTS), (draw(TEXTS), draw(TEXTS))),))
    return replace(SAMPLE, title=draw(TEXTS), organisation=draw(TEXTS), question=draw(TEXTS),
                   introduction_markdown=draw(TEXTS), principles=(principle,),
                   values=(draw(TEXTS),))


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


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(guidances())
def test_no_sign_that_people_type_changes_the_words_of_a_format(guidance: Guidance) -> None:
    words = words_of(lines_of(guidance))
    files = files_of(guidance)
    assert missing_from(text_of_html(files["html"].decode()), words) == []
    assert missing_from(text_of_markdown(files["markdown"].decode()), words) == []
    assert missing_from(text_of_word(files["word"]), words) == []
    assert missing_from(text_of_pdf(files["pdf"]), words) == []
    assert guidance_of(files["json"]) == guidance


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
