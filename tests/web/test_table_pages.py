"""Pages about tables: who sits where, on the desk; a pair's number; and whose principle it is."""

import re

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import drafting, tables
from workshop.models import Note, RoomTable, Seat


def test_the_desk_shows_who_sits_where_and_moves_them(desk: Visitor, house: TestHouse) -> None:
    house.fill(6, "v2")
    house.go("draft")
    house.add_theme()
    house.do(drafting.add_principle, house.people["Ada"], statement="We ask.", key=house.key())
    house.do(tables.split_room, house.sam, size=6, key=house.key())
    page = words_of(desk.get(f"/desk/{house.workshop}/tables"))
    assert all(name in page for name in house.people)
    commands = set(re.findall(r'data-command="([^"]+)"', page))
    assert commands >= {"table.move", "table.give", "table.time", "tables.split"}
    moved = house.people["Ada"].participant_id
    for table in (1, 2):
        desk.do("table.move", participant=moved, table=table)
        assert house.row(RoomTable, house.row(Seat, moved).table_id).number == table


def test_a_room_without_tables_has_the_page_too(desk: Visitor, house: TestHouse) -> None:
    page = words_of(desk.get(f"/desk/{house.workshop}/tables"))
    assert "The room drafts together." in page


def test_a_phone_tells_its_number_and_reads_what_another_table_writes(
    visitor: Visitor, house: TestHouse
) -> None:
    house.fill(6, "v2")
    house.go("write")
    note = house.write("Ada", "Ask me first.")
    house.go("draft")
    visitor.join("Finn", "v2")
    assert re.search(r"\d{3} \d{3}", words_of(visitor.get(f"/w/{house.workshop}/pair")))
    principle = house.add_principle("We ask before we advise.")
    house.alter(Note, note, is_shown=True)
    house.do(tables.split_room, house.sam, size=6, key=house.key())
    seen = set()
    for table in (1, 2):
        house.do(tables.give_work, house.sam, table=table, theme=0, principle=principle)
        page = words_of(visitor.get(f"/w/{house.workshop}/principle/{principle}"))
        assert "We ask before we advise." in page
        told = visitor.get(f"/w/{house.workshop}/principle/{principle}/texts").json
        assert told["can_write"] == ("field.save" in page), "an open page is told the same"
        page = words_of(visitor.get(f"/w/{house.workshop}/principle/{principle}/notes"))
        assert ("source.attach" in page) == told["can_write"]
        seen.add(told["can_write"])
    assert seen == {True, False}
    house.go("review")
    page = words_of(visitor.get(f"/w/{house.workshop}/principle/{principle}"))
    assert "field.save" in page, "tables keep nobody out in another step"
