"""What every method promises to those who choose it."""

import pytest

from workshop.content import Method, method_for, methods, topic_for
from workshop.domain.timings import least_for, minutes_for
from workshop.domain.ways import WAYS

MI = topic_for("mi_in_peer_support")
each_method = pytest.mark.parametrize("method", methods(), ids=lambda method: method.name)


def kinds_and_ways(name: str) -> list[str]:
    return [f"{step.kind} {step.way}".strip() for step in method_for(name).activities]


def test_what_ships_is_there_the_shortest_first() -> None:
    assert [(method.name, method.minutes) for method in methods()] == [
        ("quick_session", 45),
        ("consent_circle", 60),
        ("one_two_four_all", 75),
        ("nominal_group", 90),
        ("two_round_rating", 120),
    ]


@each_method
def test_a_method_begins_with_a_welcome_ends_with_the_close_and_adds_up(method: Method) -> None:
    assert sum(step.minutes for step in method.activities) == method.minutes
    assert [step.kind for step in method.activities].count("welcome") == 1
    assert method.activities[0].kind == "welcome"
    assert method.activities[-1].kind == "close"


@each_method
def test_a_method_says_when_to_choose_it_what_it_costs_and_where_it_comes_from(
    method: Method,
) -> None:
    assert all((method.what, method.when, method.cost, method.source))
    fewest, most = method.people
    assert 5 <= fewest < most
    assert method.meetings in (1, 2)


@each_method
def test_a_write_step_and_no_other_asks_questions_and_they_exist(method: Method) -> None:
    asked = [key for step in method.activities for key in step.prompts]
    assert set(asked) <= {prompt.key for prompt in MI.prompts}
    assert len(set(asked)) == len(asked)
    for step in method.activities:
        assert bool(step.prompts) == (step.kind == "write")


@each_method
def test_a_step_to_talk_says_what_to_do(method: Method) -> None:
    assert all(step.say for step in method.activities if step.kind == "talk")
    assert max(len(step.say) for step in method.activities) <= 120


@each_method
def test_a_ballot_and_no_other_step_names_a_way_that_is_known(method: Method) -> None:
    for step in method.activities:
        assert step.way in ("", *WAYS)
        assert step.kind == "ballot" or (step.way, step.round, step.rounds) == ("", 1, 1)
        assert step.rounds <= (WAYS[step.way].ROUNDS if step.way else 1)


@each_method
def test_rounds_come_in_order_and_none_is_left_out(method: Method) -> None:
    rounds = [(s.round, s.rounds) for s in method.activities if s.rounds > 1]
    assert rounds in ([], [(1, 2), (2, 2)])


@each_method
def test_words_are_written_before_they_are_voted_on_and_looked_at_afterwards(
    method: Method,
) -> None:
    kinds = [step.kind for step in method.activities]
    ballots = [place for place, kind in enumerate(kinds) if kind == "ballot"]
    assert "draft" in kinds[: ballots[0]]
    assert all(kinds[place + 1] == "review" for place in ballots)


@each_method
def test_its_own_minutes_are_enough_for_everybody_it_is_for(method: Method) -> None:
    for people in method.people:
        assert minutes_for(method.activities, people=people) == [
            step.minutes for step in method.activities
        ]
        assert all(1 <= least_for(step, people) <= step.minutes for step in method.activities)


def test_the_steps_of_the_new_methods_are_what_their_names_promise() -> None:
    assert kinds_and_ways("two_round_rating") == [
        "welcome", "write", "group", "draft", "ballot rating", "review", "review", "suggest",
        "draft", "ballot rating", "review", "close",
    ]  # fmt: skip
    assert kinds_and_ways("consent_circle") == [
        "welcome", "draft", "talk", "talk", "draft", "ballot consent", "review", "ballot consent",
        "review", "close",
    ]  # fmt: skip
    assert kinds_and_ways("one_two_four_all") == [
        "welcome", "write", "talk", "talk", "talk", "write", "group", "draft", "ballot consent",
        "review", "close",
    ]  # fmt: skip


def test_a_circle_asks_whether_it_is_good_enough_and_when_to_look_again() -> None:
    said = " ".join(step.say for step in method_for("consent_circle").activities)
    assert "good enough for now, and safe enough to try" in said
    assert "what day you look at it again" in said


def test_one_title_is_one_kind_of_step_in_all_methods() -> None:
    """A rehearsal knows the steps of an agenda by their titles."""
    kinds: dict[str, set[str]] = {}
    for step in (step for method in methods() for step in method.activities):
        kinds.setdefault(step.title, set()).add(step.kind)
    assert {title: kind for title, kind in kinds.items() if len(kind) > 1} == {}
