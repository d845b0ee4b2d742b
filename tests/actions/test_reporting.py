"""Answers for the reports: given, changed, left open; never over somebody else's words."""

from typing import Any

import pytest

from tests.actions.voted import drafted, edition_now, vote
from tests.house import TestHouse
from workshop.actions import publication, reporting
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.text import words_mark
from workshop.models import Edition, ReportAnswer
from workshop.publishing.gathering import guidance_from


def answer(house: TestHouse, left_open: tuple[str, ...] = (), **answers: str) -> None:
    keys = {name.replace("__", "-"): text for name, text in answers.items()}
    house.do(reporting.answer_report, house.sam, answers=keys, left_open=list(left_open))


def kept(house: TestHouse) -> dict[str, tuple[str, bool]]:
    return {row.item: (row.text, row.is_open) for row in house.rows(ReportAnswer)}


def item(house: TestHouse, report: str, key: str) -> Any:
    (found,) = (one for one in edition_now(house).reports if one.name == report)
    (asked,) = (one for one in found.items if one.key == key)
    return asked


def test_one_answer_stands_in_every_report_that_asks_for_it(house: TestHouse) -> None:
    answer(house, funding="  The council paid.\r\nIt had no say.  ")
    for report, key in (("accord", "O3"), ("agree", "22")):
        found = item(house, report, key)
        assert (found.way, found.text) == ("organisers", "The council paid.\nIt had no say.")


def test_what_is_left_open_keeps_its_words_and_does_not_print_them(house: TestHouse) -> None:
    answer(house, funding="A firm that sells training.", left_open=("funding",))
    assert kept(house) == {"funding": ("A firm that sells training.", True)}
    assert (item(house, "accord", "O3").way, item(house, "accord", "O3").text) == ("open", "")
    answer(house, funding="A firm that sells training.")
    assert item(house, "accord", "O3").way == "organisers"


def test_an_answer_can_be_emptied_again(house: TestHouse) -> None:
    answer(house, funding="The council.")
    answer(house, funding="")
    assert item(house, "accord", "O3").way == "open"


def test_a_number_of_people_is_told_as_disclosure_allows(house: TestHouse) -> None:
    answer(house, invited__v1="30", invited__v2=" 3 ", invited__v3="")
    people = edition_now(house).how_made.people
    assert [one.invited for one in people] == ["30 people", "fewer than five people", ""]
    assert "3 people" not in [one.invited for one in people]
    with pytest.raises(NotValid, match="number") as refused:
        answer(house, invited__v1="about thirty")
    assert refused.value.field == "invited-v1"


@pytest.mark.parametrize("key", ["blood_group", "invited-v9", "invited-", ""])
def test_what_nobody_asks_cannot_be_answered(house: TestHouse, key: str) -> None:
    with pytest.raises(NotFound):
        house.do(reporting.answer_report, house.sam, answers={key: "5"})
    assert kept(house) == {}


def test_where_one_answer_is_too_long_none_is_saved(house: TestHouse) -> None:
    with pytest.raises(NotValid, match="make it shorter") as refused:
        answer(house, leaders="Two of us.", funding="w" * 1501)
    assert refused.value.field == "funding"
    assert kept(house) == {}


def test_nobody_answers_over_the_words_of_somebody_else(house: TestHouse) -> None:
    opened = {"funding": words_mark(""), "leaders": words_mark("")}
    answer(house, funding="The council.")

    def give(**answers: str) -> None:
        house.do(reporting.answer_report, house.sam, answers=answers, was=opened)

    with pytest.raises(Refusal, match="Somebody else") as refused:
        give(funding="Nobody.", leaders="Two of us.")
    assert refused.value.field == "funding"
    assert kept(house) == {"funding": ("The council.", False)}
    give(funding="", leaders="Two of us.")
    assert kept(house)["funding"] == ("The council.", False)
    give(funding="The council.")
    assert kept(house)["leaders"] == ("Two of us.", False)


@pytest.mark.parametrize("who", ["maya", "Ada"])
def test_only_those_who_run_it_answer(house: TestHouse, who: str) -> None:
    actor = house.people.get(who, house.maya)
    with pytest.raises(NotAllowed):
        house.do(reporting.answer_report, actor, answers={"funding": "Me."})


def test_an_editions_report_does_not_change_when_the_answers_do(house: TestHouse) -> None:
    answer(house, funding="The council.", alone="We fixed the day.")
    vote(house, drafted(house))
    house.do(publication.publish_edition, house.sam)
    answer(house, funding="A firm.", alone="Nothing.", invited__v1="30")
    house.do(publication.publish_edition, house.sam)
    first, second = (guidance_from(row.document) for row in house.rows(Edition))
    said = [[item.text for item in report.items] for report in first.reports]
    assert "The council." in said[0]
    assert "A firm." not in str(first)
    assert "A firm." in str(second.reports)
    assert "We fixed the day." in first.how_made.alone
    assert [one.invited for one in first.how_made.people] == [""]
    assert "It follows edition 1" in str(second.reports)
    assert "This is the first edition." in str(first.reports)
