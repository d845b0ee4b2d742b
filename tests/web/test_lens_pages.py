"""The rules of the lens as a phone gets them: small, once, and the ones that hold here."""

import gzip
import json
import re

from flask import Flask

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.actions import lens_rules
from workshop.content.lens import lens_with
from workshop.models import Account


def test_a_page_for_writing_names_the_rules_of_now_and_they_are_small(
    house: TestHouse, visitor: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    visitor.join()
    page = visitor.get(f"/w/{house.workshop}/principle/{principle}").text
    address = address_in(page)
    answer = visitor.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert len(answer.data) < 12_000
    sent = json.loads(gzip.decompress(answer.data))
    assert set(sent["rules"]) == set(lens_with().rules)


def test_rules_that_an_organisation_changed_have_another_name_at_once(
    house: TestHouse, visitor: Visitor
) -> None:
    house.go("draft")
    here = f"/w/{house.workshop}/principle/{house.add_principle()}"
    visitor.join()
    before = address_in(visitor.get(here).text)
    house.alter(Account, house.sam.account_id, role="administrator")
    house.door.perform(lens_rules.switch_rule, house.sam, rule="caseload", is_off=True)
    after = address_in(visitor.get(here).text)
    assert after != before
    assert "caseload" not in json.loads(visitor.get(after).data)["rules"]
    late = visitor.get(before)
    assert "caseload" not in json.loads(late.data)["rules"]
    assert late.headers["Cache-Control"] == "no-store", "these are not the rules of that name"
    house.door.perform(lens_rules.switch_rule, house.sam, rule="caseload", is_off=False)
    assert address_in(visitor.get(here).text) == before


def test_only_who_is_in_a_workshop_reads_its_rules(house: TestHouse, visitor: Visitor) -> None:
    assert visitor.get(f"/w/{house.workshop}/lens/older.json").status_code == 403


def test_what_is_left_open_and_left_alone_reaches_the_page(
    app: Flask, house: TestHouse, visitor: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    visitor.join()
    here = f"/w/{house.workshop}/principle/{principle}"
    visitor.get(here)
    about = {"principle": principle, "back": here}
    visitor.do("field.save", field="asking", text="A patient.", opened="", **about)
    assert "“patient”" in visitor.get(here).text
    visitor.do("advice.leave", field="asking", rule="patient", is_left="true", **about)
    visitor.do("field.leave_open", field="training", is_open="true", **about)
    page = visitor.get(here).text
    assert "“patient”" not in page
    assert _left_open(page) == ["training"]
    assert visitor.get(f"{here}/texts").json["open"] == ["training"]
    visitor.do("field.save", field="training", text="One day.", opened="", **about)
    assert _left_open(visitor.get(here).text) == []
    assert visitor.get(f"{here}/texts").json["open"] == []
    refused = visitor.do("advice.leave", field="asking", rule="nothing", is_left="true", **about)
    assert refused.status_code == 404


def _left_open(page: str) -> list[str]:
    return re.findall(r'data-is-open="(\w+)">', page)


def address_in(page: str) -> str:
    (address,) = re.findall(r'data-lens="(/w/\d+/lens/\w+\.json)"', page)
    return str(address)
