"""Files of a guidance: what comes at which address, for whom, and for how long."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from bench.guidances import document_with
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from tests.web.filing import STATEMENT, get, rows
from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.models import Export, ExportPiece
from workshop.publishing.formats import formats
from workshop.publishing.making import Order
from workshop.publishing.told import Told
from workshop.web import exporting as making
from workshop.web import heavy
from workshop.web.house import House


@pytest.mark.parametrize(
    ("extension", "kind", "begins"),
    [("large.pdf", "large", b"%PDF"), ("csv", "csv", b"\xef\xbb\xbfNumber"),
     ("html", "html", b"<!doctype html>")],
)
def test_a_permanent_address_gives_the_file(
    edition: str, visitor: Visitor, server: House, extension: str, kind: str, begins: bytes
) -> None:
    answer = get(visitor, f"{edition}.{extension}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Type"] == formats()[kind].media_type
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


def clear(house: TestHouse) -> None:
    """What the leader does now and then."""
    while house.door.perform(exporting.clear_old_files, SERVER)["is_more"]:
        pass


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
             "EXPORT_NICE")  # fmt: skip
    environ = heavy._environ(0)
    assert set(environ) <= set(known)
    assert "canary" not in str(environ)


def test_the_process_gives_way_to_the_rooms_alone_and_as_a_session() -> None:
    maker = heavy.Maker(Order("csv", Told(document_with(1))), 7)
    try:
        maker.hear()
        assert os.getpriority(os.PRIO_PROCESS, maker.pid) == 7
        as_session = Path(f"/proc/{maker.pid}/autogroup")
        assert not as_session.exists() or as_session.read_text().endswith("nice 7\n")
    finally:
        maker.end()


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


def test_an_unknown_ending_is_no_page(edition: str, visitor: Visitor, server: House) -> None:
    assert visitor.get(f"{edition}.exe").status_code == 404
    assert visitor.get(f"{edition[:-1]}2.pdf").status_code == 404
    assert visitor.post("/files/nothing/cancel", {}).status_code in (403, 404)


@pytest.mark.parametrize("back", ["/\\evil.example", "//evil.example", "https://evil.example"])
def test_who_goes_back_stays_on_this_server(
    edition: str, visitor: Visitor, server: House, house: TestHouse, back: str
) -> None:
    get(visitor, f"{edition}.md")
    visitor.get("/join")
    left = visitor.post(f"/files/{house.rows(Export)[0].token}/cancel", {"back": back})
    assert (left.status_code, left.headers["Location"]) == (303, "/")
