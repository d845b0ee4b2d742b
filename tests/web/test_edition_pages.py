"""Editions for everybody: addresses that stay, and what each page and file says of itself."""

import re

import pytest

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import planning, publication
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
    house.alter(Workshop, house.workshop, code="ZZZZ2222")
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


def test_an_edition_that_was_withdrawn_says_so_on_its_page_and_in_its_files(
    visitor: Visitor, desk: Visitor, published: str, house: TestHouse
) -> None:
    newest = f"{published[:-1]}2"
    page = desk.get(f"/desk/{house.workshop}/edition/2")
    assert "Yes, withdraw edition 2" in words_of(page)
    done = desk.do("edition.withdraw", edition=2, reason="It named <somebody>.")
    assert done.status_code == 303
    for ending in ("", ".md"):
        said = words_of(visitor.get(newest + ending)).replace("\\", "")
        assert "This edition was withdrawn on" in said
        assert "The reason: It named <somebody>." in said
        assert "Edition 1 of 2 March 2026 holds now." in said
    assert visitor.get(newest).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in visitor.get(published).headers
    assert "was replaced" not in words_of(visitor.get(published))
    desk.get(f"/desk/{house.workshop}/edition/2")
    desk.do("edition.restore", edition=2)
    assert "withdrawn" not in words_of(visitor.get(newest))


def test_an_edition_is_not_withdrawn_without_a_reason(
    visitor: Visitor, desk: Visitor, published: str, house: TestHouse
) -> None:
    desk.get(f"/desk/{house.workshop}/edition/2")
    assert desk.do("edition.withdraw", edition=2, reason=" ").status_code == 422
    assert desk.get(f"/desk/{house.workshop}/edition/9").status_code == 404
    assert "withdrawn" not in words_of(visitor.get(f"{published[:-1]}2"))


def test_the_public_page_has_all_editions_and_tells_nobody_who_reads_it(
    visitor: Visitor, desk: Visitor, published: str, house: TestHouse
) -> None:
    desk.get(f"/desk/{house.workshop}/edition/1")
    desk.do("edition.withdraw", edition=1, reason="It named <somebody>.")
    page = visitor.get("/o/tern-house")
    said = words_of(page)
    assert "Set-Cookie" not in page.headers
    assert "<script" not in page.text
    assert "Tern House Peer Support" in said
    for part in (f'"{published}"', f'"{published[:-1]}2"', "Holds now", "Withdrawn on"):
        assert part in said, part
    assert "It named &lt;somebody&gt;." in page.text
    assert visitor.get("/o/nobody").status_code == 404


def test_what_is_not_to_be_listed_can_still_be_read(
    visitor: Visitor, desk: Visitor, published: str
) -> None:
    assert desk.do("editions.list").status_code == 303
    assert "Nothing has been published yet." in words_of(visitor.get("/o/tern-house"))
    page = visitor.get(published)
    assert (page.status_code, page.headers["X-Robots-Tag"]) == (200, "noindex")
    desk.do("editions.list", is_listed="true")
    assert published in visitor.get("/o/tern-house").text


def test_facilitators_are_reminded_on_their_list_and_their_page(
    desk: Visitor, published: str, house: TestHouse
) -> None:
    facts = {"title": "What <we> do", "for_whom": "", "owner": "", "contact": ""}
    house.do(planning.plan_guidance, house.sam, review_on="2001-05-01", **facts)
    assert "looked at again" not in words_of(desk.get("/"))
    house.do(publication.publish_edition, house.sam)
    reminder = "“What &lt;we&gt; do” was to be looked at again on 1 May 2001."
    for path in ("/", f"/desk/{house.workshop}/guidance"):
        assert reminder in desk.get(path).text
    house.do(planning.plan_guidance, house.sam, review_on="2999-05-01", **facts)
    house.do(publication.publish_edition, house.sam)
    assert "to be looked at again" not in words_of(desk.get("/"))


def test_the_review_day_is_there_for_a_calendar(
    visitor: Visitor, published: str, house: TestHouse
) -> None:
    assert visitor.get(f"{published}/review.ics").status_code == 404
    facts = {"title": "Ours", "for_whom": "", "owner": "", "contact": ""}
    house.do(planning.plan_guidance, house.sam, review_on="2999-05-01", **facts)
    house.do(publication.publish_edition, house.sam)
    answer = visitor.get(f"{published[:-1]}3/review.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;VALUE=DATE:29990501\r\n" in answer.data
    assert f"{published[:-1]}3/review.ics" in visitor.get(f"{published[:-1]}3").text
