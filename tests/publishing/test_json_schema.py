"""The schema in docs/ is the one of what is written, and what is written fits it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.publishing.sample import SAMPLE
from workshop.publishing.as_json import json_of, schema_of_guidance
from workshop.publishing.document import Look, SectionText

KEPT = Path(__file__).parents[2] / "docs" / "guidance.schema.json"
WRITE_IT = (
    "python -c 'from workshop.publishing.as_json import schema_of_guidance as s; "
    'open("docs/guidance.schema.json", "wb").write(s())\''
)


def validator() -> Draft202012Validator:
    schema = json.loads(KEPT.read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_in_the_docs_is_what_is_written() -> None:
    assert KEPT.read_bytes() == schema_of_guidance(), f"write it anew: {WRITE_IT}"


def test_the_sample_fits_the_schema_also_with_every_part_of_it() -> None:
    full = replace(
        SAMPLE, sections=(SectionText("summary", "text", "In plain words", "Some *words*."),),
        look=Look(b"\x89PNG", "Our house", "#0a5a50"), review_on=SAMPLE.published_on,
        standing="draft", notice="A draft.",
    )  # fmt: skip
    for guidance in (SAMPLE, full):
        assert list(validator().iter_errors(json.loads(json_of(guidance)))) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [("title", None), ("standing", "final"), ("principles", {}), ("review_on", "soon"),
     ("edition_number", "2")],
)  # fmt: skip
def test_what_does_not_fit_is_found(place: str, value: object) -> None:
    written = json.loads(json_of(SAMPLE))
    written[place] = value
    checked = Draft202012Validator(
        json.loads(KEPT.read_bytes()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert not checked.is_valid(written)
