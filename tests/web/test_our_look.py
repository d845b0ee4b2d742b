"""The organisation's look: chosen by an administrator, checked, kept in what is made from then."""

import base64
from io import BytesIO

import pytest
from flask import Flask

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.publishing.sample import png
from tests.web.conftest import sign_in
from tests.web.doors import Visitor
from workshop.actions.publication import publish_edition
from workshop.models import Account, Edition, OrganisationLook, Workshop
from workshop.projections import editions
from workshop.publishing import gathering

PAGE = "/our-look"


@pytest.fixture
def administrator(app: Flask, house: TestHouse) -> Visitor:
    house.alter(Account, house.sam.account_id, role="administrator")
    found = Visitor(app, house)
    sign_in(found, house, house.sam.account_id or 0)
    found.get(PAGE)
    return found


def sent(logo: bytes = b"", **fields: str) -> dict[str, object]:
    return {"logo": (BytesIO(logo), "logo.png" if logo else ""), **fields}


WHOLE = {"logo_words": "Tern House", "has_colour": "yes", "colour": "#0047A2"}


def test_a_look_is_kept_and_shown(administrator: Visitor, house: TestHouse) -> None:
    answer = administrator.post(f"{PAGE}?back=/desk/1/guidance", sent(png(), **WHOLE))
    assert answer.headers["Location"] == f"{PAGE}?kept=yes&back=/desk/1/guidance#kept"
    (row,) = house.rows(OrganisationLook)
    assert (row.logo, row.logo_words, row.colour) == (png(), "Tern House", "#0047a2")
    page = administrator.get(answer.headers["Location"].partition("#")[0]).text
    assert '<img src="/our-look/logo.png" alt="Tern House"' in page
    assert '<link rel="stylesheet" href="/look/0047a2.css">' in page
    assert 'href="/desk/1/guidance"' in page
    assert administrator.client.get("/our-look/logo.png").data == png()


def test_words_and_colour_change_without_sending_the_logo_again(
    administrator: Visitor, house: TestHouse
) -> None:
    administrator.post(PAGE, sent(png(), **WHOLE))
    administrator.post(PAGE, sent(logo_words="Tern House, a bird", colour="#0047a2"))
    (row,) = house.rows(OrganisationLook)
    assert (row.logo, row.logo_words, row.colour) == (png(), "Tern House, a bird", "")
    administrator.post(PAGE, sent(is_without_logo="yes", logo_words="Tern House"))
    (row,) = house.rows(OrganisationLook)
    assert (row.logo, row.logo_words) == (None, "")


@pytest.mark.parametrize(("logo", "fields", "said"), [
    (b"GIF89a", {}, "This file is no PNG picture."),
    (png(2001, 1), {}, "This picture has too many pixels."),
    (png(), {"logo_words": "  "}, "Please say what the logo shows"),
    (png(), {"colour": "teal"}, "A colour is written as # and six signs"),
    (png(), {"logo_words": "w" * 121}, "120"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words_and_nothing_is_kept(
    administrator: Visitor, house: TestHouse, logo: bytes, fields: dict[str, str], said: str
) -> None:
    answer = administrator.post(PAGE, sent(logo, **(WHOLE | fields)))
    assert answer.status_code == 422
    assert said in answer.text
    assert house.rows(OrganisationLook) == []


@pytest.mark.parametrize("size", [1_000_001, 1_100_000])
def test_a_file_that_is_too_large_is_refused_by_its_size(
    administrator: Visitor, house: TestHouse, size: int
) -> None:
    token = administrator.token.encode()
    body = b"".join((
        b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n', token,
        b'\r\n--x\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n',
        bytes(size), b"\r\n--x--\r\n"))  # fmt: skip
    answer = administrator.client.post(
        PAGE, data=body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 422
    assert "This file is larger than 1 MB." in answer.text
    assert house.rows(OrganisationLook) == []


def test_a_form_without_its_token_changes_nothing(administrator: Visitor, house: TestHouse) -> None:
    administrator.token = ""
    assert administrator.post(PAGE, sent(png(), **WHOLE)).status_code == 403
    assert house.rows(OrganisationLook) == []


def test_only_an_administrator_changes_it_and_others_see_it(
    administrator: Visitor, desk: Visitor, house: TestHouse
) -> None:
    administrator.post(PAGE, sent(png(), **WHOLE))
    house.alter(Account, house.sam.account_id, role="facilitator")
    page = desk.get(PAGE).text
    assert "An administrator of your organisation can change it." in page
    assert 'enctype="multipart/form-data"' not in page
    assert desk.post(PAGE, sent(logo_words="Mine")).status_code == 403
    assert house.rows(OrganisationLook)[0].logo_words == "Tern House"


def test_nobody_sees_it_without_signing_in(visitor: Visitor) -> None:
    for path in (PAGE, "/our-look/logo.png"):
        assert visitor.get(path).status_code in (302, 303, 401)


def test_a_pale_colour_is_named_and_a_darker_shade_is_used(administrator: Visitor) -> None:
    administrator.post(PAGE, sent(has_colour="yes", colour="#ffdd00"))
    page = administrator.get(PAGE).text
    assert "This colour is too pale for words on white." in page


def test_a_colour_that_is_picked_counts_without_its_tick_and_is_taken_out_by_it(
    administrator: Visitor, house: TestHouse
) -> None:
    administrator.post(PAGE, sent(colour="#702759"))
    assert house.rows(OrganisationLook)[0].colour == "#702759"
    administrator.post(PAGE, sent(colour="#702759"))
    assert house.rows(OrganisationLook)[0].colour == ""
    administrator.post(PAGE, sent(colour="#0a5a50"))
    assert house.rows(OrganisationLook)[0].colour == ""


def test_an_edition_keeps_the_look_of_its_day(administrator: Visitor, house: TestHouse) -> None:
    vote(house, drafted(house))
    administrator.post(PAGE, sent(png(), **WHOLE))
    house.do(publish_edition, house.sam)
    administrator.post(PAGE, sent(png(30, 30), logo_words="Another", has_colour="yes",
                                  colour="#702759"))
    (edition,) = house.rows(Edition)
    kept = edition.document["look"]
    assert base64.b64decode(kept["logo"]) == png()
    assert (kept["logo_words"], kept["colour"]) == ("Tern House", "#0047a2")


def test_the_logo_of_a_draft_and_of_an_edition_are_given_without_the_document(
    administrator: Visitor, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote(house, drafted(house))
    administrator.post(PAGE, sent(png(), **WHOLE))
    house.do(publish_edition, house.sam)
    administrator.post(PAGE, sent(png(30, 30), logo_words="Another"))
    key = house.row(Workshop, house.workshop).public_key

    def never(*_args: object) -> None:
        raise AssertionError("A document was built.")

    monkeypatch.setattr(editions, "guidance", never)
    monkeypatch.setattr(gathering, "guidance_from", never)
    draft = administrator.client.get(f"/desk/{house.workshop}/draft/logo.png")
    kept = administrator.client.get(f"/o/tern-house/{key}/1/logo.png")
    assert (draft.data, kept.data) == (png(30, 30), png())
    assert administrator.client.get(f"/o/tern-house/{key}/2/logo.png").status_code == 404


def test_the_sheet_of_a_colour_is_only_that(visitor: Visitor) -> None:
    answer = visitor.get("/look/ffdd00.css")
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    for wrong in ("/look/FFDD00.css", "/look/red.css", "/look/ffdd0g.css", "/look/..css"):
        assert visitor.get(wrong).status_code == 404
