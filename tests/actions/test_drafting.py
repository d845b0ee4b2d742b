"""Themes and principles: nothing is lost, nobody overwrites another, frozen words stay."""

import pytest

from tests.house import TestHouse
from workshop.actions import drafting, grouping
from workshop.actions.joint_writing import save_field
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import Note, Principle, PrincipleField, PrincipleSource, Revision, Theme


@pytest.fixture
def grouping_house(house: TestHouse) -> TestHouse:
    house.go("write")
    house.note = house.write("Ada", "Ask me first.")
    house.show()
    house.go("group")
    return house


@pytest.fixture
def drafting_house(house: TestHouse) -> TestHouse:
    house.go("draft")
    return house


def test_a_theme_sent_twice_is_made_once(grouping_house: TestHouse) -> None:
    house = grouping_house
    for _ in range(2):
        house.do(grouping.add_theme, house.people["Bo"], name="Pace", key="the-same-key")
    assert [theme.name for theme in house.rows(Theme)] == ["Pace"]


def test_anybody_in_the_room_moves_a_shown_note(grouping_house: TestHouse) -> None:
    house = grouping_house
    theme = house.add_theme()
    house.do(grouping.move_note, house.people["Eva"], note=house.note, theme=theme)
    assert house.row(Note, house.note).theme_id == theme
    house.do(grouping.move_note, house.people["Ada"], note=house.note, theme=0)
    assert house.row(Note, house.note).theme_id is None


def test_a_hidden_note_cannot_be_moved(grouping_house: TestHouse) -> None:
    house = grouping_house
    house.go("write")
    hidden = house.write("Bo", "Not yet.")
    house.go("group")
    with pytest.raises(Refusal, match="not been shown"):
        house.do(grouping.move_note, house.sam, note=hidden, theme=house.add_theme())


def test_a_theme_taken_away_leaves_its_notes(grouping_house: TestHouse) -> None:
    house = grouping_house
    theme = house.add_theme()
    house.do(grouping.move_note, house.sam, note=house.note, theme=theme)
    house.do(grouping.remove_theme, house.sam, theme=theme)
    assert house.row(Theme, theme) is None
    assert house.row(Note, house.note).theme_id is None


def test_a_theme_that_is_gone_cannot_be_named(grouping_house: TestHouse) -> None:
    with pytest.raises(NotFound):
        grouping_house.do(grouping.rename_theme, grouping_house.sam, theme=999, name="Pace")


def test_a_principle_brings_the_notes_of_its_theme(grouping_house: TestHouse) -> None:
    house = grouping_house
    theme = house.add_theme()
    house.do(grouping.move_note, house.sam, note=house.note, theme=theme)
    house.go("draft")
    principle = house.add_principle(theme=theme)
    sources = [(row.principle_id, row.note_id) for row in house.rows(PrincipleSource)]
    assert sources == [(principle, house.note)]


def test_two_who_save_at_once_have_both_changes_in_one_text(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    _save(house, "Ada", principle, "We ask first.", opened="We ask.")
    _save(house, "Bo", principle, "We always ask.", opened="We ask.")
    assert _statement(house, principle) == "We always ask first."


def test_the_same_words_sent_twice_are_there_once(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    for who, text in (("Ada", "We ask first."), ("Bo", "We do ask."), ("Ada", "We ask first.")):
        _save(house, who, principle, text, opened="We ask.")
    assert _statement(house, principle) == "We do ask first."


def test_a_statement_cannot_be_emptied_and_an_unknown_field_is_refused(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    for field, text in (("statement", "  "), ("no_such_field", "Words.")):
        with pytest.raises(NotValid):
            house.do(save_field, house.sam, principle=principle, field=field, text=text,
                     opened="We ask.")  # fmt: skip
    assert _statement(house, principle) == "We ask."


def test_a_frozen_revision_never_changes(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    first = house.do(drafting.freeze, house.sam, principle=principle)["revision"]
    _save(house, "Ada", principle, "We ask first.", opened="We ask.")
    second = house.do(drafting.freeze, house.sam, principle=principle)["revision"]
    texts = [(row.number, row.texts["statement"]) for row in house.rows(Revision)]
    assert first != second
    assert sorted(texts) == [(1, "We ask."), (2, "We ask first.")]


def test_freezing_the_same_words_again_makes_no_new_revision(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    made = {house.do(drafting.freeze, house.sam, principle=principle)["revision"] for _ in "ab"}
    assert len(made) == len(house.rows(Revision)) == 1


def test_another_source_makes_another_revision(grouping_house: TestHouse) -> None:
    house = grouping_house
    house.go("draft")
    principle = house.add_principle()
    first = house.do(drafting.freeze, house.sam, principle=principle)
    house.do(drafting.attach_source, house.people["Bo"], principle=principle, note=house.note)
    second = house.do(drafting.freeze, house.sam, principle=principle)
    assert first != second
    assert house.row(Revision, second["revision"]).sources == [house.note]
    house.do(drafting.detach_source, house.people["Bo"], principle=principle, note=house.note)
    assert house.rows(PrincipleSource) == []


def test_a_principle_set_aside_keeps_its_words(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle("We ask.")
    house.do(drafting.set_aside, house.sam, principle=principle, is_set_aside=True)
    assert house.row(Principle, principle).is_set_aside
    assert _statement(house, principle) == "We ask."


def test_a_starter_comes_in_once_with_all_its_fields(drafting_house: TestHouse) -> None:
    house = drafting_house
    key = drafting.topic_for("mi_in_peer_support").starters[0].key
    for _ in range(2):
        house.do(drafting.add_starter, house.sam, starter=key, key="the-same-key")
    (principle,) = house.rows(Principle)
    assert len(house.rows(PrincipleField, PrincipleField.principle_id == principle.id)) > 1
    with pytest.raises(NotFound):
        house.do(drafting.add_starter, house.sam, starter="nothing", key=house.key())


def _save(house: TestHouse, who: str, principle: int, text: str, opened: str) -> None:
    house.do(save_field, house.people[who], principle=principle, field="statement", text=text,
             opened=opened)  # fmt: skip


def _statement(house: TestHouse, principle: int) -> str:
    return str(house.row(PrincipleField, (principle, "statement")).text)


def test_the_room_says_which_values_a_principle_protects(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle()
    for value in ("safety", "choice", "safety"):
        house.do(drafting.protect_value, house.people["Ada"], principle=principle, value=value,
                 is_so=True)  # fmt: skip
    assert house.row(Principle, principle).tags == ["choice", "safety"], "in the topic's order"
    house.do(drafting.protect_value, house.sam, principle=principle, value="safety", is_so=False)
    assert house.row(Principle, principle).tags == ["choice"]
    with pytest.raises(NotFound):
        house.do(drafting.protect_value, house.sam, principle=principle, value="x", is_so=True)


def test_another_value_makes_another_revision(drafting_house: TestHouse) -> None:
    house = drafting_house
    principle = house.add_principle()
    house.do(drafting.freeze, house.sam, principle=principle)
    house.do(drafting.protect_value, house.sam, principle=principle, value="hope", is_so=True)
    house.do(drafting.freeze, house.sam, principle=principle)
    assert [one.tags for one in house.rows(Revision)] == [[], ["hope"]]
