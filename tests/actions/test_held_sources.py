"""A note that is not shown to everybody never comes into a principle or an edition."""

import pytest

from tests.house import TestHouse
from workshop.actions import drafting, writing
from workshop.domain.refusals import Refusal
from workshop.models import Revision


def test_a_note_that_is_not_shown_cannot_become_a_source(house: TestHouse) -> None:
    house.go("write")
    note = house.write("Ada", "Not for everybody yet.")
    house.go("draft")
    principle = house.add_principle()
    with pytest.raises(Refusal, match="has not been shown"):
        house.do(drafting.attach_source, house.sam, principle=principle, note=note)


def test_a_note_held_back_after_it_became_a_source_is_not_frozen(house: TestHouse) -> None:
    house.go("write")
    note, other = house.write("Ada", "A name is in here."), house.write("Bo", "I was heard.")
    house.show()
    house.go("draft")
    principle = house.add_principle()
    for one in (note, other):
        house.do(drafting.attach_source, house.sam, principle=principle, note=one)
    house.do(writing.judge_note, house.sam, note=note, state="held")
    house.do(drafting.freeze, house.sam, principle=principle)
    assert [one.sources for one in house.rows(Revision)] == [[other]]
