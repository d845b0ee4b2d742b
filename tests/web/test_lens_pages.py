"""The rules of the lens as a phone gets them: small, once, and the ones that hold here."""

import gzip
import json
import re

from flask import Flask

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.content.lens import lens


def test_a_page_for_writing_names_the_rules_of_now_and_they_are_small(
    house: TestHouse, visitor: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    visitor.join()
    page = visitor.get(f"/w/{house.workshop}/principle/{principle}").text
    (address,) = re.findall(r'data-lens="(/lens/\w+\.json)"', page)
    answer = visitor.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) < 12_000
    sent = json.loads(gzip.decompress(answer.data))
    assert set(sent["rules"]) == set(lens().rules)
    assert json.loads(visitor.get("/lens/older.json").data) == sent


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
    assert page.count("we are not ready to say. You can write") == 1
    refused = visitor.do("advice.leave", field="asking", rule="nothing", is_left="true", **about)
    assert refused.status_code == 404
