"""A guidance takes a few queries, and what the lens said is kept without mixing anybody's rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from tests.actions.voted import drafted, vote
from tests.house import START, TestHouse
from workshop.actions import advising, drafting, lens_rules, reviewing, starting
from workshop.actions.planning import plan_guidance
from workshop.actions.publication import publish_edition
from workshop.content.lens import lens_with
from workshop.domain.actors import Actor
from workshop.domain.own_rules import OwnRule
from workshop.models import (
    Account,
    OpenDecision,
    Organisation,
    Principle,
    Revision,
    RuleOff,
    Workshop,
)
from workshop.models.database import Database
from workshop.projections import still_marked
from workshop.projections.before_publishing import warnings_of
from workshop.projections.document_plan import facts_of, mark_of_facts
from workshop.projections.editions import due_for_review, editions_of
from workshop.projections.guidance import guidance
from workshop.projections.scope import Scope, View
from workshop.projections.still_marked import KeptMarks

TEXT = "We talk about the caseload."
OWN = OwnRule(1, "jargon", "Only we know it.", "", (("care pathway", "what comes next"),))
NONE: frozenset[str] = frozenset()


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> KeptMarks:
    """Nothing was looked through before."""
    kept = KeptMarks()
    monkeypatch.setattr(still_marked, "KEPT", kept)
    return kept


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement that is sent to a database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def document(house: TestHouse, workshop: int = 0) -> View:
    with house.database.reading() as session:
        return guidance(session, Scope(workshop or house.workshop, house.clock()))


def queries(house: TestHouse) -> int:
    """How many it takes to gather a guidance, and what to look at before it is published."""
    with counted(house.database) as sent, house.database.reading() as session:
        kept = guidance(session, Scope(house.workshop, house.clock()))
        warnings_of(session, session.get_one(Workshop, house.workshop), kept)
    return len(sent)


def add_decided(house: TestHouse, note: int, count: int) -> None:
    """Principles that were voted on or decided openly, each with a source and left advice."""
    for number in range(count):
        house.go("draft")
        made = house.add_principle(f"{TEXT} {number}")
        house.do(drafting.attach_source, house.sam, principle=made, note=note)
        house.do(advising.leave_advice, house.sam, principle=made, field="statement",
                 rule="caseload", is_left=True)  # fmt: skip
        if number % 2:
            house.go("review")
            house.do(reviewing.record_decision, house.sam, principle=made, is_agreed=True,
                     text="Each said in turn.", key=house.key())  # fmt: skip
        else:
            vote(house, made, Ada="no")


def test_more_principles_take_no_more_queries(house: TestHouse) -> None:
    house.fill(1, "v3")
    house.go("write")
    note = house.write("Ada", "Somebody asked me first.")
    house.show()
    add_decided(house, note, 2)
    few = queries(house)
    add_decided(house, note, 5)
    kept = document(house)["principles"]
    assert len(kept) == 7
    assert all(one["sources"][0]["notes"] == ["Somebody asked me first."] for one in kept)
    assert not any(one["remaining"] for one in kept)
    assert queries(house) == few


def test_two_organisations_see_the_same_words_through_their_own_rules(house: TestHouse) -> None:
    house.add(Organisation(name="Heron House", slug="heron-house"))
    other = max(one.id for one in house.rows(Organisation))
    house.add(Account(organisation_id=other, email="kim@example.org", name="Kim",
                      role="administrator", password_hash="-"))  # fmt: skip
    kim = Actor(account_id=house.rows(Account, Account.email == "kim@example.org")[0].id)
    made = house.door.perform(starting.start_workshop, kim, title="Theirs",
                              method="quick_session", topic="mi_in_peer_support")  # fmt: skip
    theirs = made["workshop"]
    for workshop in (house.workshop, theirs):
        put(house, workshop)
    house.door.perform(lens_rules.switch_rule, kim, rule="caseload", is_off=True)
    assert len(house.rows(RuleOff)) == 1
    for _again in range(2):
        assert words(house, house.workshop) == ["the caseload"]
        assert words(house, theirs) == []
    house.door.perform(lens_rules.switch_rule, kim, rule="caseload", is_off=False)
    assert words(house, theirs) == ["the caseload"]


def test_a_text_is_looked_through_once_for_each_way_to_look(nothing_kept: KeptMarks) -> None:
    shipped, own = lens_with(), lens_with(NONE, (OWN,))
    text = "The care pathway and the caseload."
    assert shipped.name != own.name != lens_with(frozenset(("caseload",))).name
    for _again in range(2):
        assert nothing_kept.find(text, shipped, False, NONE).words == ("the caseload",)
        assert nothing_kept.find(text, own, False, NONE).words == ("care pathway", "the caseload")
        left = nothing_kept.find(text, own, False, frozenset((OWN.key,)))
        assert left.words == ("the caseload",)
        assert nothing_kept.find(f"{text} ", own, True, NONE).words
    assert len(nothing_kept) == 4


def test_what_was_long_not_asked_for_goes_first() -> None:
    kept, lens = KeptMarks(most=2), lens_with()
    first = kept.find("The caseload.", lens, False, NONE)
    kept.find("Another.", lens, False, NONE)
    assert kept.find("The caseload.", lens, False, NONE) is first
    kept.find("A third.", lens, False, NONE)
    assert len(kept) == 2
    assert kept.find("The caseload.", lens, False, NONE) is first


def put(house: TestHouse, workshop: int) -> None:
    """A principle that was decided openly, straight in the database."""
    house.add(Principle(workshop_id=workshop, position=0, key=f"principle-{workshop}"))
    (principle,) = house.rows(Principle, Principle.workshop_id == workshop)
    house.add(
        Revision(workshop_id=workshop, principle_id=principle.id, number=1, tags=[], sources=[],
                 texts={"statement": TEXT}, frozen_at=house.clock())
    )  # fmt: skip
    (revision,) = house.rows(Revision, Revision.workshop_id == workshop)
    house.add(
        OpenDecision(workshop_id=workshop, revision_id=revision.id, is_agreed=True, text="So.",
                     people={}, decided_at=house.clock(), key="k")
    )  # fmt: skip


def words(house: TestHouse, workshop: int) -> list[str]:
    """What is still marked in its one principle."""
    (principle,) = document(house, workshop)["principles"]
    return [words for one in principle["remaining"] for words in one["words"]]


def test_what_stands_of_editions_is_told_without_reading_their_words(house: TestHouse) -> None:
    vote(house, drafted(house))
    house.do(plan_guidance, house.sam, opened=opened(house), title="Ways of being", for_whom="",
             owner="", contact="", review_on="2027-03-01")  # fmt: skip
    house.do(publish_edition, house.sam)
    with counted(house.database) as sent, house.database.reading() as session:
        (one,) = editions_of(session, house.workshop)
        (due,) = due_for_review(session, None, date(2027, 2, 20))
        assert due_for_review(session, None, date(2027, 1, 1)) == []
    assert (one.title, one.published_on, one.review_on) == (
        "Ways of being", START.date(), date(2027, 3, 1)
    )  # fmt: skip
    assert due == one
    assert not any("document" in statement for statement in sent)


def opened(house: TestHouse) -> str:
    """What tells the facts of the document as they stand."""
    with house.database.reading() as session:
        return mark_of_facts(facts_of(session, session.get_one(Workshop, house.workshop)))
