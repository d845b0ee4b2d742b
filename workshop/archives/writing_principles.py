"""Principles in an archive: words, sources, revisions, suggestions, and what came of them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from workshop.archives import shape
from workshop.archives.few import people_in_file
from workshop.archives.measures import one_of
from workshop.archives.names import Names
from workshop.content.lens import shipped_rules
from workshop.models import (
    Ballot,
    Decision,
    LeftAdvice,
    Objection,
    OpenDecision,
    OpenField,
    OtherView,
    Principle,
    PrincipleField,
    PrincipleOrigin,
    PrincipleSource,
    Revision,
    Suggestion,
)
from workshop.projections.open_decisions import count_told, counted_together

BELONGING: tuple[type[Any], ...] = (
    Decision, LeftAdvice, Objection, OpenField, OtherView, PrincipleField, PrincipleOrigin,
    PrincipleSource, Revision, Suggestion,
)  # fmt: skip
Rows = dict[tuple[type[Any], int], list[Any]]


def principles_of(session: Session, workshop_id: int, names: Names) -> list[shape.Principle]:
    """Every principle, in its place."""
    kept = _rows_of(session, names)
    numbers = select(Ballot.id, Ballot.number).where(Ballot.workshop_id == workshop_id)
    ballots = dict(session.execute(numbers).all())
    decided = _open_decisions(session, workshop_id)
    found = select(Principle).where(Principle.id.in_(names.principles))
    return [
        _principle(row, names, kept, ballots, decided.get(row.id, []))
        for row in session.scalars(found.order_by(Principle.position, Principle.id))
    ]


def _rows_of(session: Session, names: Names) -> Rows:
    """What belongs to each principle, by its table: a few questions, however many there are."""
    kept: Rows = {}
    for table in BELONGING:
        found = select(table).where(table.principle_id.in_(names.principles))
        for row in session.scalars(found.order_by(*inspect(table).primary_key)):
            kept.setdefault((table, row.principle_id), []).append(row)
    return kept


def _principle(
    row: Principle, names: Names, kept: Rows, ballots: dict[int, int], decided: list[shape.Decided]
) -> shape.Principle:
    def of(table: type[Any]) -> list[Any]:
        return kept.get((table, row.id), [])

    return shape.Principle(
        name=names.principles[row.id],
        theme=names.themes.get(row.theme_id or 0),
        tags=row.tags,
        is_set_aside=row.is_set_aside,
        # The text of a joint field is kept with it, without its writers.
        fields={one.field: one.text for one in of(PrincipleField) if one.text},
        open_fields=[one.field for one in of(OpenField)],
        left_advice=_left_advice(of(LeftAdvice)),
        sources=names.sources([one.note_id for one in of(PrincipleSource)]),
        revisions=[
            _frozen(one, names) for one in sorted(of(Revision), key=lambda one: one.number)
        ],
        suggestions=_suggestions(of(Suggestion)),
        objections=_objections(of(Objection), ballots),
        open_decisions=decided,
        decision="".join(one.text for one in of(Decision)),
        other_views=sorted(one.text for one in of(OtherView) if one.state == "kept"),
        origin="".join(one.anchor for one in of(PrincipleOrigin)),
    )


def _left_advice(rows: Iterable[LeftAdvice]) -> list[shape.Left]:
    """What was left of the rules that ship; an organisation's own stay with it."""
    return [shape.Left(field=r.field, rule=r.rule) for r in rows if r.rule in shipped_rules()]


def _frozen(row: Revision, names: Names) -> shape.Frozen:
    return shape.Frozen(
        texts=row.texts,
        tags=row.tags,
        sources=names.sources(row.sources),
        open_fields=row.open_fields,
        frozen_at=row.frozen_at,
    )


def _suggestions(rows: Iterable[Suggestion]) -> list[shape.Suggested]:
    """Those that are not held back, by their words; whose they are, and who wanted them, is not."""
    shown = sorted(
        (row for row in rows if row.judged == "kept"),
        key=lambda row: (row.field, row.text, row.reason, row.base, row.state, row.answer),
    )
    names = {row.id: f"s{place}" for place, row in enumerate(shown, 1)}
    return [_suggested(row, names) for row in shown]


def _suggested(row: Suggestion, names: dict[int, str]) -> shape.Suggested:
    return shape.Suggested(
        name=names[row.id],
        field=row.field,
        revision=row.revision,
        base=row.base,
        text=row.text,
        reason=row.reason,
        state=one_of(row.state),
        answer=row.answer,
        joined_to=names.get(row.joined_to or 0),
    )


def _objections(rows: Iterable[Objection], ballots: dict[int, int]) -> list[shape.Objected]:
    return sorted(
        (
            shape.Objected(
                ballot=ballots[row.ballot_id],
                kind=one_of(row.kind),
                text=row.text,
                state=one_of(row.state),
                answer=row.answer,
            )
            for row in rows
        ),
        key=lambda one: (one.ballot, one.kind, one.text, one.state, one.answer),
    )


def _open_decisions(session: Session, workshop_id: int) -> dict[int, list[shape.Decided]]:
    """By principle, the first first."""
    found = (
        select(OpenDecision, Revision)
        .join(Revision, Revision.id == OpenDecision.revision_id)
        .where(OpenDecision.workshop_id == workshop_id)
    )
    together = counted_together(session, workshop_id)
    decided: dict[int, list[shape.Decided]] = {}
    for row, revision in session.execute(found.order_by(OpenDecision.id)):
        one = shape.Decided(
            revision=revision.number,
            is_agreed=row.is_agreed,
            text=row.text,
            people={
                key: people_in_file(count_told(key, row.people, together)) for key in row.people
            },
            at=row.decided_at,
        )
        decided.setdefault(revision.principle_id, []).append(one)
    return decided
