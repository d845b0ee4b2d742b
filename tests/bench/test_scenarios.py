"""Every scenario runs with a few phones, and loses nobody."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench import (
    acks,
    bare,
    burst,
    drafting,
    export,
    fanout,
    hall,
    lens,
    posting_room,
    storm,
    two_processes,
)
from bench.figures import NotHere
from tests.bench.conftest import by_name
from workshop.models import Note
from workshop.models.database import Database


def test_a_room_that_hands_in_loses_no_paper_and_every_screen_counts_them() -> None:
    found = by_name(burst.run(12, 0.3))
    assert found["burst_12_0s_lost"] == found["burst_12_0s_wrong"] == 0
    assert found["burst_12_0s"] > found["burst_12_0s_p50"] / 2 > 0


def test_a_paper_that_is_not_in_the_database_or_not_answered_is_a_lost_one() -> None:
    assert burst.lost_of({"told": 12, "unanswered": 0}, papers=9) == 3
    assert burst.lost_of({"told": 11, "unanswered": 1}, papers=12) == 1


@pytest.mark.long
def test_a_room_that_writes_is_answered_every_time() -> None:
    found = by_name(acks.run(people=12, rate=20, seconds=2))
    assert found["ack_refused"] == 0
    assert 0 < found["ack_p50"] <= found["ack_p95"] <= found["ack_p99"]


def test_every_phone_gets_every_slice_as_the_room_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fanout, "TIMES", 4)
    monkeypatch.setitem(fanout.SLICE, "times", 4)
    found = by_name(fanout.run((5, 8, 12)))
    assert found["fanout_1000_missing"] == found["phones_one_process_missing"] == 0
    assert found["fanout_1000"] > 0
    assert "cpu_ratio" not in found


def test_every_letter_of_many_who_write_at_once_is_on_every_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafting, "APART", drafting.APART[:1])
    found = by_name(drafting.run_apart(6, seconds=2, fields=2))
    assert found["draft_6_lost"] == 0
    assert 0 < found["draft_6_p50"] <= found["draft_6"]


@pytest.mark.long
def test_after_a_kill_everybody_is_back_and_has_what_they_missed() -> None:
    found = by_name(storm.run(12))
    assert found["storm_12_missing"] == 0
    assert 0 < found["storm_12_connected"] <= found["storm_12"] <= found["storm_12_own_parts"]


def test_the_same_sql_run_bare_leaves_the_same_rows(tmp_path: Path) -> None:
    room = hall.furnish(tmp_path, 12, "write")
    before = tmp_path / "before.db"
    room.close()
    shutil.copyfile(tmp_path / "workshop.db", before)
    with bare.recorded(room.database.engine) as steps:
        posting_room.post(room, 30, at_once=4)
    bare.run_again(f"sqlite:///{before}", steps)
    assert _notes(f"sqlite:///{before}") == _notes(str(room.database.engine.url))
    assert len(_notes(f"sqlite:///{before}")) == 30
    room.close()


@pytest.mark.long
def test_every_file_is_made_within_its_bounds_and_a_room_writes_on_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = by_name(export.run((1, 2)))
    assert found["export_1_zip_kib"] > found["export_1_word_kib"] > 0
    assert 0 < found["export_2_json_mib"] < found["export_2_pdf_mib"] < export.MOST_MIB
    monkeypatch.setattr(export, "SIZES", (2,))
    room = by_name(export.room(people=6, rate=10, seconds=12))
    assert room["export_ack_refused"] == 0
    assert room["export_files_meanwhile"] >= 1


def test_two_processes_are_refused_while_the_server_cannot_have_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(two_processes, "WORKERS", "--no-such-option")
    with pytest.raises(NotHere, match="not built yet"):
        two_processes.run()


def test_the_lens_looks_through_a_text_that_has_something_to_mark() -> None:
    assert len(lens.text_of(10_000)) == 10_000
    found = by_name(lens.run(times=2))
    assert found["lens_10k_marks"] > 20
    assert found["lens_10k"] > 0


def _notes(url: str) -> list[tuple[int, str]]:
    database = Database(url)
    with database.reading() as session:
        rows = session.execute(select(Note.id, func.lower(Note.key)).order_by(Note.id))
        found = [(row[0], row[1]) for row in rows]
    database.engine.dispose()
    return found
