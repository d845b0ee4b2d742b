"""Ballots of an archive as rows: nobody voted in them here, and nothing can be counted again."""

from secrets import token_hex

from sqlalchemy.orm import Session

from workshop.archives.ballot_shape import Ballot, Counts, GroupRecord, Record
from workshop.archives.few import shared_out
from workshop.archives.places import Places
from workshop.archives.shape import Archive
from workshop.archives.sound_ballots import rule_of
from workshop.domain import records
from workshop.domain.groups import Group
from workshop.domain.ways import deciding_way_for, way_for
from workshop.models import Ballot as BallotRow
from workshop.models import BallotRevision, Objection, new_id


def add_ballots(session: Session, archive: Archive, places: Places) -> None:
    """Make every ballot with what was published of it, and what was said on its papers."""
    numbers: dict[int, int] = {}
    for one in archive.ballots:
        row = _row(one, places)
        session.add(row)
        session.flush()
        numbers[one.number] = row.id
        _add_papers(session, one, row, places)
    for principle in archive.principles:
        for said in principle.objections:
            session.add(
                Objection(
                    id=new_id(),
                    workshop_id=places.workshop,
                    ballot_id=numbers[said.ballot],
                    principle_id=places.principles[principle.name],
                    kind=said.kind,
                    text=said.text,
                    state=said.state,
                    answer=said.answer,
                )
            )


def groups_of(ballot: Ballot) -> list[Group]:
    """The groups of a ballot, as the domain knows them; which voice had how many is not known."""
    return [
        Group(tuple(group.voices), shared_out(group.size, len(group.voices)))
        for group in ballot.groups
    ]


def _row(one: Ballot, places: Places) -> BallotRow:
    return BallotRow(
        workshop_id=places.workshop,
        activity_id=places.steps[one.step],
        number=one.number,
        way=one.way,
        rule=rule_of(one).to_json(),
        groups=[group.to_json() for group in groups_of(one)],
        # Of no key: there was never one here.
        seal=token_hex(16),
        state=one.state,
        round=one.round,
        rounds=one.rounds,
        opened_at=one.opened_at,
        ends_at=one.ends_at,
        closed_at=one.closed_at,
        void_reason=one.void_reason,
    )


def _add_papers(session: Session, one: Ballot, row: BallotRow, places: Places) -> None:
    for position, paper in enumerate(one.papers):
        revision = places.revisions[paper.principle, paper.revision]
        found = _record(paper.record, one, revision) if paper.record else None
        session.add(
            BallotRevision(
                ballot_id=row.id,
                revision_id=revision,
                position=position,
                record=found.to_json() if found else None,
            )
        )


def _record(told: Record, ballot: Ballot, revision: int) -> records.PublishedRecord:
    rule, groups = rule_of(ballot), groups_of(ballot)
    decides = way_for(ballot.way).DECIDES
    return records.PublishedRecord(
        revision=str(revision),
        way=ballot.way,
        verdict=told.verdict,
        threshold=rule.threshold,
        part_of=deciding_way_for(ballot.way).part_of(rule) if decides else "",
        papers=told.papers,
        electorate=sum(group.size for group in groups),
        groups=tuple(map(_group, told.groups, groups)),
        too_few=tuple(told.too_few),
        absent=tuple(told.absent),
        harm=told.harm,
        conditions=tuple(told.conditions),
        against=tuple(told.against),
        harms=tuple(told.harms),
        round=ballot.round,
        rounds=ballot.rounds,
        numbers=tuple(told.numbers.items()),
    )


def _group(told: GroupRecord, group: Group) -> records.GroupRecord:
    return records.GroupRecord(
        voices=group.voices,
        size=group.size,
        level=told.level,
        verdict=told.verdict,
        band=told.band,
        counts=_counts(told.counts) if told.counts else None,
    )


def _counts(told: Counts) -> records.Counts:
    return records.Counts(
        yes=told.yes, no=told.no, passes=told.passes, part=told.part, harm=told.harm,
        spread=told.spread,
    )  # fmt: skip
