"""What the lens says about the words of a principle, and which fields are left open."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from workshop.content import Field
from workshop.domain.lens import Lens, fold, marks_in
from workshop.domain.reading import long_sentences, reading_age
from workshop.models import LeftAdvice, OpenField, Principle, PrincipleField
from workshop.projections.scope import View
from workshop.projections.still_marked import still_marked

NONE: frozenset[str] = frozenset()
Left = Mapping[str, frozenset[str]]


def advice_on(text: str, field: Field, left: Left, lens: Lens) -> View:
    """What may be said about one field: marks by their words, long sentences, a reading age."""
    return {
        "marks": marks_by_words(text, lens, field.warning, left.get(field.key, NONE)),
        "long": [count for _start, _end, count in long_sentences(text)],
        "age": reading_age(text),
    }


def marks_by_words(
    text: str, lens: Lens, is_warning: bool = False, left: frozenset[str] = NONE
) -> list[View]:
    """What the lens marks in a text; marks with the same words are one."""
    marks: dict[tuple[str, str], View] = {}
    for one in marks_in(text, lens, is_warning=is_warning, left=left):
        words = text[one.start : one.end]
        view = {
            "rule": one.rule,
            "words": words,
            "why": lens.rules[one.rule].why,
            "instead": lens.rules[one.rule].instead,
            "alternative": one.alternative,
            "count": 0,
        }
        marks.setdefault((one.rule, fold(words)), view)["count"] += 1
    return list(marks.values())


def advice_beside(
    session: Session, principle_id: int, fields: Collection[Field], texts: Mapping[str, str],
    lens: Lens,
) -> dict[str, View]:  # fmt: skip
    """What stands beside each field while it is written in, by its key."""
    left = left_in(session, principle_id)
    open_fields = open_fields_of(session, principle_id, texts)
    return {
        field.key: advice_on(texts.get(field.key, ""), field, left, lens)
        | {
            "left": _reasons(left.get(field.key, NONE), lens),
            "is_open": field.key in open_fields,
            "has_words": bool(texts.get(field.key)),
        }
        for field in fields
    }


def remaining(
    texts: Mapping[str, str], fields: Collection[Field], left: Left, lens: Lens
) -> list[View]:
    """What is still marked, for each field that has something."""
    found = [
        (field, still_marked(texts.get(field.key, ""), lens, field.warning,
                             left.get(field.key, NONE)))
        for field in fields
    ]  # fmt: skip
    return [
        {
            "key": field.key,
            "label": field.label,
            "words": list(said.words),
            "long": list(said.long),
        }
        for field, said in found
        if said.words or said.long
    ]


def fields_shown(
    fields: Collection[Field], texts: Mapping[str, Any], open_fields: Collection[str]
) -> list[View]:
    """The fields besides the statement that have words, or that people left open."""
    return [
        {
            "key": field.key,
            "label": field.label,
            "text": texts.get(field.key, ""),
            "is_open": field.key in open_fields,
        }
        for field in fields
        if field.key != "statement" and (texts.get(field.key) or field.key in open_fields)
    ]


def _reasons(left: frozenset[str], lens: Lens) -> dict[str, str]:
    return {key: lens.rules[key].why for key in sorted(left & lens.rules.keys())}


def left_in(session: Session, principle_id: int) -> Left:
    """The rules that people left, by field."""
    return _by_field(session, LeftAdvice.principle_id == principle_id).get(principle_id, {})


def left_in_all(session: Session, workshop_id: int) -> Mapping[int, Left]:
    """The same of every principle of a workshop in which people left any."""
    here = select(Principle.id).where(Principle.workshop_id == workshop_id)
    return _by_field(session, LeftAdvice.principle_id.in_(here))


def _by_field(
    session: Session, which: ColumnElement[bool]
) -> dict[int, dict[str, frozenset[str]]]:
    left: dict[int, dict[str, frozenset[str]]] = {}
    for row in session.scalars(select(LeftAdvice).where(which)):
        fields = left.setdefault(row.principle_id, {})
        fields[row.field] = fields.get(row.field, NONE) | {row.rule}
    return left


def open_fields_of(session: Session, principle_id: int, texts: Mapping[str, Any]) -> list[str]:
    """The fields that people left open, and that have no words."""
    found = select(OpenField.field).where(OpenField.principle_id == principle_id)
    return sorted(field for field in session.scalars(found) if not texts.get(field))


def open_now(session: Session, principle_id: int) -> list[str]:
    """The fields of a draft that people left open, and that have no words."""
    has_words = select(PrincipleField).where(
        PrincipleField.principle_id == OpenField.principle_id,
        PrincipleField.field == OpenField.field,
        PrincipleField.text != "",
    )
    found = select(OpenField.field).where(OpenField.principle_id == principle_id)
    return sorted(session.scalars(found.where(~has_words.exists())))
