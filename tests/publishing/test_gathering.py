"""What an edition says of an outcome: a first round decides nothing, and old ones still read."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from workshop.domain.objections import STATES
from workshop.publishing import gathering
from workshop.publishing.document import is_agreed
from workshop.publishing.gathering import guidance_from, verdict_sentence

BALLOT: dict[str, Any] = {
    "kind": "agreed_by_every_voice", "way": "consent", "ballot": 1, "round": 1, "rounds": 1,
    "harm": False, "too_few": [], "absent": [], "rows": [], "threshold": 75,
    "conditions": ["If it is written."], "reasons": ["Too long."], "harms": ["It hurts."],
    "held_on": "2026-03-02",
}  # fmt: skip
HOW: dict[str, Any] = {"first_day": "2026-03-02", "last_day": "2026-03-02", "people": [],
                       "method": "Quick", "threshold": 75, "happened": []}  # fmt: skip


def printed(*ballots: dict[str, Any], **more: Any) -> Any:
    principle = {"number": 1, "statement": "We ask.", "fields": [], "tags": [], "revision": 1,
                 "sources": [], "ballots": list(ballots), **more}  # fmt: skip
    return guidance_from(document(HOW, [principle])).principles[0]


def document(how_made: dict[str, Any], principles: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": "T", "organisation": "O", "question": "Q", "language": "en-GB",
            "edition_number": 1, "published_on": "2026-03-02", "introduction": "", "about": [],
            "known": [], "sources": [], "principles": principles,
            "how_made": how_made}  # fmt: skip


@pytest.mark.parametrize("kind", ["agreed_by_every_voice", "agreed_in_the_room", "not_agreed"])
def test_the_first_of_two_rounds_decides_nothing_yet(kind: str) -> None:
    text = printed(BALLOT | {"kind": kind, "rounds": 2})
    assert text.verdict == text.ballots[0].verdict == (
        "First of two rounds, it decides nothing yet."
    )
    assert text.status == "first_round"
    assert not is_agreed(text)


def test_the_second_of_two_rounds_decides() -> None:
    text = printed(BALLOT | {"rounds": 2}, BALLOT | {"rounds": 2, "round": 2})
    assert (text.status, text.verdict) == ("agreed_by_every_voice", "Agreed by every voice.")


def test_a_first_round_that_is_held_says_both() -> None:
    said = verdict_sentence(BALLOT | {"kind": "on_hold", "rounds": 2})
    assert said.startswith("On hold")
    assert said.endswith("First of two rounds, it decides nothing yet.")


def test_an_edition_of_an_earlier_release_reads_as_it_did() -> None:
    old = {name: value for name, value in BALLOT.items() if name not in ("way", "round", "rounds")}
    text = printed(old)
    assert text.status == "agreed_by_every_voice"
    assert [(one.text, one.answer) for one in text.reservations] == [
        ("If it is written.", ""), ("Too long.", ""),
    ]  # fmt: skip
    assert [one.text for one in text.harms] == ["It hurts."]
    assert (text.decision, text.other_views) == ("", ())


STRICT = {"threshold": 80, "k": 7, "yes_if": "no", "quorum": 67, "way": "consent"}
RATED = {"threshold": 67, "k": 5, "yes_if": "yes", "quorum": 50, "way": "rating"}


def test_the_rule_of_the_ballots_is_printed_and_not_the_workshops() -> None:
    assert rule_of({"rules": [{"ballots": [1, 2], "rule": STRICT}]}) == (
        "A group agrees when 80 of 100 who say Yes or No say Yes. “Yes, if” counts as No. "
        "At least 67 of 100 of the group must answer, and 5 people or more. "
        "A group is counted only if it has 7 people or more."
    )


def test_ballots_with_other_rules_have_a_paragraph_each() -> None:
    kept = [{"ballots": [1, 3], "rule": STRICT}, {"ballots": [2], "rule": RATED}]
    first, second = rule_of({"rules": kept}).split("\n\n")
    assert first.startswith("Ballot 1, 3: A group agrees when 80 of 100")
    assert second == (
        "Ballot 2: A group agrees when 67 of 100 who rate give 7, 8 or 9. "
        "At least 50 of 100 of the group must answer, and 4 people or more. "
        "A group is counted only if it has 5 people or more."
    )


def test_where_nobody_voted_no_rule_is_told_and_an_old_edition_reads_as_it_did() -> None:
    assert rule_of({"rules": []}) == ""
    assert rule_of({"threshold": 75}) == (
        "A group agrees when 75 of 100 who say yes or no say yes, "
        "and at least half of the group said yes or no."
    )


def rule_of(kept: dict[str, Any]) -> str:
    how = {name: value for name, value in HOW.items() if name != "threshold"} | kept
    return guidance_from(document(how, [])).how_made.rule


@pytest.mark.parametrize("state", STATES)
def test_what_became_of_an_objection_is_told_in_the_words_of_the_screens(state: str) -> None:
    one = {"kind": "against", "text": "Too long.", "state": state, "answer": "We said why."}
    (told,) = printed(BALLOT, objections=[one]).reservations
    assert told.answer == f"{STATES[state]}. We said why."


def test_every_sentence_of_an_edition_is_marked_for_translation() -> None:
    tree = ast.parse(Path(gathering.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    marked = {text for call in calls if ast.unparse(call.func) == "N_" for text in texts_in(call)}
    docstrings = {
        text for node in ast.walk(tree) if isinstance(node, ast.Expr) for text in texts_in(node)
    }
    unmarked = texts_in(tree) - marked - docstrings
    assert {text for text in unmarked if re.search(r"[A-Za-z]{2,} |[a-z]\.$", text)} == set()


def texts_in(tree: ast.AST) -> set[str]:
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in found if isinstance(text, str)}
