"""A sealed paper tells nothing, opens in its own row only, and never without its key."""

import stat
from pathlib import Path

import pytest

from workshop.domain.refusals import NotValid
from workshop.models.seals import (
    ROOM,
    KeyMissing,
    SealBroken,
    destroy_key,
    key_for,
    key_names,
    make_key,
    open_seal,
    seal,
)

OWNER = "ballot 3, person 7"
PAPER = b'{"12": {"choice": "no", "reason": "It is too soon.", "harm": true}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_a_sealed_paper_opens_with_its_key(folder: Path) -> None:
    key = make_key(folder, "ballot-3")
    assert (
        open_seal(key_for(folder, "ballot-3"), seal(key, PAPER, owner=OWNER), owner=OWNER)
        == PAPER
    )


def test_all_papers_of_a_ballot_have_one_length(folder: Path) -> None:
    key = make_key(folder, "ballot-3")
    papers = (b"", b"{}", PAPER, b"x" * 5000, b"y" * ROOM)
    assert len({len(seal(key, paper, owner=OWNER)) for paper in papers}) == 1


def test_the_same_paper_never_looks_the_same_twice(folder: Path) -> None:
    key = make_key(folder, "ballot-3")
    one, other = seal(key, PAPER, owner=OWNER), seal(key, PAPER, owner=OWNER)
    assert one != other
    assert b"soon" not in one


def test_five_reasons_of_a_thousand_letters_of_any_script_fit_and_more_is_refused(
    folder: Path,
) -> None:
    key = make_key(folder, "ballot-3")
    reason = ("क" * 1000).encode()
    assert seal(key, reason * 5, owner=OWNER)
    with pytest.raises(NotValid):
        seal(key, b"x" * (ROOM + 1), owner=OWNER)
    assert 3 * ROOM < 52_000, "posted as a form, each byte may take three"


@pytest.mark.parametrize("place", [0, 5, 12, 20, 500, -1])
def test_a_changed_paper_is_refused(folder: Path, place: int) -> None:
    key = make_key(folder, "ballot-3")
    sealed = bytearray(seal(key, PAPER, owner=OWNER))
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        open_seal(key, bytes(sealed), owner=OWNER)


def test_a_paper_cut_short_or_moved_to_another_row_is_refused(folder: Path) -> None:
    key = make_key(folder, "ballot-3")
    sealed = seal(key, PAPER, owner=OWNER)
    for cut in (b"", sealed[:10], sealed[:-1]):
        with pytest.raises(SealBroken):
            open_seal(key, cut, owner=OWNER)
    with pytest.raises(SealBroken):
        open_seal(key, sealed, owner="ballot 3, person 8")
    with pytest.raises(SealBroken):
        open_seal(make_key(folder, "ballot-4"), sealed, owner=OWNER)


def test_only_the_server_can_read_the_key(folder: Path) -> None:
    make_key(folder, "ballot-3")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "ballot-3.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["ballot-3.key"]


def test_a_destroyed_key_is_missing_and_destroying_it_again_does_nothing(folder: Path) -> None:
    make_key(folder, "ballot-3")
    destroy_key(folder, "ballot-3")
    destroy_key(folder, "ballot-3")
    with pytest.raises(KeyMissing):
        key_for(folder, "ballot-3")
    assert key_names(folder) == set()


def test_a_torn_key_is_a_missing_key(folder: Path) -> None:
    make_key(folder, "ballot-3")
    (folder / "ballot-3.key").write_bytes(b"half")
    with pytest.raises(KeyMissing):
        key_for(folder, "ballot-3")


def test_a_key_is_never_overwritten_and_its_name_never_leads_elsewhere(folder: Path) -> None:
    key = make_key(folder, "ballot-3")
    with pytest.raises(FileExistsError):
        make_key(folder, "ballot-3")
    assert key_for(folder, "ballot-3") == key
    assert key_names(folder) == {"ballot-3"}
    for name in ("", "../ballot", "a/b", "a.b"):
        with pytest.raises(ValueError, match="key's name"):
            make_key(folder, name)
