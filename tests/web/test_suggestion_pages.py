"""Suggestions as pages: what each person is shown, and what plain forms do without scripts."""

import re

from tests.actions.voted import IF_WORDS, NO_WORDS, drafted, vote
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import joint_writing
from workshop.models import Participant, PrincipleField, Suggestion

MARK = re.compile(r'name="was_words" value="(\w+)"')
SAID, OTHER = "We ask before we advise.", "We always ask before we advise."


def suggested(house: TestHouse, visitor: Visitor) -> tuple[int, int]:
    """A principle, and a suggestion that the visitor made on it, by a plain form."""
    visitor.join("Finn")
    house.go("draft")
    principle = house.add_principle(SAID)
    here = f"/w/{house.workshop}/principle/{principle}"
    visitor.get(f"{here}/suggest/statement")
    answer = visitor.do("suggestion.make", principle=principle, field="statement", base=SAID,
                        text=OTHER, reason="Once is not enough.", key="a-key-of-its-own",
                        back=f"{here}/suggestions")  # fmt: skip
    assert answer.status_code == 303, words_of(answer)
    (made,) = house.rows(Suggestion)
    return principle, made.id


def test_a_reason_that_is_needed_says_so(house: TestHouse, visitor: Visitor) -> None:
    principle, made = suggested(house, visitor)
    here = f"/w/{house.workshop}"
    house.alter(Suggestion, made, judged="returned")
    other = f"{here}/my-suggestion/{made}"
    for page in (f"{here}/principle/{principle}/suggest/statement", other):
        text = words_of(visitor.get(page))
        boxes = re.findall(r'<textarea[^>]* id="why[^>]*>', text)
        assert boxes, page
        for box in boxes:
            assert " required" in box
            assert "This is needed" in _hint_of(box, text), page


def _hint_of(box: str, page: str) -> str:
    described = re.search(r'aria-describedby="([^" ]+)', box)
    return page.partition(f'id="{described[1]}">')[2].partition("<")[0] if described else ""


def test_nobody_else_is_shown_whose_a_suggestion_is(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle, made = suggested(house, visitor)
    other = Visitor(visitor.client.application, house, "192.0.2.7")
    other.join("Gil")
    page = f"/w/{house.workshop}/principle/{principle}/suggestions"
    assert "Only you see that" in words_of(visitor.get(page))
    (finn,) = house.rows(Participant, Participant.name == "Finn")
    for who in (other, desk):
        seen = who.get(page)
        assert "Once is not enough." in words_of(seen)
        assert "Only you see that" not in words_of(seen)
        assert "Finn" not in seen.text
        assert str(finn.id) not in seen.text
    assert "Finn" not in desk.get(f"/w/{house.workshop}/suggestion/{made}").text
    assert OTHER not in words_of(other.get(f"/w/{house.workshop}/words"))
    assert OTHER in words_of(visitor.get(f"/w/{house.workshop}/words"))


def test_what_is_held_back_stands_on_its_authors_pages_and_the_desks_look_alone(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle, made = suggested(house, visitor)
    other = Visitor(visitor.client.application, house, "192.0.2.7")
    other.join("Gil")
    look, own = f"/desk/{house.workshop}/suggestions", f"/w/{house.workshop}/my-suggestion/{made}"
    here = f"/w/{house.workshop}/principle/{principle}"
    page = desk.get(look)
    assert "Once is not enough." in words_of(page)
    assert "Finn" not in page.text
    assert str(house.rows(Participant, Participant.name == "Finn")[0].id) not in page.text
    assert other.get(look).status_code in (302, 303, 403)
    assert other.get(own).status_code == 403
    held = desk.do("suggestion.hold", suggestion=made, state="held", reason="Jo.", back=look)
    assert held.status_code == 303
    (opened,) = MARK.findall(desk.get(look).text)
    for who in (other, desk, visitor):
        for place in (f"{here}/suggestions", f"/w/{house.workshop}/suggestion/{made}", here):
            assert "Once is not enough." not in words_of(who.get(place)), place
        assert who.get(f"/w/{house.workshop}/suggestion/{made}").status_code == 404
    for place in (own, f"/w/{house.workshop}/words"):
        assert "Held back by the facilitator. Jo." in words_of(visitor.get(place))
    assert "Read and change it" in words_of(visitor.get(f"/w/{house.workshop}"))
    assert "held back" not in words_of(other.get(f"/w/{house.workshop}"))
    assert other.do("suggestion.change", suggestion=made, text="Mine.", reason="No.",
                    ).status_code == 404  # fmt: skip
    changed = visitor.do("suggestion.change", suggestion=made, text=OTHER, reason="Twice is best.")
    assert changed.status_code == 303
    assert "Twice is best." not in words_of(other.get(f"{here}/suggestions"))
    for was_words in ("", opened):
        unread = desk.do("suggestion.release", suggestion=made, state="kept", back=look,
                         was_words=was_words)  # fmt: skip
        assert unread.status_code == 409
        assert "Its author has changed it since." in words_of(unread)
    assert "Twice is best." not in words_of(other.get(f"{here}/suggestions"))
    (read,) = MARK.findall(desk.get(look).text)
    desk.do("suggestion.release", suggestion=made, state="kept", back=look, was_words=read)
    assert "Twice is best." in words_of(other.get(f"{here}/suggestions"))


def test_what_is_missing_in_a_suggestion_is_said_and_its_words_are_given_back(
    house: TestHouse, visitor: Visitor
) -> None:
    principle, _ = suggested(house, visitor)
    answer = visitor.do("suggestion.make", principle=principle, field="statement", base=SAID,
                        text="We wait and ask.", reason="", key="another-key")  # fmt: skip
    assert answer.status_code == 422
    assert "We wait and ask." in words_of(answer)
    assert len(house.rows(Suggestion)) == 1


def test_who_takes_one_over_newer_words_is_shown_both_and_can_go_on(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle, made = suggested(house, visitor)
    page = f"/w/{house.workshop}/suggestion/{made}"
    desk.get(page)
    house.do(joint_writing.save_field, house.sam, principle=principle, field="statement",
             text="We wait.", opened=SAID)  # fmt: skip
    sent = {"suggestion": made, "text": "We always ask.", "opened": SAID, "back": page}
    answer = desk.do("suggestion.take_edited", **sent)
    assert answer.status_code == 409
    assert "We wait." in words_of(answer)
    assert "We always ask." in words_of(answer)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    again = desk.do("suggestion.take_edited", suggestion=hidden["suggestion"],
                    opened=hidden["opened"], text="We wait and ask.", back=page)  # fmt: skip
    assert again.status_code == 303
    assert house.row(PrincipleField, (principle, "statement")).text == "We wait and ask."


def test_who_writes_takes_one_while_principles_are_written_and_declines_none(
    house: TestHouse, visitor: Visitor
) -> None:
    _, made = suggested(house, visitor)
    house.add_suggesting()
    house.go("suggest")
    assert visitor.get(f"/w/{house.workshop}/suggestion/{made}").status_code == 403
    house.go("draft")
    page = visitor.get(f"/w/{house.workshop}/suggestion/{made}")
    assert "Take it as it is" in words_of(page)
    assert "Do not take it" not in words_of(page)
    assert visitor.do("suggestion.decline", suggestion=made, reason="No.").status_code == 403
    assert visitor.do("suggestion.take", suggestion=made).status_code == 303


def test_where_nothing_can_be_written_a_principle_is_read(
    house: TestHouse, visitor: Visitor
) -> None:
    principle, made = suggested(house, visitor)
    house.go("ballot")
    page = visitor.get(f"/w/{house.workshop}/principle/{principle}")
    assert page.headers["Location"] == f"/w/{house.workshop}/principle/{principle}/suggestions"
    seen = words_of(visitor.get(page.headers["Location"]))
    assert "Once is not enough." in seen
    assert "Me too" not in seen
    assert visitor.do("suggestion.me_too", suggestion=made, is_so="true").status_code == 403
    writing = visitor.get(f"/w/{house.workshop}/principle/{principle}/suggest/statement")
    assert writing.status_code == 403


def test_what_a_ballot_asked_for_can_be_made_a_suggestion(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    principle = drafted(house)
    vote(house, principle, Ada="if", Bo="no", Cem="no")
    house.go("review")
    visitor.join("Finn")
    here = f"/w/{house.workshop}/principle/{principle}"
    seen = visitor.get(f"{here}/suggestions")
    assert IF_WORDS in words_of(seen)
    assert NO_WORDS not in words_of(seen)
    (link,) = set(re.findall(r'href="([^"]+because=\d+)"', seen.text))
    assert IF_WORDS in words_of(visitor.get(link))
    assert f"/desk/{house.workshop}/review/{principle}" in desk.get(f"{here}/suggestions").text


def test_pages_of_a_principle_are_for_who_is_in(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    house.go("draft")
    principle = house.add_principle(SAID)
    here = f"/w/{house.workshop}/principle/{principle}"
    pages = [f"{here}/{name}" for name in ("suggestions", "revisions", "notes")]
    for page in pages:
        assert visitor.get(page).status_code == 403
        assert desk.get(page).status_code == 200
    visitor.join("Finn")
    for page in pages:
        assert visitor.get(page).status_code == 200
    away = [page.replace(f"principle/{principle}", "principle/999") for page in pages]
    for missing in (*away, f"{here}/suggest/nothing", f"/w/{house.workshop}/suggestion/1"):
        assert visitor.get(missing).status_code == 404
