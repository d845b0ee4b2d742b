"""The page of an organisation's rules, in a browser without scripts."""

import re
from typing import Any

import pytest
from flask import Flask

from tests.house import TestHouse
from tests.web.conftest import sign_in
from tests.web.doors import Visitor, words_of
from workshop.content.lens import reasons, shipped_rules
from workshop.models import Account, OrganisationRule, RuleOff

PAGE = "/plain-words"
TYPED = {
    "reason": "jargon", "why": "Only we know it.", "words": "care pathway = what comes next",
    "instead": "", "leave": "",
}  # fmt: skip


@pytest.fixture
def administrator(app: Flask, house: TestHouse) -> Visitor:
    """Sam's browser, who is an administrator here."""
    house.alter(Account, house.sam.account_id, role="administrator")
    found = Visitor(app, house)
    sign_in(found, house, house.sam.account_id or 0)
    found.get(PAGE)
    return found


def marks_on(page: str) -> list[str]:
    return re.findall(r'advice__words">“([^”]*)”', page)


def test_every_rule_stands_there_with_words_reason_and_alternative(administrator: Visitor) -> None:
    page = words_of(administrator.get(PAGE))
    for reason in reasons():
        assert f">{reason.title}</h2>" in page
    for entry, _reason in shipped_rules().values():
        place = page.partition(f'id="rule-{entry.key}"')[2].partition('id="rule-')[0]
        for text in (entry.why, entry.instead, *entry.words, *entry.words.values(), *entry.leave):
            assert text in place, (entry.key, text)
        assert "Switch it off" in place


def test_a_rule_is_switched_off_and_on_again(administrator: Visitor, house: TestHouse) -> None:
    off = {"rule": "caseload", "is_off": "true"}
    answer = administrator.post(f"{PAGE}/switch", off)
    group = shipped_rules()["caseload"][1].name
    assert answer.headers["Location"] == f"{PAGE}?open={group}#rule-caseload"
    assert [row.rule for row in house.rows(RuleOff)] == ["caseload"]
    page = words_of(administrator.get(answer.headers["Location"].partition("#")[0]))
    assert page.count("Switch it on again") == 1
    assert "1 switched off" in page
    assert page.count('<details class="more" open') == 1
    tried = administrator.post(PAGE, {"try": "yes", "sentence": "The caseload."})
    assert marks_on(tried.text) == []
    administrator.post(f"{PAGE}/switch", off | {"is_off": "false"})
    assert house.rows(RuleOff) == []


def test_a_rule_is_added_tried_changed_and_taken_out(
    administrator: Visitor, house: TestHouse
) -> None:
    tried = administrator.post(
        f"{PAGE}/new", {**TYPED, "try": "yes", "sentence": "A care pathway for a patient."}
    )
    assert marks_on(tried.text) == ["care pathway", "patient"]
    assert house.rows(OrganisationRule) == []
    assert all(text in tried.text for text in (TYPED["why"], TYPED["words"]))
    kept = administrator.post(f"{PAGE}/new", TYPED)
    (rule,) = house.rows(OrganisationRule)
    assert kept.headers["Location"] == f"{PAGE}?open=jargon#rule-own-{rule.id}"
    here = f"{PAGE}/rule/{rule.id}"
    page = administrator.get(here).text
    assert TYPED["words"] in page
    changed = {**TYPED, "words": "clinical pathway = way", "sentence": "A care pathway."}
    changed["opened"] = opened_on(page)
    assert marks_on(administrator.post(here, {**changed, "try": "yes"}).text) == []
    administrator.post(here, changed)
    assert house.row(OrganisationRule, rule.id).words[0][0] == "clinical pathway"
    assert administrator.post(f"{here}/remove", {}).status_code == 303
    assert house.rows(OrganisationRule) == []
    assert administrator.get(here).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("words", "care, pathway", "“care, pathway” cannot be looked for."),
        ("words", "", "Which words does it point out?"),
        ("why", "", "Please say why"),
        ("reason", "nothing", "Please choose where it belongs."),
    ],
)
def test_what_is_no_rule_is_told_at_its_field_and_nothing_typed_is_lost(
    administrator: Visitor, house: TestHouse, field: str, typed: str, said: str
) -> None:
    full = {**TYPED, "leave": "care pathway map", "instead": "Say it.", "sentence": "A <b> & c."}
    for more in ({}, {"try": "yes"}):
        answer = administrator.post(f"{PAGE}/new", {**full, field: typed, **more})
        page = words_of(answer)
        assert answer.status_code == 422
        assert said in page
        assert f'id="{field}-error"' in answer.text
        for name, text in {**full, field: typed}.items():
            assert text in page or name == "reason", name
        assert "<b>" not in answer.text
    assert house.rows(OrganisationRule) == []


def test_a_rule_of_ours_is_written_another_way_and_says_so(administrator: Visitor) -> None:
    page = administrator.get(f"{PAGE}/new?like=caseload").text
    entry, reason = shipped_rules()["caseload"]
    assert entry.why in words_of(administrator.get(f"{PAGE}/new?like=caseload"))
    assert f'value="{reason.name}" selected' in page
    administrator.post(f"{PAGE}/new", {**TYPED, "words": "caseload = the people we see"})
    listed = words_of(administrator.get(PAGE))
    assert "Your own rule is used for “caseload”." in listed


def test_a_sentence_is_tried_and_one_without_words_is_told(administrator: Visitor) -> None:
    tried = administrator.post(PAGE, {"try": "yes", "sentence": "A patient, and a patient."})
    assert marks_on(tried.text) == ["patient"]
    assert "× 2" in tried.text
    assert "Nothing is marked." in administrator.post(
        PAGE, {"try": "yes", "sentence": "We ask first."}
    ).text  # fmt: skip
    empty = administrator.post(PAGE, {"try": "yes", "sentence": " "})
    assert empty.status_code == 422
    assert 'id="sentence-error"' in empty.text


def test_others_read_the_rules_and_change_none(
    desk: Visitor, house: TestHouse, visitor: Visitor
) -> None:
    page = words_of(desk.get(PAGE))
    assert "An administrator of your organisation can change them." in page
    assert "Switch it off" not in page
    assert f'href="{PAGE}' not in page
    changes: list[tuple[str, dict[str, Any]]] = [
        (f"{PAGE}/switch", {"rule": "caseload", "is_off": "true"}),
        (f"{PAGE}/new", TYPED),
        (f"{PAGE}/rule/1/remove", {}),
    ]
    for address, fields in changes:
        assert desk.post(address, fields).status_code == 403, address
    assert desk.get(f"{PAGE}/new").status_code == 403
    assert house.rows(RuleOff) == house.rows(OrganisationRule) == []
    visitor.join()
    for address, fields in changes:
        answer = visitor.post(address, fields)
        assert (answer.status_code, "/sign-in" in answer.headers["Location"]) == (302, True)
    assert visitor.get(PAGE).status_code == 302


def opened_on(page: str) -> str:
    (found,) = re.findall(r'name="opened" value="([^"]*)"', page)
    return str(found)


def test_a_rule_that_another_one_changed_is_shown_beside_what_was_typed(
    administrator: Visitor, house: TestHouse
) -> None:
    administrator.post(f"{PAGE}/new", TYPED)
    (rule,) = house.rows(OrganisationRule)
    here = f"{PAGE}/rule/{rule.id}"
    mine = {**TYPED, "words": "pathway = way", "opened": opened_on(administrator.get(here).text)}
    house.alter(OrganisationRule, rule.id, why="We say it so.")
    tried = administrator.post(here, {**mine, "try": "yes", "sentence": "A pathway."})
    assert opened_on(tried.text) == mine["opened"]
    answer = administrator.post(here, mine)
    assert answer.status_code == 409
    page = words_of(answer)
    for text in ("Nothing is lost", "What is saved now", "We say it so.", *TYPED["words"].split()):
        assert text in page
    assert "pathway = way</textarea>" in answer.text
    assert house.row(OrganisationRule, rule.id).why == "We say it so."
    again = administrator.post(here, {**mine, "opened": opened_on(answer.text)})
    assert again.status_code == 303
    assert house.row(OrganisationRule, rule.id).words == [["pathway", "way"]]


@pytest.mark.parametrize("more", [{}, {"try": "yes", "sentence": "A pathway."}])
def test_what_was_typed_for_a_rule_that_was_taken_out_can_be_kept_as_a_new_one(
    administrator: Visitor, house: TestHouse, more: dict[str, str]
) -> None:
    administrator.post(f"{PAGE}/new", TYPED)
    here = f"{PAGE}/rule/{house.rows(OrganisationRule)[0].id}"
    mine = {**TYPED, "words": "pathway = way", "opened": opened_on(administrator.get(here).text)}
    administrator.post(f"{here}/remove", {})
    answer = administrator.post(here, {**mine, **more})
    assert answer.status_code == 404
    assert "took this rule out while you wrote" in words_of(answer)
    assert "pathway = way</textarea>" in answer.text
    assert f'action="{PAGE}/new"' in answer.text
    assert administrator.post(f"{PAGE}/new", mine).status_code == 303
    assert [row.words for row in house.rows(OrganisationRule)] == [[["pathway", "way"]]]


def test_a_rule_whose_reason_is_gone_stands_under_a_plain_heading(
    administrator: Visitor, house: TestHouse
) -> None:
    administrator.post(f"{PAGE}/new", TYPED)
    (rule,) = house.rows(OrganisationRule)
    house.alter(OrganisationRule, rule.id, reason="of an earlier release")
    listed = words_of(administrator.get(PAGE))
    assert "Rules without a place" in listed
    assert f'href="{PAGE}/rule/{rule.id}"' in listed
    here = f"{PAGE}/rule/{rule.id}"
    page = administrator.get(here)
    assert page.status_code == 200
    assert "Please choose where it belongs." in words_of(page)
    administrator.post(here, {**TYPED, "opened": opened_on(page.text)})
    assert house.row(OrganisationRule, rule.id).reason == "jargon"
    assert "Rules without a place" not in words_of(administrator.get(PAGE))
