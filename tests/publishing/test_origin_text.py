"""Where a guidance began, in every format: kept, changed, left, and no word of either lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.reading import squeezed, words_of
from tests.publishing.sample import LISTENING, MEDICINE, SAMPLE
from tests.publishing.test_same_words import READERS
from workshop.publishing.document import FieldText, Guidance, PrincipleText, SectionText
from workshop.publishing.formats import files_of
from workshop.publishing.origin_text import begun_from, origin_text
from workshop.publishing.text import lines_of

VIEW = {
    "title": "When we advise", "organisation": "Heron House", "edition_number": 2,
    "address": "http://127.0.0.1:8000/g/ABCD2345/2", "is_withdrawn": True,
    "principles": [
        {"anchor": "p1", "number": 1, "statement": "We ask before we use MI.", "here": 1,
         "fields": [{"key": "rain", "label": "Rain", "text": "Not when it rains."}]},
        {"anchor": "p4", "number": 4, "statement": LISTENING.statement, "here": 2,
         "fields": [{"key": one.key, "label": one.label, "text": one.text}
                    for one in LISTENING.fields]},
        {"anchor": "p5", "number": 5, "statement": "We say what we do.", "here": None,
         "fields": []},
        {"anchor": "p6", "number": 6, "statement": "We wait.", "here": 9, "fields": []},
    ],
}  # fmt: skip
DOCUMENT = {"origin": VIEW}


def adapted() -> Guidance:
    """The sample, as if it had been begun from another edition."""
    said = begun_from(DOCUMENT)
    principles = tuple(
        replace(one, begun_from=said.get(one.number, "")) for one in SAMPLE.principles
    )
    sections = (SectionText("principles", "principles", "Our principles"),
                SectionText("origin", "origin", "Where it began"))  # fmt: skip
    return replace(SAMPLE, principles=principles, sections=sections,
                   origin=origin_text(DOCUMENT, principles))  # fmt: skip


def test_what_was_brought_in_and_voted_on_is_kept_or_changed_and_all_else_left() -> None:
    origin = adapted().origin
    assert origin is not None
    assert [(one.anchor, one.became, one.number) for one in origin.principles] == [
        ("p1", "changed", 1), ("p4", "kept", 2), ("p5", "left", None), ("p6", "left", None),
    ]  # fmt: skip
    assert [bool(one.texts) for one in origin.principles] == [True, False, False, False]


@pytest.mark.parametrize("name", ["html", "pdf", "word", "markdown", "json"])
def test_every_format_says_where_it_began(name: str) -> None:
    text = squeezed(READERS[name](files_of(adapted())[name]))
    for words in (
        "Begun from “When we advise” of Heron House, edition 2, principle 4.",
        "We say what we do.", "Not when it rains.",
    ):  # fmt: skip
        assert squeezed(words) in text, words
    if name != "json":
        for words in (
            "This guidance was begun from “When we advise” of Heron House, edition 2.",
            "It had been withdrawn when this guidance began.",
            "Kept as they were: 1. Changed: 1. Left out: 2.",
            "Principle 2 here: Agreed by every voice.", f"Kept as it was: {LISTENING.statement}",
            "Changed: We ask before we use MI.", "Left out: We wait.",
        ):  # fmt: skip
            assert squeezed(words) in text, words


def test_guidance_that_grew_here_says_nothing_of_an_origin() -> None:
    sections = (SectionText("origin", "origin", "Where it began"),)
    said = " ".join(words_of(lines_of(replace(SAMPLE, sections=sections))))
    assert "Where it began" not in said
    assert "egun from" not in said


TEXTS = st.dictionaries(st.sampled_from("abcd"), st.text("ab \n.", max_size=12))


@settings(deadline=None)
@given(old=TEXTS, new=TEXTS, statements=st.tuples(st.text("ab ", max_size=6), st.text("ab ")))
def test_no_word_of_either_is_lost_and_kept_means_the_same_letter_by_letter(
    old: dict[str, str], new: dict[str, str], statements: tuple[str, str]
) -> None:
    fields = [{"key": key, "label": key, "text": text} for key, text in old.items()]
    there = VIEW | {"principles": [{"anchor": "p1", "number": 1, "statement": statements[0],
                                    "fields": fields, "here": 3}]}  # fmt: skip
    here: PrincipleText = replace(
        MEDICINE, statement=statements[1],
        fields=tuple(FieldText(key, key, text) for key, text in new.items()),
    )  # fmt: skip
    origin = origin_text({"origin": there}, (here,))
    assert origin is not None
    (one,) = origin.principles
    before = {key: text for key, text in (old | {"": statements[0]}).items() if text}
    after = {key: text for key, text in (new | {"": statements[1]}).items() if text}
    assert (one.became == "kept") == (before == after)
    assert len(one.texts) == sum(
        before.get(key) != after.get(key) for key in before.keys() | after.keys()
    )
    for text in one.texts:
        key = "" if text.label == "What we agree" else text.label
        was = "".join(piece.text for piece in text.pieces if piece.kind != "added")
        is_now = "".join(piece.text for piece in text.pieces if piece.kind != "removed")
        assert (was, is_now) == (before.get(key, ""), after.get(key, ""))
