"""Ballots: opened over frozen revisions, sealed, closed, and published as far as may be told."""

from random import SystemRandom
from secrets import token_hex
from typing import Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.actions.drafting import frozen_revision, principle_for
from workshop.actions.electorate import earlier_groups, electorate, setup_groups, voices_of
from workshop.actions.permission import participant_for, require
from workshop.actions.recording import now, record, setting
from workshop.domain.actors import Actor
from workshop.domain.events import (
    BallotClosed,
    BallotClosing,
    BallotOpened,
    BallotVoided,
    PaperHandedIn,
)
from workshop.domain.groups import Group, absent_voices
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.rules import Rule, k_for
from workshop.domain.text import clean_text
from workshop.domain.ways import way_for
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, HandIn, Revision, Workshop
from workshop.models.seals import KeyMissing, SealBroken, key_for, make_key, open_seal, seal

CHOICES = {"if": "yes_if"}
KEY_LOST = N_("The key of the ballot was lost, so no paper can be read.")


def open_ballot(
    session: Session, actor: Actor, *, workshop: int, principles: list[int], expected: int = 0
) -> dict[str, Any]:
    """Freeze electorate, groups, revisions and rule, and give out the papers."""
    house = require(session, actor, workshop, "ballot.open")
    _refuse_second(session, house)
    if not 1 <= len(set(principles)) <= 12:
        raise NotValid(N_("Please choose between one and twelve principles."))
    rule = Rule.from_json(
        {"threshold": house.threshold, "k": k_for(house.threshold),
         "yes_if": house.yes_if_counts_as}
    )  # fmt: skip
    people = electorate(session, workshop)
    if expected and expected != len(people):
        raise Refusal(N_("Somebody came or went just now. Please look at the numbers again."))
    groups = setup_groups(session, workshop, people, rule.k)
    ballot = _new_ballot(session, house, rule, groups)
    for participant_id, voice in people:
        session.add(Elector(ballot_id=ballot.id, participant_id=participant_id, voice=voice))
    for position, one in enumerate(dict.fromkeys(principles)):
        revision = frozen_revision(session, principle_for(session, workshop, one))
        session.add(BallotRevision(ballot_id=ballot.id, revision_id=revision.id, position=position))
    make_key(setting(session, "keys_dir"), ballot.seal)
    record(session, BallotOpened(workshop, ballot.number, len(set(principles)), rule.to_json()))
    return {"ballot": ballot.id}


def hand_in(
    session: Session, actor: Actor, *, workshop: int, ballot: int, number: int,
    answers: dict[str, str], padding: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Seal one paper. It carries the number that the server last gave, so that a second phone
    cannot silently undo the first; the answer says that it is in, never what it was."""
    require(session, actor, workshop, "paper.hand_in")
    person = participant_for(session, actor)
    paper = ballot_for(session, workshop, ballot)
    if paper.state != "open":
        raise Refusal(N_("The ballot is closed. No paper can come in now."))
    if session.get(Elector, (ballot, person.id)) is None:
        raise NotAllowed(N_("This ballot opened before you came. You vote in the next one."))
    revisions = _revisions_on(session, ballot)
    answered = read_answers(paper.way, answers, revisions)
    sealed = _sealed(session, paper, person.id, answered, len(revisions))
    before = session.get(HandIn, (ballot, person.id))
    if (before.number if before else 0) != number:
        raise Refusal(N_("Another phone of yours handed in a paper. Please look, then try again."))
    if before is None:
        before = HandIn(ballot_id=ballot, participant_id=person.id)
        session.add(before)
    before.number, before.sealed = number + 1, sealed
    record(session, PaperHandedIn(workshop, person.id))
    return {"number": number + 1}


def close_ballot(session: Session, actor: Actor, *, workshop: int, ballot: int) -> dict[str, Any]:
    """Take no more papers; the count follows by itself, also after a restart."""
    require(session, actor, workshop, "ballot.close")
    paper = ballot_for(session, workshop, ballot)
    if paper.state == "open":
        paper.state = "closing"
        record(session, BallotClosing(workshop, paper.number))
    return {"finish": paper.id}


def finish_ballot(session: Session, actor: Actor, *, workshop: int, ballot: int) -> dict[str, Any]:
    """Count a closing ballot, store what may be published, and delete the votes: all or nothing."""
    require(session, actor, workshop, "ballot.finish")
    paper = ballot_for(session, workshop, ballot)
    if paper.state != "closing":
        return {}
    try:
        papers = _open_papers(session, paper)
    except (KeyMissing, SealBroken):
        return _void(session, paper, KEY_LOST)
    setup = _setup(session, paper)
    for outcome in record_for(setup, papers, SystemRandom()):
        row = session.get_one(BallotRevision, (ballot, int(outcome.revision)))
        row.record = outcome.to_json()
    session.execute(delete(HandIn).where(HandIn.ballot_id == ballot))
    paper.state, paper.closed_at = "closed", now(session)
    record(session, BallotClosed(workshop, paper.number))
    return {"destroy": paper.seal}


def void_ballot(
    session: Session, actor: Actor, *, workshop: int, ballot: int, reason: str
) -> dict[str, Any]:
    """Make an open ballot void: it stays in the journal with its reason, and is voted again."""
    require(session, actor, workshop, "ballot.void")
    paper = ballot_for(session, workshop, ballot)
    if paper.state not in ("open", "closing"):
        raise Refusal(N_("This ballot is closed. What it came to stays."))
    return _void(session, paper, clean_text(reason, longest=300, field="reason"))


def ballot_for(session: Session, workshop: int, ballot: int) -> Ballot:
    """One of the workshop's ballots, or a refusal."""
    row = session.get(Ballot, ballot)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That ballot is not part of this workshop."))
    return row


def read_answers(way: str, fields: dict[str, str], revisions: list[int]) -> dict[str, Any]:
    """The answers on a paper: `12` is the choice on revision 12, `12-no-why` its reason."""
    read: dict[str, Any] = {}
    for revision in revisions:
        choice = CHOICES.get(fields.get(str(revision), ""), fields.get(str(revision), ""))
        if choice:
            why = {"yes_if": f"{revision}-if-why", "no": f"{revision}-no-why"}.get(choice, "")
            harm = choice == "no" and bool(fields.get(f"{revision}-harm"))
            sent = {"choice": choice, "reason": fields.get(why, ""), "harm": harm}
            read[str(revision)] = way_for(way).answer_for(sent)
    return read


def _refuse_second(session: Session, house: Workshop) -> None:
    is_open = Ballot.workshop_id == house.id, Ballot.state.in_(("open", "closing"))
    if session.scalar(select(Ballot.id).where(*is_open)):
        raise Refusal(N_("A ballot is open. Please close it first."))


def _new_ballot(session: Session, house: Workshop, rule: Rule, groups: list[Group]) -> Ballot:
    earlier = select(func.count()).where(Ballot.workshop_id == house.id, Ballot.state != "void")
    ballot = Ballot(
        workshop_id=house.id,
        activity_id=house.current_activity_id,
        number=(session.scalar(earlier) or 0) + 1,
        way="consent",
        rule=rule.to_json(),
        groups=[group.to_json() for group in groups],
        seal=token_hex(16),
        state="open",
        opened_at=now(session),
    )
    session.add(ballot)
    session.flush()
    return ballot


def _revisions_on(session: Session, ballot: int) -> list[int]:
    found = select(BallotRevision.revision_id).where(BallotRevision.ballot_id == ballot)
    return list(session.scalars(found.order_by(BallotRevision.position)))


def _sealed(
    session: Session, ballot: Ballot, participant_id: int, answers: dict[str, Any], revisions: int
) -> bytes:
    plain = msgspec.json.encode({key: answer.to_json() for key, answer in answers.items()})
    try:
        key = key_for(setting(session, "keys_dir"), ballot.seal)
    except KeyMissing as error:
        raise Refusal(KEY_LOST) from error
    return seal(key, plain, revisions, owner=f"{ballot.id}:{participant_id}")


def _open_papers(session: Session, ballot: Ballot) -> dict[str, dict[str, Any]]:
    answer_for = way_for(ballot.way).answer_for
    key = key_for(setting(session, "keys_dir"), ballot.seal)
    papers: dict[str, dict[str, Any]] = {}
    for row in session.scalars(select(HandIn).where(HandIn.ballot_id == ballot.id)):
        plain = open_seal(key, row.sealed, owner=f"{ballot.id}:{row.participant_id}")
        answers = msgspec.json.decode(plain, type=dict[str, Any])
        papers[str(row.participant_id)] = {k: answer_for(sent) for k, sent in answers.items()}
    return papers


def _setup(session: Session, ballot: Ballot) -> BallotSetup:
    groups = tuple(Group.from_json(kept) for kept in ballot.groups)
    present = {key: 1 for group in groups for key in group.voices}
    rows = session.scalars(select(Elector).where(Elector.ballot_id == ballot.id))
    return BallotSetup(
        way=ballot.way,
        rule=Rule.from_json(ballot.rule),
        groups=groups,
        absent=absent_voices(voices_of(session, ballot.workshop_id), present),
        electorate={str(row.participant_id): row.voice for row in rows},
        revisions=tuple(
            _revision_on(session, ballot, one) for one in _revisions_on(session, ballot.id)
        ),
    )


def _revision_on(session: Session, ballot: Ballot, revision_id: int) -> RevisionOnBallot:
    earlier = _earlier_records(session, ballot, revision_id)
    told = [before for row, before in earlier if (row.record or {})["verdict"] != "on_hold"]
    return RevisionOnBallot(
        key=str(revision_id),
        was_held=len(told) < len(earlier),
        earlier=tuple(earlier_groups(session, before) for before in told),
    )


def _earlier_records(
    session: Session, ballot: Ballot, revision_id: int
) -> list[tuple[BallotRevision, Ballot]]:
    principle = session.get_one(Revision, revision_id).principle_id
    found = (
        select(BallotRevision, Ballot)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(Revision.principle_id == principle, Ballot.state == "closed", Ballot.id < ballot.id)
        .order_by(Ballot.id)
    )
    return [(row, before) for row, before in session.execute(found)]


def _void(session: Session, ballot: Ballot, reason: str) -> dict[str, Any]:
    session.execute(delete(HandIn).where(HandIn.ballot_id == ballot.id))
    ballot.state, ballot.closed_at, ballot.void_reason = "void", now(session), reason
    record(session, BallotVoided(ballot.workshop_id, ballot.number, reason))
    return {"destroy": ballot.seal}
