"""Closing a ballot: counted from sealed papers, published as far as may be told, votes deleted."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from workshop.actions.electorate import earlier_groups, voices_of
from workshop.actions.recording import for_batch, setting
from workshop.domain.groups import Group, absent_voices
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.records import PublishedRecord
from workshop.domain.refusals import Refusal
from workshop.domain.rules import Rule
from workshop.domain.ways import deciding_ways, way_for
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, HandIn, Revision
from workshop.models.seals import KeyMissing, SealBroken, key_for, open_seal

log = logging.getLogger("workshop.counting")
REVISIONS_ON = (
    select(BallotRevision.revision_id)
    .where(BallotRevision.ballot_id == bindparam("ballot"))
    .order_by(BallotRevision.position)
)
KEY_LOST = N_("The key of the ballot was lost, or a paper was torn: it cannot be counted.")


@dataclass(frozen=True)
class Closing:
    """Everything that a count needs, so that it needs no database; `key` is None if it is lost.

    `sealed` maps people to their sealed papers.
    """

    ballot: int
    setup: BallotSetup
    key: bytes | None
    sealed: Mapping[int, bytes]


def closing_of(session: Session, ballot: Ballot, keys_dir: Any = None) -> Closing:
    """What is needed to count a ballot as it is now."""
    papers = select(HandIn.participant_id, HandIn.sealed).where(HandIn.ballot_id == ballot.id)
    try:
        key = key_for(keys_dir or setting(session, "keys_dir"), ballot.seal)
    except KeyMissing:
        key = None
    sealed = {row.participant_id: row.sealed for row in session.execute(papers)}
    return Closing(ballot.id, _setup(session, ballot), key, sealed)


def count(closing: Closing) -> list[PublishedRecord] | None:
    """Open every paper and count; None where one cannot be read: never a partial count."""
    if closing.key is None:
        return None
    answer_for = way_for(closing.setup.rule.way).answer_for
    papers: dict[str, dict[str, Any]] = {}
    for person, sealed in closing.sealed.items():
        try:
            plain = open_seal(closing.key, sealed, owner=f"{closing.ballot}:{person}")
            answers = msgspec.json.decode(plain, type=dict[str, Any])
            papers[str(person)] = {k: answer_for(sent) for k, sent in answers.items()}
        except (SealBroken, Refusal, ValueError) as error:
            log.error("A paper cannot be read: %s", type(error).__name__)
            return None
    return record_for(closing.setup, papers, SystemRandom())


def store(session: Session, ballot: Ballot, records: Sequence[PublishedRecord]) -> None:
    """Keep what may be published, and delete the votes."""
    for found in records:
        row = session.get_one(BallotRevision, (ballot.id, int(found.revision)))
        row.record = found.to_json()
    delete_papers(session, ballot)


def delete_papers(session: Session, ballot: Ballot) -> None:
    """Delete every paper of a ballot."""
    session.execute(delete(HandIn).where(HandIn.ballot_id == ballot.id))


def revisions_on(session: Session, ballot: int) -> list[int]:
    """The revisions on a ballot, in the order in which they were put to the vote."""
    kept, place = for_batch(session), ("revisions on", ballot)
    if place not in kept:
        kept[place] = list(session.scalars(REVISIONS_ON, {"ballot": ballot}))
    found: list[int] = kept[place]
    return found


def _setup(session: Session, ballot: Ballot) -> BallotSetup:
    groups = tuple(Group.from_json(kept) for kept in ballot.groups)
    present = {key: 1 for group in groups for key in group.voices}
    rows = session.scalars(select(Elector).where(Elector.ballot_id == ballot.id))
    return BallotSetup(
        rule=Rule.from_json(ballot.rule),
        groups=groups,
        absent=absent_voices(voices_of(session, ballot.workshop_id), present),
        electorate={str(row.participant_id): row.voice for row in rows},
        revisions=tuple(
            _revision_on(session, ballot, one) for one in revisions_on(session, ballot.id)
        ),
        round=ballot.round,
        rounds=ballot.rounds,
    )


def _revision_on(session: Session, ballot: Ballot, revision_id: int) -> RevisionOnBallot:
    earlier = _earlier_verdicts(session, ballot, revision_id)
    told = [before for verdict, before in earlier if verdict != "on_hold"]
    return RevisionOnBallot(
        key=str(revision_id),
        was_held=len(told) < len(earlier),
        earlier=tuple(earlier_groups(session, before, ballot) for before in told),
    )


def _earlier_verdicts(
    session: Session, ballot: Ballot, revision_id: int
) -> list[tuple[str, Ballot]]:
    principle = session.get_one(Revision, revision_id).principle_id
    found = (
        select(BallotRevision, Ballot)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(
            Revision.principle_id == principle,
            Ballot.state == "closed",
            Ballot.id < ballot.id,
            Ballot.way.in_([way.KEY for way in deciding_ways()]),
        )
        .order_by(Ballot.id)
    )
    rows = session.execute(found)
    return [(row.record["verdict"], before) for row, before in rows if row.record]
