"""Editions for everybody: addresses that stay, and what each page and file says of itself."""

import re

import pytest

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import publication
from workshop.models import Edition, Workshop


@pytest.fixture
def published(house: TestHouse) -> str:
    """The address of the first edition; the second one holds."""
    vote(house, drafted(house))
    for _ in range(2):
        house.do(publication.publish_edition, house.sam)
    key = house.row(Workshop, house.workshop).public_key
    return f"/o/tern-house/{key}/1"


def test_an_edition_stays_where_it_is_when_the_join_code_changes(
    house: TestHouse, visitor: Visitor, published: str
) -> None:
    assert house.code.lower() not in published
    before = visitor.get(published)
    house.alter(Workshop, house.workshop, code="ZZZZ2222", title="Renamed")
    after = visitor.get(published)
    assert before.status_code == after.status_code == 200
    assert before.text == after.text
    assert house.code not in after.text


def test_the_old_address_of_an_edition_leads_to_the_new_one(
    house: TestHouse, visitor: Visitor, published: str
) -> None:
    for ending in ("", ".json"):
        old = visitor.get(f"/g/{house.code}/1{ending}")
        assert (old.status_code, old.headers["Location"]) == (301, f"{published}{ending}")
    assert visitor.get(f"/g/{house.code}/1%0aX: y").status_code == 404


def test_codes_cannot_be_guessed_by_the_old_addresses(
    visitor: Visitor, published: str, house: TestHouse
) -> None:
    for _ in range(10):
        assert visitor.get("/g/ABCD2345/1").status_code == 404
    assert visitor.get(f"/g/{house.code}/1").status_code == 429


@pytest.mark.parametrize("ending", ["", ".md", ".json"])
def test_every_file_of_a_replaced_edition_says_so_and_where_the_newer_one_is(
    visitor: Visitor, published: str, ending: str
) -> None:
    old, new = visitor.get(published + ending), visitor.get(f"{published[:-1]}2{ending}")
    assert "This edition was replaced. Edition 2 of 2 March 2026 holds now." in words_of(old)
    assert f"{published[:-1]}2" in old.text
    assert "was replaced" not in words_of(new)


def test_what_is_not_there_is_said_kindly(visitor: Visitor, published: str) -> None:
    for path in (f"{published}0", published.replace("tern-house", "other"), "/o/tern-house/x/1"):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert "There is no edition at this address." in words_of(answer)


def test_the_words_of_an_edition_never_change(
    house: TestHouse, visitor: Visitor, published: str
) -> None:
    kept = [row.document for row in house.rows(Edition)]
    house.do(publication.publish_edition, house.sam)
    visitor.get(published)
    assert [row.document for row in house.rows(Edition)][:2] == kept


def test_a_draft_is_for_facilitators_and_says_that_it_is_one(
    house: TestHouse, visitor: Visitor, desk: Visitor, published: str
) -> None:
    page = desk.get(f"/desk/{house.workshop}/draft")
    assert re.search(r"Draft of \d+ \w+ \d{4}\. It has not been published\.", words_of(page))
    assert visitor.get(f"/desk/{house.workshop}/draft").status_code == 302
