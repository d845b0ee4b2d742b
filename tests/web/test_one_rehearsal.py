"""One rehearsal at a time, whichever process began it, and also when that one is gone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.web import rehearsal_pages
from workshop.web.one_rehearsal import is_running, taken_for


def test_a_rehearsal_has_the_place_until_it_ends(tmp_path: Path) -> None:
    assert not is_running(tmp_path, 7)
    with taken_for(tmp_path, 7) as place:
        assert place is not None
        rehearsal = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[place]
        )
    assert is_running(tmp_path, 7)
    assert not is_running(tmp_path, 8)
    with taken_for(tmp_path, 8) as second:
        assert second is None
    assert is_running(tmp_path, 7), "who found it taken changed nothing"
    rehearsal.communicate(b"\n")
    assert not is_running(tmp_path, 7)
    with taken_for(tmp_path, 8) as third:
        assert third is not None


def test_the_desk_says_that_it_runs_and_refuses_another(
    desk: Visitor, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def begin(_words: list[str], *, pass_fds: list[int], **_options: object) -> object:
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=pass_fds
            )
        )
        return begun[-1]

    monkeypatch.setattr(rehearsal_pages.subprocess, "Popen", begin)
    path = f"/desk/{house.workshop}/rehearse"
    desk.get(path)
    assert desk.post(path, {}).status_code == 303
    assert "A rehearsal is running" in words_of(desk.post(path, {}))
    assert len(begun) == 1
    running = words_of(desk.get(path))
    begun[0].communicate(b"\n")
    assert words_of(desk.get(path)) != running


def test_the_desk_tells_what_came_of_a_rehearsal(desk: Visitor, house: TestHouse) -> None:
    report = {
        "people": 24, "seconds": 30.1, "lost": [], "stale_screens": [], "tables": 4,
        "letters": 3164, "letters_lost": [],
        "suggestions": {"made": 3, "me_too": 4, "taken": 1, "edited": 1, "declined": 1},
    }  # fmt: skip
    folder = house.settings.instance / "rehearsal" / str(house.workshop)
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(report))
    told = words_of(desk.get(f"/desk/{house.workshop}/rehearse"))
    assert "Tables: 4. Letters typed together: 3164. Texts that lost some: 0." in told
    assert "Taken as they were: 1, with other words: 1, not taken: 1." in told
