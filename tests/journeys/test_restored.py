"""A backup is restored under a running server: its phones show what was restored, and go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.people import facilitator, found, participant
from tests.journeys.screens import lend_cookies, window, write
from tests.journeys.served import ROOT, serving

pytestmark = pytest.mark.browser


def test_a_phone_shows_what_was_restored_and_goes_on(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    with serving(tmp_path) as served, window(browser, complaints) as phone:
        desk, person = facilitator(served), participant(served, 0)
        here = found(r'name="from_activity" value="(\d+)"', desk.see())[0]
        desk.do("agenda.go_on", from_activity=here)
        lend_cookies(phone.context, person)
        phone.goto(served.phone)
        write(phone, "Said before the backup")
        workshop("backup", tmp_path)
        write(phone, "Said after the backup")
        said = workshop("restore", tmp_path)
        expect(note(phone, "after")).to_have_count(0)
        expect(note(phone, "before")).to_be_visible()
        expect(phone.locator("[data-behaviour=connection]")).to_contain_text("Connected")
        write(phone, "Said after the restore")
        assert "/sign-in" in desk.session.get(served.desk, timeout=20).url
        assert "is kept in" in said
    assert complaints == []
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def note(phone: Page, word: str) -> Locator:
    return phone.locator(".mine .note", has_text=f"Said {word} the backup")


def workshop(command: str, folder: Path) -> str:
    """What an operator types, beside the server that runs over this folder."""
    environ = {**os.environ, "INSTANCE": str(folder)}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environ.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "workshop.cli", command, str(folder / "copy")],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
