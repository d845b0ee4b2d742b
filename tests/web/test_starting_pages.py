"""Choosing a method and starting a workshop with it, in a browser without scripts."""

import re
from collections.abc import Callable

import pytest

from tests.house import TestHouse
from tests.web.conftest import sign_in
from tests.web.doors import Visitor, words_of
from workshop.content import Method, methods
from workshop.models import Activity, Workshop

WORKSHOP = {"title": "A circle", "topic": "mi_in_peer_support", "method": "consent_circle"}


def value_of(page: str, name: str) -> str:
    (box,) = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    found = re.search(r'value="([^"]*)"', box)
    return found[1] if found else ""


def minutes_of_last(house: TestHouse) -> int:
    last = max(row.id for row in house.rows(Workshop))
    return sum(row.minutes for row in house.rows(Activity, Activity.workshop_id == last))


@pytest.mark.parametrize("method", methods(), ids=lambda method: method.name)
def test_the_page_of_a_method_says_everything_about_it(desk: Visitor, method: Method) -> None:
    page = words_of(desk.get(f"/methods/{method.name}"))
    for text in (method.what, method.when, method.cost, method.longer, method.source):
        assert text in page
    for step in method.activities:
        assert f">{step.title}<" in page
        assert f">{step.minutes} min<" in page
        assert step.say in page
    assert f"{method.minutes} minutes, {method.people[0]} to {method.people[1]} people" in page


def test_the_page_says_how_long_a_method_needs_at_least(desk: Visitor) -> None:
    page = words_of(desk.get("/methods/consent_circle"))
    assert "With 5 people it needs at least 38 minutes. " in page
    assert "With 12 people it needs at least 44 minutes. " in page
    assert "mixed tables" not in page
    assert "mixed tables" in words_of(desk.get("/methods/nominal_group"))


def test_methods_are_found_from_the_form_and_the_form_from_a_method(desk: Visitor) -> None:
    assert 'href="/methods"' in desk.get("/new").text
    listed = desk.get("/methods").text
    assert re.findall(r'href="/methods/(\w+)"', listed) == [method.name for method in methods()]
    assert 'href="/new?method=two_round_rating"' in desk.get("/methods/two_round_rating").text
    chosen = desk.get("/new?method=two_round_rating").text
    assert re.findall(r'name="method" id="method-(\w+)"[^>]* checked', chosen) == [
        "two_round_rating"
    ]


def test_a_method_that_is_not_there_is_said_to_be_so(desk: Visitor) -> None:
    answer = desk.get("/methods/swimming")
    assert answer.status_code == 404
    assert "There is no method called swimming." in words_of(answer)


@pytest.mark.parametrize("path", ["/methods", "/methods/quick_session"])
def test_methods_are_for_people_who_are_signed_in(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_a_supporter_reads_about_methods_and_is_not_asked_to_use_one(
    house: TestHouse, new_visitor: Callable[[str], Visitor]
) -> None:
    maya = new_visitor("192.0.2.7")
    sign_in(maya, house, house.maya.account_id or 0)
    page = maya.get("/methods/quick_session").text
    assert "Where it comes from" in page
    assert "/new?method" not in page


def test_minutes_and_people_are_used(desk: Visitor, house: TestHouse) -> None:
    desk.get("/new")
    answer = desk.post("/new", {**WORKSHOP, "minutes": " 50 ", "people": "9"})
    assert answer.status_code == 303
    assert minutes_of_last(house) == 50


def test_left_empty_the_method_keeps_its_own_times(desk: Visitor, house: TestHouse) -> None:
    desk.get("/new")
    assert desk.post("/new", {**WORKSHOP, "minutes": "", "people": ""}).status_code == 303
    assert minutes_of_last(house) == 60


@pytest.mark.parametrize(
    ("field", "sent", "sentence"),
    [
        ("minutes", {"minutes": "30", "people": "8"}, "needs at least 41 minutes with 8 people"),
        ("minutes", {"minutes": "an hour", "people": "8"}, "Please type a number, or leave it"),
        ("people", {"minutes": "60", "people": "a few"}, "Please type a number, or leave it"),
        ("minutes", {"minutes": "9999", "people": "8"}, "That is too long for one day."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_is_kept(
    desk: Visitor, house: TestHouse, field: str, sent: dict[str, str], sentence: str
) -> None:
    desk.get("/new")
    voices = {"voice_label": ["Parents", "Nurses"], "voice_kind": ["lived", "manager"]}
    answer = desk.post("/new", {**WORKSHOP, **sent, **voices})
    page = words_of(answer)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">.*{re.escape(sentence)}', page)
    assert f'href="#{field}"' in page
    assert {name: value_of(page, name) for name in sent} == sent
    assert value_of(page, "title") == "A circle"
    assert 'value="Parents"' in page
    assert len(house.rows(Workshop)) == 1


def test_the_form_says_that_access_takes_time(desk: Visitor) -> None:
    assert "a quarter more time than a method says" in words_of(desk.get("/new"))
