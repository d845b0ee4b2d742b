"""The queue of files: beside the room, one at a time, with places for all; who waits is told."""

from typing import Any

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from tests.web.filing import STATEMENT, get, rows, stuck, until
from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.models import Export, Participant
from workshop.web import exporting as making
from workshop.web import file_pages
from workshop.web.house import House


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


def test_strangers_cannot_fill_the_queue(
    edition: str, visitor: Visitor, desk: Visitor, server: House, house: TestHouse
) -> None:
    for number in range(exporting.MOST_PUBLIC):
        server.door.perform(exporting.ask_for_file, SERVER, of=house.workshop, wanted=f"{number}",
                            kind="pdf", is_public=True)  # fmt: skip
    answer = visitor.get(f"{edition}.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Many files are being made just now." in words_of(answer)
    assert desk.get(f"/desk/{house.workshop}/draft.md?waited=1").status_code == 202


def test_one_address_cannot_have_file_after_file_made(
    edition: str, visitor: Visitor, new_visitor: Any, server: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pages.limits.files, "burst", 1)
    assert get(visitor, f"{edition}.md").status_code == 200
    assert visitor.get(f"{edition}.csv").status_code == 429
    assert visitor.get(f"{edition}.md").status_code == 200
    assert get(new_visitor("192.0.2.9"), f"{edition}.csv").status_code == 200


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
