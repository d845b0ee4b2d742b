"""Each contract about imports bites: one bad import, planted in a copy, and the check fails."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECK = Path(sys.executable).with_name("lint-imports")
LAYERS = "The layers, from the doors down to the rules"
PURE = "The domain knows no framework and nothing of ours"
BELOW = "What is below the doors never sees Flask"
APART = "A rehearsal only speaks to the doors"
PLANTED = (
    (LAYERS, "domain/words.py", "import workshop.models.base"),
    (LAYERS, "projections/scope.py", "import workshop.actions.recording"),
    (LAYERS, "realtime/stamps.py", "import workshop.perform"),
    (LAYERS, "actions/recording.py", "import workshop.web.house"),
    (LAYERS, "backups/files.py", "import workshop.web.house"),
    (LAYERS, "archives/few.py", "import workshop.web.house"),
    (LAYERS, "publishing/places.py", "import workshop.web.house"),
    (PURE, "domain/words.py", "import sqlalchemy"),
    (BELOW, "actions/recording.py", "import flask"),
    (BELOW, "publishing/places.py", "import werkzeug"),
    (BELOW, "archives/few.py", "import flask"),
    (APART, "rehearsal/__init__.py", "import workshop.models"),
    (APART, "rehearsal/__init__.py", "import workshop.archives"),
)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without its large files, and the contracts."""
    folder = tmp_path_factory.mktemp("planted")
    only_code = shutil.ignore_patterns("__pycache__", "*.ttf", "*.woff2", "fonts")
    shutil.copytree(ROOT / "workshop", folder / "workshop", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_planted_against() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {one["name"] for one in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _file, _line in PLANTED}


def test_the_package_as_it_is_keeps_every_contract(copied: Path) -> None:
    found = _check(copied)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    copied: Path, contract: str, file: str, line: str
) -> None:
    planted = copied / "workshop" / file
    before = planted.read_text()
    try:
        planted.write_text(f"{before}\n{line}\n")
        found = _check(copied)
    finally:
        planted.write_text(before)
    assert found.returncode == 1, found.stdout
    assert f"{contract} BROKEN" in found.stdout


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        [CHECK], cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=60
    )
