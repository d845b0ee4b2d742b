"""CSV that no spreadsheet takes for formulas, and a ZIP whose sums are right."""

import csv
import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.sample import SAMPLE
from workshop.domain.refusals import Refusal
from workshop.publishing import formats as written
from workshop.publishing.apart import BrokenOff, apart
from workshop.publishing.as_csv import FORMULAS, outcomes_csv, principles_csv, safe_cell
from workshop.publishing.blocks import Manuscript, Picture, Way
from workshop.publishing.document import FieldText, Guidance
from workshop.publishing.formats import formats, zip_of
from workshop.publishing.packing import Piece, packed
from workshop.publishing.text import manuscript_of
from workshop.publishing.wording import cleaned, say_with

SAY = say_with(str)
BEGINNINGS = st.sampled_from([*FORMULAS, '"', "'", ",", "\n", " =", "\ufeff", "", "\u202e"])
TEXTS = st.tuples(BEGINNINGS, st.text(max_size=40)).map("".join)


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def with_texts(*texts: str) -> Guidance:
    fields = tuple(FieldText(f"f{place}", text, text) for place, text in enumerate(texts))
    first = replace(SAMPLE.principles[0], fields=fields, statement=texts[0])
    return replace(SAMPLE, principles=(first,))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_cell_begins_as_a_formula_does_and_every_text_is_there(texts: list[str]) -> None:
    guidance = with_texts(*texts)
    for content in (principles_csv(guidance), outcomes_csv(guidance)):
        for row in table(content):
            assert not any(cell.startswith(FORMULAS) for cell in row)
    cells = [cell.removeprefix("'") for cell in table(principles_csv(guidance))[1]]
    for text in texts:
        assert cleaned(text).removeprefix("'") in cells


def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe() -> None:
    assert safe_cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert safe_cell("-1") == "'-1"
    assert safe_cell("We ask = we listen") == "We ask = we listen"


def test_every_row_has_as_many_cells_as_the_head_and_lines_end_as_the_rfc_says() -> None:
    for content in (principles_csv(SAMPLE), outcomes_csv(SAMPLE)):
        rows = table(content)
        assert {len(row) for row in rows} == {len(rows[0])}
        assert content.endswith(b"\r\n")


def test_a_principle_is_a_row_with_its_fields_outcome_and_sources() -> None:
    head, *rows = table(principles_csv(SAMPLE))
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    first = dict(zip(head, rows[0], strict=True))
    assert first["Principle"] == SAMPLE.principles[0].statement
    assert first["status"] == "agreed_in_the_room"
    assert first["Why it matters"] == SAMPLE.principles[0].fields[0].text
    assert "Lived experience (18 people): Did not agree." in first["How each group answered"]
    assert "If managers stop counting who took part." in first["Reservations"]
    assert "She asked me first." in first["Notes"]


def test_of_a_small_group_the_table_has_the_verdict_and_no_number() -> None:
    head, *rows = table(outcomes_csv(SAMPLE))
    managers = next(dict(zip(head, row, strict=True)) for row in rows if row[5] == "Managers")
    assert managers["Agreed?"] == "Agreed"
    numbers = [words for name, words in managers.items() if "lowest" in name or "highest" in name]
    assert set(numbers) == {""}


def test_the_sums_of_a_zip_are_right_by_the_tool_that_people_have(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(SAMPLE))) as archive:
        archive.extractall(tmp_path)
        listed = set(archive.namelist())
    looked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path,
                            capture_output=True, text=True, check=False)  # fmt: skip
    assert looked.returncode == 0, looked.stderr
    assert looked.stdout.count(": OK") == len(listed) - 1
    (tmp_path / "principles.csv").write_bytes(b"changed")
    looked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path,
                            capture_output=True, check=False)  # fmt: skip
    assert looked.returncode != 0


def test_the_same_guidance_gives_the_same_zip() -> None:
    assert zip_of(SAMPLE) == zip_of(SAMPLE)


def test_pictures_stand_in_the_zip_as_svg_with_their_words() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(SAMPLE))) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".svg")]
        first = ElementTree.fromstring(archive.read("pictures/p1-1.svg"))
    blocks = [one for section in manuscript_of(SAMPLE).sections for one in section.blocks]
    assert len(pictures) == sum(isinstance(one, Picture | Way) for one in blocks) > 6
    words = {child.tag.rpartition("}")[2]: child.text for child in first}
    assert words["title"] == "How each group answered"
    assert "Peer supporters (12 people): Agreed." in (words["desc"] or "")


def test_reports_come_into_the_zip_where_there_are_some(monkeypatch: pytest.MonkeyPatch) -> None:
    def reports(guidance: Guidance, _say: object) -> list[tuple[str, Manuscript]]:
        return [("accord", manuscript_of(guidance))]

    monkeypatch.setattr(written, "REPORTS", (reports,))
    with zipfile.ZipFile(io.BytesIO(zip_of(SAMPLE))) as archive:
        names = set(archive.namelist())
    assert {"reports/accord.html", "reports/accord.docx", "reports/accord.pdf"} < names


def test_a_file_that_fails_takes_no_other_with_it() -> None:
    def refused() -> bytes:
        raise Refusal("Letters are missing ({scripts}).", scripts="Thai")

    def broken() -> bytes:
        raise ZeroDivisionError("a secret word")

    pieces = [Piece("a.pdf", refused), Piece("b.txt", broken), Piece("c.txt", lambda: b"all right")]
    with zipfile.ZipFile(io.BytesIO(packed(pieces, SAY))) as archive:
        assert archive.namelist() == ["c.txt", "MISSING.txt", "SHA256SUMS"]
        told = archive.read("MISSING.txt").decode()
    assert "a.pdf: Letters are missing (Thai)." in told
    assert "b.txt: Something went wrong here." in told
    assert "secret" not in told


def test_work_in_a_copy_of_the_process_comes_back_with_its_refusal_or_its_end() -> None:
    def refused() -> bytes:
        raise Refusal("Not {this}.", this="so")

    def killed() -> bytes:
        raise SystemExit

    assert apart(lambda: b"content") == b"content"
    with pytest.raises(Refusal) as caught:
        apart(refused)
    assert (caught.value.sentence, caught.value.values) == ("Not {this}.", {"this": "so"})
    with pytest.raises(BrokenOff):
        apart(killed)


def test_formats_stand_in_the_order_in_which_people_are_offered_them() -> None:
    assert list(formats()) == ["html", "word", "pdf", "large", "markdown", "json", "csv", "zip"]


def test_each_step_is_told_once() -> None:
    told: list[tuple[int, int]] = []
    light = [Piece(f"{number}.txt", lambda: b"") for number in range(50)]
    heavy = [Piece(f"{number}.pdf", lambda: b"", is_heavy=True) for number in range(2)]
    packed([*light, *heavy], SAY, lambda done, steps: told.append((done, steps)))
    assert told == [(0, 3), (1, 3), (2, 3)]
