"""What closed ballots came to, for every audience alike: only the published record is read."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.agreement import needed_in
from workshop.domain.groups import Group, Voice
from workshop.domain.rules import Rule
from workshop.models import Ballot, BallotRevision, Elector, Principle, Revision, VoiceRow
from workshop.projections.scope import View


def outcomes_of(session: Session, workshop_id: int, activity_id: int | None = None) -> list[View]:
    """The last outcome of each principle, or every outcome of one ballot activity."""
    found = (
        select(BallotRevision, Ballot, Revision, Principle)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(Ballot.workshop_id == workshop_id, Ballot.state == "closed")
        .order_by(Ballot.id, Principle.position)
    )
    if activity_id is not None:
        found = found.where(Ballot.activity_id == activity_id)
    voices = {row.key: row for row in _voice_rows(session, workshop_id)}
    last: dict[int, View] = {}
    for row, ballot, revision, principle in session.execute(found):
        last[principle.id] = outcome_view(row, ballot, revision, principle, voices)
    return sorted(last.values(), key=lambda view: view["number"])


def outcome_view(
    row: BallotRevision, ballot: Ballot, revision: Revision, principle: Principle,
    voices: dict[str, VoiceRow],
) -> View:  # fmt: skip
    """One outcome as people see it."""
    record: dict[str, Any] = row.record or {}
    return {
        "id": f"{ballot.id}-{revision.id}",
        "number": principle.position + 1,
        "ballot": ballot.number,
        "statement": revision.texts["statement"],
        "kind": record["kind"],
        "harm": record["harm"],
        "too_few": [voices[key].plural for key in record["too_few"]],
        "absent": [voices[key].plural for key in record["absent"]],
        "rows": [_row(one, voices) for one in record["rows"]],
        "conditions": record["conditions"],
        "reasons": record["reasons"],
        "harms": record["harms"],
        "threshold": ballot.rule["threshold"],
        "if_counts": ballot.rule["yes_if"] == "yes",
    }


def paper_sentences(session: Session, ballot: Ballot) -> View:
    """What the paper says before the first tap: votes needed in each group, and what may be told."""
    voices = {row.key: row for row in _voice_rows(session, ballot.workshop_id)}
    rule = Rule(**ballot.rule)
    groups = [Group(tuple(g["voices"]), g["size"]) for g in ballot.groups]
    return {
        "threshold": rule.threshold,
        "if_counts": rule.yes_if == "yes",
        "groups": [
            {
                "shapes": [voices[key].shape for key in group.voices],
                "label": ", ".join(voices[key].plural for key in group.voices),
                "size": group.size,
                "needed": needed_in(group, rule),
                "is_alone": group.is_alone,
            }
            for group in groups
        ],
        "smallest": min(group.size for group in groups),
    }


def domain_voices(session: Session, workshop_id: int) -> list[Voice]:
    """The voices as the rules of the domain know them."""
    return [Voice(row.key, row.plural, row.kind) for row in _voice_rows(session, workshop_id)]


def electors_of(session: Session, ballot_id: int) -> int:
    """How many people may hand in a paper."""
    return len(list(session.scalars(select(Elector).where(Elector.ballot_id == ballot_id))))


def _row(row: dict[str, Any], voices: dict[str, VoiceRow]) -> View:
    view: View = {
        "shapes": [voices[key].shape for key in row["voices"]],
        "label": ", ".join(voices[key].plural for key in row["voices"]),
        "people": row["size"],
        "verdict": row["verdict"],
        "level": row["level"],
        "low": row["low"],
        "high": row["high"],
        "edge": "",
    }
    if row["level"] == "counts":
        view |= _counts(row)
    return view


def _counts(row: dict[str, Any]) -> View:
    spans = {name: row[name] for name in ("yes", "yes_if", "no", "passed")}
    in_favour = row["yes"][1] + row["yes_if"][1]
    edge = "all" if row["yes"][1] == row["size"] else "none" if in_favour <= 2 else ""
    return {
        "spans": spans,
        "yes": row["yes"][0],
        "yes_if": row["yes_if"][0],
        "no": row["no"][0],
        "passes": row["passed"][0],
        "edge": edge,
    }


def _voice_rows(session: Session, workshop_id: int) -> list[VoiceRow]:
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop_id)
    return list(session.scalars(rows.order_by(VoiceRow.position)))
