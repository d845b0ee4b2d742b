"""What a field said is kept when most of it is taken away: once, and not for ever."""

import pytest

from tests.house import TestHouse
from tests.writers import FIELD, Writer, kept, writers
from workshop.actions import agenda, drafting, revising, tables
from workshop.actions.earlier_texts import MOST_KEPT
from workshop.actions.joint_writing import save_field
from workshop.domain.joint_text import is_mostly_gone
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.models import EarlierText, FieldUpdate, RoomTable, Seat
from workshop.perform import Door

LONG = "People decide for themselves, at their own pace."


def begun(house: TestHouse, *names: str) -> list[Writer]:
    """People who have the field open, after one of them wrote in it."""
    (first,) = writers(house, names[0])
    first.write(LONG)
    first.send()
    first.receive()
    return [first, *writers(house, *names[1:])]


def earlier(house: TestHouse, field: str = FIELD) -> list[str]:
    return [row.text for row in house.rows(EarlierText, EarlierText.field == field)]


def wipe(writer: Writer) -> None:
    writer.delete(0, len(str(writer)))
    writer.send()


def do_with(house: TestHouse, action: object, name: str, number: int) -> None:
    who = house.people.get(name, house.sam)
    house.do(action, who, principle=house.principle, field=FIELD, number=number)


def save(house: TestHouse, text: str, field: str = FIELD, opened: str = LONG) -> None:
    house.do(save_field, house.people["Bo"], principle=house.principle, field=field, text=text,
             opened=opened)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "is_gone"),
    [(40, 19, True), (40, 20, False), (20, 0, True), (19, 0, False), (38, 18, True), (0, 9, False)],
)
def test_what_counts_as_lost(before: int, after: int, is_gone: bool) -> None:
    assert is_mostly_gone("a" * before, "a" * after) is is_gone


def test_a_field_that_another_phone_emptied_is_put_back(drafting_house: TestHouse) -> None:
    house = drafting_house
    ada, bo = begun(house, "Ada", "Bo")
    wipe(bo)
    assert (kept(house), earlier(house)) == ("", [LONG])
    do_with(house, revising.put_back, "Ada", 1)
    ada.receive()
    assert kept(house) == str(ada) == LONG
    do_with(house, revising.put_back, "Ada", 1)
    assert kept(house) == LONG
    assert earlier(house) == [LONG]


def test_letter_by_letter_is_one_loss_of_all_that_stood(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    while str(ada):
        ada.delete(len(str(ada)) - 1, len(str(ada)))
        ada.send()
    assert earlier(house) == [LONG]
    ada.write("We wait until they ask us.")
    ada.send()
    wipe(ada)
    assert earlier(house) == [LONG, "We wait until they ask us."]


def test_a_letter_typed_in_between_hides_nothing(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    for _ in range(3):
        ada.delete(0, 12)
        ada.send()
        ada.write("x")
        ada.send()
    assert earlier(house) == [LONG]


def test_a_server_that_starts_anew_begins_with_what_it_read(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    ada.delete(0, 8)
    ada.send()
    house.door = Door(house.database, house._publish, house.clock, house.settings)
    wipe(ada)
    assert earlier(house) == [LONG[8:]]


def test_another_process_counts_what_this_one_kept(drafting_house: TestHouse) -> None:
    house = drafting_house
    ada, bo = begun(house, "Ada", "Bo")
    first = house.door
    house.door = Door(house.database, house._publish, house.clock, house.settings)
    for _ in range(10):
        bo.delete(0, 1)
        bo.send()
    house.door, other = first, house.door
    ada.receive()
    wipe(ada)
    ada.write("We wait until they ask us.")
    ada.send()
    wipe(ada)
    house.door = other
    bo.receive()
    bo.write("No.")
    bo.send()
    assert earlier(house) == [LONG, "We wait until they ask us."]


@pytest.mark.parametrize("field", [FIELD, "statement"])
def test_a_form_that_empties_or_replaces_is_counted_too(
    drafting_house: TestHouse, field: str
) -> None:
    house = drafting_house
    save(house, LONG, field, opened="We ask." if field == "statement" else "")
    save(house, "No.", field)
    assert earlier(house, field) == [LONG]


def test_a_restored_revision_keeps_what_it_takes_out(drafting_house: TestHouse) -> None:
    house = drafting_house
    house.do(drafting.freeze, house.sam, principle=house.principle)
    begun(house, "Ada")
    house.do(revising.restore_revision, house.sam, principle=house.principle, revision=1)
    assert (kept(house), earlier(house)) == ("", [LONG])


def test_the_same_text_is_kept_once_and_20_at_most(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    for _ in range(2):
        wipe(ada)
        ada.write(LONG)
        ada.send()
    assert earlier(house) == [LONG]
    for n in range(MOST_KEPT):
        wipe(ada)
        ada.write(f"{LONG} {n}")
        ada.send()
    assert len(earlier(house)) == MOST_KEPT
    assert earlier(house)[0] == LONG
    wipe(ada)
    assert earlier(house) == [f"{LONG} {n}" for n in range(MOST_KEPT)]


def test_what_is_replaced_by_what_is_put_back_is_kept(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    wipe(ada)
    ada.write("Nobody pushes them, and nobody pulls.")
    ada.send()
    do_with(house, revising.put_back, "Bo", 1)
    assert kept(house) == LONG
    assert earlier(house) == [LONG, "Nobody pushes them, and nobody pulls."]


def test_freezing_and_closing_leave_it_and_a_removal_is_for_good(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    wipe(ada)
    with pytest.raises(NotAllowed):
        do_with(house, revising.remove_earlier, "Ada", 1)
    house.do(drafting.freeze, house.sam, principle=house.principle)
    house.do(agenda.close_workshop, house.sam)
    house.do(agenda.reopen_workshop, house.sam)
    assert earlier(house) == [LONG]
    do_with(house, revising.remove_earlier, "Sam", 1)
    assert earlier(house) == [""]
    for action, name in ((revising.put_back, "Ada"), (revising.remove_earlier, "Sam")):
        with pytest.raises(NotFound):
            do_with(house, action, name, 1)
    save(house, LONG, opened="")
    save(house, "")
    assert [(row.number, row.text) for row in house.rows(EarlierText)] == [(2, LONG)]


def test_a_removal_keeps_no_update_that_has_the_words(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    wipe(ada)
    assert any(LONG.encode() in row.change for row in house.rows(FieldUpdate))
    do_with(house, revising.remove_earlier, "Sam", 1)
    assert house.rows(FieldUpdate) == []
    bo = Writer(house, house.people["Bo"], house.principle)
    bo.write("We ask.")
    bo.send()
    assert kept(house) == "We ask."


def test_another_table_puts_nothing_back(drafting_house: TestHouse) -> None:
    house = drafting_house
    (ada,) = begun(house, "Ada")
    wipe(ada)
    house.fill(6, "v2")
    house.do(tables.split_room, house.sam, size=6, key=house.key())
    mine = house.row(Seat, house.people["Ada"].participant_id).table_id
    for table in house.rows(RoomTable):
        house.do(tables.give_work, house.sam, table=table.number, theme=0,
                 principle=house.principle)  # fmt: skip
        if table.id == mine:
            do_with(house, revising.put_back, "Ada", 1)
            assert kept(house) == LONG
        else:
            with pytest.raises(NotAllowed):
                do_with(house, revising.put_back, "Ada", 1)
