"""A conversation that took place, played again: each outcome equals the one in its votes."""

import csv
import io
import os
from pathlib import Path
from typing import Any

import pytest

from workshop.rehearsal.rehearsing import play_for, rehearse

HERE = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("REHEARSAL_DATA") or HERE.parent / "shared/data/london-youth-policing")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason=f"the conversation is not here: {FOLDER} (set REHEARSAL_DATA)"
    ),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the whole conversation."""
    out = tmp_path_factory.mktemp("conversation")
    return rehearse(play_for(str(FOLDER)), out, shown_on=io.StringIO())


def test_every_statement_is_in_the_sources_and_nothing_is_lost(report: dict[str, Any]) -> None:
    assert report["people"] == 26
    assert report["lost"] == report["duplicates"] == report["stale_screens"] == []
    assert report["refused"] == []


def test_each_outcome_is_the_one_in_the_votes(report: dict[str, Any]) -> None:
    expected = outcomes_in_the_votes()
    published = {_plain(one["statement"]): one["outcome"] for one in report["outcomes"]}
    assert len(published) == len(report["outcomes"]) == 36
    assert {s: o.startswith("Agreed in the room.") for s, o in published.items()} == expected
    assert set(expected.values()) == {True, False}


def outcomes_in_the_votes() -> dict[str, bool]:
    """Whether the room agreed on each statement: counted from the files, with no line of ours.

    Those who agreed with statement 4 are one group. Those who did not are too few without the
    four who said neither, so they are counted with them. A group agrees when half of it and at
    least four said yes or no, three in four of those said yes, and not more than five (half of
    the ten) said no.
    """
    votes = {}
    for row in sorted(_rows("votes.csv"), key=lambda row: int(row["timestamp"])):
        votes[row["comment-id"], row["voter-id"]] = int(row["vote"])
    people = {voter for _, voter in votes}
    yes_to_4 = {one for one in people if votes.get(("4", one)) == 1}
    groups = [(yes_to_4, 6), (people - yes_to_4, 5)]
    assert [len(group) for group, _ in groups] == [12, 14]
    outcomes = {}
    for row in _rows("comments.csv"):
        if row["moderated"] == "1":
            said = [
                ([votes.get((row["comment-id"], one), 0) for one in group], most)
                for group, most in groups
            ]
            outcomes[_plain(row["comment-body"])] = all(
                yes + no >= max(4, len(answers) / 2) and yes >= 3 * no and no <= most
                for answers, most in said
                for yes, no in [(answers.count(1), answers.count(-1))]
            )
    return outcomes


def _plain(text: str) -> str:
    return " ".join(text.split())


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
