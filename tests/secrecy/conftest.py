"""Servers over furnished databases share their templates and static files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import TestHouse
from tests.secrecy.twin import Answers, Twin, run_until_the_close
from tests.web.conftest import SHARED_ASSETS, _shared_studio
from workshop import application

RunTwin = Callable[..., Twin]


@pytest.fixture
def run_twin(
    furnished: tuple[TestHouse, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[RunTwin]:  # fmt: skip
    """Runs a workshop until the close, always in the same folder."""
    monkeypatch.setattr(application, "Assets", SHARED_ASSETS)
    monkeypatch.setattr(application, "Studio", _shared_studio)
    open_ones: list[Twin] = []

    def run(seed: int, way: str, papers: list[list[Answers]], **more: Any) -> Twin:
        _end(open_ones)
        folder = tmp_path / "twin"
        shutil.rmtree(folder, ignore_errors=True)
        open_ones.append(run_until_the_close(furnished, folder, seed, way, papers, caplog, **more))
        return open_ones[-1]

    yield run
    _end(open_ones)


def _end(twins: list[Twin]) -> None:
    while twins:
        twins.pop().end()
