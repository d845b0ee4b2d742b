"""Papers are padded to one length, and the same is read whatever is written."""

import json
import re
from pathlib import Path
from random import Random

import pytest

from tests.house import TestHouse
from tests.secrecy.test_lengths import filled_in
from workshop.actions import papers
from workshop.domain.ways import consent, rating
from workshop.models import BallotRevision
from workshop.models.seals import ROOM
from workshop.rehearsal.ballots import PAPER_LENGTH, padded

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "commands.js"
FEW_LETTERS = 40


def test_the_rehearsal_pads_as_the_phone_does() -> None:
    (length,) = re.findall(r"PAPER_LENGTH = (\d+);", SCRIPT.read_text())
    assert int(length) == PAPER_LENGTH > 2 * ROOM


@pytest.mark.parametrize("way", ["consent", "rating"])
def test_every_paper_has_one_length_as_it_is_sent(way: str) -> None:
    chance = Random(way)
    lengths = set()
    for _ in range(200):
        kind = chance.choice(("yes", "if", "no"))
        paper = {"ballot": "1", "number": str(chance.randrange(2000))}
        for revision in ("1", "2", "3"):
            has_reason, has_harm = kind != "yes" and chance.random() < 0.5, kind == "no"
            paper |= filled_in(revision, way, kind, has_reason, has_harm, chance)
        lengths.add(len(json.dumps(padded(paper), ensure_ascii=False).encode()))
    assert lengths == {PAPER_LENGTH}


@pytest.mark.parametrize("way", ["consent", "rating"])
def test_as_many_letters_are_read_whatever_is_written(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Reading a letter costs time: so a paper without a reason is read with filler."""
    read: list[int] = []
    clean = papers.clean_text

    def counted(text: str, **more: object) -> str:
        read.append(len(text))
        return clean(text, **more)  # type: ignore[arg-type]

    for module in (papers, consent, rating):
        monkeypatch.setattr(module, "clean_text", counted)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), way=way)
    (row,) = house.rows(BallotRevision)
    choice, why = {"consent": ("no", "no-why"), "rating": ("2", "why")}[way]
    letters = set()
    for number, length in enumerate((0, 1, 500, 2000)):
        read.clear()
        said = {str(row.revision_id): choice, f"{row.revision_id}-{why}": "w" * length}
        house.hand_in("Ada", ballot, said, number=number)
        letters.add(sum(read))
    assert all(ROOM - FEW_LETTERS <= one <= ROOM for one in letters)
