"""The server is killed again and again under open sockets: lost 0, twice 0, every screen true."""

import os
from pathlib import Path

import pytest

from tests.faults.crowd import crowd_in
from tests.faults.servers import serving
from tests.faults.storing import notes_in
from workshop.rehearsal import phone

KILLS, PEOPLE = (20, 60) if os.environ.get("LONG") else (1, 6)
CALM = 2.0 if os.environ.get("LONG") else 0.2
"""Sixty people who rest for two seconds give thirty commands a second."""


def test_nothing_is_lost_and_nothing_is_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone, "TRIES", 1000)
    slowest = 0.0
    with serving(tmp_path) as (server, place), crowd_in(place, PEOPLE) as crowd:
        crowd.begin_writing()
        for _ in range(KILLS):
            with crowd.writing(PEOPLE, CALM):
                server.kill()
                server.start()
            behind, seconds = crowd.stale()
            assert behind == []
            slowest = max(slowest, seconds)
        assert notes_in(tmp_path, crowd) == crowd.notes
    print(f"{KILLS} kills under {PEOPLE} people: {len(crowd.notes)} notes, lost 0, twice 0, "
          f"screens true within {slowest:.1f} s")  # fmt: skip
