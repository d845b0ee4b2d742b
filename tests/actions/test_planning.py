"""What a facilitator says about the document: kept, never over somebody else's words unseen."""

from typing import Any

import pytest

from tests.house import TestHouse
from workshop.actions.drafting import Conflict
from workshop.actions.planning import plan_guidance, save_section
from workshop.content import topic_for
from workshop.domain.refusals import NotAllowed, NotFound, NotValid
from workshop.models import GuidancePlan, GuidanceSection, Workshop
from workshop.projections.document_plan import facts_of, mark_of_facts, sections_of

FACTS = {"title": "Our guidance", "for_whom": "Everybody here", "owner": "The peer lead",
         "contact": "peers@example.org", "review_on": "2027-05-01"}  # fmt: skip
MI = topic_for("mi_in_peer_support")


def standing(house: TestHouse, key: str) -> Any:
    with house.database.reading() as session:
        found = sections_of(session, session.get_one(Workshop, house.workshop))
    return next(one for one in found if one["key"] == key)


def mark(house: TestHouse) -> str:
    with house.database.reading() as session:
        return mark_of_facts(facts_of(session, session.get_one(Workshop, house.workshop)))


def test_the_facts_are_kept_and_the_title_is_the_workshops(house: TestHouse) -> None:
    house.do(plan_guidance, house.sam, **FACTS)
    (plan,) = house.rows(GuidancePlan)
    assert (plan.for_whom, plan.owner) == ("Everybody here", "The peer lead")
    assert (plan.contact, plan.review_on) == ("peers@example.org", "2027-05-01")
    assert house.row(Workshop, house.workshop).title == "Our guidance"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", "  "), ("title", "a" * 121), ("owner", "a" * 501), ("review_on", "next spring"),
     ("review_on", "2027-02-30"), ("contact", "\ud800")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_at_its_field(
    house: TestHouse, field: str, typed: str
) -> None:
    with pytest.raises(NotValid) as refused:
        house.do(plan_guidance, house.sam, **{**FACTS, field: typed})
    assert refused.value.field == field
    assert house.rows(GuidancePlan) == []


def test_two_who_write_the_facts_at_once_see_both(house: TestHouse) -> None:
    opened = mark(house)
    house.do(plan_guidance, house.sam, **FACTS, opened=opened)
    with pytest.raises(Conflict) as refused:
        house.do(plan_guidance, house.sam, **{**FACTS, "owner": "The manager"}, opened=opened)
    assert "The peer lead" in refused.value.theirs
    assert "The manager" in refused.value.yours
    assert house.rows(GuidancePlan)[0].owner == "The peer lead"
    seen = str(refused.value.seen["opened"])
    house.do(plan_guidance, house.sam, **{**FACTS, "owner": "The manager"}, opened=seen)
    assert house.rows(GuidancePlan)[0].owner == "The manager"


def test_a_repeat_of_the_same_facts_is_no_conflict(house: TestHouse) -> None:
    opened = mark(house)
    for _ in range(2):
        house.do(plan_guidance, house.sam, **FACTS, opened=opened)
    assert len(house.rows(GuidancePlan)) == 1


def test_a_section_is_named_and_written_anew_or_left_out(house: TestHouse) -> None:
    house.do(save_section, house.sam, section="concern", title="If it feels wrong",
             text="Tell **Kim**.", is_shown=True)  # fmt: skip
    one = standing(house, "concern")
    assert (one["title"], one["markdown"]) == ("If it feels wrong", "Tell **Kim**.")
    assert (one["is_off"], one["is_own"]) == (False, True)
    house.do(save_section, house.sam, section="concern", title="", text="", is_shown=False)
    one = standing(house, "concern")
    assert (one["title"], one["markdown"]) == ("Raising a concern", "")
    assert one["is_off"]


def test_what_is_like_the_topics_own_follows_the_topic(house: TestHouse) -> None:
    own = next(one for one in MI.sections if one.key == "concern")
    house.do(save_section, house.sam, section="concern", title=own.title, text=own.text,
             is_shown=True)  # fmt: skip
    (row,) = house.rows(GuidanceSection)
    assert (row.title, row.text) == ("", None)
    assert not standing(house, "concern")["is_own"]


def test_two_who_write_a_section_at_once_see_both(house: TestHouse) -> None:
    opened = standing(house, "summary")["mark"]
    house.do(save_section, house.sam, section="summary", title="", text="One.", is_shown=True,
             opened=opened)  # fmt: skip
    with pytest.raises(Conflict) as refused:
        house.do(save_section, house.sam, section="summary", title="", text="Two.",
                 is_shown=True, opened=opened)  # fmt: skip
    assert (refused.value.theirs, refused.value.yours) == ("One.", "Two.")
    assert standing(house, "summary")["markdown"] == "One."


def test_an_unknown_section_is_refused_and_a_participant_too(house: TestHouse) -> None:
    with pytest.raises(NotFound):
        house.do(save_section, house.sam, section="../x", title="", text="", is_shown=True)
    with pytest.raises(NotAllowed):
        house.do(save_section, house.people["Ada"], section="summary", title="", text="Mine.",
                 is_shown=True)  # fmt: skip
