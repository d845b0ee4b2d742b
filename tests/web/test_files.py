"""Files of a guidance: made beside the room, one at a time; who waits is told."""

import io
import os
import zipfile
from typing import Any

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from tests.web.making import STATEMENT, get, rows, stuck, until
from workshop.actions import exporting
from workshop.models import Export, Participant
from workshop.web import exporting as making
from workshop.web import file_pages, heavy
from workshop.web.house import House


@pytest.mark.parametrize(
    ("extension", "begins"),
    [("large.pdf", b"%PDF"), ("csv", b"\xef\xbb\xbfNumber"), ("html", b"<!doctype html>")],
)
def test_a_permanent_address_gives_the_file(
    edition: str, visitor: Visitor, server: House, extension: str, begins: bytes
) -> None:
    answer = get(visitor, f"{edition}.{extension}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    name = f"guidance-1.{extension}".replace(".large", "-large")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_zip_has_every_file(edition: str, visitor: Visitor, server: House) -> None:
    with zipfile.ZipFile(io.BytesIO(get(visitor, f"{edition}.zip").data)) as archive:
        names = set(archive.namelist())
    endings = (".html", ".docx", ".pdf", "-large.pdf", ".md", ".json")
    assert {f"guidance-1{ending}" for ending in endings} < names
    assert {"principles.csv", "outcomes.csv", "pictures/p1-1.svg", "SHA256SUMS"} < names
    assert "MISSING.txt" not in names


def test_a_file_that_is_ready_is_not_made_again(
    edition: str, visitor: Visitor, server: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = get(visitor, f"{edition}.md").data
    monkeypatch.setattr(making, "Maker", None)
    assert get(visitor, f"{edition}.md").data == first


def test_two_who_ask_for_the_same_file_wait_for_the_same_job(
    edition: str, visitor: Visitor, new_visitor: Any, server: House, house: TestHouse
) -> None:
    for who in (visitor, new_visitor("192.0.2.9")):
        get(who, f"{edition}.md")
    assert rows(house) == {"markdown": "ready"}


def test_one_file_is_made_at_a_time(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    seen: set[int] = set()
    for extension in ("pdf", "docx", "md", "csv"):
        assert visitor.get(f"{edition}.{extension}").status_code == 202

    def look() -> bool:
        states = [row.state for row in house.rows(Export)]
        seen.add(states.count("making"))
        return states == ["ready"] * 4

    until(look)
    assert seen <= {0, 1}
    assert 1 in seen


def test_who_waits_sees_how_far_it_is_and_the_page_asks_again_by_itself(
    edition: str, visitor: Visitor, server: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    monkeypatch.setattr(file_pages, "SOON", 0)
    answer = visitor.get(f"{edition}.zip")
    assert answer.status_code == 202
    assert answer.headers["Refresh"] == f"2; url={edition}.zip?waited=1"
    assert "We are making your file" in answer.text
    progress = until(lambda: "parts are done" in (page := visitor.get(
        f"{edition}.zip?waited=1")).text and page)  # fmt: skip
    assert 'max="15"' in progress.text
    until(lambda: visitor.get(f"{edition}.zip?waited=1").status_code == 200)
    ready = visitor.get(f"{edition}.zip?waited=1")
    assert "Your file is ready" in ready.text
    assert ready.headers["Refresh"] == f"0; url={edition}.zip"
    assert visitor.get(f"{edition}.zip").mimetype == "application/zip"


def test_cancel_ends_the_process_that_makes_the_file(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    made: list[heavy.Maker] = []
    monkeypatch.setattr(making, "Maker", lambda order: made.append(stuck(order)) or made[-1])
    visitor.get(f"{edition}.zip")
    until(lambda: rows(house) == {"zip": "making"})
    token = house.rows(Export)[0].token
    left = visitor.post(f"/files/{token}/cancel", {"back": edition})
    assert (left.status_code, left.headers["Location"]) == (303, edition)
    until(lambda: not server.exports.working)
    assert rows(house) == {"zip": "cancelled"}
    with pytest.raises(ProcessLookupError):
        os.kill(made[0].pid, 0)
    assert "is not being made any more" not in words_of(get(visitor, f"{edition}.md"))


def test_a_process_that_is_killed_is_told_and_the_next_file_is_made(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    made: list[heavy.Maker] = []
    with monkeypatch.context() as patched:
        patched.setattr(making, "Maker", lambda order: made.append(stuck(order)) or made[-1])
        visitor.get(f"{edition}.pdf")
        until(lambda: made)
        os.killpg(made[0].pid, 9)
        until(lambda: rows(house) == {"pdf": "failed"})
    answer = visitor.get(f"{edition}.pdf")
    assert answer.status_code == 409
    assert "Something went wrong while this file was made." in words_of(answer)
    monkeypatch.undo()
    assert get(visitor, f"{edition}.md").status_code == 200


def test_a_maker_that_died_with_its_server_is_begun_again_by_who_asks(
    edition: str, visitor: Visitor, server: House, house: TestHouse
) -> None:
    get(visitor, f"{edition}.md")
    row = house.rows(Export)[0]
    long_ago = row.seen_at - 2 * exporting.GONE_AFTER
    house.alter(Export, row.id, state="making", seen_at=long_ago)
    again = get(visitor, f"{edition}.md")
    assert again.status_code == 200
    assert STATEMENT in again.text
    assert house.rows(Export)[0].token != row.token


def test_letters_without_a_font_are_told_in_a_sentence(
    house: TestHouse, desk: Visitor, edition: str, server: House
) -> None:
    house.go("draft")
    principle = house.add_principle("ถามก่อน")
    house.close_ballot(house.open_ballot(principle))
    for name, status in (("pdf", 409), ("docx", 200)):
        answer = get(desk, f"/desk/{house.workshop}/draft.{name}")
        assert answer.status_code == status
    refused = desk.get(f"/desk/{house.workshop}/draft.pdf")
    assert "it has letters that our fonts do not know (Thai)" in words_of(refused)
    with zipfile.ZipFile(io.BytesIO(get(desk, f"/desk/{house.workshop}/draft.zip").data)) as found:
        missing = found.read("MISSING.txt").decode()
        names = found.namelist()
    assert "guidance-draft.pdf: The PDF cannot be made yet" in missing
    assert "guidance-draft.pdf" not in names
    assert "guidance-draft.docx" in names


def test_a_draft_is_for_facilitators_only(
    house: TestHouse, visitor: Visitor, desk: Visitor, edition: str, server: House
) -> None:
    address = f"/desk/{house.workshop}/draft.md"
    assert visitor.get(address).status_code in (302, 303, 401, 403)
    assert STATEMENT in get(desk, address).text
    token = house.rows(Export)[0].token
    visitor.get("/join")
    assert visitor.post(f"/files/{token}/cancel", {"back": "/"}).status_code in (401, 403)


def test_a_page_of_the_room_is_answered_while_a_file_is_made(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    monkeypatch.setattr(making, "Maker", stuck)
    visitor.get(f"{edition}.zip")
    until(lambda: rows(house) == {"zip": "making"})
    visitor.join("Finn")
    assert house.rows(Participant, Participant.name == "Finn")
    assert rows(house) == {"zip": "making"}


def test_the_public_page_is_made_once_and_given_zipped_to_who_reads_that(
    edition: str, visitor: Visitor, server: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = visitor.get(edition)
    assert STATEMENT in plain.text
    assert f'href="{edition}.large.pdf"' in plain.text
    monkeypatch.setattr("workshop.web.public_pages.Maker", None)
    zipped = visitor.get(edition, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.data) < len(plain.data) / 2
