"""A whole workshop through the real doors; what is planted as lost or swallowed is reported."""

import io
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.publishing.reading import (
    missing_from,
    text_of_html,
    text_of_markdown,
    text_of_word,
    words_of,
)
from tests.publishing.reading_pdf import text_of_pdf
from workshop.publishing.as_json import guidance_of
from workshop.publishing.text import lines_of
from workshop.rehearsal.checking import edition_in
from workshop.rehearsal.record import Network
from workshop.rehearsal.rehearsing import play_for, rehearse

PEOPLE = 9
DEAF, LOSER = 3, 2
STOLEN = 60


class Faults(Network):
    """One phone misses the last push and every pulse; one is told that a lost note is saved.

    Who types at another table is told that it was taken; later some letters are stolen. The first
    phone that would be told what others type is never told.
    """

    patience = 4.0

    def __init__(self) -> None:
        self.swallowed = self.untold = 0
        self.not_told: set[int] = set()
        self.lost: list[str] = []
        self.typed = count(1)
        self.stolen_from: list[tuple[int, str]] = []

    def answers(self, person: int, name: str, message: dict[str, Any]) -> dict[str, Any] | None:
        if name == "field.type":
            return self._stolen(person, message["field"])
        if person != LOSER or name != "note.post" or self.lost:
            return None
        self.lost.append(message["text"])
        return {"ok": True, "note": 0}

    def _stolen(self, person: int, field: str) -> dict[str, Any] | None:
        number = next(self.typed)
        if number == STOLEN:
            self.stolen_from.append((person, field))
        return {"ok": True} if number in (1, STOLEN) else None

    def swallows(self, person: int, event: str, message: Any) -> bool:
        if event == "typed":
            self.not_told = self.not_told or {person}
            self.untold += person in self.not_told
            return person in self.not_told
        if person != DEAF:
            return False
        is_last = event == "slices" and ".closed." in str(message["items"])
        self.swallowed += is_last
        return is_last or event == "pulse"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """A rehearsal in which nothing goes wrong, and the folder with its files."""
    out = tmp_path_factory.mktemp("rehearsal")
    return rehearse(play_for("mi_in_peer_support", PEOPLE), out, shown_on=io.StringIO()), out


def test_nothing_is_lost_doubled_or_stale(played: tuple[dict[str, Any], Path]) -> None:
    report, _ = played
    assert report["people"] == PEOPLE
    assert report["lost"] == report["duplicates"] == report["stale_screens"] == []
    assert report["refused"] == report["unseen"] == []


def test_a_phone_is_sent_less_than_two_megabytes(played: tuple[dict[str, Any], Path]) -> None:
    report, _ = played
    assert 10_000 < report["phone_bytes"] <= 2_000_000
    assert 0 < report["ack_ms"]["p50"] <= report["ack_ms"]["p95"] <= report["ack_ms"]["p99"]
    assert 0 < report["screen_ms"]["p50"] <= report["screen_ms"]["p99"]


def test_harm_holds_a_principle_until_it_is_written_anew(
    played: tuple[dict[str, Any], Path],
) -> None:
    report, _ = played
    second = [one["outcome"] for one in report["outcomes"] if one["principle"] == 2]
    assert second[0].startswith("On hold")
    assert second[1].startswith("Agreed in the room")
    assert len({one["principle"] for one in report["outcomes"]}) == 8


def test_tables_type_together_and_one_of_them_is_helped(
    played: tuple[dict[str, Any], Path],
) -> None:
    report, out = played
    assert (report["tables"], report["tables_helped"]) == (2, 1)
    assert report["letters"] > 3000
    assert report["letters_lost"] == report["let_in"] == []
    (kept_out,) = report["kept_out"]
    assert "Table 1 writes this principle." in kept_out
    printed = edition_in(out, 1)["principles"][2]
    assert [one["text"] for one in printed["fields"] if one["key"] == "own_story"] == [
        "Ask first. Two sentences, and then back to the person. Leave the happy end off."
    ]


def test_suggestions_are_taken_as_they_are_or_edited_or_declined(
    played: tuple[dict[str, Any], Path],
) -> None:
    report, out = played
    assert report["suggestions"] == {"made": 3, "me_too": 4, "taken": 1, "edited": 1, "declined": 1}
    texts = [
        field["text"] for one in edition_in(out, 1)["principles"] for field in one["fields"]
    ]
    for one in play_for("mi_in_peer_support").suggestions:
        assert ((one.edited or one.text) in texts) == (not one.declined)


def test_the_edition_comes_in_five_files(played: tuple[dict[str, Any], Path]) -> None:
    report, out = played
    starts = {".pdf": b"%PDF", ".docx": b"PK", ".json": b"{", ".html": b"<!doctype", ".md": b""}
    for name in report["editions"][0]["files"]:
        assert (out / name).read_bytes().startswith(starts.pop(Path(name).suffix))
    assert not starts


def test_the_files_of_the_edition_say_the_same_words(played: tuple[dict[str, Any], Path]) -> None:
    report, out = played
    names = report["editions"][0]["files"]
    files = {Path(name).suffix: (out / name).read_bytes() for name in names}
    words = words_of(lines_of(guidance_of(files[".json"])))
    assert len(words) > 200
    assert missing_from(text_of_html(files[".html"].decode()), words) == []
    assert missing_from(text_of_markdown(files[".md"].decode()), words) == []
    assert missing_from(text_of_word(files[".docx"]), words) == []
    assert missing_from(text_of_pdf(files[".pdf"]), words) == []


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Faults]:
    """A rehearsal in which all that a rehearsal looks for goes wrong."""
    faults, play = Faults(), play_for("mi_in_peer_support", PEOPLE)
    out = tmp_path_factory.mktemp("faulty")
    return rehearse(play, out, network=faults, shown_on=io.StringIO()), faults


def test_a_planted_loss_and_a_swallowed_push_are_reported(
    faulty: tuple[dict[str, Any], Faults],
) -> None:
    report, faults = faulty
    assert faults.swallowed >= 1
    (lost,) = faults.lost
    assert f"My words of person {LOSER}: {lost}" in report["lost"]
    assert f"Edition: {lost}" in report["lost"]
    assert [one.partition(":")[0] for one in report["stale_screens"]] == [f"person {DEAF}"]
    assert report["duplicates"] == []


def test_letters_that_are_stolen_and_a_door_that_is_open_are_reported(
    faulty: tuple[dict[str, Any], Faults],
) -> None:
    report, faults = faulty
    ((_, field),) = faults.stolen_from
    places = [one.split(": ")[:2] for one in report["letters_lost"]]
    assert [what.split(", ")[1] for where, what in places if where == "the server"] == [field]
    assert len({place for _, place in places}) == 1, "who was not told asks for what is missing"
    assert faults.untold >= 1
    assert len(report["let_in"]) == 1
    assert report["kept_out"] == []
