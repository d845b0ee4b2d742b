"""A workshop closes for a week and goes on: the same people, other phones, the same words."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import agenda, joining
from workshop.domain.actors import NOBODY
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.models import Activity, Ballot, Elector, JournalEntry, Note, Participant

Phones = Callable[[str], Visitor]
TUESDAY = "Next Tuesday at two, in the same room"


def stop(desk: Visitor, house: TestHouse, again: str = TUESDAY) -> None:
    """Close at the desk, as its page offers it."""
    page = words_of(desk.get(f"/desk/{house.workshop}/until"))
    assert "Close until the next meeting" in page
    answer = desk.do("workshop.close", goes_on="true", again=again)
    assert answer.status_code == 303


def rejoin(phone: Visitor, house: TestHouse, name: str) -> str:
    phone.get(f"/j/{house.code}/back")
    answer = phone.post(f"/j/{house.code}/back", {"words": house.words[name]})
    assert answer.status_code == 303
    return words_of(phone.get(answer.headers["Location"]))


def test_every_screen_says_when_we_meet_again(
    house: TestHouse, desk: Visitor, visitor: Visitor, new_visitor: Phones
) -> None:
    visitor.join()
    page = desk.get(f"/desk/{house.workshop}").text
    wall = re.findall(r'href="(/wall/[^"]+)"', page)[0]
    stop(desk, house)
    for seen in (
        visitor.get(f"/w/{house.workshop}"),
        desk.get(wall),
        desk.get(f"/desk/{house.workshop}"),
        new_visitor("192.0.2.7").get(f"/j/{house.code}"),
    ):
        assert TUESDAY in words_of(seen)
    assert "Until the next meeting" in words_of(visitor.get(f"/w/{house.workshop}"))


def test_a_workshop_that_is_closed_for_good_does_not_speak_of_a_next_meeting(
    house: TestHouse, visitor: Visitor
) -> None:
    visitor.join()
    house.do(agenda.close_workshop, house.sam)
    page = words_of(visitor.get(f"/w/{house.workshop}"))
    assert "This workshop is closed" in page
    assert "next meeting" not in page


def test_the_line_can_be_said_anew_and_taken_back(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    visitor.join()
    stop(desk, house, again="")
    assert "We go on another day." in words_of(visitor.get(f"/w/{house.workshop}"))
    for line in (TUESDAY, "On Friday {after} lunch"):
        desk.do("meeting.tell", again=line)
        assert line in words_of(visitor.get(f"/w/{house.workshop}"))
    desk.do("meeting.tell", again="")
    assert "We go on another day." in words_of(visitor.get(f"/w/{house.workshop}"))


def test_the_same_line_said_again_is_told_once(house: TestHouse, desk: Visitor) -> None:
    told = JournalEntry.what == "meeting.told"
    stop(desk, house)
    desk.do("meeting.tell", again=TUESDAY)
    assert house.rows(JournalEntry, told) == []
    for line in ("Friday", " Friday ", "Friday"):
        assert desk.do("meeting.tell", again=line).status_code == 303
    assert len(house.rows(JournalEntry, told)) == 1
    desk.do("meeting.tell", again=TUESDAY)
    for _ in "ab":
        desk.do("meeting.tell", again="")
    lines = [row.detail["again"] for row in house.rows(JournalEntry, told)]
    assert lines == ["Friday", TUESDAY, ""]


def test_people_come_back_on_other_phones_while_it_is_closed_and_after(
    house: TestHouse, desk: Visitor, new_visitor: Phones
) -> None:
    house.go("write")
    house.write("Ada", "Ask me first.")
    stop(desk, house)
    house.clock.turn(days=7)
    early, late = new_visitor("192.0.2.8"), new_visitor("192.0.2.9")
    assert "three words" in words_of(early.get(f"/j/{house.code}"))
    assert "/so-far" in rejoin(early, house, "Ada")
    assert "Ask me first." in words_of(early.get(f"/w/{house.workshop}/words"))
    desk.get(f"/desk/{house.workshop}")
    assert desk.do("workshop.reopen").status_code == 303
    rejoin(late, house, "Bo")
    assert "My notes" in words_of(late.get(f"/w/{house.workshop}"))
    assert len(house.rows(Participant)) == 5
    voices = {row.id: row.voice_id for row in house.rows(Participant)}
    assert voices[house.people["Ada"].participant_id] == house.voices["v1"]


def test_the_phone_before_is_not_in_any_more(
    house: TestHouse, visitor: Visitor, new_visitor: Phones
) -> None:
    house.words["Finn"] = re.findall(r'code--long">([^<]+)<', visitor.join().text)[0]
    assert visitor.get(f"/w/{house.workshop}").status_code == 200
    rejoin(new_visitor("192.0.2.8"), house, "Finn")
    answer = visitor.get(f"/w/{house.workshop}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/join?was-in=1")
    assert visitor.get(f"/w/{house.workshop}/words").status_code == 403


def test_ballots_before_the_break_stay_and_a_new_one_follows(
    house: TestHouse, desk: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    house.close_ballot(house.open_ballot(principle))
    stop(desk, house)
    house.clock.turn(days=7)
    house.do(agenda.reopen_workshop, house.sam)
    second = house.open_ballot(principle)
    assert [row.number for row in house.rows(Ballot)] == [1, 2]
    assert len(house.rows(Elector, Elector.ballot_id == second)) == 5


def test_the_clock_of_a_step_that_ran_out_meanwhile_hurries_nobody(
    house: TestHouse, desk: Visitor
) -> None:
    house.go("write")
    stop(desk, house)
    house.clock.turn(days=7)
    house.do(agenda.reopen_workshop, house.sam)
    assert house.row(Activity, house.steps["write"]).ends_at is None


def test_who_was_marked_as_gone_says_that_they_are_here(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    (finn,) = house.rows(Participant, Participant.name == "Finn")
    house.do(joining.place_person, house.sam, participant=finn.id, standing="gone")
    assert "Are you back?" in words_of(visitor.get(f"/w/{house.workshop}"))
    assert visitor.do("participant.return").status_code == 303
    assert house.row(Participant, finn.id).standing == "admitted"
    assert "Are you back?" not in words_of(visitor.get(f"/w/{house.workshop}"))


def test_while_it_is_closed_nobody_writes_and_nobody_is_promised_a_supporter(
    house: TestHouse, desk: Visitor, visitor: Visitor
) -> None:
    visitor.join()
    house.go("write")
    note = house.write("Ada", "Ask me first.")
    stop(desk, house)
    visitor.get(f"/w/{house.workshop}")
    assert (
        visitor.do("note.post", prompt=house.prompts[0], text="No", key="k" * 8).status_code == 403
    )
    page = words_of(visitor.get(f"/w/{house.workshop}/someone"))
    assert "no supporter is waiting" in page
    assert 'data-command="help.ask"' not in page
    assert house.row(Note, note).text == "Ask me first."


def test_an_open_ballot_keeps_the_workshop_open_and_the_desk_says_so(
    house: TestHouse, desk: Visitor
) -> None:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=72)
    page = words_of(desk.get(f"/desk/{house.workshop}/until"))
    assert "so the workshop stays open" in page
    assert house.row(Ballot, ballot).ends_at.isoformat() in page
    assert 'data-command="workshop.close"' not in page


def test_new_words_take_the_place_of_the_old_ones(house: TestHouse, visitor: Visitor) -> None:
    old = re.findall(r'code--long">([^<]+)<', visitor.join().text)[0]
    visitor.get(f"/w/{house.workshop}/words-again")
    page = visitor.post(f"/w/{house.workshop}/words-again", {})
    new = re.findall(r'code--long">([^<]+)<', page.text)[0]
    with pytest.raises(NotFound):
        house.do(joining.rejoin, NOBODY, words=old)
    assert house.do(joining.rejoin, NOBODY, words=new)["token"]


def test_a_stranger_gets_no_words(house: TestHouse, visitor: Visitor) -> None:
    with pytest.raises(NotAllowed):
        house.do(joining.new_words, NOBODY)
    visitor.get("/join")
    assert visitor.post(f"/w/{house.workshop}/words-again", {}).status_code == 403


def test_a_phone_that_was_given_up_says_so_instead_of_just_asking_for_a_code(
    app: Flask, house: TestHouse
) -> None:
    client = app.test_client()
    stranger = client.get(f"/w/{house.workshop}", follow_redirects=True).get_data(as_text=True)
    client.set_cookie(f"p{house.workshop}", "a token of before")
    known = client.get(f"/w/{house.workshop}", follow_redirects=True).get_data(as_text=True)
    assert "This phone is not in any more" in known
    assert "This phone is not in any more" not in stranger
