"""A JSON file that a workshop begins from is hostile until it is checked."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.publishing.sample import SAMPLE
from workshop.domain.origins import MOST_PRINCIPLES, OriginWords
from workshop.domain.refusals import NotValid
from workshop.domain.sentences import NOT_READY
from workshop.domain.text import FIELD_LENGTH
from workshop.publishing.as_json import json_of
from workshop.publishing.document import EARLIER_VERSIONS, VERSION, FieldText
from workshop.publishing.origin_file import (
    LARGEST_FILE,
    origin_from,
    origin_in_file,
    written_again,
)

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> bytes:
    """The sample's file with something changed in it."""
    document = json.loads(json_of(SAMPLE))
    change(document)
    return json.dumps(document).encode()


def first(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["principles"][0]
    return found


def many(count: int) -> Change:
    """So many principles, each with an anchor of its own."""

    def change(document: dict[str, Any]) -> None:
        document["principles"] = [
            first(document) | {"number": n, "anchor": f"p{n}"} for n in range(1, count + 1)
        ]

    return change


def test_a_file_and_its_edition_say_the_same() -> None:
    assert origin_in_file(json_of(SAMPLE)) == origin_from(SAMPLE)
    read = origin_in_file(json_of(SAMPLE))
    assert [one.statement for one in read.principles] == [
        one.statement for one in SAMPLE.principles
    ]
    assert read.principles[3].verdict == SAMPLE.principles[3].verdict


def test_what_a_form_carries_on_says_the_same_again() -> None:
    for standing in ("current", "withdrawn"):
        address = "http://127.0.0.1:8000/g/ABCD2345/2"
        given = replace(SAMPLE, standing=standing, address=address)
        origin = origin_in_file(json_of(given))
        assert origin.is_withdrawn == (standing == "withdrawn")
        assert origin_in_file(written_again(origin).encode()) == origin


def test_an_answer_that_people_are_not_ready_stays_one() -> None:
    asked = replace(SAMPLE.principles[0], fields=(FieldText("stop", "How to stop", NOT_READY),))
    read = origin_in_file(json_of(replace(SAMPLE, principles=(asked,))))
    assert [field.is_open for field in read.principles[0].fields] == [True]


@pytest.mark.parametrize("version", [*EARLIER_VERSIONS, VERSION])
def test_files_of_this_and_of_earlier_releases_are_read(version: str) -> None:
    assert origin_in_file(changed(lambda d: d.update(version=version))) == origin_from(SAMPLE)


def test_a_file_of_the_release_before_has_less_in_it_and_is_read() -> None:
    newer = ("sections", "for_whom", "owner", "review_on", "standing", "notice", "address",
             "changes", "origin", "look")  # fmt: skip

    def older(document: dict[str, Any]) -> None:
        document["version"] = EARLIER_VERSIONS[0]
        for name in newer:
            document.pop(name, None)

    assert origin_in_file(changed(older)) == origin_from(SAMPLE)


def test_what_a_later_release_adds_is_left_unread() -> None:
    def add(document: dict[str, Any]) -> None:
        document["weather"] = {"rain": [1, 2.5, None, {"deep": "er"}]}
        first(document)["mood"] = "good"
        first(document)["fields"][0]["colour"] = 7
        document["how_made"] = "another kind of thing"

    assert origin_in_file(changed(add)) == origin_from(SAMPLE)


@pytest.mark.parametrize("version", ["workshop-guidance/4", "workshop-guidance/1", "", "x" * 9999])
def test_another_version_is_refused_with_what_to_do(version: str) -> None:
    with pytest.raises(NotValid, match="ask whoever runs this server to update it") as refused:
        origin_in_file(changed(lambda d: d.update(version=version)))
    assert len(str(refused.value.values["version"])) <= 40


WRONG: dict[str, Change] = {
    "no title": lambda d: d.pop("title"),
    "a number for a title": lambda d: d.update(title=7),
    "no principles": lambda d: d.pop("principles"),
    "principles as words": lambda d: d.update(principles="all of them"),
    "a principle that is a number": lambda d: d["principles"].append(3),
    "a number that is none": lambda d: first(d).update(number="first"),
    "a number that is huge": lambda d: first(d).update(number=10**30),
    "a number below one": lambda d: first(d).update(number=0),
    "an edition before the first": lambda d: d.update(edition_number=-1),
    "a status that is none of ours": lambda d: first(d).update(status="holy"),
    "a field without words": lambda d: first(d)["fields"][0].pop("text"),
    "a field that is a list": lambda d: first(d)["fields"].append([]),
    "nothing in it": lambda d: d.clear(),
}
REFUSED: dict[str, tuple[Change, str]] = {
    "no principle": (lambda d: d.update(principles=[]), "nothing to begin from"),
    "too many": (many(MOST_PRINCIPLES + 1), "from {most} at most"),
    "one anchor twice": (lambda d: d["principles"][1].update(anchor="p1"), "“{anchor}”"),
    "an anchor with words": (lambda d: first(d).update(anchor="p 1"), "cannot use"),
    "an empty anchor": (lambda d: first(d).update(anchor=""), "cannot use"),
    "a long anchor": (lambda d: first(d).update(anchor="p" * 49), "cannot use"),
    "one field twice": (
        lambda d: first(d)["fields"].append(first(d)["fields"][0]), "one field two times",
    ),
    "the statement as a field": (
        lambda d: first(d)["fields"][0].update(key="statement"), "one field two times",
    ),
    "a key with markup": (lambda d: first(d)["fields"][0].update(key="<b>"), "cannot be read"),
    "no words": (lambda d: first(d).update(statement=" \n "), "has no words"),
    "only what nobody sees": (lambda d: first(d).update(statement="\u202e"), "has no words"),
    "a long statement": (
        lambda d: first(d).update(statement="a" * (FIELD_LENGTH + 1)), "is too long",
    ),
    "a long field": (
        lambda d: first(d)["fields"][0].update(text="a" * (FIELD_LENGTH + 1)), "is too long",
    ),
    "a long label": (lambda d: first(d)["fields"][0].update(label="a" * 201), "is too long"),
    "a thousand fields": (
        lambda d: first(d).update(
            fields=[{"key": f"k{n}", "label": "l", "text": "t"} for n in range(1000)]
        ),
        "is too long",
    ),
    "a NUL": (lambda d: first(d).update(statement="a\0b"), "cannot be read"),
    "a NUL in the title": (lambda d: d.update(title="a\0b"), "near the title"),
    "no words in the title": (lambda d: d.update(title=""), "near the title is empty"),
    "a long title": (lambda d: d.update(title="a" * 201), "near the title is too long"),
    "a heap of marks": (
        lambda d: first(d).update(statement="a" + "\u0315\u0300" * 4000), "cannot be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_missing_or_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(NotValid, match=r"we read|missing or of another kind|no JSON"):
        origin_in_file(changed(WRONG[name]))


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_the_rules_is_refused_with_a_sentence_of_its_own(name: str) -> None:
    change, sentence = REFUSED[name]
    with pytest.raises(NotValid) as refused:
        origin_in_file(changed(change))
    assert sentence in refused.value.sentence
    assert refused.value.sentence.format(**refused.value.values)


RAW = {
    "nothing": b"",
    "words": b"hello",
    "a half": json_of(SAMPLE)[:-200],
    "two of them": json_of(SAMPLE) * 2,
    "not UTF-8": b'{"version": "\xff\xfe"}',
    "UTF-16": json_of(SAMPLE).decode().encode("utf-16"),
    "a lone surrogate": changed(lambda d: d.update(title="\ud800")),
    "a surrogate as bytes": b'{"version": "\xed\xa0\x80"}',
    "no number": changed(lambda d: first(d).update(number=float("nan"))),
    "no number where nothing is read": changed(lambda d: d.update(rain=float("nan"))),
    "endless": changed(lambda d: d.update(rain=float("inf"))),
    "deep": b'{"version": "workshop-guidance/3", "rain": ' + b"[" * 10**6 + b"]" * 10**6 + b"}",
    "deep and open": b"[" * 10**6,
    "deep objects": b'{"a":' * 10**5,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "a zip": b"PK\x03\x04" + bytes(64),
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_json_is_refused(name: str) -> None:
    with pytest.raises(NotValid, match=r"no JSON that we can read|missing or of another"):
        origin_in_file(RAW[name])


def test_too_large_a_file_is_not_even_read() -> None:
    with pytest.raises(NotValid, match="larger than 5 MB"):
        origin_in_file(b"[" * (LARGEST_FILE + 1))


def test_as_many_principles_as_may_be_are_read() -> None:
    assert len(origin_in_file(changed(many(MOST_PRINCIPLES))).principles) == MOST_PRINCIPLES


def test_a_file_that_an_editor_saved_with_its_mark_in_front_is_read() -> None:
    assert origin_in_file(b"\xef\xbb\xbf" + json_of(SAMPLE)) == origin_from(SAMPLE)


def test_texts_are_kept_as_texts_are_kept_here() -> None:
    typed = {"statement": "  e\u0301\r\nb\u202ec\x07 ", "values": ["", "a\nb"]}
    read = cleaned(lambda d: first(d).update(typed))
    assert read.principles[0].statement == "é\nbc"
    assert read.principles[0].values == ("a b",)


def test_letters_with_a_few_marks_are_no_heap() -> None:
    zalgo = "a" + "\u0315\u0300" * 15
    assert cleaned(lambda d: first(d).update(statement=zalgo)).principles[0].statement


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://tern.example/g/ABCD2345/2", True),
        ("http://127.0.0.1:8000/g/ABCD2345/2", True),
        ("http://[::1]:8000/o/tern-house/2", True),
        ("javascript:alert(1)", False),
        ("https://tern.example/<script>", False),
        ("https://tern.example/a b", False),
        ("https://name@tern.example/", False),
        ("https://tern.example/?next=//evil.example", False),
        ("https://tern.exämple/", False),
        ("https://tern.example/" + "a" * 300, False),
        ("//tern.example", False),
    ],
)
def test_only_a_plain_web_address_is_kept(address: str, kept: bool) -> None:
    assert bool(cleaned(lambda d: d.update(address=address)).address) == kept


def cleaned(change: Change) -> OriginWords:
    return origin_in_file(changed(change))
