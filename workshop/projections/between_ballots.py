"""The ballots that were held, and what became of principles between them; no vote is read."""

from itertools import groupby, pairwise
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.domain.days import day_sentence
from workshop.domain.sentences import Sentence, said, said_of
from workshop.domain.ways import WAYS
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Principle, Revision, Workshop
from workshop.projections.outcomes import standings

ONE = N_("Ballot {ballot}, {day}: one principle, {way}.")
MANY = N_("Ballot {ballot}, {day}: {count} principles, {way}.")
ROUND = N_("{way}, round {round} of {rounds}")
PAPERS = N_("{said} {papers} of {people} papers came in.")
CHANGED = N_(
    "Principle {number} was changed between ballot {first} and ballot {second}: {fields}."
)
SAME = N_("Principle {number} was voted on in ballot {first} and ballot {second} as it was.")
ASIDE = N_("Principle {number} was set aside after ballot {ballot}.")
DROPPED = N_("One draft was set aside before it came to a decision.")
DROPPED_MANY = N_("{count} drafts were set aside before they came to a decision.")
WAITING = N_("One draft has not come to a decision.")
WAITING_MANY = N_("{count} drafts have not come to a decision.")
NOTHING = N_("No principle was changed or set aside between ballots.")
OTHER = N_("what it protects, or where it came from")


class Put(NamedTuple):
    """A principle on a ballot, in the words of a revision."""

    ballot: int
    revision: Revision
    principle: Principle


def ballots_held(session: Session, workshop_id: int) -> list[str]:
    """A sentence for each closed ballot: its day, its way, and how many papers came in.

    How many there were was shown to all while it was open, and is in the published record.
    """
    closed = Ballot.workshop_id == workshop_id, Ballot.state == "closed"
    found = (
        select(Ballot, BallotRevision.record)
        .outerjoin(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .where(*closed)
        .order_by(Ballot.number, BallotRevision.position)
    )
    grouped = groupby(session.execute(found), key=lambda row: row[0])
    return [_held(ballot, [record for _, record in rows]) for ballot, rows in grouped]


def changed_between(session: Session, workshop: Workshop) -> list[str]:
    """What was changed, voted on again, set aside or left undecided."""
    put = _put_to_a_vote(session, workshop.id)
    lines: list[str] = []
    for _, appearances in groupby(put, key=lambda one: one.principle.id):
        lines += _of_one(list(appearances), workshop.topic)
    return [*lines, *_never_decided(session, workshop.id)] or ([said(NOTHING)] if put else [])


def _held(ballot: Ballot, records: list[dict[str, Any] | None]) -> str:
    way = Sentence(WAYS[ballot.way].NAME)
    if ballot.rounds > 1:
        way = Sentence(ROUND, {"way": way, "round": ballot.round, "rounds": ballot.rounds})
    day = day_sentence((ballot.closed_at or ballot.opened_at).date())
    sentence = said_of(len(records), ONE, MANY, ballot=ballot.number, day=day, way=way)
    record = next(filter(None, records), None)
    if record is None:
        return sentence
    return said(PAPERS, said=sentence, papers=record["papers"], people=record["electorate"])


def _put_to_a_vote(session: Session, workshop_id: int) -> list[Put]:
    found = (
        select(Ballot.number, Revision, Principle)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(Ballot.workshop_id == workshop_id, Ballot.state == "closed")
        .order_by(Principle.position, Principle.id, Ballot.number)
    )
    return [Put(*row) for row in session.execute(found)]


def _of_one(put: list[Put], topic: str) -> list[str]:
    labels = {field.key: field.label for field in topic_for(topic).fields}
    number = put[0].principle.position + 1
    lines = [
        said(SAME if first.revision.id == second.revision.id else CHANGED, number=number,
             first=first.ballot, second=second.ballot,
             fields=_fields(first.revision, second.revision, labels))
        for first, second in pairwise(put)
    ]  # fmt: skip
    if put[0].principle.is_set_aside:
        lines.append(said(ASIDE, number=number, ballot=put[-1].ballot))
    return lines


def _fields(before: Revision, after: Revision, labels: dict[str, str]) -> str:
    """What the fields are called that say something else."""
    changed = [
        labels.get(key, key)
        for key in {**labels, **before.texts, **after.texts}
        if before.texts.get(key, "") != after.texts.get(key, "")
    ]
    return ", ".join(changed) or said(OTHER)


def _never_decided(session: Session, workshop_id: int) -> list[str]:
    """Drafts that came to nothing are counted only: their words are not published."""
    rows = session.scalars(select(Principle).where(Principle.workshop_id == workshop_id))
    decided = standings(session, workshop_id)
    aside = [row.is_set_aside for row in rows if row.id not in decided]
    lines = (
        said_of(sum(aside), DROPPED, DROPPED_MANY),
        said_of(len(aside) - sum(aside), WAITING, WAITING_MANY),
    )
    return [line for line in lines if line]
