"""What was said on papers about each principle, of all its ballots, and what became of it."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.objections import STATES, objections_in
from workshop.domain.records import PublishedRecord
from workshop.models import Ballot, Objection
from workshop.projections.scope import View

KINDS = ("harm", "condition", "against")


def objections_of(session: Session, workshop_id: int) -> dict[int, list[View]]:
    """The objections of each principle: the last ballot first, harm first, else mixed up."""
    found = (
        select(Objection, Ballot.number)
        .join(Ballot, Ballot.id == Objection.ballot_id)
        .where(Objection.workshop_id == workshop_id)
        .order_by(Ballot.id.desc(), Objection.id)
    )
    views: dict[int, list[View]] = {}
    for row, ballot in session.execute(found):
        views.setdefault(row.principle_id, []).append(_view(row, ballot))
    return {principle: _in_order(kept) for principle, kept in views.items()}


def with_records(
    kept: list[View], records: Iterable[tuple[int, PublishedRecord]]
) -> list[View]:
    """The objections of one principle, and of each ballot without any what its record says.

    Databases of an earlier release have closed ballots whose objections are in the record only:
    nothing is known of what became of those, so they have no state.
    """
    ballots = {one["ballot"] for one in kept}
    told = [
        {"id": 0, "ballot": ballot, "kind": kind, "text": text, "state": "", "said": "",
         "answer": ""}
        for ballot, record in records
        if ballot not in ballots
        for kind, text in objections_in(record)
    ]  # fmt: skip
    return _in_order([*kept, *told])


def _view(row: Objection, ballot: int) -> View:
    return {
        "id": row.id,
        "ballot": ballot,
        "kind": row.kind,
        "text": row.text,
        "state": row.state,
        "said": STATES[row.state],
        "answer": row.answer,
    }


def _in_order(views: list[View]) -> list[View]:
    return sorted(views, key=lambda view: (-view["ballot"], KINDS.index(view["kind"])))
