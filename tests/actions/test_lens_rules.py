"""What an organisation changes about the lens: by its administrators only, and it holds at once."""

from typing import Any

import pytest

from tests.house import TestHouse
from workshop.actions import advising, joint_writing, lens_rules
from workshop.actions.drafting import Conflict
from workshop.domain.actors import NOBODY, SERVER, Actor
from workshop.domain.own_rules import own_key
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import Account, Organisation, OrganisationRule, Revision, RuleOff, Workshop
from workshop.projections import desk
from workshop.projections.guidance import words_of
from workshop.projections.lens import as_rule, lens_of, rules_by_reason
from workshop.projections.scope import Scope

RULE = {"reason": "jargon", "why": "Only we know it.", "words": "care pathway = what comes next"}
TEXT = "The care pathway and the caseload."


@pytest.fixture
def kim(house: TestHouse) -> Actor:
    """The administrator of Sam's organisation."""
    return account_in(house, house.rows(Organisation)[0].id, "administrator")


@pytest.fixture
def stranger(house: TestHouse) -> Actor:
    """The administrator of another organisation."""
    house.add(Organisation(name="Heron House", slug="heron-house"))
    other = max(one.id for one in house.rows(Organisation))
    return account_in(house, other, "administrator")


def account_in(house: TestHouse, organisation: int, role: str) -> Actor:
    email = f"{role}{organisation}@example.org"
    house.add(
        Account(organisation_id=organisation, email=email, name="Kim", role=role, password_hash="-")
    )
    (row,) = house.rows(Account, Account.email == email)
    return Actor(account_id=row.id)


def save(house: TestHouse, who: Actor, **changed: Any) -> int:
    """Somebody saves a rule, and has seen what it says now, if nothing else is told."""
    if "rule" in changed:
        seen = house.row(OrganisationRule, changed["rule"])
        changed = {"opened": as_rule(seen).stamp} | changed
    return int(house.door.perform(lens_rules.save_rule, who, **RULE | changed)["rule"])


def switch(house: TestHouse, who: Actor, is_off: bool, rule: str = "caseload") -> None:
    house.door.perform(lens_rules.switch_rule, who, rule=rule, is_off=is_off)


def marked(house: TestHouse, principle: int) -> list[str]:
    """What the desk says is left to look at."""
    with house.database.reading() as session:
        view = desk.principle(session, Scope(house.workshop, house.clock(), item_id=principle))
        assert view is not None
        return [words for one in view["remaining"] for words in one["words"]]


@pytest.fixture
def principle(house: TestHouse) -> int:
    house.go("draft")
    made = house.add_principle()
    house.do(joint_writing.save_field, house.people["Bo"], principle=made, field="evidence",
             text=TEXT, opened="")  # fmt: skip
    return made


def test_nobody_but_an_administrator_changes_a_rule(
    house: TestHouse, kim: Actor, stranger: Actor
) -> None:
    rule, elsewhere = save(house, kim), house.row(Account, stranger.account_id).organisation_id
    facilitator = account_in(house, elsewhere, "facilitator")
    for who in (house.sam, house.maya, house.people["Ada"], facilitator, NOBODY, SERVER):
        with pytest.raises(NotAllowed, match="administrator"):
            switch(house, who, is_off=True)
        with pytest.raises(NotAllowed, match="administrator"):
            save(house, who, words="other words = these")
        with pytest.raises(NotAllowed, match="administrator"):
            save(house, who, rule=rule)
        with pytest.raises(NotAllowed, match="administrator"):
            house.door.perform(lens_rules.remove_rule, who, rule=rule)
    assert [row.words for row in house.rows(OrganisationRule)] == [
        [["care pathway", "what comes next"]]
    ]
    assert house.rows(RuleOff) == []


def test_an_administrator_reaches_no_other_organisations_rules(
    house: TestHouse, kim: Actor, stranger: Actor
) -> None:
    rule = save(house, kim)
    with pytest.raises(NotFound):
        save(house, stranger, rule=rule)
    with pytest.raises(NotFound):
        house.door.perform(lens_rules.remove_rule, stranger, rule=rule)
    save(house, stranger, words="care pathway = something else")
    switch(house, stranger, is_off=True)
    with house.database.reading() as session:
        lens = lens_of(session, house.row(Account, kim.account_id).organisation_id)
    assert lens.phrases["care pathway"].alternative == "what comes next"
    assert "caseload" in lens.rules


def test_the_desk_and_the_edition_look_through_the_rules_of_now(
    house: TestHouse, kim: Actor, principle: int
) -> None:
    assert marked(house, principle) == ["the caseload"]
    rule = save(house, kim)
    switch(house, kim, is_off=True)
    assert marked(house, principle) == ["care pathway"]
    assert marked_in_edition(house, principle) == ["care pathway"]
    save(house, kim, rule=rule, words="pathway = way")
    switch(house, kim, is_off=False)
    assert marked(house, principle) == ["pathway", "the caseload"]
    house.door.perform(lens_rules.remove_rule, kim, rule=rule)
    assert marked(house, principle) == marked_in_edition(house, principle) == ["the caseload"]


def marked_in_edition(house: TestHouse, principle: int) -> list[str]:
    texts = {"statement": "We ask first.", "evidence": TEXT}
    unkept = Revision(id=1, workshop_id=house.workshop, principle_id=principle, number=1,
                      texts=texts, tags=[], sources=[], open_fields=[])  # fmt: skip
    with house.database.reading() as session:
        workshop = session.get_one(Workshop, house.workshop)
        view = words_of(session, workshop, [unkept])[1]
    return [words for one in view["remaining"] for words in one["words"]]


def test_open_desks_are_told_of_every_change(house: TestHouse, kim: Actor, principle: int) -> None:
    changes: list[Any] = [
        lambda: switch(house, kim, is_off=True),
        lambda: save(house, kim),
        lambda: house.door.perform(
            lens_rules.remove_rule, kim, rule=house.rows(OrganisationRule)[0].id
        ),
    ]
    for change in changes:
        house.told.clear()
        change()
        assert house.told == [(house.workshop, "desk", f"principle-{principle}")]


def test_advice_of_an_own_rule_can_be_left_and_is_not_after_the_rule_went(
    house: TestHouse, kim: Actor, principle: int
) -> None:
    rule = save(house, kim)
    about: dict[str, Any] = {"principle": principle, "field": "evidence", "rule": own_key(rule)}
    house.do(advising.leave_advice, house.people["Bo"], is_left=True, **about)
    assert marked(house, principle) == ["the caseload"]
    house.door.perform(lens_rules.remove_rule, kim, rule=rule)
    again = save(house, kim)
    assert again != rule
    assert marked(house, principle) == ["care pathway", "the caseload"]


def test_what_is_there_already_stays_as_it_is(house: TestHouse, kim: Actor) -> None:
    for is_off, kept in ((True, 1), (True, 1), (False, 0), (False, 0)):
        switch(house, kim, is_off=is_off)
        assert len(house.rows(RuleOff)) == kept
    with pytest.raises(NotFound):
        switch(house, kim, is_off=True, rule="nothing")
    rule = save(house, kim)
    with pytest.raises(NotValid, match="already") as refused:
        save(house, kim, words="new = old\ncare-pathway = path")
    assert (refused.value.field, refused.value.values) == ("words", {"words": "care-pathway"})
    save(house, kim, rule=rule, why="We say it so.")
    assert [row.why for row in house.rows(OrganisationRule)] == ["We say it so."]
    with pytest.raises(NotValid, match="where it belongs"):
        save(house, kim, reason="nothing")


def test_there_is_an_end_to_how_many_rules_one_can_have(
    house: TestHouse, kim: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lens_rules, "MOST_RULES", 1)
    rule = save(house, kim)
    with pytest.raises(Refusal, match="room for"):
        save(house, kim, words="new = old")
    save(house, kim, rule=rule, words="new = old")


def test_two_administrators_never_write_over_each_other(house: TestHouse, kim: Actor) -> None:
    rule = save(house, kim)
    opened = as_rule(house.row(OrganisationRule, rule)).stamp
    save(house, kim, rule=rule, opened=opened, why="We say it so.")
    with pytest.raises(Conflict) as conflict:
        save(house, kim, rule=rule, opened=opened, reason="labels", words="pathway = way")
    said = conflict.value
    assert said.theirs == "care pathway = what comes next\n\nWe say it so."
    assert said.yours == "pathway = way\n\nOnly we know it."
    assert said.stands != said.chosen != ""
    assert house.row(OrganisationRule, rule).why == "We say it so."
    save(house, kim, rule=rule, opened=opened, why="We say it so.")
    save(house, kim, rule=rule, why="I saw both.", **said.seen)
    assert house.row(OrganisationRule, rule).why == "I saw both."
    with pytest.raises(Conflict):
        save(house, kim, rule=rule, opened="", why="From a page of an earlier release.")


def test_a_rule_whose_reason_is_gone_waits_for_another_one(
    house: TestHouse, kim: Actor, principle: int
) -> None:
    words = "care pathway = what comes next\ncaseload = people"
    rule = save(house, kim, words=words)
    house.alter(OrganisationRule, rule, reason="of an earlier release")
    assert marked(house, principle) == ["the caseload"]
    assert marked_in_edition(house, principle) == ["the caseload"]
    with house.database.reading() as session:
        groups = rules_by_reason(session, house.row(Account, kim.account_id).organisation_id)
    assert [one["number"] for one in groups[0]["rules"]] == [rule]
    assert not any(one["given_over"] for group in groups for one in group["rules"])
    save(house, kim, rule=rule, words=words)
    assert marked(house, principle) == ["care pathway", "the caseload"]
