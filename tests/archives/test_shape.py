"""The shape that is written down is the one that is checked; a file of ours keeps to it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from workshop.archives import checking, earlier
from workshop.archives.checking import checked
from workshop.archives.shape import schema
from workshop.archives.telling import OF_THE_COPY, told_events
from workshop.domain.events import Event
from workshop.domain.refusals import NotValid

KEPT = Path(__file__).parents[2] / "docs/workshop-archive.schema.json"


def test_the_schema_in_the_docs_is_the_shape_that_is_checked() -> None:
    assert json.loads(KEPT.read_text()) == schema(), "python -m workshop.archives.shape prints it"


def test_a_file_keeps_to_the_schema(archive_file: bytes) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(archive_file), schema())


def test_a_full_workshop_leaves_no_part_of_the_shape_untried(archive_file: bytes) -> None:
    found = set(_filled(json.loads(archive_file)))
    shapes = schema()["$defs"]
    wanted = {f"{name}.{field}" for name in shapes for field in shapes[name]["properties"]}
    fields = {one.partition(".")[2] for one in wanted}
    assert fields - found == set()


def test_every_event_that_the_journal_keeps_goes_out_or_is_of_the_copy() -> None:
    told = {one.__name__ for one in Event.__subclasses__() if one.is_told}
    out = {one.__name__ for one in told_events().values()}
    assert told - out == {"WorkshopBroughtIn"}
    assert OF_THE_COPY == ("workshop.brought.in",)


def test_an_archive_of_an_earlier_release_is_made_anew(
    archive_file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A made-up one: its themes were only names, and it knew no other views."""

    def to_one(raw: dict[str, Any]) -> dict[str, Any]:
        themes = [{"name": f"t{n}", "title": one} for n, one in enumerate(raw["themes"], 1)]
        return raw | {"themes": themes}

    raw = json.loads(archive_file)
    raw["format"] = "workshop-archive/0"
    raw["themes"] = [one["title"] for one in raw["themes"]]
    for principle in raw["principles"]:
        del principle["other_views"]
    old = json.dumps(raw).encode()
    with pytest.raises(NotValid, match="newer release"):
        checked(old)
    steps = {"workshop-archive/0": ("workshop-archive/1", to_one)}
    monkeypatch.setattr(earlier, "STEPS", steps)
    made = checked(old)
    assert [one.title for one in made.themes] == ["Pace", "Choice"]
    assert [one.other_views for one in made.principles] == [[]] * 5


def test_what_a_newer_release_wrote_says_so(archive_file: bytes) -> None:
    newer = archive_file.replace(b"workshop-archive/1", b"workshop-archive/2")
    with pytest.raises(NotValid, match="newer release"):
        checking.checked(newer)


def _filled(part: Any) -> list[str]:
    """The names of all fields that hold something, somewhere."""
    if isinstance(part, list):
        return [name for one in part for name in _filled(one)]
    if isinstance(part, dict):
        here = [name for name, value in part.items() if value or type(value) is int]
        return here + [name for value in part.values() for name in _filled(value)]
    return []


def test_a_file_reads_as_what_was_written(archive_file: bytes) -> None:
    made = checked(archive_file)
    assert msgspec.json.decode(archive_file, type=type(made)) == made
