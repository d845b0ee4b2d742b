"""Both ways in as plain forms: from the code to a shown note, and what is refused on the way."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.house import TestHouse
from tests.web.doors import KEY, Visitor, words_of
from workshop.models import Note, Participant

NOTE = "Ask me first, please."


def test_a_note_goes_from_the_code_to_everybody_by_plain_forms(
    house: TestHouse, visitor: Visitor, desk: Visitor, new_visitor: Callable[[str], Visitor]
) -> None:
    welcome = visitor.join()
    assert welcome.status_code == 200
    assert f'href="/w/{house.workshop}"' in welcome.text
    house.go("write")
    assert _post(visitor, NOTE).status_code == 303
    assert NOTE in words_of(visitor.get(f"/w/{house.workshop}"))
    other = new_visitor("192.0.2.2")
    other.join("Gil")
    assert NOTE not in words_of(other.get(f"/w/{house.workshop}"))
    assert desk.do("notes.show", prompt=house.prompts[0]).status_code == 303
    assert NOTE in words_of(other.get(f"/w/{house.workshop}"))


def test_a_form_sent_twice_keeps_one_note(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    for _ in range(2):
        assert _post(visitor, NOTE, key="the-same-key").status_code == 303
    assert len(house.rows(Note)) == 1


def test_a_form_without_its_token_is_refused_and_the_words_are_shown(
    house: TestHouse, visitor: Visitor
) -> None:
    visitor.join()
    house.go("write")
    visitor.token = ""
    for text in (NOTE, "Listen!"):
        answer = _post(visitor, text)
        assert answer.status_code == 403
        assert text in words_of(answer)
    assert house.rows(Note) == []


def test_a_form_from_another_site_is_refused(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    sent = _note(house, NOTE)
    for origin in ("https://evil.example", "http://localhost.evil.example"):
        answer = visitor.post("/do/note.post", sent, headers={"Origin": origin})
        assert answer.status_code == 403
    assert house.rows(Note) == []
    own = visitor.post("/do/note.post", sent, headers={"Origin": "http://localhost"})
    assert own.status_code == 303


def test_a_code_is_read_however_it_is_typed(house: TestHouse, visitor: Visitor) -> None:
    code = house.code
    misread = code.replace("0", "O").replace("1", "l")
    grouped = f" {code[:4]}-{code[4:].lower()} "
    for typed in (code, code.lower(), grouped, grouped.replace("-", " "), misread):
        visitor.get("/join")
        answer = visitor.post("/join", {"code": typed})
        assert (answer.status_code, answer.headers.get("Location")) == (303, f"/j/{code}"), typed


def test_a_code_that_cannot_be_one_is_shown_again(visitor: Visitor) -> None:
    visitor.get("/join")
    for typed in ("", "7K4M", "7K4M 2XQ!", "²" * 8):
        answer = visitor.post("/join", {"code": typed})
        assert answer.status_code == 422
        assert "eight letters and numbers" in words_of(answer)


def test_who_guesses_codes_has_to_wait_and_others_do_not(
    house: TestHouse, visitor: Visitor, new_visitor: Callable[[str], Visitor]
) -> None:
    said = {visitor.get("/j/00000000").status_code for _ in range(20)}
    assert said == {404, 422}
    assert visitor.get(f"/j/{house.code}").status_code == 422
    assert new_visitor("192.0.2.2").join().status_code == 200


def test_forty_people_join_from_one_address(
    house: TestHouse, new_visitor: Callable[[str], Visitor]
) -> None:
    said = [new_visitor("192.0.2.1").join(f"Guest {n}").status_code for n in range(40)]
    assert said == [200] * 40
    assert len(house.rows(Participant)) == 45


def test_nobody_joins_without_the_yes(house: TestHouse, visitor: Visitor) -> None:
    page = visitor.get(f"/j/{house.code}")
    key = KEY.search(page.text)
    fields = {"key": key[1] if key else "", "voice": house.voices["v1"], "name": "Finn Fox"}
    answer = visitor.post(f"/j/{house.code}", fields)
    assert answer.status_code == 422
    assert "Finn Fox" in words_of(answer)
    assert len(house.rows(Participant)) == 5


@pytest.mark.parametrize("voice", ["", "0", "²", "9" * 30, "v1"])
def test_a_voice_that_is_none_is_asked_for_again(
    house: TestHouse, visitor: Visitor, voice: str
) -> None:
    visitor.get(f"/j/{house.code}")
    fields = {"key": "key-key-key", "voice": voice, "name": "Finn", "agrees": "yes"}
    answer = visitor.post(f"/j/{house.code}", fields)
    assert answer.status_code == 422
    assert len(house.rows(Participant)) == 5


def test_three_words_lead_back_on_another_phone(
    house: TestHouse, new_visitor: Callable[[str], Visitor]
) -> None:
    phone = new_visitor("192.0.2.9")
    phone.get(f"/j/{house.code}/back")
    wrong = phone.post(f"/j/{house.code}/back", {"words": "no such words"})
    assert wrong.status_code == 404
    assert "no such words" in words_of(wrong)
    answer = phone.post(f"/j/{house.code}/back", {"words": house.words["Ada"]})
    assert answer.status_code == 303, "a page at once could be sent again by who comes next"
    assert "You are back in" in words_of(phone.get(answer.headers["Location"]))
    assert phone.get(f"/w/{house.workshop}").status_code == 200


def test_a_note_too_long_is_refused_and_never_cut(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    answer = _post(visitor, "word " * 401)
    assert answer.status_code == 422
    assert "word " * 400 in words_of(answer)
    assert house.rows(Note) == []


def test_what_nobody_can_read_is_refused(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    assert _post(visitor, "before\0after").status_code == 422
    for text in ("\\u0000", "\\ud800"):
        body = f'{{"workshop": {house.workshop}, "prompt": {house.prompts[0]}, "key": "key-key-key", "text": "{text}"}}'  # noqa: E501
        headers = {"X-CSRFToken": visitor.token, "Content-Type": "application/json"}
        assert visitor.client.post("/do/note.post", data=body, headers=headers).status_code == 422
    assert house.rows(Note) == []


def test_letters_that_turn_text_around_are_taken_out(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    _post(visitor, "we \u202eask\u202c \u2066first\u2069")
    assert [note.text for note in house.rows(Note)] == ["we ask first"]


def test_the_text_of_a_note_is_never_markup(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    _post(visitor, "<script>alert(1)</script> & \"'")
    page = visitor.get(f"/w/{house.workshop}").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_scripts_get_json_and_the_same_refusals(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    accept = {"Accept": "application/json"}
    good = visitor.post("/do/note.post", _note(house, NOTE), headers=accept)
    assert good.json is not None
    assert good.json["ok"]
    bad = visitor.post("/do/note.post", _note(house, " ", key="another-key"), headers=accept)
    assert (bad.status_code, bad.json) == (
        422, {"refused": "There are no words yet. Please write something first.", "field": "text"},
    )  # fmt: skip


def test_a_person_of_one_workshop_cannot_act_as_a_desk(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    for name, fields in (("agenda.go_on", {"from_activity": 1}), ("workshop.close", {})):
        assert visitor.do(name, **fields).status_code == 403
    assert visitor.get(f"/desk/{house.workshop}").status_code in (302, 403)


def _note(house: TestHouse, text: str, key: str = "") -> dict[str, object]:
    return {
        "workshop": house.workshop, "prompt": house.prompts[0], "text": text,
        "key": key or house.key(),
    }  # fmt: skip


def _post(visitor: Visitor, text: str, key: str = "") -> TestResponse:
    return visitor.post("/do/note.post", _note(visitor.house, text, key))
