"""Old words said again, and notes quoted: nothing that was written is deleted or doubled."""

import pytest

from tests.house import TestHouse
from workshop.actions import drafting, joint_writing, revising
from workshop.domain.quotations import quoted_at_the_end
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import Note, PrincipleField, PrincipleSource, Revision
from workshop.projections.revisions import notes_for, revisions_of
from workshop.projections.scope import Scope
from workshop.projections.whereabouts import where_my_notes_went

REASON = "why_it_matters"


@pytest.fixture
def drafting_house(house: TestHouse) -> TestHouse:
    house.go("write")
    house.note = house.write("Ada", "Ask me first.")
    house.hidden = house.write("Bo", "Not yet shown.")
    house.alter(Note, house.note, is_shown=True)
    house.go("draft")
    return house


def save(house: TestHouse, principle: int, text: str, field: str = "statement") -> None:
    row = house.row(PrincipleField, (principle, field))
    house.do(joint_writing.save_field, house.people["Bo"], principle=principle, field=field,
             text=text, opened=row.text if row else "")  # fmt: skip


def texts(house: TestHouse, principle: int) -> dict[str, str]:
    with house.database.reading() as session:
        return drafting.texts_of(session, principle)


def frozen(house: TestHouse) -> list[dict[str, str]]:
    return [row.texts for row in house.rows(Revision)]


def look(house: TestHouse, name: str, principle: int) -> Scope:
    who = house.people[name].participant_id or 0
    return Scope(house.workshop, house.clock(), item_id=principle, participant_id=who)


def test_an_old_revision_is_said_again_and_what_stood_is_kept(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    house.do(drafting.freeze, house.sam, principle=principle)
    save(house, principle, "We tell.")
    save(house, principle, "It is quicker.", REASON)
    house.do(revising.restore_revision, house.sam, principle=principle, revision=1)
    assert texts(house, principle) == {"statement": "We ask."}
    told = {"statement": "We tell.", REASON: "It is quicker."}
    assert frozen(house) == [{"statement": "We ask."}, told]
    house.do(drafting.freeze, house.sam, principle=principle)
    assert frozen(house) == [{"statement": "We ask."}, told, {"statement": "We ask."}]


def test_to_restore_what_is_said_already_changes_nothing(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    house.do(drafting.freeze, house.sam, principle=principle)
    house.told.clear()
    house.do(revising.restore_revision, house.sam, principle=principle, revision=1)
    assert house.told == []
    assert len(house.rows(Revision)) == 1


def test_what_somebody_wrote_comes_into_a_restored_text(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    house.do(drafting.freeze, house.sam, principle=principle)
    save(house, principle, "We tell.")
    house.do(revising.restore_revision, house.sam, principle=principle, revision=1)
    house.do(joint_writing.save_field, house.people["Bo"], principle=principle,
             field="statement", text="We tell. We wait.", opened="We tell.")  # fmt: skip
    assert house.row(PrincipleField, (principle, "statement")).text == "We ask. We wait."


def test_a_revision_of_another_principle_is_not_here(drafting_house: TestHouse) -> None:
    house = drafting_house
    first, second = house.add_principle("We ask."), house.add_principle("We wait.")
    house.do(drafting.freeze, house.sam, principle=first)
    with pytest.raises(NotFound):
        house.do(revising.restore_revision, house.sam, principle=second, revision=1)


def test_the_history_shows_every_revision_and_what_is_not_fixed_yet(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    principle = house.add_principle("We ask first.")
    house.do(drafting.freeze, house.sam, principle=principle)
    save(house, principle, "We ask you first.")
    house.do(drafting.attach_source, house.sam, principle=principle, note=house.note)
    house.do(drafting.freeze, house.sam, principle=principle)
    save(house, principle, "It hurts.", REASON)
    with house.database.reading() as session:
        view = revisions_of(session, look(house, "Ada", principle))
    second, first = view["revisions"]
    assert (second["number"], first["number"]) == (2, 1)
    (change,) = second["changes"]
    assert [(piece.kind, piece.text) for piece in change["pieces"]] == [
        ("kept", "We ask"), ("added", " you"), ("kept", " first."),
    ]  # fmt: skip
    assert (second["notes_more"], second["notes_less"]) == (1, 0)
    assert [change["key"] for change in view["unfrozen"]] == [REASON]


def test_a_quoted_note_stands_in_quotation_marks_once_and_is_a_source(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    for _ in range(2):
        house.do(revising.quote_note, house.people["Eva"], principle=principle, note=house.note,
                 field="statement")  # fmt: skip
    assert texts(house, principle) == {"statement": "We ask.\n“Ask me first.”"}
    assert [row.note_id for row in house.rows(PrincipleSource)] == [house.note]


def test_what_was_not_shown_is_not_quoted(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    with pytest.raises(Refusal, match="not been shown"):
        house.do(revising.quote_note, house.people["Eva"], principle=principle, note=house.hidden,
                 field="statement")  # fmt: skip
    with pytest.raises(NotValid):
        house.do(revising.quote_note, house.people["Eva"], principle=principle, note=house.note,
                 field="no such field")  # fmt: skip
    assert texts(house, principle) == {"statement": "We ask."}


def test_a_quotation_that_has_no_room_is_refused_whole(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    save(house, principle, "x" * 9_995, REASON)
    with pytest.raises(NotValid, match="room for"):
        house.do(revising.quote_note, house.sam, principle=principle, note=house.note, field=REASON)
    assert house.rows(PrincipleSource) == []


def test_where_a_note_went_is_told_to_its_author_alone(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    house.do(drafting.attach_source, house.sam, principle=principle, note=house.note)
    with house.database.reading() as session:
        ada = where_my_notes_went(session, look(house, "Ada", 0))
        bo = where_my_notes_went(session, look(house, "Bo", 0))
        shown = notes_for(session, look(house, "Bo", principle))
    assert [one["number"] for one in ada[house.note]] == [1]
    assert bo == {}
    assert [one["id"] for one in shown["sources"]] == [house.note]
    assert str(house.people["Ada"].participant_id) not in str(shown)


def test_an_empty_field_begins_with_the_quotation() -> None:
    assert quoted_at_the_end("", "Ask me.") == "“Ask me.”"
    assert quoted_at_the_end("We ask.\n“Ask me.”", "Ask me.") == "We ask.\n“Ask me.”"
