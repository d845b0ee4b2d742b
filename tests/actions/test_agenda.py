"""The agenda: two taps are one step, going back deletes nothing, and time over closes nothing."""

from datetime import timedelta

import pytest

from tests.house import TestHouse
from workshop.actions import agenda
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import Activity, Note, Workshop
from workshop.projections.next_step import next_step
from workshop.projections.scope import Scope


def test_two_taps_on_go_on_are_one_step(house: TestHouse) -> None:
    welcome = house.steps["welcome"]
    first = house.do(agenda.go_on, house.sam, from_activity=welcome)
    second = house.do(agenda.go_on, house.sam, from_activity=welcome)
    assert first == second == {"activity": house.steps["write"]}


def test_a_late_tap_does_not_take_the_room_back(house: TestHouse) -> None:
    house.go("group")
    answer = house.do(agenda.go_on, house.sam, from_activity=house.steps["welcome"])
    assert answer == {"activity": house.steps["group"]}
    assert _current(house) == house.steps["group"]


def test_going_back_deletes_nothing(house: TestHouse) -> None:
    house.go("write")
    note = house.write("Ada", "Still here.")
    house.go("group")
    house.go("welcome")
    house.go("write")
    assert house.row(Note, note).text == "Still here."
    assert house.row(Activity, house.steps["write"]).current_prompt_id == house.prompts[0]


def test_a_step_that_is_left_out_is_passed_over(house: TestHouse) -> None:
    house.do(agenda.skip_activity, house.sam, activity=house.steps["write"], skipped=True)
    house.do(agenda.go_on, house.sam, from_activity=house.steps["welcome"])
    assert _current(house) == house.steps["group"]


def test_the_step_that_the_room_is_in_cannot_be_left_out(house: TestHouse) -> None:
    with pytest.raises(Refusal, match="Go on first"):
        house.do(agenda.skip_activity, house.sam, activity=house.steps["welcome"], skipped=True)


def test_there_is_nothing_after_the_last_step(house: TestHouse) -> None:
    house.go("close")
    with pytest.raises(Refusal, match="last step"):
        house.do(agenda.go_on, house.sam, from_activity=house.steps["close"])


def test_a_step_is_moved_and_the_others_close_up(house: TestHouse) -> None:
    house.do(agenda.move_activity, house.sam, activity=house.steps["group"], to=1)
    with house.database.reading() as session:
        steps = agenda.agenda_of(session, house.workshop)
        kinds, places = [s.kind for s in steps], [s.position for s in steps]
    assert kinds[:3] == ["welcome", "group", "write"]
    assert places == list(range(len(places)))


def test_a_move_that_is_sent_again_moves_once(house: TestHouse) -> None:
    for _ in "ab":
        house.do(agenda.move_activity, house.sam, activity=house.steps["draft"], to=2)
    with house.database.reading() as session:
        kinds = [step.kind for step in agenda.agenda_of(session, house.workshop)]
    assert kinds[:4] == ["welcome", "write", "draft", "group"]


def test_the_first_step_cannot_go_further_up(house: TestHouse) -> None:
    with pytest.raises(NotValid):
        house.do(agenda.move_activity, house.sam, activity=house.steps["welcome"], to=-1)


def test_the_room_stays_in_its_step_while_a_ballot_is_open(house: TestHouse) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle())
    for leave in (
        lambda: house.go("review"),
        lambda: house.do(agenda.go_on, house.sam, from_activity=house.steps["ballot"]),
        lambda: house.do(agenda.close_workshop, house.sam),
        lambda: house.do(agenda.archive_workshop, house.sam),
    ):
        with pytest.raises(Refusal, match="ballot is open"):
            leave()
    assert _current(house) == house.steps["ballot"]


def test_going_on_early_asks_first_and_late_does_not(house: TestHouse) -> None:
    house.go("group")
    assert _next(house)["is_early"]
    house.clock.turn(minutes=9)
    assert not _next(house)["is_early"]


def test_time_over_closes_nothing(house: TestHouse) -> None:
    house.go("write")
    house.clock.turn(hours=3)
    assert house.write("Ada", "I needed longer.")


def test_more_time_counts_from_now_when_the_time_is_over(house: TestHouse) -> None:
    house.go("write")
    house.clock.turn(minutes=30)
    house.do(agenda.add_time, house.sam, minutes=2)
    ends_at = house.row(Activity, house.steps["write"]).ends_at
    assert ends_at == house.clock.now + timedelta(minutes=2)


@pytest.mark.parametrize("minutes", [0, 121, 10**9])
def test_more_time_is_one_to_120_minutes(house: TestHouse, minutes: int) -> None:
    house.go("write")
    with pytest.raises(NotValid):
        house.do(agenda.add_time, house.sam, minutes=minutes)


def test_a_held_clock_loses_no_time(house: TestHouse) -> None:
    house.go("write")
    house.clock.turn(minutes=3)
    house.do(agenda.hold_clock, house.sam)
    house.clock.turn(minutes=20)
    house.do(agenda.add_time, house.sam, minutes=1)
    house.do(agenda.resume_clock, house.sam)
    ends_at = house.row(Activity, house.steps["write"]).ends_at
    assert ends_at == house.clock.now + timedelta(minutes=8 - 3 + 1)


def test_a_prompt_of_another_step_cannot_be_put(house: TestHouse) -> None:
    house.go("write")
    with pytest.raises(NotFound):
        house.do(agenda.next_prompt, house.sam, prompt=house.prompts[-1] + 1000)
    house.do(agenda.next_prompt, house.sam, prompt=house.prompts[1])
    assert house.row(Activity, house.steps["write"]).current_prompt_id == house.prompts[1]


def test_a_closed_workshop_can_be_opened_again_and_an_archived_one_not(house: TestHouse) -> None:
    house.do(agenda.close_workshop, house.sam)
    with pytest.raises(NotAllowed, match="closed"):
        house.go("write")
    house.do(agenda.reopen_workshop, house.sam)
    house.go("write")
    house.do(agenda.archive_workshop, house.sam)
    with pytest.raises(NotAllowed):
        house.do(agenda.reopen_workshop, house.sam)
    assert house.row(Workshop, house.workshop).state == "archived"


def test_a_refused_command_takes_nothing_else_with_it(house: TestHouse) -> None:
    house.go("write")
    house.write("Ada", "Before.")
    with pytest.raises(NotFound):
        house.do(agenda.next_prompt, house.sam, prompt=house.prompts[-1] + 1000)
    house.write("Bo", "After.")
    assert sorted(note.text for note in house.rows(Note)) == ["After.", "Before."]


def _current(house: TestHouse) -> int:
    return int(house.row(Workshop, house.workshop).current_activity_id)


def _next(house: TestHouse) -> dict[str, object]:
    with house.database.reading() as session:
        return next_step(session, Scope(house.workshop, house.clock.now))
