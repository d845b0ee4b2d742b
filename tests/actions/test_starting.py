"""A workshop starts with its method's steps, in the time that there is."""

from typing import Any

import pytest

from tests.house import TestHouse
from workshop.actions.starting import start_workshop
from workshop.content import method_for
from workshop.domain.refusals import NotValid
from workshop.models import Activity, Prompt, Workshop


def started(house: TestHouse, method: str, topic: str = "mi_in_peer_support", **fit: Any) -> int:
    made = house.door.perform(
        start_workshop, house.sam, title="Another one", topic=topic, method=method, **fit
    )
    return int(made["workshop"])


def agenda_of(house: TestHouse, workshop: int) -> list[Activity]:
    steps = house.rows(Activity, Activity.workshop_id == workshop)
    return sorted(steps, key=lambda step: step.position)


@pytest.mark.parametrize("name", ["two_round_rating", "consent_circle", "one_two_four_all"])
def test_every_step_is_taken_over_as_the_method_has_it(house: TestHouse, name: str) -> None:
    steps = agenda_of(house, started(house, name))
    kept = [(s.kind, s.title, s.say, s.minutes, s.way, s.round, s.rounds) for s in steps]
    assert kept == [
        (s.kind, s.title, s.say, s.minutes, s.way, s.round, s.rounds)
        for s in method_for(name).activities
    ]


def test_the_agenda_fits_into_the_time_that_there_is(house: TestHouse) -> None:
    steps = agenda_of(house, started(house, "nominal_group", minutes=70, people=9))
    assert sum(step.minutes for step in steps) == 70
    for step, asked in zip(steps, method_for("nominal_group").activities, strict=True):
        assert asked.least <= step.minutes <= asked.minutes


def test_too_little_time_is_refused_and_nothing_is_begun(house: TestHouse) -> None:
    with pytest.raises(NotValid) as refused:
        started(house, "consent_circle", minutes=40, people=12)
    assert refused.value.field == "minutes"
    assert refused.value.values == {"least": 44, "people": 12}
    assert len(house.rows(Workshop)) == 1


def test_without_a_number_of_people_it_is_taken_to_be_few(house: TestHouse) -> None:
    assert sum(s.minutes for s in agenda_of(house, started(house, "consent_circle", minutes=40)))
    with pytest.raises(NotValid) as refused:
        started(house, "consent_circle", minutes=37)
    assert refused.value.values == {"least": 38, "people": 5}


def test_a_topic_without_the_methods_questions_asks_its_own_and_ends_with_its_last(
    house: TestHouse,
) -> None:
    workshop = started(house, "one_two_four_all", topic="blank")
    writes = [step.id for step in agenda_of(house, workshop) if step.kind == "write"]
    asked = [
        [prompt.key for prompt in house.rows(Prompt, Prompt.activity_id == step)]
        for step in writes
    ]
    assert asked == [["good", "hard", "wish"], ["wish"]]


def test_the_second_writing_asks_its_own_question(house: TestHouse) -> None:
    workshop = started(house, "one_two_four_all")
    last = [step.id for step in agenda_of(house, workshop) if step.kind == "write"][-1]
    assert [prompt.key for prompt in house.rows(Prompt, Prompt.activity_id == last)] == ["disagree"]
