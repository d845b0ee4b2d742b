"""The wall shows one principle at a time; nothing of it is cut."""

from typing import Any

from workshop.projections.wall_pages import WORDS_ON_A_PAGE, wall_pages

ROWS = [{"voices": [f"v{n}"]} for n in range(6)]
OUTCOME: dict[str, Any] = {
    "statement": "We ask first.", "rows": ROWS[:3], "kind": "not_agreed", "harm": False,
    "harms": [], "way": "consent", "before": None,
}  # fmt: skip


def kinds(outcome: dict[str, Any]) -> list[str]:
    return [page["kind"] for page in wall_pages(outcome)]


def test_a_principle_has_its_words_and_groups_on_one_page() -> None:
    (page,) = wall_pages(OUTCOME)
    assert (page["kind"], page["title"], page["outcome"]) == ("result", "We ask first.", OUTCOME)


def test_more_than_four_groups_take_a_second_page() -> None:
    pages = list(wall_pages(OUTCOME | {"rows": ROWS}))
    assert [page["outcome"]["rows"] for page in pages] == [ROWS[:4], ROWS[4:]]


def test_long_words_come_in_pages_and_none_is_lost() -> None:
    words = [f"word{n}" for n in range(400)]
    pages = list(wall_pages(OUTCOME | {"statement": " ".join(words)}))
    assert pages[-1]["kind"] == "result"
    said = [page["words"] for page in pages[:-1]]
    assert " ".join(said).split() == words
    assert max(map(len, said)) <= WORDS_ON_A_PAGE
    assert pages[-1]["title"].endswith("…")


def test_what_is_on_hold_says_so_and_then_what_people_said() -> None:
    held = OUTCOME | {"kind": "on_hold", "harm": True, "harms": ["It hurts.", "h " * 400]}
    pages = list(wall_pages(held | {"rows": []}))
    assert [page["kind"] for page in pages] == ["result", "harm", "harm", "harm"]
    assert pages[1]["words"] == "It hurts."


def test_words_of_a_harm_that_nobody_holds_up_are_not_shown() -> None:
    assert kinds(OUTCOME | {"harms": ["Old words."]}) == ["result"]


def test_the_ballot_before_an_open_decision_comes_right_after_it() -> None:
    openly = OUTCOME | {"way": "", "kind": "agreed_openly", "rows": [], "before": OUTCOME}
    first, second = wall_pages(openly)
    assert first["outcome"]["kind"] == "agreed_openly"
    assert second["outcome"] == OUTCOME
