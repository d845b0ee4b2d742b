"""Ballots in an archive: the rule, the groups as they are told, and what was published."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.archives import ballot_shape as shape
from workshop.archives.measures import one_of
from workshop.archives.names import Names
from workshop.domain.groups import Group
from workshop.domain.rules import Rule
from workshop.models import Ballot, BallotRevision, Revision

TOLD = (
    "verdict", "papers", "too_few", "absent", "harm", "conditions", "against", "harms",
)  # fmt: skip
"""What is taken of a record as it is; the rest follows from the ballot."""


def ballots_of(session: Session, workshop_id: int, names: Names) -> list[shape.Ballot]:
    """Every ballot that is over, the first first."""
    found = select(Ballot).where(Ballot.workshop_id == workshop_id).order_by(Ballot.id)
    return [_ballot(session, row, names) for row in session.scalars(found)]


def _ballot(session: Session, row: Ballot, names: Names) -> shape.Ballot:
    return shape.Ballot(
        number=row.number,
        step=names.steps[row.activity_id],
        way=row.way,
        rule=_rule(Rule.from_json(row.rule)),
        groups=[_group(Group.from_json(kept)) for kept in row.groups],
        state=one_of(row.state),
        round=row.round,
        rounds=row.rounds,
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        closed_at=row.closed_at,
        void_reason=row.void_reason,
        papers=_papers(session, row, names),
    )


def _rule(rule: Rule) -> shape.Rule:
    return shape.Rule(
        threshold=rule.threshold, k=rule.k, yes_if=rule.yes_if, quorum=rule.quorum
    )  # fmt: skip


def _group(group: Group) -> shape.Group:
    """The size of the group, as every paper showed it, and of no voice beside it."""
    return shape.Group(size=group.size, voices=list(group.voices))


def _papers(session: Session, ballot: Ballot, names: Names) -> list[shape.OnPaper]:
    found = (
        select(BallotRevision, Revision)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(BallotRevision.ballot_id == ballot.id)
        .order_by(BallotRevision.position, BallotRevision.revision_id)
    )
    return [
        shape.OnPaper(
            principle=names.principles[revision.principle_id],
            revision=revision.number,
            record=_record(row.record) if row.record else None,
        )
        for row, revision in session.execute(found)
    ]


def _record(kept: Mapping[str, Any]) -> shape.Record:
    return shape.Record(
        **{name: kept[name] for name in TOLD},
        groups=[_group_record(one) for one in kept["groups"]],
        numbers={name: _span(count) for name, count in kept["numbers"]},
    )


def _group_record(kept: Mapping[str, Any]) -> shape.GroupRecord:
    counts = kept["counts"]
    return shape.GroupRecord(
        level=kept["level"],
        verdict=kept["verdict"],
        band=kept["band"],
        counts=_counts(counts) if counts else None,
    )


def _counts(kept: Mapping[str, Any]) -> shape.Counts:
    spans = {name: _span(kept[name]) for name in ("yes", "no", "passes", "part", "harm")}
    spread = kept["spread"]
    return shape.Counts(**spans, spread=tuple(spread) if spread else None)


def _span(kept: list[int]) -> tuple[int, int]:
    low, high = kept
    return low, high
