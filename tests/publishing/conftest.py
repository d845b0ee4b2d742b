"""Fonts for Hebrew and Arabic, dropped in as somebody who runs a server would."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _fonts_dropped_in(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = tmp_path_factory.getbasetemp() / "with-fonts"
    if not instance.exists():
        shutil.copytree(Path(__file__).with_name("fonts"), instance / "fonts")
    monkeypatch.setenv("INSTANCE", str(instance))
