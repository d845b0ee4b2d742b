"""A batch does what its commands would do one after another, also where some are refused."""

import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import event

from tests.databases import open_database
from tests.house import CAST, TestHouse, settings_in
from workshop.actions import drafting, joining, papers, writing
from workshop.models import BallotRevision, HandIn, Note, Participant, Pass, Stamp
from workshop.perform import Waiting

BATCHES, COMMANDS = 8, 12
Command = tuple[Any, str, dict[str, Any]]


@pytest.fixture
def room(furnished: tuple[TestHouse, Path], tmp_path: Path) -> TestHouse:
    """A house of its own in which everybody has written two notes."""
    house = copied(furnished[0], furnished[1], tmp_path / "first")
    house.go("write")
    for name in CAST:
        for number in range(2):
            house.write(name, f"{name} says {number}.")
    return house


@pytest.mark.parametrize("is_tidy", [True, False], ids=["none refused", "some refused"])
@pytest.mark.parametrize("chance", range(BATCHES))
def test_notes_in_a_batch_are_as_notes_one_by_one(
    room: TestHouse, tmp_path: Path, chance: int, is_tidy: bool
) -> None:
    dice = [Random(f"{chance}-{one}") for one in range(COMMANDS)]
    commands = [_about_notes(room, one, is_tidy=is_tidy) for one in dice]
    assert_the_same(room, tmp_path, commands, is_tidy)


@pytest.mark.parametrize("is_tidy", [True, False], ids=["none refused", "some refused"])
@pytest.mark.parametrize("chance", range(BATCHES))
def test_papers_in_a_batch_are_as_papers_one_by_one(
    room: TestHouse, tmp_path: Path, chance: int, is_tidy: bool
) -> None:
    room.go("draft")
    ballot = room.open_ballot(room.add_principle())
    (row,) = room.rows(BallotRevision)
    dice = [Random(f"{chance}-{one}") for one in range(COMMANDS)]
    commands = [_about_papers(one, ballot, row.revision_id, is_tidy=is_tidy) for one in dice]
    assert_the_same(room, tmp_path, commands, is_tidy)


def test_papers_that_come_together_are_one_insert_without_savepoints(room: TestHouse) -> None:
    room.go("draft")
    ballot = room.open_ballot(room.add_principle())
    (row,) = room.rows(BallotRevision)
    said = {"ballot": ballot, "number": 0, "answers": {str(row.revision_id): "yes"}}
    run: list[str] = []
    event.listen(room.database.engine, "before_cursor_execute", lambda *told: run.append(told[2]))
    together(room, [(papers.hand_in, name, said) for name in CAST])
    assert len(room.rows(HandIn)) == len(CAST)
    assert sum(one.startswith("INSERT INTO hand_ins") for one in run) == 1
    assert sum("electors" in one for one in run) == 1
    assert not [one for one in run if "SAVEPOINT" in one]


def assert_the_same(
    room: TestHouse, tmp_path: Path, commands: list[Command], is_tidy: bool
) -> None:
    """Run the commands on two copies of the room, together and one by one."""
    room.database.engine.dispose()
    source = Path(room.database.engine.url.database or "")
    one = copied(room, source, tmp_path / "one")
    other = copied(room, source, tmp_path / "other")
    savepoints: list[object] = []
    event.listen(one.database.engine, "savepoint", lambda *told: savepoints.append(told))
    assert together(one, commands) == alone(other, commands)
    assert not (savepoints and is_tidy)
    assert kept(one) == kept(other)


def copied(house: TestHouse, source: Path, folder: Path) -> TestHouse:
    folder.mkdir()
    shutil.copyfile(source, folder / "copy.db")
    if (source.parent / "keys").exists():
        shutil.copytree(source.parent / "keys", folder / "keys")
    url = f"sqlite:///{folder / 'copy.db'}"
    return house.copy_in(open_database(url), settings_in(folder, url))


def together(house: TestHouse, commands: list[Command]) -> list[str]:
    """What each command was told, when all came into one batch."""
    batch = [
        Waiting(action, house.people[who], {"workshop": house.workshop, **args})
        for action, who, args in commands
    ]
    house.door.waiting.queue += batch
    house.door.waiting.run_next()
    return [said(one) for one in batch]


def alone(house: TestHouse, commands: list[Command]) -> list[str]:
    """What each command was told, when they came one after another."""
    told = []
    for action, who, args in commands:
        one = Waiting(action, house.people[who], {"workshop": house.workshop, **args})
        house.door.waiting.queue.append(one)
        house.door.waiting.run_next()
        told.append(said(one))
    return told


def said(one: Waiting) -> str:
    """The refusal, or the answer without the random number of a new note."""
    if one.error:
        return f"{type(one.error).__name__}: {one.error}"
    return str({name: what for name, what in one.answer.items() if name != "note"})


def kept(house: TestHouse) -> dict[str, Any]:
    """Everything that the commands can have changed; a batch may count one stamp for many."""
    return {
        "notes": {(n.key, n.participant_id, n.text, n.state) for n in house.rows(Note)},
        "passes": {(one.participant_id, one.prompt_id) for one in house.rows(Pass)},
        "pausing": {(p.id, p.is_pausing) for p in house.rows(Participant)},
        "papers": {(h.participant_id, h.number, h.key) for h in house.rows(HandIn)},
        "stamps": {(s.audience, s.slice) for s in house.rows(Stamp)},
    }


def _about_notes(house: TestHouse, chance: Random, *, is_tidy: bool) -> Command:
    """A command about notes; a tidy one is never refused, whatever came before it."""
    who = chance.choice(list(CAST))
    mine = house.rows(Note, Note.participant_id == house.people[who].participant_id)
    first, second = sorted(mine, key=lambda note: note.text)
    tidy: list[tuple[Any, dict[str, Any]]] = [
        (writing.post_note, {"text": f"Said by {who}.", "key": f"{who}-{chance.randrange(3)}"}),
        (writing.pass_prompt, {}),
        (writing.change_note, {"note": first.id, "text": f"Again, {who}."}),
        (writing.delete_note, {"note": second.id}),
        (writing.post_note, {"text": "Once more.", "key": second.key}),
        (joining.pause, {"is_pausing": chance.random() < 0.5}),
    ]
    untidy: list[tuple[Any, dict[str, Any]]] = [
        (writing.post_note, {"text": "Mine too.", "key": f"Ada-{chance.randrange(3)}"}),
        (writing.post_note, {"text": "", "key": f"k-{chance.random()}"}),
        (writing.change_note, {"note": second.id, "text": f"Too late, {who}."}),
        (writing.delete_note, {"note": chance.choice(house.rows(Note)).id}),
        (drafting.set_aside, {"principle": 1, "is_set_aside": True}),
    ]
    action, args = chance.choice(tidy if is_tidy else tidy + untidy)
    if action in (writing.post_note, writing.pass_prompt):
        args["prompt"] = house.prompts[chance.choice((0, 0, 0, 1))]
    return action, who, args


def _about_papers(chance: Random, ballot: int, revision: int, *, is_tidy: bool) -> Command:
    who = chance.choice(list(CAST))
    answer = "yes" if is_tidy else chance.choice(("yes", "no", "nonsense"))
    given = {"number": 0, "key": who} if is_tidy else {"number": chance.randrange(3), "key": ""}
    return papers.hand_in, who, {
        "ballot": ballot, "answers": {str(revision): answer}, **given,
    }  # fmt: skip
