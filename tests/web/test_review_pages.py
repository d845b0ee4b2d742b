"""The review as people open it: the room, the desk, and what only one person may see."""

import re

from tests.actions.voted import HARM_WORDS, IF_WORDS, drafted, objection, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.models import Objection, OpenDecision, OtherView

VIEW = "A canary that sings differently."


def reviewed(house: TestHouse) -> int:
    """A principle that was voted on; the room looks at it."""
    principle = drafted(house)
    vote(house, principle, Ada="if", Cem="harm")
    house.go("review")
    return principle


def test_a_view_is_on_no_page_of_anybody_else_until_an_edition(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle = reviewed(house)
    other = Visitor(visitor.client.application, house, "192.0.2.7")
    visitor.join("Finn")
    other.join("Gil")
    visitor.get(f"/w/{house.workshop}/view?principle={principle}")
    answer = visitor.do("view.write", principle=principle, text=VIEW, key="a-key-of-its-own",
                        back=f"/w/{house.workshop}/words")  # fmt: skip
    assert answer.status_code == 303
    (view,) = house.rows(OtherView)
    here = f"/w/{house.workshop}"
    for path in (here, f"{here}/words", f"{here}/view/{view.id}"):
        assert VIEW in words_of(visitor.get(path)), path
    for path in (here, f"{here}/words", f"{here}/all", f"{here}/view"):
        assert VIEW not in words_of(other.get(path)), path
    assert other.get(f"{here}/view/{view.id}").status_code == 403
    behind = f"/desk/{house.workshop}"
    for path in (behind, f"{behind}/review/{principle}", f"{behind}/notes", f"{behind}/people"):
        assert VIEW not in words_of(desk.get(path)), path
    looked_at = desk.get(f"{behind}/views")
    assert VIEW in words_of(looked_at)
    assert "Finn" not in looked_at.text
    assert str(view.participant_id) not in looked_at.text


def test_only_principles_on_which_something_has_come_out_are_offered_for_a_view(
    house: TestHouse, visitor: Visitor
) -> None:
    visitor.join("Finn")
    house.go("draft")
    house.add_principle("Nobody has voted on this.")
    page = f"/w/{house.workshop}/view"
    assert "Nothing has come out yet" in words_of(visitor.get(page))
    reviewed(house)
    offered = words_of(visitor.get(page))
    assert "We ask before we advise." in offered
    assert "Nobody has voted on this." not in offered


def test_the_author_is_told_when_a_view_is_held_back(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle = reviewed(house)
    visitor.join("Finn")
    visitor.get(f"/w/{house.workshop}/view")
    visitor.do("view.write", principle=principle, text=VIEW, key="a-key-of-its-own")
    (view,) = house.rows(OtherView)
    desk.get(f"/desk/{house.workshop}/views")
    assert desk.do("view.hold", view=view.id, reason="It names Jo.").status_code == 303
    for path in (f"/w/{house.workshop}", f"/w/{house.workshop}/words"):
        assert "Held back by the facilitator. It names Jo." in words_of(visitor.get(path))
    assert "1 view is held back" in words_of(desk.get(f"/desk/{house.workshop}"))


def test_who_leaves_with_their_words_is_told_that_their_views_go_too(
    house: TestHouse, visitor: Visitor
) -> None:
    principle = reviewed(house)
    visitor.join("Finn")
    page = words_of(visitor.get(f"/w/{house.workshop}/leave"))
    assert "Your notes are deleted, and your views that did not prevail." in page
    visitor.do("view.write", principle=principle, text=VIEW, key="a-key-of-its-own")
    visitor.do("participant.leave", take_words="true")
    assert house.rows(OtherView) == []


def test_what_became_of_an_objection_goes_from_the_desk_to_the_room(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle = reviewed(house)
    visitor.join("Finn")
    page = f"/desk/{house.workshop}/review/{principle}"
    assert HARM_WORDS in words_of(desk.get(page))
    harm = objection(house, "harm")
    answer = desk.do(
        "objection.judge", objection=harm.id, state="set_aside", answer="We only talk.",
        was_state="raised", was_answer="", back=page,
    )  # fmt: skip
    assert answer.headers["Location"] == page
    seen = _plain(visitor.get(f"/w/{house.workshop}").text)
    assert "Set aside, with a reason. We only talk." in seen
    assert f"{IF_WORDS} Not talked about yet." in seen


def test_the_desk_says_in_one_tap_that_it_was_talked_about(
    house: TestHouse, desk: Visitor
) -> None:
    reviewed(house)
    page = words_of(desk.get(f"/desk/{house.workshop}"))
    assert "On hold: talk about the harm first." in page
    assert "We talked about it" in page
    desk.do("objection.judge", objection=objection(house, "harm").id, state="talked", answer="",
            was_state="raised", was_answer="")  # fmt: skip
    assert house.row(Objection, objection(house, "harm").id).state == "talked"


def test_two_texts_of_one_decision_are_both_shown_and_can_be_put_together(
    house: TestHouse, desk: Visitor
) -> None:
    principle = reviewed(house)
    page = f"/desk/{house.workshop}/review/{principle}"
    desk.get(page)
    for text, version in (("We try it.", 0), ("We wait.", 0)):
        answer = desk.do("decision.write", principle=principle, text=text, version=version,
                         back=page)  # fmt: skip
    assert "Two texts for one place" in answer.text
    assert 'action="/do/decision.write"' in answer.text
    assert "We try it." in answer.text
    again = desk.do("decision.write", principle=principle, text="We try it, then look.", version=1,
                    back=page)  # fmt: skip
    assert again.status_code == 303


def test_two_answers_to_one_objection_are_both_shown_and_can_be_put_together(
    house: TestHouse, desk: Visitor
) -> None:
    page = f"/desk/{house.workshop}/review/{reviewed(house)}"
    harm = objection(house, "harm").id
    old = seen_on(desk, page, harm)
    assert old == {"was_state": "raised", "was_answer": ""}
    desk.do("objection.judge", objection=harm, state="set_aside", answer="We\nonly talk.", **old)
    refused = desk.do("objection.judge", objection=harm, state="remains", answer="Stays.", **old,
                      back=page)  # fmt: skip
    assert refused.status_code == 409
    for words in ("Set aside, with a reason", "We\nonly talk.", "Remains a concern", "Stays."):
        assert words in words_of(refused)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', words_of(refused)))
    desk.post("/do/objection.judge", {**fields, "answer": "We only talk. It stays."})
    row = house.row(Objection, harm)
    assert (row.state, row.answer) == ("remains", "We only talk. It stays.")
    assert seen_on(desk, page, harm)["was_answer"] == "We only talk. It stays."


def seen_on(desk: Visitor, page: str, objection: int) -> dict[str, str]:
    """What a page says that it showed of an objection."""
    form = words_of(desk.get(page)).split(f'name="objection" value="{objection}"')[1]
    return dict(re.findall(r'name="(was_\w+)" value="([^"]*)"', form.split("</form>")[0]))


def test_with_too_few_people_the_ballot_step_offers_to_decide_openly(
    house: TestHouse, desk: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle()
    house.go("ballot")
    assert "Write down an open decision" not in words_of(desk.get(f"/desk/{house.workshop}"))
    for name in ("Ada", "Bo"):
        desk.do("person.place", participant=house.people[name].participant_id, standing="gone")
    page = desk.get(f"/desk/{house.workshop}")
    assert "Write down an open decision" in words_of(page)
    desk.do("decision.record", principle=principle, is_agreed="false", text="Each said in turn.",
            key="a-key-of-its-own")  # fmt: skip
    assert [row.is_agreed for row in house.rows(OpenDecision)] == [False]
    seen = words_of(desk.get(f"/desk/{house.workshop}"))
    assert "Decided openly, not by secret ballot." in seen
    told = seen.split("Who was there:")[1]
    assert told.count("fewer than five people") == 2
    assert "1 person" not in told


def _plain(page: str) -> str:
    """The words of a page, one blank between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
