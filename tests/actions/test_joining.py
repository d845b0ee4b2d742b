"""Joining needs a plain yes; three words lead back; a voice stays while its ballot is open."""

import pytest

from tests.house import TestHouse
from workshop.actions import agenda, drafting, joining
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import Note, Participant, PrincipleSource


def test_nobody_joins_without_a_plain_yes(house: TestHouse) -> None:
    with pytest.raises(NotValid, match="say yes"):
        house.do(joining.join, NOBODY, **_asks(house, agrees=False))
    assert len(house.rows(Participant)) == 5


def test_joining_twice_with_one_key_is_one_person(house: TestHouse) -> None:
    asked = _asks(house)
    first, again = (house.do(joining.join, NOBODY, **asked) for _ in "ab")
    assert first["participant"] == again["participant"]
    assert len(house.rows(Participant)) == 6


def test_a_person_without_a_name_gets_a_gentle_one(house: TestHouse) -> None:
    made = house.do(joining.join, NOBODY, **_asks(house, name=""))
    assert len(house.row(Participant, made["participant"]).name.split()) == 2


def test_a_voice_of_nowhere_is_refused(house: TestHouse) -> None:
    with pytest.raises(NotValid, match="which voice"):
        house.do(joining.join, NOBODY, **_asks(house, voice=0))


def test_three_words_lead_back_however_they_are_typed(house: TestHouse) -> None:
    words = house.words["Ada"]
    typed = f"  {words.upper().replace(' ', ', ')}. "
    made = house.do(joining.rejoin, NOBODY, words=typed)
    assert made["participant"] == house.people["Ada"].participant_id


def test_wrong_words_lead_nowhere(house: TestHouse) -> None:
    with pytest.raises(NotFound, match="three words"):
        house.do(joining.rejoin, NOBODY, words="never said this")


def test_the_old_phone_is_out_when_another_one_came_in(house: TestHouse) -> None:
    before = _row(house, "Ada").token_hash
    house.do(joining.rejoin, NOBODY, words=house.words["Ada"])
    assert _row(house, "Ada").token_hash != before


def test_who_was_marked_gone_comes_back_by_their_words(house: TestHouse) -> None:
    _place(house, "Bo", "gone")
    house.do(joining.rejoin, NOBODY, words=house.words["Bo"])
    assert _row(house, "Bo").standing == "admitted"


def test_who_was_removed_does_not_come_back(house: TestHouse) -> None:
    _place(house, "Bo", "removed")
    with pytest.raises(NotFound):
        house.do(joining.rejoin, NOBODY, words=house.words["Bo"])


def test_who_was_removed_does_not_come_back_by_an_old_form(house: TestHouse) -> None:
    asked = _asks(house)
    made = house.do(joining.join, NOBODY, **asked)
    house.do(joining.place_person, house.sam, participant=made["participant"], standing="removed")
    with pytest.raises(Refusal):
        house.do(joining.join, NOBODY, **asked)
    assert house.row(Participant, made["participant"]).token_hash is None


def test_a_locked_door_lets_nobody_in_and_words_still_do(house: TestHouse) -> None:
    house.do(joining.set_entrance, house.sam, entrance="locked")
    with pytest.raises(NotAllowed, match="door is closed"):
        house.do(joining.join, NOBODY, **_asks(house))
    assert house.do(joining.rejoin, NOBODY, words=house.words["Ada"])


def test_a_door_that_asks_lets_people_wait(house: TestHouse) -> None:
    house.do(joining.set_entrance, house.sam, entrance="ask")
    guest = house.come_in("Guest", "v1")
    house.go("write")
    house.people["Guest"] = guest
    with pytest.raises(NotAllowed):
        house.write("Guest", "May I?")
    _place(house, "Guest", "admitted")
    assert house.write("Guest", "Thank you.")


def test_a_voice_cannot_change_while_a_ballot_is_open(house: TestHouse) -> None:
    ballot = _ballot(house)
    with pytest.raises(Refusal, match="ballot is open"):
        _change(house, "Ada", "v2")
    _change(house, "Ada", "v1", name="Ada L.")
    assert _row(house, "Ada").name == "Ada L."
    house.close_ballot(ballot)
    _change(house, "Ada", "v2")
    assert _row(house, "Ada").voice_id == house.voices["v2"]


def test_an_old_form_cannot_change_a_voice_either(house: TestHouse) -> None:
    asked = _asks(house)
    made = house.do(joining.join, NOBODY, **asked)
    _ballot(house)
    with pytest.raises(Refusal):
        house.do(joining.join, NOBODY, **{**asked, "voice": house.voices["v3"]})
    assert house.row(Participant, made["participant"]).voice_id == house.voices["v1"]


def test_who_pauses_stays_in_the_workshop(house: TestHouse) -> None:
    house.do(joining.pause, house.people["Cem"], is_pausing=True)
    house.go("write")
    assert _row(house, "Cem").is_pausing
    assert house.write("Cem", "From outside.")


def test_who_leaves_cannot_act_and_cannot_come_back(house: TestHouse) -> None:
    house.go("write")
    house.do(joining.leave, house.people["Dee"], take_words=False)
    with pytest.raises(NotAllowed):
        house.write("Dee", "Still me?")
    with pytest.raises(NotFound):
        house.do(joining.rejoin, NOBODY, words=house.words["Dee"])


def test_who_leaves_may_take_their_words_along(house: TestHouse) -> None:
    house.go("write")
    house.write("Dee", "Mine.")
    stays = house.write("Ada", "Not Dee's.")
    house.do(joining.leave, house.people["Dee"], take_words=True)
    assert [note.id for note in house.rows(Note)] == [stays]


def test_words_of_a_frozen_revision_stay_when_their_author_leaves(house: TestHouse) -> None:
    house.go("write")
    frozen, loose = house.write("Dee", "Ask first."), house.write("Dee", "And this.")
    house.show()
    house.go("draft")
    principle = house.add_principle()
    house.do(drafting.attach_source, house.sam, principle=principle, note=frozen)
    house.do(drafting.freeze, house.sam, principle=principle)
    house.do(joining.leave, house.people["Dee"], take_words=True)
    assert house.row(Note, loose) is None
    assert house.row(Note, frozen).text == "Ask first."
    assert len(house.rows(PrincipleSource)) == 1


def test_a_person_of_another_workshop_is_nobody_here(house: TestHouse) -> None:
    with pytest.raises(NotAllowed):
        house.do(joining.pause, Actor(participant_id=12345), is_pausing=True)
    with pytest.raises(NotFound):
        house.do(joining.place_person, house.sam, participant=12345, standing="gone")


def test_an_archived_workshop_lets_nobody_back(house: TestHouse) -> None:
    house.do(agenda.archive_workshop, house.sam)
    with pytest.raises(NotAllowed):
        house.do(joining.rejoin, NOBODY, words=house.words["Ada"])


def _asks(house: TestHouse, **other: object) -> dict[str, object]:
    asked = {"voice": house.voices["v1"], "name": "Finn", "agrees": True, "key": house.key()}
    return {**asked, **other}


def _row(house: TestHouse, name: str) -> Participant:
    found: Participant = house.row(Participant, house.people[name].participant_id)
    return found


def _place(house: TestHouse, name: str, standing: str) -> None:
    number = house.people[name].participant_id
    house.do(joining.place_person, house.sam, participant=number, standing=standing)


def _change(house: TestHouse, who: str, voice: str, name: str = "Ada") -> None:
    house.do(joining.change_me, house.people[who], voice=house.voices[voice], name=name)


def _ballot(house: TestHouse) -> int:
    house.go("draft")
    return house.open_ballot(house.add_principle())
