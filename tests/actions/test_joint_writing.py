"""Several who write one field: durable, checked, put together, and put away without its writers."""


import pytest

from tests.house import TestHouse
from tests.writers import FIELD, Writer, kept, writers
from workshop.actions import agenda, drafting, field_texts
from workshop.actions.joint_writing import save_field
from workshop.domain.joint_text import LONGEST_UPDATE, seed_of, written
from workshop.domain.refusals import NotAllowed, NotValid
from workshop.domain.text import FIELD_LENGTH
from workshop.models import FieldUpdate, PrincipleField, Revision
from workshop.perform import Door
from workshop.realtime.staleness import Stale


def test_what_was_typed_is_text_for_everybody_and_makes_their_slices_stale(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    ada.write("It helps 😀. ")
    house.told.clear()
    ada.send()
    assert kept(house) == "It helps 😀."
    slice_ = f"principle-{house.principle}"
    assert {Stale(house.workshop, one, slice_) for one in ("room", "desk")} <= set(house.told)
    bo.receive()
    bo.write("Often: ", at=0)
    bo.send()
    ada.receive()
    assert str(ada) == str(bo) == "Often: It helps 😀. "


def test_an_update_that_comes_twice_or_late_changes_nothing_more(drafting_house: TestHouse) -> None:
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    ada.write("Ada. ")
    first = ada.send(is_heard=False)
    again = ada.send()
    bo.write("Bo. ")
    bo.send()
    assert first == again
    assert sorted(kept(house).split()) == ["Ada.", "Bo."]
    assert len(house.rows(FieldUpdate)) == 3


@pytest.mark.parametrize(
    "update",
    ["", "AAAAAAAAAAAAAA", "AA", "____", "AQHyv_M7AAQBBHRleHQ", written(b"\xff" * 60),
     written(b"x" * (LONGEST_UPDATE + 1))],
)  # fmt: skip
def test_garbage_is_refused_and_the_text_stands(drafting_house: TestHouse, update: str) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    ada.write("It helps.")
    ada.send()
    if update != "AAAAAAAAAAAAAA":
        with pytest.raises(NotValid):
            ada.give(update)
    else:
        ada.give(update)  # Nothing but zeros reads as an update that says nothing.
    ada.write(" Often.")
    ada.send()
    assert kept(house) == "It helps. Often."


def test_what_builds_on_letters_that_never_came_is_refused(drafting_house: TestHouse) -> None:
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    ada.write("First.")
    ada.there.apply_update(ada.update())
    ada.write(" Second.")
    with pytest.raises(NotValid):
        ada.send()
    bo.write("Bo.")
    bo.send()
    assert kept(house) == "Bo."


@pytest.mark.parametrize("more", ["", "Yes: "])
def test_letters_that_are_taken_away_before_they_came_are_not_said_to_be_gone(
    drafting_house: TestHouse, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setattr(field_texts, "MOST_UPDATES", 3)
    monkeypatch.setattr(field_texts, "STAY_APART", 1)
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    bo.write("Bo. ")
    bo.send()
    ada.write("Ada. ")
    for doc in (bo.doc, bo.there):  # As after a restore: Bo has seen what the server has not.
        doc.apply_update(ada.update())
    opened, start = str(bo), str(bo).index("Ada.")
    bo.delete(start, start + 5)
    bo.write(more, at=0)
    with pytest.raises(NotValid) as refused:
        bo.send()
    assert refused.value.field == "update"
    bo.give(written(bo.update()), opened=opened, text=str(bo), key="one-key-for-these-words")
    ada.send()
    for number in range(9):
        ada.write(f"{number}.")
        ada.send()
        house.door = Door(house.database, house._publish, house.clock, house.settings)
    assert "Ada." in kept(house)
    assert more.strip() in kept(house)
    ada.receive()
    assert str(ada).strip() == kept(house)


@pytest.mark.parametrize("words", ["x" * (FIELD_LENGTH + 1), " " * (FIELD_LENGTH + 1), "a\0b"])
def test_what_no_field_can_hold_is_refused_and_nothing_of_it_stays(
    drafting_house: TestHouse, words: str
) -> None:
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    bo.write("Bo.")
    bo.send()
    ada.write(words)
    with pytest.raises(NotValid):
        ada.send()
    bo.write(" Again.")
    bo.send()
    assert kept(house) == "Bo. Again."


def test_nobody_types_in_another_step_or_in_a_field_that_is_none(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    ada.write("Late.")
    with pytest.raises(NotValid):
        Writer(house, ada.who, house.principle, name="nothing").give(written(seed_of("x")))
    house.go("ballot")
    with pytest.raises(NotAllowed):
        ada.send()
    assert house.rows(FieldUpdate) == []


def test_a_statement_that_is_written_anew_keeps_its_last_words_meanwhile(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    ada = Writer(house, house.people["Ada"], house.principle, name="statement")
    ada.delete(0, len("We ask."))
    ada.send()
    assert kept(house, "statement") == "We ask."
    ada.write("We wait.")
    ada.send()
    assert kept(house, "statement") == "We wait."


@pytest.mark.parametrize("words", ["We may ask. People may stop.", "We ask."])
def test_a_statement_that_is_replaced_while_its_box_is_empty_is_whole(
    drafting_house: TestHouse, words: str
) -> None:
    house = drafting_house
    ada = Writer(house, house.people["Ada"], house.principle, name="statement")
    ada.delete(0, len("We ask."))
    ada.send()
    house.do(save_field, house.people["Bo"], principle=house.principle, field="statement",
             text=words, opened="We ask.", key="k" * 16)  # fmt: skip
    assert kept(house, "statement") == words


@pytest.mark.parametrize("ending", ["freeze", "close"])
def test_a_text_that_is_put_away_keeps_nothing_of_itswriters(
    drafting_house: TestHouse, ending: str
) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    ada.write("It helps.")
    ada.send()
    if ending == "freeze":
        house.do(drafting.freeze, house.sam, principle=house.principle)
        assert house.rows(Revision)[0].texts[FIELD] == "It helps."
    else:
        house.do(agenda.close_workshop, house.sam)
        house.do(agenda.reopen_workshop, house.sam)
    assert house.rows(FieldUpdate) == []
    assert kept(house) == "It helps."
    bo = Writer(house, house.people["Bo"], house.principle)
    assert str(bo) == "It helps."
    bo.write(" Often.")
    bo.send()
    assert kept(house) == "It helps. Often."


def test_words_on_their_way_while_a_text_is_put_away_come_in_once(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    ada, bo = writers(house, "Ada", "Bo")
    bo.write("It helps.")
    bo.send()
    ada.receive()
    opened = str(ada)
    ada.write(" Ask me.")
    house.do(drafting.freeze, house.sam, principle=house.principle)
    late = written(ada.update())
    with pytest.raises(NotValid) as refused:
        ada.give(late)
    assert refused.value.field == "life"
    for _ in range(2):
        ada.give(late, opened=opened, text=str(ada), key="one-key-for-these-words")
    assert kept(house) == "It helps. Ask me."


def test_a_form_is_merged_with_letters_in_another_form(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    ada.write("Cafe\u0301 first ")
    ada.send()
    house.do(save_field, house.people["Bo"], principle=house.principle, field=FIELD,
             opened="Café first", text="Café always first")  # fmt: skip
    assert kept(house) == "Café always first"
    house.do(save_field, house.people["Bo"], principle=house.principle, field=FIELD,
             opened="Café first", text="")  # fmt: skip
    assert kept(house) == "always"


def test_a_text_that_was_set_from_elsewhere_is_the_truth(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    ada.write("It helps.")
    ada.send()
    house.alter(PrincipleField, (house.principle, FIELD), text="It was set.")
    bo = Writer(house, house.people["Bo"], house.principle)
    bo.write("Late.")
    with pytest.raises(NotValid):
        bo.send()
    assert kept(house) == "It was set."
