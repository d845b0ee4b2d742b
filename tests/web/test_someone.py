"""“I need someone”: the phone promises nobody who is not there, and the desk can answer."""

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import accounts, caring
from workshop.domain.refusals import Refusal
from workshop.models import Facilitation, HelpRequest


@pytest.fixture
def alone(house: TestHouse) -> TestHouse:
    """A workshop where Sam is alone: nobody stands by as a supporter."""
    house.remove(Facilitation, (house.workshop, house.maya.account_id))
    return house


def test_a_phone_promises_a_supporter_only_where_there_is_one(
    visitor: Visitor, house: TestHouse
) -> None:
    visitor.join()
    here = f"/w/{house.workshop}/someone"
    assert "A supporter will come to you." in words_of(visitor.get(here))
    house.remove(Facilitation, (house.workshop, house.maya.account_id))
    page = words_of(visitor.get(here))
    assert "A supporter will come" not in page
    assert "The people running today are told that you asked, with your name." in page
    visitor.do("help.ask")
    assert "the people running today were told" in words_of(visitor.get(here))


def test_the_desk_is_warned_and_goes_itself_where_there_is_no_supporter(
    desk: Visitor, alone: TestHouse
) -> None:
    here = f"/desk/{alone.workshop}"
    assert "There is no supporter yet." in words_of(desk.get(here))
    alone.do(caring.ask_for_help, alone.people["Ada"])
    page = words_of(desk.get(here))
    assert "please go yourself" in page
    assert f'href="{here}/someone"' in page
    assert "<strong>Ada</strong>" not in page, "a name stands behind a tap"
    assert "<strong>Ada</strong>" in words_of(desk.get(f"{here}/someone"))
    (call,) = alone.rows(HelpRequest)
    desk.do("help.see", request=call.id)
    assert alone.row(HelpRequest, call.id).seen_by == "Sam"
    desk.do("help.end", request=call.id)
    assert "Nobody is waiting for someone." in words_of(desk.get(f"{here}/someone"))


def test_where_a_supporter_is_the_desk_learns_no_name_and_answers_no_call(
    desk: Visitor, house: TestHouse
) -> None:
    here = f"/desk/{house.workshop}"
    assert "There is no supporter yet." not in words_of(desk.get(here))
    house.do(caring.ask_for_help, house.people["Ada"])
    page = words_of(desk.get(here))
    assert "1 person asked for someone." in page
    assert f"{here}/someone" not in page
    answer = desk.get(f"{here}/someone")
    assert answer.status_code == 403
    assert "Ada" not in words_of(answer)
    (call,) = house.rows(HelpRequest)
    for act in (caring.see_help, caring.end_help):
        with pytest.raises(Refusal, match="supporters only"):
            house.do(act, house.sam, request=call.id)
    house.do(caring.see_help, house.maya, request=call.id)
    assert house.row(HelpRequest, call.id).seen_by == "Maya"


def test_a_supporter_who_comes_is_told_to_the_desk(alone: TestHouse) -> None:
    token = alone.do(accounts.invite, alone.sam, role="supporter")["token"]
    alone.told.clear()
    alone.door.perform(accounts.accept_as_oneself, alone.maya, token=token)
    names = {(one.audience, one.slice) for one in alone.told}
    assert names >= {("desk", "activity"), ("desk", "waiting")}
