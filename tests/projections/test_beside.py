"""A second ballot stands beside the first only where both tell of the same voices."""

from typing import Any

from workshop.projections.beside import beside

LIVED: dict[str, Any] = {"voices": ["v1"], "level": "band", "low": 50, "high": 75}
PEERS: dict[str, Any] = {"voices": ["v2"], "level": "band", "low": 75, "high": 100}
BOTH: dict[str, Any] = {"voices": ["v2", "v1"], "level": "band", "low": 0, "high": 25}


def outcome(*rows: dict[str, Any], way: str = "consent", before: Any = None) -> dict[str, Any]:
    return {"way": way, "part_of": "yes", "ballot": 1, "rows": list(rows), "before": before}


def test_the_same_voices_are_drawn_in_whatever_order_the_groups_stand() -> None:
    found = beside(outcome(LIVED, PEERS, before=outcome(PEERS, LIVED)))
    assert [row["before"] for row in found["rows"]] == [
        LIVED | {"ballot": 1, "is_drawn": True}, PEERS | {"ballot": 1, "is_drawn": True},
    ]  # fmt: skip
    assert found["apart"] == []


def test_where_a_level_was_lowered_or_the_way_is_another_there_are_words_only() -> None:
    verdict = LIVED | {"level": "verdict", "low": None, "high": None}
    cases = (
        outcome(verdict, before=outcome(LIVED)),
        outcome(LIVED, before=outcome(verdict)),
        outcome(LIVED, before=outcome(LIVED, way="rating")),
    )
    assert [beside(one)["rows"][0]["before"]["is_drawn"] for one in cases] == [False] * 3


def test_groups_that_were_others_then_stand_apart() -> None:
    found = beside(outcome(LIVED, PEERS, before=outcome(BOTH)))
    assert [row["before"] for row in found["rows"]] == [None, None]
    assert found["apart"] == [BOTH]


def test_without_a_ballot_before_and_after_an_open_decision_nothing_is_set_beside() -> None:
    for one in (outcome(LIVED), outcome(way="", before=outcome(LIVED))):
        assert beside(one) == one | {"apart": []}
