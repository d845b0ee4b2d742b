"""One clock for the whole server, which only a rehearsal's own server can move."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from workshop.clock import clock_for, server_clock
from workshop.config import SettingError, settings_from

ROOT = Path(__file__).parents[1]
HOUR = timedelta(hours=1)


def environ_in(folder: Path, **more: str) -> dict[str, str]:
    return {"INSTANCE": str(folder), "REHEARSAL_CLOCK": str(folder / "clock"), **more}


def test_a_rehearsal_moves_its_clock_by_a_file(tmp_path: Path) -> None:
    settings = settings_from(environ_in(tmp_path))
    clock = clock_for(settings.rehearsal_clock)
    assert clock() - server_clock() < timedelta(minutes=1)
    (tmp_path / "clock").write_text("3600")
    assert HOUR - timedelta(minutes=1) < clock() - server_clock() <= HOUR


def test_a_file_that_says_nothing_moves_nothing(tmp_path: Path) -> None:
    clock = clock_for(tmp_path / "clock")
    (tmp_path / "clock").write_text("")
    assert clock() - server_clock() < timedelta(minutes=1)


def test_without_the_setting_there_is_no_clock_to_move(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("3600")
    settings = settings_from({"INSTANCE": str(tmp_path)})
    assert settings.rehearsal_clock is None
    assert clock_for(None) is server_clock


@pytest.mark.parametrize(
    "more",
    [
        {"ORIGINS": "https://example.org"},
        {"DATABASE_URL": "postgresql://localhost/test"},
        {"REDIS_URL": "redis://localhost"},
        {"HOST": "0.0.0.0"},
    ],
)
def test_a_server_for_others_refuses_a_rehearsal_clock(
    tmp_path: Path, more: dict[str, str]
) -> None:
    with pytest.raises(SettingError, match="REHEARSAL_CLOCK"):
        settings_from(environ_in(tmp_path, **more))


def test_a_server_that_held_a_workshop_refuses_a_rehearsal_clock(tmp_path: Path) -> None:
    (tmp_path / "workshop.db").touch()
    with pytest.raises(SettingError, match="REHEARSAL_CLOCK"):
        settings_from(environ_in(tmp_path))


def test_a_rehearsal_server_starts_again_with_its_clock(tmp_path: Path) -> None:
    settings_from(environ_in(tmp_path))
    (tmp_path / "workshop.db").touch()
    assert settings_from(environ_in(tmp_path)).rehearsal_clock == tmp_path / "clock"


def test_nothing_else_asks_the_machine_what_time_it_is() -> None:
    asking = re.compile(r"datetime\.(?:now|utcnow|today)\(|\bdate\.today\(|\btime\.time\(")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "workshop").rglob("*.py")
        if asking.search(path.read_text("utf-8"))
    }
    # The engine of the sockets times its own pings by that clock; nobody's words depend on it.
    assert found == {"workshop/clock.py", "workshop/web/pings.py"}
