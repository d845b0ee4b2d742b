"""Whatever a file holds: it is an archive, or it is refused in words of ours, in bounded memory."""

import pytest

from tests.archives.hostile import GIANTS, tampered
from tests.archives.memory import measured
from workshop.archives.checking import checked
from workshop.domain.refusals import Refusal

MOST_MEGABYTES = 150


def test_a_tampered_file_is_an_archive_or_refused(archive_file: bytes) -> None:
    said = [_said_of(tampered(archive_file, seed)) for seed in range(200)]
    # About one in seven is an archive: which ones hangs on the keys that this file happens to have.
    assert 10 < said.count("") < 190
    assert [one for one in said if one and "Nothing was brought in" not in one] == []


@pytest.mark.parametrize("kind", GIANTS)
def test_a_giant_is_refused_in_bounded_memory(kind: str) -> None:
    content = GIANTS[kind]()
    with measured() as memory, pytest.raises(Refusal):
        checked(content)
    assert memory.megabytes < MOST_MEGABYTES


def _said_of(content: bytes) -> str:
    """What is said of a file, or nothing where it is an archive."""
    try:
        checked(content)
    except Refusal as refusal:
        return refusal.sentence
    return ""
