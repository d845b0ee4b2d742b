"""Notes: whose they are, who sees them when, and when they stay."""

import pytest

from tests.house import TestHouse
from workshop.actions import drafting, joining, writing
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import Note
from workshop.projections import desk, person, room
from workshop.projections.scope import Scope


@pytest.fixture
def writing_house(house: TestHouse) -> TestHouse:
    house.go("write")
    return house


def test_a_person_changes_and_deletes_their_own_note(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "I want to be asked.")
    house.do(writing.change_note, house.people["Ada"], note=note, text="Ask me first.")
    assert house.row(Note, note).text == "Ask me first."
    house.do(writing.delete_note, house.people["Ada"], note=note)
    assert house.row(Note, note) is None


def test_deleting_a_note_twice_does_nothing_more(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "I want to be asked.")
    for _ in range(2):
        house.do(writing.delete_note, house.people["Ada"], note=note)
    assert house.rows(Note) == []


def test_nobody_changes_or_deletes_the_note_of_another(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "I want to be asked.")
    with pytest.raises(NotFound):
        house.do(writing.change_note, house.people["Bo"], note=note, text="Not asked.")
    with pytest.raises(NotFound):
        house.do(writing.delete_note, house.people["Bo"], note=note)
    assert house.row(Note, note).text == "I want to be asked."


def test_a_note_sent_twice_is_kept_once(writing_house: TestHouse) -> None:
    house = writing_house
    sent = {"prompt": house.prompts[0], "text": "Once.", "key": "the-same-key"}
    first = house.do(writing.post_note, house.people["Ada"], **sent)
    again = house.do(writing.post_note, house.people["Ada"], **sent)
    assert first == again
    assert len(house.rows(Note)) == 1


def test_a_key_of_another_person_does_not_tell_their_note(writing_house: TestHouse) -> None:
    house = writing_house
    sent = {"prompt": house.prompts[0], "text": "Mine.", "key": "the-same-key"}
    adas = house.do(writing.post_note, house.people["Ada"], **sent)
    with pytest.raises(Refusal):
        house.do(writing.post_note, house.people["Bo"], **sent)
    assert [note.id for note in house.rows(Note)] == [adas["note"]]


def test_a_note_is_hidden_from_the_room_until_it_is_shown(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Hidden words.")
    assert _room_note(house, note) is None
    house.show()
    shown = _room_note(house, note)
    assert shown is not None
    assert shown["text"] == "Hidden words."


def test_a_note_that_comes_after_the_showing_is_hidden_too(writing_house: TestHouse) -> None:
    house = writing_house
    house.show()
    assert _room_note(house, house.write("Ada", "Late words.")) is None


def test_a_shown_note_tells_nothing_of_its_author(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Whose is this?")
    house.show()
    assert set(_room_note(house, note) or {}) == {"id", "text"}


def test_a_held_note_leaves_the_room_and_its_author_is_told(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Dee said it.")
    house.show()
    house.do(writing.judge_note, house.sam, note=note, state="held", reason="A name is in it.")
    assert _room_note(house, note) is None
    (told,) = _mine(house, "Ada")["returned"]
    assert (told["id"], told["reason"]) == (note, "A name is in it.")
    assert _mine(house, "Bo")["returned"] == []


def test_a_held_note_is_not_shown_with_the_others(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Dee said it.")
    house.do(writing.judge_note, house.sam, note=note, state="held", reason="")
    house.show()
    assert _room_note(house, note) is None


def test_a_released_note_can_be_shown_again(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "It is fine.")
    house.do(writing.judge_note, house.sam, note=note, state="held", reason="Let me look.")
    house.do(writing.judge_note, house.sam, note=note, state="kept")
    house.show()
    assert _room_note(house, note) is not None
    assert _mine(house, "Ada")["returned"] == []


def test_a_returned_note_goes_on_when_its_author_changed_it(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Dee said it.")
    house.do(writing.judge_note, house.sam, note=note, state="returned", reason="No names.")
    with pytest.raises(NotValid, match="Nothing is changed yet"):
        house.do(writing.change_note, house.people["Ada"], note=note, text="Dee said it. ")
    assert house.row(Note, note).state == "returned"
    house.do(writing.change_note, house.people["Ada"], note=note, text="Somebody said it.")
    kept = house.row(Note, note)
    assert (kept.state, kept.state_reason) == ("kept", "")


def test_the_desk_reads_notes_without_their_author(writing_house: TestHouse) -> None:
    house = writing_house
    house.write("Ada", "Whose is this?")
    with house.database.reading() as session:
        (read,) = desk.notes_to_judge(session, _scope(house))
    assert set(read) == {"id", "text", "state", "reason", "is_shown", "prompt"}


def test_words_of_a_frozen_revision_stay(writing_house: TestHouse) -> None:
    house = writing_house
    note = house.write("Ada", "Ask me first.")
    house.show()
    house.go("draft")
    principle = house.add_principle()
    house.do(drafting.attach_source, house.sam, principle=principle, note=note)
    house.do(drafting.freeze, house.sam, principle=principle)
    ada = house.people["Ada"]
    with pytest.raises(Refusal, match="stay in it"):
        house.do(writing.change_note, ada, note=note, text="Never mind.")
    with pytest.raises(Refusal, match="stay in it"):
        house.do(writing.delete_note, ada, note=note)
    with pytest.raises(Refusal, match="stay in it"):
        house.do(writing.judge_note, house.sam, note=note, state="held")
    assert house.row(Note, note).text == "Ask me first."


def test_a_note_is_typed_for_a_person_without_a_phone(writing_house: TestHouse) -> None:
    house = writing_house
    gus = _without_phone(house)
    sent = {"prompt": house.prompts[0], "text": "I speak, you type.", "key": house.key()}
    made = house.do(writing.type_note, house.sam, participant=gus, **sent)
    kept = house.row(Note, made["note"])
    assert (kept.participant_id, kept.is_typed_for) == (gus, True)


def test_nobody_types_for_a_person_who_has_a_phone(writing_house: TestHouse) -> None:
    house = writing_house
    ada = house.people["Ada"].participant_id
    with pytest.raises(NotFound):
        house.do(writing.type_note, house.sam, participant=ada, prompt=house.prompts[0],
                 text="Not her words.", key=house.key())  # fmt: skip


def test_a_note_too_long_is_refused_and_nothing_is_kept(writing_house: TestHouse) -> None:
    house = writing_house
    house.write("Ada", "a" * 2000)
    with pytest.raises(NotValid):
        house.write("Ada", "a" * 2001)
    assert [len(note.text) for note in house.rows(Note)] == [2000]


def test_passing_twice_is_passing_once_and_writing_stays_possible(writing_house: TestHouse) -> None:
    house = writing_house
    for _ in range(2):
        house.do(writing.pass_prompt, house.people["Bo"], prompt=house.prompts[0])
    assert _mine(house, "Bo")["has_passed"]
    assert house.write("Bo", "After all.")


def test_a_note_cannot_be_put_to_a_question_of_another_workshop(writing_house: TestHouse) -> None:
    house = writing_house
    with pytest.raises(NotFound):
        house.do(writing.post_note, house.people["Ada"], prompt=house.prompts[-1] + 1000,
                 text="Lost.", key=house.key())  # fmt: skip


def _without_phone(house: TestHouse) -> int:
    made = house.do(joining.add_person, house.sam, voice=house.voices["v1"], name="Gus",
                    key=house.key())  # fmt: skip
    return int(made["participant"])


def _scope(house: TestHouse, who: Actor | None = None) -> Scope:
    number = who.participant_id if who else 0
    return Scope(house.workshop, house.clock.now, participant_id=number or 0)


def _room_note(house: TestHouse, note: int) -> dict[str, object] | None:
    with house.database.reading() as session:
        return room.note(session, _scope(house).item(note))


def _mine(house: TestHouse, name: str) -> dict[str, object]:
    with house.database.reading() as session:
        view = person.mine(session, _scope(house, house.people[name]))
    assert view is not None
    return view
