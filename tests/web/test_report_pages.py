"""The form for reports, and the pages that everybody can read."""

import re
from typing import Any

import pytest

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import agenda, publication, reporting, withdrawing
from workshop.domain.text import words_mark
from workshop.models import Edition, ReportAnswer, Workshop


@pytest.fixture
def published(house: TestHouse) -> str:
    """The address of an edition."""
    house.do(reporting.answer_report, house.sam, answers={"funding": "The council <b>paid</b>."})
    vote(house, drafted(house))
    house.do(publication.publish_edition, house.sam)
    key = house.row(Workshop, house.workshop).public_key
    return f"/o/tern-house/{key}/1"


def form(desk: Visitor, name: str = "accord") -> str:
    path = f"/desk/{desk.house.workshop}/reports/{name}"
    assert desk.get(path).status_code == 200
    return path


def marks(desk: Visitor, path: str) -> dict[str, str]:
    page = desk.get(path).text
    return dict(re.findall(r'name="(was\.[^"]+)" value="([^"]+)"', page))


def kept(house: TestHouse) -> dict[str, tuple[str, bool]]:
    return {row.item: (row.text, row.is_open) for row in house.rows(ReportAnswer)}


def test_what_is_answered_without_scripts_is_kept(desk: Visitor, house: TestHouse) -> None:
    path = form(desk)
    sent: dict[str, Any] = {**marks(desk, path), "answers.funding": "The council.",
                            "answers.registration": "", "left_open[]": ["registration"]}
    answer = desk.post(path, sent)
    assert (answer.status_code, answer.headers["Location"]) == (
        303, f"/desk/{house.workshop}/reports#report-accord",
    )  # fmt: skip
    assert kept(house) == {"funding": ("The council.", False), "registration": ("", True)}
    page = desk.get(path).text
    assert re.search(r'id="open-registration" value="registration" checked', page)
    assert "The council." in desk.get(form(desk, "agree")).text
    assert "Answered by you: 1." in words_of(desk.get(f"/desk/{house.workshop}/reports"))


def test_nothing_that_was_typed_is_lost_when_something_is_refused(
    desk: Visitor, house: TestHouse
) -> None:
    path, long = form(desk), "much too long " * 200
    answer = desk.post(path, {**marks(desk, path), "answers.leaders": "Two of us, both new here.",
                              "answers.funding": long, "left_open[]": ["limits"],
                              "answers.limits": "Not yet."})  # fmt: skip
    assert answer.status_code == 422
    for words in ("Two of us, both new here.", long, "Not yet.", "There is room for 1500"):
        assert words in words_of(answer), words
    assert 'id="funding-error"' in answer.text
    assert re.search(r'id="open-limits" value="limits" checked', answer.text)
    assert kept(house) == {}


def test_who_answers_at_the_same_time_sees_both_answers_and_may_decide(
    desk: Visitor, house: TestHouse
) -> None:
    path = form(desk)
    opened = marks(desk, path)
    house.do(reporting.answer_report, house.sam, answers={"funding": "The council."})
    sent = {**opened, "answers.funding": "Nobody paid.", "answers.leaders": "Two of us."}
    refused = desk.post(path, sent)
    assert refused.status_code == 409
    for words in ("The council.", "Nobody paid.", "Two of us.", "Somebody else answered this"):
        assert words in words_of(refused), words
    again = dict(re.findall(r'name="(was\.[^"]+)" value="([^"]+)"', refused.text))
    assert again["was.funding"] == words_mark("The council.")
    assert desk.post(path, {**sent, **again}).status_code == 303
    assert kept(house)["funding"] == ("Nobody paid.", False)


@pytest.mark.parametrize(
    "sent",
    [
        {"answers": "Words that are no answers."},
        {"answers.funding.deep": "Words."},
        {"left_open[]": ["x" * 50]},
        {"answers.blood_group": "Some words."},
        {"answers.funding": "a\0b"},
        {"unknown": "Something else."},
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(
    desk: Visitor, house: TestHouse, sent: dict[str, Any]
) -> None:
    assert 400 <= desk.post(form(desk), sent).status_code < 500
    assert kept(house) == {}


def test_a_report_that_is_not_there_is_not_found(desk: Visitor, published: str) -> None:
    for path in (f"/desk/{desk.house.workshop}/reports/none", f"{published}/reports/none",
                 f"{published[:-1]}2/reports", "/o/tern-house/none/1/reports/accord"):  # fmt: skip
        assert desk.get(path).status_code == 404, path


def test_only_those_who_run_it_see_the_form(visitor: Visitor, house: TestHouse) -> None:
    visitor.join()
    for path in ("reports", "reports/accord"):
        answer = visitor.get(f"/desk/{house.workshop}/{path}")
        assert answer.status_code in (302, 303, 401, 403)
    posted = visitor.post(f"/desk/{house.workshop}/reports/accord", {"answers.funding": "Me."})
    assert posted.status_code in (302, 303, 401, 403)
    assert kept(house) == {}


def test_a_workshop_that_was_put_away_shows_its_answers_and_takes_no_more(
    desk: Visitor, house: TestHouse
) -> None:
    house.do(reporting.answer_report, house.sam, answers={"funding": "The council."})
    path = form(desk)
    house.do(agenda.archive_workshop, house.sam)
    page = words_of(desk.get(path))
    assert "The council." in page
    assert "Save these answers" not in page
    answer = desk.post(path, {"answers.funding": "A firm that came late."})
    assert answer.status_code == 403
    assert "A firm that came late." in words_of(answer)
    assert kept(house)["funding"] == ("The council.", False)


def test_everybody_can_read_the_reports_of_an_edition(visitor: Visitor, published: str) -> None:
    assert f'href="{published}/reports"' in visitor.get(published).text
    index = words_of(visitor.get(f"{published}/reports"))
    for name, title in (("accord", "ACCORD"), ("gripp2", "GRIPP2"), ("agree", "AGREE")):
        assert f'href="{published}/reports/{name}"' in index
        assert f">{title}</a>" in index
    answer = visitor.get(f"{published}/reports/accord")
    page = words_of(answer)
    assert answer.status_code == 200
    assert "not a certificate" in page
    assert "O3. Who paid for it" in page
    assert "The council &lt;b&gt;paid&lt;/b&gt;." in answer.text
    assert f'href="{published}"' in page
    assert "<script" not in page


def test_what_was_withdrawn_says_so_on_its_reports_too(
    visitor: Visitor, house: TestHouse, published: str
) -> None:
    house.do(withdrawing.withdraw_edition, house.sam, edition=1, reason="It was too soon.")
    for path in ("reports", "reports/agree"):
        answer = visitor.get(f"{published}/{path}")
        assert "This edition was withdrawn" in words_of(answer)
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_an_edition_of_an_earlier_release_has_no_reports(
    visitor: Visitor, house: TestHouse, published: str
) -> None:
    (edition,) = house.rows(Edition)
    document = {name: value for name, value in edition.document.items() if name != "reports"}
    house.alter(Edition, edition.id, document=document)
    assert visitor.get(published).status_code == 200
    assert f"{published}/reports" not in visitor.get(published).text
    for path in ("reports", "reports/accord"):
        assert visitor.get(f"{published}/{path}").status_code == 404
