"""An edition that a workshop begins from: brought in by hand, once, as proposals."""

import pytest

from tests.actions.begun import ASKING, ORIGIN, begin_from, brought, statements
from tests.actions.voted import edition_now, vote
from tests.house import TestHouse
from workshop.actions import drafting, tables
from workshop.actions.joint_writing import save_field
from workshop.actions.origins import bring_in
from workshop.actions.starting import start_workshop
from workshop.domain.actors import Actor
from workshop.domain.origins import OriginWords, origin_words
from workshop.domain.refusals import NotAllowed, NotFound, NotValid
from workshop.models import (
    JournalEntry,
    OpenField,
    Origin,
    Principle,
    PrincipleField,
    PrincipleOrigin,
    Seat,
    TablePrinciple,
    Workshop,
)


def started(house: TestHouse, origin: OriginWords | None = ORIGIN) -> int:
    made = house.door.perform(
        start_workshop, house.sam, title="Ours", topic="mi_in_peer_support",
        method="quick_session", origin=origin,
    )  # fmt: skip
    return int(made["workshop"])


def test_a_workshop_keeps_what_it_begins_from_and_nothing_is_in_the_room_yet(
    house: TestHouse,
) -> None:
    workshop = started(house)
    row = house.row(Origin, workshop)
    assert (row.title, row.organisation, row.edition_number) == ("When we advise", "Heron House", 2)
    with house.database.reading() as session:
        assert origin_words(session.get_one(Origin, workshop).document) == ORIGIN
    assert house.rows(Principle) == []
    (told,) = house.rows(JournalEntry, JournalEntry.what == "origin.taken")
    assert told.detail == {"origin": "When we advise", "organisation": "Heron House", "edition": 2}


def test_an_origin_that_is_refused_leaves_no_workshop_behind(house: TestHouse) -> None:
    before = len(house.rows(Workshop))
    twice = OriginWords("T", "O", "", 1, (ASKING, ASKING))
    with pytest.raises(NotValid, match="so we cannot tell them apart"):
        started(house, twice)
    assert len(house.rows(Workshop)) == before
    assert house.rows(Origin) == []


def test_what_is_brought_in_has_the_same_words_and_says_where_it_began(house: TestHouse) -> None:
    begin_from(house)
    (principle,) = brought(house, "p1")
    fields = {row.field: row.text for row in house.rows(PrincipleField)}
    assert fields == {"statement": ASKING.statement, "why_it_matters": "Nobody had asked me."}
    assert [row.field for row in house.rows(OpenField)] == ["not_when"]
    assert house.row(Principle, principle).tags == ["choice"]
    row = house.row(PrincipleOrigin, principle)
    assert (row.anchor, row.number) == ("p1", 1)


def test_bringing_in_twice_changes_nothing_not_even_words_that_the_room_changed(
    house: TestHouse,
) -> None:
    begin_from(house)
    (first,) = brought(house, "p1")
    house.do(save_field, house.people["Ada"], principle=first, field="statement",
             text="We ask first.", opened=ASKING.statement)  # fmt: skip
    assert brought(house, "p1", "p2", "p2")[0] == first
    assert statements(house) == ["We ask first.", "We listen first."]


def test_all_of_them_come_in_their_order(house: TestHouse) -> None:
    begin_from(house)
    brought(house, "p1", "p2", "p5")
    assert [row.position for row in house.rows(Principle)] == [0, 1, 2]
    assert statements(house) == [one.statement for one in ORIGIN.principles]


def test_one_that_is_not_there_is_refused_and_none_of_the_others_comes_in(
    house: TestHouse,
) -> None:
    begin_from(house)
    with pytest.raises(NotFound, match="is not in the guidance"):
        brought(house, "p1", "p9")
    assert house.rows(Principle) == []


def test_a_workshop_without_an_origin_has_nothing_to_bring_in(house: TestHouse) -> None:
    house.go("draft")
    with pytest.raises(NotFound, match="not begun from other guidance"):
        brought(house, "p1")


def test_only_a_facilitator_brings_in_and_only_while_the_room_drafts(house: TestHouse) -> None:
    begin_from(house)
    with pytest.raises(NotAllowed):
        house.do(bring_in, house.people["Ada"], anchors=("p1",))
    house.go("review")
    with pytest.raises(NotAllowed):
        brought(house, "p1")


def test_no_phone_can_make_a_principle_that_stands_in_for_one_of_the_origin(
    house: TestHouse,
) -> None:
    begin_from(house)
    for key in ("origin-p1", "origin_p1"):
        house.do(drafting.add_principle, house.people["Ada"], statement="Mine.", key=key)
    (principle,) = brought(house, "p1")
    assert house.row(PrincipleField, (principle, "statement")).text == ASKING.statement


def test_at_tables_it_is_open_to_all_until_it_is_given_to_one(house: TestHouse) -> None:
    begin_from(house)
    house.fill(7)
    house.do(tables.split_room, house.sam, size=6, key=house.key())
    (principle,) = brought(house, "p1")
    assert house.row(TablePrinciple, principle) is None
    for name in ("Ada", "Eva"):
        said = house.row(PrincipleField, (principle, "statement")).text
        house.do(save_field, house.people[name], principle=principle, field="statement",
                 text=f"{said} {name}.", opened=said)  # fmt: skip
    assert statements(house) == ["We ask before we advise. Ada. Eva."]
    house.do(tables.give_work, house.sam, table=1, theme=0, principle=principle)
    (theirs,) = house.rows(TablePrinciple)
    elsewhere = house.rows(Seat, Seat.table_id != theirs.table_id)[0].participant_id
    with pytest.raises(NotAllowed, match="writes this principle"):
        house.do(save_field, Actor(participant_id=elsewhere), principle=principle,
                 field="statement", text="Other words.", opened="Other words.")  # fmt: skip


def test_the_edition_says_what_was_kept_changed_and_left(house: TestHouse) -> None:
    plain = OriginWords("T", "O", "", None, (ORIGIN.principles[1], ASKING, ORIGIN.principles[2]))
    begin_from(house, plain)
    house.fill(1, "v3")
    kept, changed, aside = brought(house, "p2", "p1", "p5")
    house.do(drafting.set_aside, house.sam, principle=aside, is_set_aside=True)
    vote(house, kept)
    vote(house, changed)
    edition = edition_now(house)
    assert edition.origin is not None
    became = {one.anchor: (one.became, one.number) for one in edition.origin.principles}
    assert became == {"p2": ("kept", 1), "p1": ("changed", 2), "p5": ("left", None)}
    (text,) = edition.origin.principles[1].texts
    assert (text.label, [(one.kind, one.text) for one in text.pieces]) == (
        "The weather", [("removed", "It must not rain.")],
    )  # fmt: skip
    assert edition.principles[0].begun_from == "Begun from “T” of O, principle 2."


def test_one_letter_more_is_a_change_and_the_difference_is_shown(house: TestHouse) -> None:
    begin_from(house)
    house.fill(1, "v3")
    (principle,) = brought(house, "p2")
    house.do(save_field, house.people["Ada"], principle=principle, field="statement",
             text="We listen first. Always.", opened="We listen first.")  # fmt: skip
    vote(house, principle)
    origin = edition_now(house).origin
    assert origin is not None
    one = origin.principles[1]
    assert (one.became, one.statement) == ("changed", "We listen first.")
    assert [(p.kind, p.text) for p in one.texts[0].pieces] == [
        ("kept", "We listen first."), ("added", " Always."),
    ]  # fmt: skip


def test_words_that_changed_after_the_vote_are_not_what_the_edition_says(house: TestHouse) -> None:
    begin_from(house)
    house.fill(1, "v3")
    (principle,) = brought(house, "p2")
    vote(house, principle)
    house.go("draft")
    house.do(save_field, house.people["Ada"], principle=principle, field="statement",
             text="We wait.", opened="We listen first.")  # fmt: skip
    origin = edition_now(house).origin
    assert origin is not None
    assert origin.principles[1].became == "kept"


def test_what_was_voted_down_is_not_left_but_not_agreed(house: TestHouse) -> None:
    begin_from(house)
    house.fill(1, "v3")
    (principle,) = brought(house, "p2")
    vote(house, principle, Ada="no", Bo="no", Cem="no", Dee="no")
    edition = edition_now(house)
    assert edition.origin is not None
    assert edition.origin.principles[1].became == "kept"
    assert edition.principles[0].status == "not_agreed"


def test_what_nobody_voted_on_is_left(house: TestHouse) -> None:
    begin_from(house)
    brought(house, "p1", "p2", "p5")
    origin = edition_now(house).origin
    assert origin is not None
    assert {(one.became, one.number) for one in origin.principles} == {("left", None)}


def test_guidance_that_grew_here_has_no_origin(house: TestHouse) -> None:
    assert edition_now(house).origin is None
