"""People without a phone vote on one that is passed round, each on their own paper."""

import re
from typing import Any

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import joining, passed_phone
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.models import HandIn, JournalEntry, Participant

JOIN_PAGE = "I was here before and have three words"
IS_IN = "Your paper is in"


def without_phone(house: TestHouse, name: str) -> int:
    """A facilitator adds a person."""
    made = house.do(joining.add_person, house.sam, voice=house.voices["v1"], name=name,
                    key=house.key())  # fmt: skip
    return int(made["participant"])


def words_for(desk: Visitor, person: int) -> str:
    """The three words that the desk shows for a person."""
    path = f"/desk/{desk.house.workshop}/people/{person}/words"
    assert path in desk.get(f"/desk/{desk.house.workshop}/people").text
    assert "code--long" not in desk.get(path).text
    return re.findall(r'code--long">([^<]+)<', desk.post(path, {}).text)[0]


def come_in(phone: Visitor, words: str) -> str:
    """Type the words at the join page; what the phone shows then."""
    assert JOIN_PAGE in words_of(phone.get(f"/j/{phone.house.code}"))
    phone.get(f"/j/{phone.house.code}/back")
    answer = phone.post(f"/j/{phone.house.code}/back", {"words": words})
    assert "You are back in" in words_of(phone.get(answer.headers["Location"]))
    return room(phone)


def room(phone: Visitor) -> str:
    return words_of(phone.get(f"/w/{phone.house.workshop}"))


def vote(phone: Visitor, choice: str) -> str:
    """Fill in the paper that the phone shows; what it shows then."""
    page = room(phone)
    ballot, number, principle = (
        re.findall(pattern, page)[0]
        for pattern in (r'name="ballot" value="(\d+)"', r'name="number" value="(\d+)"',
                        r'name="answers\.(\d+)"')
    )  # fmt: skip
    answers = {f"answers.{principle}": choice}
    done = phone.do("paper.hand_in", ballot=ballot, number=number, **answers)
    assert done.status_code == 303
    return room(phone)


def be_done(phone: Visitor) -> Any:
    path = f"/w/{phone.house.workshop}/hand-on"
    assert path in room(phone)
    phone.get(path)
    return phone.post(path, {})


def test_two_people_vote_on_one_phone_each_on_their_own_paper(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    people = [without_phone(house, name) for name in ("Gus", "Hal")]
    first, second = (words_for(desk, one) for one in people)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    assert IS_IN not in come_in(visitor, first)
    assert IS_IN in vote(visitor, "yes")
    assert "This phone is free" in words_of(be_done(visitor))
    between = visitor.get(f"/w/{house.workshop}")
    assert (between.status_code, between.headers["Location"]) == (303, "/join")
    seen = come_in(visitor, second)
    assert IS_IN not in seen
    assert str(people[0]) not in seen
    assert IS_IN in vote(visitor, "no")
    be_done(visitor)
    papers = house.rows(HandIn, HandIn.ballot_id == ballot)
    assert {paper.participant_id: paper.number for paper in papers} == dict.fromkeys(people, 1)
    for one in people:
        row = house.row(Participant, one)
        assert (row.has_phone, row.token_hash, row.standing) == (False, None, "admitted")
    assert IS_IN in come_in(visitor, first)


def test_a_phone_that_was_put_on_is_out_even_with_its_old_cookie(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    come_in(visitor, words_for(desk, without_phone(house, "Gus")))
    name = f"p{house.workshop}"
    kept = visitor.client.get_cookie(name)
    assert kept is not None
    be_done(visitor)
    assert visitor.client.get_cookie(name) is None
    visitor.client.set_cookie(name, kept.value)
    assert visitor.get(f"/w/{house.workshop}/words").status_code == 403


def test_to_say_twice_that_one_is_done_says_the_same(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    come_in(visitor, words_for(desk, without_phone(house, "Gus")))
    be_done(visitor)
    again = visitor.post(f"/w/{house.workshop}/hand-on", {})
    assert "This phone is free" in words_of(again)


def test_who_joined_on_a_phone_lends_it_and_comes_back_with_their_own_words(
    house: TestHouse, visitor: Visitor
) -> None:
    words = re.findall(r'code--long">([^<]+)<', visitor.join().text)[0]
    assert "I am done on this phone" not in room(visitor)
    assert f"/w/{house.workshop}/hand-on" in visitor.get(f"/w/{house.workshop}/pause").text
    visitor.get(f"/w/{house.workshop}/hand-on")
    visitor.post(f"/w/{house.workshop}/hand-on", {})
    assert visitor.get(f"/w/{house.workshop}").status_code == 303
    assert "My words" in come_in(visitor, words)


def test_words_are_told_without_a_name_and_shown_only_once(
    house: TestHouse, desk: Visitor
) -> None:
    person = without_phone(house, "Gus")
    words = words_for(desk, person)
    entry = house.rows(JournalEntry)[-1]
    assert (entry.what, entry.detail) == ("words.given", {})
    assert words not in desk.get(f"/desk/{house.workshop}/people/{person}/words").text


def test_new_words_for_a_person_take_the_place_of_the_old_ones(
    house: TestHouse, desk: Visitor
) -> None:
    person = without_phone(house, "Gus")
    old, new = words_for(desk, person), words_for(desk, person)
    with pytest.raises(NotFound):
        house.do(joining.rejoin, NOBODY, words=old)
    assert house.do(joining.rejoin, NOBODY, words=new)["participant"] == person


def test_nobody_is_given_the_words_of_who_has_a_phone(house: TestHouse, desk: Visitor) -> None:
    ada = house.people["Ada"].participant_id
    path = f"/desk/{house.workshop}/people/{ada}/words"
    assert path not in desk.get(f"/desk/{house.workshop}/people").text
    assert desk.get(path).status_code == 404
    assert desk.post(path, {}).status_code == 403
    assert house.do(joining.rejoin, NOBODY, words=house.words["Ada"])["participant"] == ada


def test_only_a_facilitator_gives_words_and_only_for_people_who_are_here(house: TestHouse) -> None:
    person = without_phone(house, "Gus")
    for actor in (house.people["Ada"], Actor(participant_id=person), house.maya, NOBODY):
        with pytest.raises(NotAllowed):
            house.do(passed_phone.give_words, actor, participant=person)
    house.do(joining.place_person, house.sam, participant=person, standing="removed")
    for one in (person, 12345):
        with pytest.raises(NotFound):
            house.do(passed_phone.give_words, house.sam, participant=one)
    with pytest.raises(NotAllowed):
        house.do(passed_phone.hand_on, house.sam)


def test_the_desk_says_before_and_during_a_ballot_who_needs_words(
    house: TestHouse, desk: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    house.go("ballot")
    needs = "without a phone needs three words to vote"
    assert needs not in words_of(desk.get(f"/desk/{house.workshop}"))
    without_phone(house, "Gus")
    assert needs in words_of(desk.get(f"/desk/{house.workshop}"))
    house.open_ballot(principle)
    assert needs in words_of(desk.get(f"/desk/{house.workshop}"))


def test_the_desk_quotes_the_join_page_as_it_is(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    person = without_phone(house, "Gus")
    shown = desk.post(f"/desk/{house.workshop}/people/{person}/words", {})
    assert JOIN_PAGE in words_of(shown)
    assert JOIN_PAGE in words_of(visitor.get(f"/j/{house.code}"))
