"""The pages on which a facilitator looks the document over before it is published."""

import re
from html import unescape

import pytest

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions.joint_writing import save_field
from workshop.actions.planning import save_section
from workshop.content import topic_for
from workshop.models import Edition, GuidancePlan, GuidanceSection, Workshop
from workshop.publishing.sections import WITHOUT_PRINCIPLES
from workshop.web import planning_pages


def decided(house: TestHouse, statement: str = "We ask first.") -> int:
    principle = drafted(house, statement)
    vote(house, principle)
    return principle


def address(house: TestHouse, key: str = "") -> str:
    return f"/desk/{house.workshop}/guidance" + (f"/{key}" if key else "")


def preview_in(page: str) -> str:
    return page.partition('id="preview"')[2].partition("</section>")[0]


def opened_in(page: str) -> str:
    return re.findall(r'name="opened" value="([^"]+)"', page)[0]


def test_what_is_open_is_said_before_publishing(desk: Visitor, house: TestHouse) -> None:
    principle = decided(house)
    words = words_of(desk.get(address(house)))
    for sentence in (
        "No day is set on which you look at this again.", "Nobody looks after the document yet.",
        "It does not say who can be asked.", "Nothing stands under these safeguards.",
        "“In plain words” has no words, so it is left out.",
    ):  # fmt: skip
        assert sentence in words, sentence
    assert "changed after the vote" not in words
    house.go("draft")
    house.do(save_field, house.sam, principle=principle, field="statement",
             opened="We ask first.", text="We ask twice.", key=house.key())  # fmt: skip
    assert "changed after the vote" in words_of(desk.get(address(house)))


def test_words_of_a_section_that_the_check_points_out_are_said(
    desk: Visitor, house: TestHouse
) -> None:
    decided(house)
    assert "points out, in" not in words_of(desk.get(address(house)))
    house.do(save_section, house.sam, section="summary", title="", is_shown=True,
             text="We make service users comply.")  # fmt: skip
    assert "points out, in In plain words: “service users”" in words_of(desk.get(address(house)))


def test_what_was_put_right_is_not_said_any_more(desk: Visitor, house: TestHouse) -> None:
    decided(house)
    facts = {"title": "Ours", "for_whom": "All", "owner": "Peer lead", "contact": "Kim",
             "review_on": "2027-05-01"}  # fmt: skip
    opened = opened_in(desk.get(address(house)).text)
    assert desk.post(address(house), {**facts, "opened": opened}).status_code == 303
    words = words_of(desk.get(address(house)))
    for sentence in ("No day is set", "Nobody looks after", "It does not say who"):
        assert sentence not in words
    (plan,) = house.rows(GuidancePlan)
    assert plan.review_on == "2027-05-01"


def test_a_day_that_is_none_is_refused_and_everything_typed_is_there(
    desk: Visitor, house: TestHouse
) -> None:
    page = desk.post(address(house), {"title": "Ours", "owner": "Peer <lead>",
                                      "review_on": "soon"})  # fmt: skip
    assert page.status_code == 422
    assert "Please give the day like this" in page.text
    assert 'value="Peer &lt;lead&gt;"' in page.text
    assert house.rows(GuidancePlan) == []


def test_the_preview_shows_what_was_typed_and_keeps_nothing(
    desk: Visitor, house: TestHouse
) -> None:
    typed = {"title": "Plainly", "text": "Some **bold** words.\n\n<script>alert(1)</script>",
             "is_shown": "yes", "try": "yes"}  # fmt: skip
    page = desk.post(address(house, "summary"), typed)
    shown = preview_in(page.text)
    assert "<strong>bold</strong>" in shown
    assert "Plainly" in shown
    assert "<script" not in shown
    assert "<script>alert" not in unescape(page.text).partition("<textarea")[0]
    assert house.rows(GuidanceSection) == []


def test_a_gathered_section_shows_what_the_principles_say(desk: Visitor, house: TestHouse) -> None:
    principle = drafted(house)
    house.do(save_field, house.sam, principle=principle, field="how_to_stop", opened="",
             text="Say “stop”.", key=house.key())  # fmt: skip
    vote(house, principle)
    shown = preview_in(desk.get(address(house, "concern")).text)
    assert "Say “stop”." in shown


def test_a_section_of_words_builds_no_document_and_looks_as_in_the_whole(
    desk: Visitor, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(house)
    keys = {one.key: one.kind for one in topic_for("mi_in_peer_support").sections}
    light = [key for key, kind in keys.items() if kind in WITHOUT_PRINCIPLES]
    assert set(keys.values()) >= set(WITHOUT_PRINCIPLES)
    with monkeypatch.context() as whole:
        whole.setattr(planning_pages, "WITHOUT_PRINCIPLES", ())
        before = [preview_in(desk.get(address(house, key)).text) for key in light]
    monkeypatch.setattr(planning_pages, "guidance", _never)
    assert [preview_in(desk.get(address(house, key)).text) for key in light] == before


def _never(*_args: object) -> None:
    raise AssertionError("The whole document was built.")


def test_what_was_saved_meanwhile_is_shown_and_nothing_is_lost(
    desk: Visitor, house: TestHouse
) -> None:
    opened = opened_in(desk.get(address(house, "summary")).text)
    house.do(save_section, house.sam, section="summary", title="", text="From Sam.", is_shown=True)
    typed = {"title": "", "text": "From the other desk.", "is_shown": "yes", "opened": opened}
    page = desk.post(address(house, "summary"), typed)
    assert page.status_code == 409
    assert "From Sam." in page.text
    assert "From the other desk." in page.text
    again = {**typed, "text": "From both.", "opened": opened_in(page.text)}
    assert desk.post(address(house, "summary"), again).status_code == 303
    assert house.rows(GuidanceSection)[0].text == "From both."


def test_a_section_that_is_left_out_is_not_in_the_edition(desk: Visitor, house: TestHouse) -> None:
    decided(house)
    desk.post(address(house, "glossary"), {"title": "", "text": "", "opened": opened_in(
        desk.get(address(house, "glossary")).text)})  # fmt: skip
    desk.do("edition.publish", expected=1)
    (edition,) = house.rows(Edition)
    keys = [one["key"] for one in edition.document["sections"]]
    assert "glossary" not in keys
    assert "concern" in keys


def test_publishing_says_what_is_published(desk: Visitor, house: TestHouse) -> None:
    decided(house)
    page = desk.get(address(house)).text
    asked = page.partition("Publish edition 1</summary>")[2].partition("</details>")[0]
    assert "We ask first." in asked
    assert 'name="expected" value="1"' in asked


def test_an_unknown_section_is_no_page(desk: Visitor, house: TestHouse) -> None:
    assert desk.get(address(house, "nothing")).status_code == 404
    assert desk.post(address(house, "nothing"), {"title": "", "text": ""}).status_code == 404


def test_a_part_that_people_need_is_missed_when_it_is_left_out(
    desk: Visitor, house: TestHouse
) -> None:
    decided(house)
    words = words_of(desk.get(address(house)))
    assert "“Raising a concern” has only the words that came with it." in words
    house.do(save_section, house.sam, section="concern", title="", text="Tell Kim.", is_shown=True)
    assert "only the words that came with it" not in words_of(desk.get(address(house)))
    house.do(save_section, house.sam, section="concern", title="", text="Tell Kim.")
    assert "“Raising a concern” is left out." in words_of(desk.get(address(house)))


def test_words_that_are_too_many_are_refused_and_all_of_them_are_there(
    desk: Visitor, house: TestHouse
) -> None:
    text = "words " * 2000 + "the end"
    page = desk.post(address(house, "summary"), {"title": "", "text": text, "is_shown": "yes"})
    assert page.status_code == 422
    assert "There is room for 10000" in words_of(page)
    assert text in page.text
    assert 'maxlength="10000"' not in page.text, "a browser would cut a paste without a word"


def test_the_values_of_a_principle_are_chosen_on_its_page_and_printed_by_name(
    desk: Visitor, house: TestHouse
) -> None:
    principle = drafted(house)
    page = desk.get(f"/w/{house.workshop}/principle/{principle}/values").text
    assert "We do not lead people to a place that we chose." in page
    desk.do("principle.protect", principle=principle, value="non_directive", is_so="true")
    assert "It protects this." in desk.get(f"/w/{house.workshop}/principle/{principle}/values").text
    vote(house, principle)
    desk.do("edition.publish", expected=1)
    edition = desk.get(f"/g/{_code(house)}/1", follow_redirects=True)
    assert "It protects: Not steering" in edition.text


def _code(house: TestHouse) -> str:
    return house.row(Workshop, house.workshop).code
