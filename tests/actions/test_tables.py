"""Tables of a draft step: who sits where, who writes what, who helps; and that nothing is lost."""

from collections import Counter

import pytest

from tests.house import TestHouse
from workshop.actions import (
    agenda,
    drafting,
    grouping,
    joining,
    joint_writing,
    pairing,
    table_help,
    tables,
)
from workshop.domain.actors import Actor
from workshop.domain.codes import pair_number
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import (
    Companion,
    JournalEntry,
    Principle,
    PrincipleField,
    RoomTable,
    Seat,
    TablePrinciple,
    TableTheme,
    Theme,
)


@pytest.fixture
def house(house: TestHouse) -> TestHouse:
    """Eleven people who draft."""
    house.fill(6, "v2")
    house.go("draft")
    return house


def test_a_split_gives_everybody_one_table(house: TestHouse) -> None:
    split(house)
    sizes = Counter(seat.table_id for seat in house.rows(Seat))
    assert sorted(sizes.values()) == [5, 6]
    assert [table.number for table in house.rows(RoomTable)] == [1, 2]


def test_a_repeated_split_changes_nothing(house: TestHouse) -> None:
    house.do(tables.split_room, house.sam, size=4, key="the-same-key")
    before = seats(house)
    house.do(tables.split_room, house.sam, size=4, key="the-same-key")
    assert seats(house) == before
    told = house.rows(JournalEntry, JournalEntry.what == "tables.made")
    assert [entry.detail for entry in told] == [{"tables": 2}]


def test_a_size_that_no_table_has_is_refused(house: TestHouse) -> None:
    with pytest.raises(NotValid):
        house.do(tables.split_room, house.sam, size=9, key=house.key())


def test_who_waits_or_is_gone_has_no_place(house: TestHouse) -> None:
    place(house, "Ada", "gone")
    split(house)
    assert house.row(Seat, house.people["Ada"].participant_id) is None
    place(house, "Ada", "admitted")
    assert table_of(house, house.people["Ada"]) in (1, 2)


def test_who_comes_late_gets_a_table_and_who_leaves_gives_it_back(house: TestHouse) -> None:
    split(house)
    late = house.come_in("Late", "v1")
    assert table_of(house, late) in (1, 2)
    house.do(joining.leave, late, take_words=False)
    assert house.row(Seat, late.participant_id) is None


def test_themes_and_principles_are_shared_out(house: TestHouse) -> None:
    themes = [house.add_theme(name) for name in ("Pace", "Choice")]
    principle = house.add_principle(theme=themes[1])
    split(house)
    of_theme = {row.theme_id: row.table_id for row in house.rows(TableTheme)}
    assert len({of_theme[one] for one in themes}) == 2
    assert house.row(TablePrinciple, principle).table_id == of_theme[themes[1]]


def test_what_a_table_begins_is_its_own_and_other_tables_only_read_it(house: TestHouse) -> None:
    split(house)
    ada = house.people["Ada"]
    mine = begin(house, ada)
    assert number_of(house, house.row(TablePrinciple, mine).table_id) == table_of(house, ada)
    save(house, ada, mine, "We ask first.")
    for other in people_at(house, 3 - table_of(house, ada)):
        with pytest.raises(NotAllowed):
            save(house, other, mine, "We tell.")
    assert house.row(PrincipleField, (mine, "statement")).text == "We ask first."


def test_facilitators_and_who_has_no_table_write_everywhere(house: TestHouse) -> None:
    split(house)
    mine = begin(house, house.people["Ada"])
    save(house, house.sam, mine, "We ask first.")
    other = people_at(house, 3 - table_of(house, house.people["Ada"]))[0]
    move(house, other, 0)
    save(house, other, mine, "We ask, always.")


def test_in_the_review_and_without_tables_everybody_writes_everywhere(house: TestHouse) -> None:
    split(house)
    mine = begin(house, house.people["Ada"])
    other = people_at(house, 3 - table_of(house, house.people["Ada"]))[0]
    house.go("review")
    save(house, other, mine, "We ask first.")
    house.go("draft")
    house.do(tables.end_tables, house.sam)
    save(house, other, mine, "We ask, always.")


def test_who_is_moved_writes_at_the_new_table(house: TestHouse) -> None:
    split(house)
    mine = begin(house, house.people["Ada"])
    at = table_of(house, house.people["Ada"])
    other = people_at(house, 3 - at)[0]
    move(house, other, at)
    save(house, other, mine, "We ask first.")
    with pytest.raises(NotFound):
        move(house, other, 7)


def test_what_is_given_to_a_table_or_to_all_is_written_there(house: TestHouse) -> None:
    split(house)
    ada, mine = house.people["Ada"], begin(house, house.people["Ada"])
    other = 3 - table_of(house, ada)
    house.do(tables.give_work, house.sam, table=other, theme=0, principle=mine)
    with pytest.raises(NotAllowed):
        save(house, ada, mine, "We ask first.")
    house.do(tables.give_work, house.sam, table=0, theme=0, principle=mine)
    save(house, ada, mine, "We ask first.")


def test_nothing_is_lost_when_tables_are_dissolved_or_made_anew(house: TestHouse) -> None:
    theme = house.add_theme()
    split(house)
    mine = begin(house, house.people["Ada"])
    at = number_of(house, house.row(TablePrinciple, mine).table_id)
    split(house)
    assert number_of(house, house.row(TablePrinciple, mine).table_id) == at
    house.do(tables.end_tables, house.sam)
    assert house.rows(Seat) == house.rows(RoomTable) == house.rows(TableTheme) == []
    assert [row.id for row in house.rows(Theme)] == [theme]
    assert [row.id for row in house.rows(Principle)] == [mine]
    assert house.row(PrincipleField, (mine, "statement")).text == "We listen."


def test_a_theme_that_is_taken_away_leaves_its_table(house: TestHouse) -> None:
    theme = house.add_theme()
    split(house)
    house.do(grouping.remove_theme, house.sam, theme=theme)
    assert house.rows(TableTheme) == []


def test_a_table_calls_is_seen_and_helped_and_nobody_is_named(house: TestHouse) -> None:
    split(house)
    ada = house.people["Ada"]
    house.do(table_help.call_for_help, ada, is_calling=True)
    called = called_tables(house)
    assert [table.number for table in called] == [table_of(house, ada)]
    names = {column.name for column in RoomTable.__table__.columns}
    assert names == {"id", "workshop_id", "number", "key", "ends_at", "called_at", "seen_by"}
    house.do(table_help.answer_call, house.maya, table=called[0].number, is_done=False)
    assert called_tables(house)[0].seen_by == "Maya"
    house.do(table_help.answer_call, house.sam, table=called[0].number, is_done=True)
    assert called_tables(house) == []


def test_who_has_no_table_is_told_whom_to_ask(house: TestHouse) -> None:
    with pytest.raises(Refusal, match="I need someone"):
        house.do(table_help.call_for_help, house.people["Ada"], is_calling=True)


def test_one_table_gets_more_time_than_the_others(house: TestHouse) -> None:
    split(house)
    house.do(tables.set_time, house.sam, table=0, minutes=10)
    house.do(tables.set_time, house.sam, table=2, minutes=20)
    ends = [table.ends_at for table in house.rows(RoomTable)]
    assert (ends[1] - ends[0]).total_seconds() == 600
    house.do(tables.set_time, house.sam, table=0, minutes=0)
    assert [table.ends_at for table in house.rows(RoomTable)] == [None, None]


def test_two_who_asked_sit_together_in_every_split(house: TestHouse) -> None:
    ada, cem = house.people["Ada"], house.people["Cem"]
    pair(house, ada, cem)
    for _ in range(5):
        split(house)
        assert table_of(house, ada) == table_of(house, cem)
    house.do(pairing.end_pair, cem)
    assert house.rows(Companion) == []


def test_a_late_comer_joins_their_companion(house: TestHouse) -> None:
    late = house.come_in("Late", "v3")
    for name in ("Ada", "Eva"):
        pair(house, house.people[name], late)
        place_actor(house, late, "gone")
        split(house)
        place_actor(house, late, "admitted")
        assert table_of(house, late) == table_of(house, house.people[name])
        house.do(pairing.end_pair, late)
        house.do(tables.end_tables, house.sam)


def test_a_pair_is_two_people_who_told_each_other_a_number(house: TestHouse) -> None:
    ada, bo, cem = (house.people[name] for name in ("Ada", "Bo", "Cem"))
    with pytest.raises(NotFound):
        house.do(pairing.ask_for_pair, ada, digits="12")
    with pytest.raises(NotValid):
        pair(house, ada, ada)
    pair(house, ada, bo)
    pair(house, ada, bo)
    pair(house, bo, ada)
    for one, other in ((ada, cem), (cem, ada)):
        with pytest.raises(Refusal):
            pair(house, one, other)


def test_a_workshop_that_is_put_away_forgets_who_sat_where(house: TestHouse) -> None:
    pair(house, house.people["Ada"], house.people["Bo"])
    split(house)
    house.do(agenda.archive_workshop, house.sam)
    assert house.rows(Seat) == house.rows(Companion) == house.rows(RoomTable) == []


def split(house: TestHouse) -> None:
    house.do(tables.split_room, house.sam, size=6, key=house.key())


def pair(house: TestHouse, one: Actor, other: Actor) -> None:
    digits = pair_number(other.participant_id or 0, house.settings.secret)
    house.do(pairing.ask_for_pair, one, digits=f"{digits[:3]} {digits[3:]}")


def begin(house: TestHouse, who: Actor) -> int:
    made = house.do(drafting.add_principle, who, statement="We listen.", key=house.key())
    return int(made["principle"])


def save(house: TestHouse, who: Actor, principle: int, text: str) -> None:
    row = house.row(PrincipleField, (principle, "statement"))
    house.do(joint_writing.save_field, who, principle=principle, field="statement", text=text,
             opened=row.text)  # fmt: skip


def move(house: TestHouse, who: Actor, table: int) -> None:
    house.do(tables.move_person, house.sam, participant=who.participant_id, table=table)


def place(house: TestHouse, name: str, standing: str) -> None:
    place_actor(house, house.people[name], standing)


def place_actor(house: TestHouse, who: Actor, standing: str) -> None:
    house.do(joining.place_person, house.sam, participant=who.participant_id, standing=standing)


def seats(house: TestHouse) -> dict[int, int]:
    return {seat.participant_id: seat.table_id for seat in house.rows(Seat)}


def number_of(house: TestHouse, table_id: int) -> int:
    return int(house.row(RoomTable, table_id).number)


def table_of(house: TestHouse, who: Actor) -> int:
    return number_of(house, house.row(Seat, who.participant_id).table_id)


def people_at(house: TestHouse, number: int) -> list[Actor]:
    return [
        Actor(participant_id=person)
        for person, table in seats(house).items()
        if number_of(house, table) == number
    ]


def called_tables(house: TestHouse) -> list[RoomTable]:
    return house.rows(RoomTable, RoomTable.called_at.is_not(None))
