"""Beginning a workshop from guidance that is there, in a browser without scripts."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.actions.begun import ORIGIN, begin_from, brought
from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.publishing.sample import SAMPLE
from tests.web.conftest import sign_in
from tests.web.doors import Visitor, words_of
from tests.web.test_starting_pages import value_of
from workshop.actions.publication import publish_edition
from workshop.models import Edition, Origin, Principle, Withdrawal, Workshop
from workshop.publishing.as_json import json_of
from workshop.web.beginnings import LARGEST_FORM

FORM = {"title": "Ours", "topic": "mi_in_peer_support", "method": "quick_session"}


@pytest.fixture
def edition(house: TestHouse) -> str:
    """The path of an edition of Tern House."""
    vote(house, drafted(house))
    house.do(publish_edition, house.sam)
    key = house.row(Workshop, house.workshop).public_key
    return f"/o/tern-house/{key}/1"


def upload(desk: Visitor, content: bytes) -> TestResponse:
    """Bring a file along."""
    desk.get("/new/from")
    return send(desk, "/new/from", csrf_token=desk.token, file=content)


def send(desk: Visitor, path: str, **fields: str | bytes) -> TestResponse:
    """A form in many parts, as a browser writes it; bytes are a file."""
    parts = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (
            name.encode(), b'; filename="guidance.json"' if isinstance(value, bytes) else b"",
            value if isinstance(value, bytes) else value.encode(),
        )
        for name, value in fields.items()
    )  # fmt: skip
    kind = "multipart/form-data; boundary=edge"
    return desk.client.post(path, data=parts + b"--edge--\r\n", content_type=kind)


def test_the_form_offers_guidance_that_is_there_and_that_page_lists_ones_own(
    desk: Visitor, edition: str
) -> None:
    assert 'href="/new/from"' in desk.get("/new").text
    page = desk.get("/new/from").text
    assert f'href="/new?from={edition}"' in page
    assert "Talking about change" in page


def test_an_edition_proposes_title_question_and_topic_and_starts_a_workshop(
    desk: Visitor, edition: str, house: TestHouse
) -> None:
    page = words_of(desk.get(f"/new?from={edition}"))
    assert value_of(page, "title") == "Talking about change"
    assert "“Talking about change” of Tern House Peer Support, edition 1, with 1 principle." in page
    assert value_of(page, "question").endswith("?")
    assert 'id="topic-mi_in_peer_support" value="mi_in_peer_support" checked' in page
    answer = desk.post("/new", {**FORM, "from": edition})
    assert answer.status_code == 303
    (origin,) = house.rows(Origin)
    assert answer.headers["Location"] == f"/desk/{origin.workshop_id}"
    assert origin.address == f"http://127.0.0.1:8000{edition}"


@pytest.mark.parametrize("before", ["", "http://127.0.0.1:8000", "http://localhost", "localhost"])
@pytest.mark.parametrize("after", ["", ".json", "#p1", "?print"])
def test_an_address_of_this_server_is_known_however_it_was_copied(
    desk: Visitor, edition: str, before: str, after: str
) -> None:
    answer = desk.get("/new", query_string={"from": f" {before}{edition}{after} "})
    assert answer.status_code == 200
    assert value_of(answer.text, "from") == edition


def test_an_address_of_an_earlier_release_leads_to_the_same_edition(
    desk: Visitor, edition: str, house: TestHouse
) -> None:
    answer = desk.get(f"/new?from=/g/{house.code}/1")
    assert value_of(answer.text, "from") == edition


def test_who_tries_codes_as_addresses_is_slowed_down_as_at_the_door(desk: Visitor) -> None:
    tried = [desk.get(f"/new?from=/g/{number:08}/1").status_code for number in range(60)]
    assert tried[0] == 404
    assert tried[-1] == 429


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://elsewhere.example/g/ABCD2345/1", "we fetch nothing from other places"),
        ("//elsewhere.example/g/ABCD2345/1", "we fetch nothing from other places"),
        ("file:///etc/passwd", "we fetch nothing from other places"),
        ("http://[", "we fetch nothing from other places"),
        ("/g/ABCD2345/1", "There is no edition at th"),
        ("/o/tern-house/nothing-here/1", "There is no edition at th"),
        ("/sign-in", "There is no edition at th"),
        ("/g/../../etc/passwd", "There is no edition at th"),
    ],
)
def test_another_address_is_refused_with_what_to_do(
    desk: Visitor, house: TestHouse, address: str, sentence: str
) -> None:
    for answer in (
        desk.get("/new", query_string={"from": address}),
        desk.post("/new", {**FORM, "from": address}),
    ):
        assert answer.status_code in (404, 422)
        page = words_of(answer)
        assert re.search(rf'id="from-error">.*{re.escape(sentence)}', page)
        assert value_of(page, "from") == address
    assert len(house.rows(Workshop)) == 1


def test_a_file_is_read_proposed_and_carried_on_until_the_workshop_starts(
    desk: Visitor, house: TestHouse
) -> None:
    proposed = upload(desk, json_of(SAMPLE))
    page = words_of(proposed)
    assert proposed.status_code == 200
    assert value_of(page, "title") == SAMPLE.title
    assert "edition 2, with 4 principles. They come in as proposals" in page
    assert house.rows(Origin) == []
    kept = value_of(proposed.text, "origin_file")
    carried = words_of_attribute(kept)
    wrong = desk.post("/new", {**FORM, "minutes": "3", "origin_file": carried})
    assert wrong.status_code == 422
    assert words_of_attribute(value_of(wrong.text, "origin_file")) == carried
    assert desk.post("/new", {**FORM, "origin_file": carried}).status_code == 303
    (origin,) = house.rows(Origin)
    assert (origin.organisation, origin.edition_number) == ("Tern House Peer Support", 2)


def words_of_attribute(value: str) -> str:
    """What a browser would send of a hidden field."""
    return unescape(value)


def test_a_file_that_is_as_large_as_may_be_is_carried_on_too(
    desk: Visitor, house: TestHouse
) -> None:
    large = json.loads(json_of(SAMPLE))
    for number, one in enumerate(large["principles"]):
        one["fields"] = [
            {"key": f"k{n}", "label": "x", "text": "é" * 9000} for n in range(40)
        ]
        one["anchor"] = f"p{number}"
    proposed = upload(desk, json.dumps(large, ensure_ascii=False).encode())
    carried = words_of_attribute(value_of(proposed.text, "origin_file"))
    assert len(carried) > 1_000_000
    answer = send(desk, "/new", csrf_token=desk.token, origin_file=carried, **FORM)
    assert answer.status_code == 303
    assert len(house.rows(Origin)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Please choose a file first."),
        (b"not JSON", "This file is no JSON that we can read."),
        (b'{"version": "workshop-guidance/9"}', "it is “workshop-guidance/9”, and we read"),
        (b'{"version": "workshop-guidance/3"}', "something in it is missing"),
        (b" " * (LARGEST_FORM - 1024), "This file is larger than 5 MB"),
        (b" " * LARGEST_FORM, "This file is larger than 5 MB"),
    ],
    ids=("empty", "words", "newer", "less", "large", "larger"),
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    desk: Visitor, house: TestHouse, content: bytes, sentence: str
) -> None:
    answer = upload(desk, content)
    assert answer.status_code == 422
    assert re.search(rf'id="file-error">.*{re.escape(sentence)}', words_of(answer))
    assert len(house.rows(Workshop)) == 1


def test_a_withdrawn_edition_is_begun_from_only_by_who_knows_it(
    desk: Visitor, edition: str, house: TestHouse
) -> None:
    (row,) = house.rows(Edition)
    house.add(Withdrawal(edition_id=row.id, at=house.clock(), reason="It hurt somebody."))
    assert "It was withdrawn." in words_of(desk.get("/new/from"))
    page = words_of(desk.get(f"/new?from={edition}"))
    assert "Its own organisation does not stand by it any more." in page
    assert "It hurt somebody." in page
    refused = desk.post("/new", {**FORM, "from": edition})
    assert refused.status_code == 422
    assert "Please say that you know it was withdrawn" in words_of(refused)
    assert house.rows(Origin) == []
    known = desk.post("/new", {**FORM, "from": edition, "knows_withdrawn": "yes"})
    assert known.status_code == 303
    (origin,) = house.rows(Origin)
    shown = words_of(desk.get(f"/desk/{origin.workshop_id}/origin"))
    assert "It had been withdrawn when this workshop began." in shown


def test_a_file_of_a_withdrawn_edition_says_so_all_the_way(desk: Visitor) -> None:
    withdrawn = json.loads(json_of(SAMPLE)) | {"standing": "withdrawn"}
    proposed = upload(desk, json.dumps(withdrawn).encode())
    carried = words_of_attribute(value_of(proposed.text, "origin_file"))
    refused = desk.post("/new", {**FORM, "origin_file": carried})
    assert "This edition was withdrawn" in words_of(refused)
    assert refused.status_code == 422


def test_only_who_can_start_a_workshop_is_shown_a_way_to_begin(
    desk: Visitor, visitor: Visitor, edition: str, house: TestHouse,
    new_visitor: Callable[[str], Visitor],
) -> None:  # fmt: skip
    way = f'href="/new?from={edition}"'
    assert way in desk.get(edition).text
    nobody, maya = new_visitor("192.0.2.8"), new_visitor("192.0.2.7")
    assert way not in nobody.get(edition).text
    sign_in(maya, house, house.maya.account_id or 0)
    assert way not in maya.get(edition).text
    for path in ("/new/from", f"/new?from={edition}"):
        assert maya.get(path).status_code == 403
        assert nobody.get(path).headers["Location"].startswith("/sign-in")
    for path in ("/new", "/new/from"):
        assert maya.post(path, {**FORM, "from": edition}).status_code == 403
        assert nobody.post(path, FORM).status_code == 302
    assert house.rows(Origin) == []


@pytest.mark.parametrize("path", ["/new", "/new/from"])
def test_both_forms_are_refused_without_their_token(
    desk: Visitor, house: TestHouse, path: str
) -> None:
    answer = send(desk, path, csrf_token="made up", file=json_of(SAMPLE), **FORM)
    assert answer.status_code == 403
    assert len(house.rows(Workshop)) == 1


def test_the_desk_brings_in_one_or_all_and_says_what_they_are(
    desk: Visitor, house: TestHouse
) -> None:
    begin_from(house)
    page = f"/desk/{house.workshop}/origin"
    assert f'href="{page}"' in desk.get(f"/desk/{house.workshop}").text
    words = words_of(desk.get(page))
    assert "From “When we advise” of Heron House, edition 2" in words
    assert "Nobody here stands by it until the room has voted." in words
    assert "What came of it there: Not agreed." in words
    assert "This topic has no place for: The weather, weather." in words
    assert "It must not rain." in words
    assert "Bring in all 3" in words
    answer = desk.do("origin.bring_in", **{"anchors[]": "p1", "back": page})
    assert answer.headers["Location"] == page
    assert "It is principle 1 here" in words_of(desk.get(page))
    desk.do("origin.bring_in", **{"anchors[]": ["p2", "p5"], "back": page})
    desk.do("origin.bring_in", **{"anchors[]": ["p2", "p5"], "back": page})
    assert len(house.rows(Principle)) == 3
    assert "Bring " not in words_of(desk.get(page)).split("</h1>")[1].split("<ul")[1]


def test_outside_of_a_draft_step_the_desk_only_reads(desk: Visitor, house: TestHouse) -> None:
    begin_from(house)
    house.go("review")
    words = words_of(desk.get(f"/desk/{house.workshop}/origin"))
    assert "Principles are brought in while the room is in a draft step." in words
    assert "Bring this in" not in words


def test_phones_and_desk_say_where_a_principle_began(
    desk: Visitor, visitor: Visitor, house: TestHouse
) -> None:
    begin_from(house)
    visitor.join()
    (principle,) = brought(house, "p1")
    here = f"/w/{house.workshop}"
    said = "Begun from “When we advise” of Heron House, edition 2, principle 1."
    for reader, path in (
        (visitor, here), (visitor, f"{here}/all"), (visitor, f"{here}/principle/{principle}"),
        (desk, f"/desk/{house.workshop}"), (desk, f"{here}/principle/{principle}"),
    ):  # fmt: skip
        assert said in words_of(reader.get(path)), path
    assert ORIGIN.principles[1].statement in words_of(visitor.get(f"{here}/origin"))


def test_where_nothing_was_begun_from_nothing_is_said(
    desk: Visitor, visitor: Visitor, house: TestHouse
) -> None:
    house.go("draft")
    visitor.join()
    for reader, place, end in ((desk, "desk", ""), (visitor, "w", "/all")):
        assert "/origin" not in reader.get(f"/{place}/{house.workshop}{end}").text
        assert reader.get(f"/{place}/{house.workshop}/origin").status_code == 404
