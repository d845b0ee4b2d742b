"""A step to talk, and what a step asks of the room, as phones, wall and desk show it."""

import re

import pytest

from tests.house import SECRET, TestHouse
from tests.web.doors import Visitor, words_of
from workshop.domain.codes import wall_token
from workshop.models import Activity, Prompt

SAYING = "Hear those first who did not agree."


def phone(visitor: Visitor, house: TestHouse) -> str:
    """The room as a phone shows it that has just come in."""
    if visitor.get(f"/w/{house.workshop}").status_code != 200:
        visitor.join()
    return words_of(visitor.get(f"/w/{house.workshop}"))


def wall(visitor: Visitor, house: TestHouse) -> str:
    return words_of(visitor.get(f"/wall/{wall_token(house.workshop, 0, SECRET)}"))


def test_phones_say_what_to_do_and_that_anybody_may_pass(
    visitor: Visitor, house: TestHouse
) -> None:
    house.add_talk()
    house.go("talk")
    page = phone(visitor, house)
    assert "<h1>Talk in twos</h1>" in page
    assert ">Take turns, and listen.<" in page
    assert "You can pass, or just listen." in page


def test_the_wall_says_it_in_its_largest_letters_and_tells_the_time(
    visitor: Visitor, house: TestHouse
) -> None:
    house.add_talk()
    house.go("talk")
    page = wall(visitor, house)
    assert 'class="wall__main wall-say"' in page
    assert "<h1>Talk in twos</h1>" in page
    assert '<p class="wall-say__asked">Take turns, and listen.</p>' in page
    assert re.search(r'data-behaviour="time" data-ends="\d{4}-', page)


def test_the_desk_says_it_beside_the_clock(desk: Visitor, house: TestHouse) -> None:
    house.add_talk()
    house.go("talk")
    page = words_of(desk.get(f"/desk/{house.workshop}"))
    assert "<h1>Talk in twos</h1>" in page
    assert ">Take turns, and listen.<" in page
    assert 'data-behaviour="timer"' in page
    assert "Give 2 more minutes" in page
    assert "Go on to Welcome" in page


@pytest.mark.parametrize(
    "kind", ["welcome", "write", "group", "draft", "ballot", "review", "close"]
)
def test_what_a_step_asks_stands_under_its_heading(
    visitor: Visitor, desk: Visitor, house: TestHouse, kind: str
) -> None:
    house.alter(Activity, house.steps[kind], say=SAYING)
    house.go(kind)
    for page in (phone(visitor, house), words_of(desk.get(f"/desk/{house.workshop}"))):
        assert re.findall(rf'</h1>\s*<p class="lead">{SAYING}</p>', page)
        assert page.count(SAYING) == 1


def test_a_step_that_asks_nothing_has_no_empty_line(visitor: Visitor, house: TestHouse) -> None:
    house.go("draft")
    assert '<p class="lead"></p>' not in phone(visitor, house)


def test_what_a_step_asks_is_gone_when_the_workshop_is_closed(
    visitor: Visitor, desk: Visitor, house: TestHouse
) -> None:
    house.alter(Activity, house.steps["close"], say=SAYING)
    house.go("close")
    phone(visitor, house)
    desk.do("workshop.close", back="/")
    for page in (phone(visitor, house), words_of(desk.get(f"/desk/{house.workshop}"))):
        assert "closed" in page
        assert SAYING not in page


def test_questions_are_counted_where_there_is_more_than_one(
    visitor: Visitor, house: TestHouse
) -> None:
    house.go("write")
    assert "<span>1 of 3</span>" in phone(visitor, house)
    for prompt in house.prompts[1:]:
        house.alter(Prompt, prompt, activity_id=house.steps["draft"])
    assert "1 of 1" not in phone(visitor, house)
