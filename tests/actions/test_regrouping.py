"""Before a ballot opens: who is missing, and another order of voices, which is told."""

import pytest

from tests.house import TestHouse
from workshop.actions import joining, regrouping
from workshop.domain.refusals import NotValid, Refusal
from workshop.models import JournalEntry, VoiceRow
from workshop.projections.opening import before_opening
from workshop.projections.scope import Scope, View


def test_the_desk_sees_who_is_here_asleep_missing_and_too_few(house: TestHouse) -> None:
    house.fill(3, "v1")
    awake = frozenset({house.people["Ada"].participant_id or 0})
    house.do(regrouping.count_room, house.sam, counts={"v1": "5", "v2": "4", "v3": ""})
    lived, peers, managers = _opening(house, awake)["voices"]
    assert (lived["here"], lived["asleep"], lived["missing"]) == (5, 4, 0)
    assert (peers["here"], peers["missing"], peers["state"]) == (2, 2, "together")
    assert (managers["in_room"], managers["missing"]) == (None, 0)


def test_people_without_a_phone_do_not_sleep(house: TestHouse) -> None:
    house.do(joining.add_person, house.sam, voice=house.voices["v3"], name="", key=house.key())
    managers = _opening(house)["voices"][2]
    assert (managers["here"], managers["without_phone"], managers["asleep"]) == (2, 1, 1)


def test_what_an_outcome_could_say_at_most_is_told_beforehand(house: TestHouse) -> None:
    told = _opening(house)
    assert (told["is_every_voice"], told["absent"]) == (False, [])
    assert len(told["few"]) == 3
    for voice, more in (("v1", 3), ("v2", 3), ("v3", 4)):
        house.fill(more, voice)
    assert _opening(house)["is_every_voice"]
    for name in ("Cem", "Dee"):
        _away(house, name)
    assert not _opening(house)["is_every_voice"]


def test_with_too_few_people_there_is_no_secret_ballot(house: TestHouse) -> None:
    _away(house, "Eva")
    told = _opening(house)
    assert (told["too_few"], told["can_open"]) == (True, False)
    assert {voice["state"] for voice in told["voices"]} == {"few", "absent"}


def test_another_order_of_voices_makes_other_groups_and_is_told(house: TestHouse) -> None:
    house.fill(4, "v1")
    house.fill(4, "v3")
    before = [group["labels"] for group in _opening(house)["groups"]]
    house.do(regrouping.move_voice, house.sam, voice=house.voices["v2"], to=0)
    after = [group["labels"] for group in _opening(house)["groups"]]
    assert before != after
    assert [row.key for row in _ordered(house)] == ["v2", "v1", "v3"]
    assert house.rows(JournalEntry)[-1].what == "voices.reordered"


def test_no_voice_moves_past_the_end_or_while_a_ballot_is_open(house: TestHouse) -> None:
    with pytest.raises(NotValid):
        house.do(regrouping.move_voice, house.sam, voice=house.voices["v1"], to=-1)
    house.go("draft")
    house.open_ballot(house.add_principle())
    with pytest.raises(Refusal, match="ballot is open"):
        house.do(regrouping.move_voice, house.sam, voice=house.voices["v1"], to=1)


def test_a_move_that_is_sent_again_moves_once_and_is_told_once(house: TestHouse) -> None:
    for _ in "ab":
        house.do(regrouping.move_voice, house.sam, voice=house.voices["v1"], to=1)
    assert [row.key for row in _ordered(house)] == ["v2", "v1", "v3"]
    told = JournalEntry.what == "voices.reordered"
    assert len(house.rows(JournalEntry, told)) == 1
    house.go("draft")
    house.open_ballot(house.add_principle())
    house.do(regrouping.move_voice, house.sam, voice=house.voices["v1"], to=1)
    assert len(house.rows(JournalEntry, told)) == 1


@pytest.mark.parametrize("typed", ["many", "-1", "3001", "1.5", "²", "0003000001", "1" * 17])
def test_a_count_that_is_no_number_is_refused_and_changes_nothing(
    house: TestHouse, typed: str
) -> None:
    with pytest.raises(NotValid, match="number"):
        house.do(regrouping.count_room, house.sam, counts={"v1": "4", "v2": typed})
    assert [row.in_room for row in _ordered(house)] == [None, None, None]


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), (" 12 ", 12), ("3000", 3000), (" ", None)])
def test_a_count_is_kept_as_it_was_typed(
    house: TestHouse, typed: str, kept: int | None
) -> None:
    house.do(regrouping.count_room, house.sam, counts={"v1": typed})
    assert _ordered(house)[0].in_room == kept


def _opening(house: TestHouse, awake: frozenset[int] = frozenset()) -> View:
    with house.database.reading() as session:
        return before_opening(session, Scope(house.workshop, house.clock.now, awake=awake))


def _ordered(house: TestHouse) -> list[VoiceRow]:
    return sorted(house.rows(VoiceRow), key=lambda row: row.position)


def _away(house: TestHouse, name: str) -> None:
    number = house.people[name].participant_id
    house.do(joining.place_person, house.sam, participant=number, standing="gone")
