"""What others made is what we think it is."""

import hashlib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"


@pytest.mark.parametrize("folder", ["vendor", "fonts"])
def test_every_file_of_others_has_the_sum_that_was_written_down(folder: str) -> None:
    wanted = _sums_of(STATIC / folder)
    found = {name: _sum_of(STATIC / folder / name) for name in wanted}
    assert found == wanted


@pytest.mark.parametrize("folder", ["vendor", "fonts"])
def test_no_file_of_others_lies_there_without_a_sum(folder: str) -> None:
    ours = {"README.md", "SHA256SUMS"}
    files = (path for path in (STATIC / folder).rglob("*") if path.is_file())
    names = {path.relative_to(STATIC / folder).as_posix() for path in files}
    assert names - ours == set(_sums_of(STATIC / folder))


def test_every_library_comes_with_its_licence() -> None:
    for library in (path for path in (STATIC / "vendor").iterdir() if path.is_dir()):
        assert (library / "LICENSE").read_text("utf-8").strip(), library.name
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text("utf-8").upper()


def test_the_letters_of_a_first_visit_weigh_at_most_18_kb() -> None:
    letters = STATIC / "fonts/atkinson-hyperlegible-next-english.woff2"
    assert letters.stat().st_size <= 18 * 1024


def _sums_of(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def _sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
