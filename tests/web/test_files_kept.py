"""Made files are bounded, kept for a day, and made by a process that knows no secret."""

from typing import Any

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from tests.web.making import clear, get, rows
from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.models import Export, ExportPiece
from workshop.web import file_pages, heavy
from workshop.web.house import House


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


def test_a_file_is_kept_for_a_day_and_then_gone(
    edition: str, visitor: Visitor, server: House, house: TestHouse
) -> None:
    get(visitor, f"{edition}.pdf")
    house.clock.now = house.rows(Export)[0].made_at + exporting.KEPT * 0.99
    clear(house)
    assert rows(house) == {"pdf": "ready"}
    house.clock.turn(hours=1)
    clear(house)
    assert house.rows(Export) == house.rows(ExportPiece) == []


def test_the_oldest_files_go_where_there_are_too_many(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clock.now = server.clock()
    for extension in ("md", "json", "csv"):
        get(visitor, f"{edition}.{extension}")
    sizes = {row.kind: row.size for row in house.rows(Export)}
    monkeypatch.setattr(exporting, "MOST_BYTES", sizes["json"] + sizes["csv"])
    clear(house)
    assert rows(house) == {"markdown": "cancelled", "json": "ready", "csv": "ready"}
    assert get(visitor, f"{edition}.md").status_code == 200


def test_the_process_gets_no_secret(
    edition: str, visitor: Visitor, server: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SECRET", "DATABASE_URL", "REDIS_URL", "KEYS_DIR", "METRICS_TOKEN", "HOME"):
        monkeypatch.setenv(name, "canary-of-the-server")
    known = ("INSTANCE", "LD_LIBRARY_PATH", "PATH", "TZ", "PYTHONPATH", "PYTHONUTF8",
             "PYTHONDONTWRITEBYTECODE")  # fmt: skip
    environ = heavy._environ()
    assert set(environ) <= set(known)
    assert "canary" not in str(environ)


def test_an_unknown_ending_is_no_page(edition: str, visitor: Visitor, server: House) -> None:
    assert visitor.get(f"{edition}.exe").status_code == 404
    assert visitor.get(f"{edition[:-1]}2.pdf").status_code == 404
    assert visitor.post("/files/nothing/cancel", {}).status_code in (403, 404)
