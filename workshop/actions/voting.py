"""Ballots: opened over frozen revisions, sealed, closed, and published as far as may be told."""

import random
from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.actions.drafting import frozen_revision, principle_for
from workshop.actions.electorate import changed_by, electorate, setup_groups, voices_of
from workshop.actions.permission import participant_for, require
from workshop.actions.recording import now, record, setting
from workshop.domain.actors import Actor
from workshop.domain.agreement import ON_HOLD, Setup, record_for
from workshop.domain.consent import Answer, from_json, read_answer, to_json
from workshop.domain.events import BallotClosed, BallotClosing, BallotOpened, BallotVoided, PaperHandedIn
from workshop.domain.groups import Group, absent_voices, k_for
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.rules import Rule
from workshop.domain.text import clean_text
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, HandIn, Revision, Workshop
from workshop.models.seals import KeyMissing, destroy_key, make_key, seal, unseal

KEY_LOST = N_("The key of the ballot was lost, so no paper can be read.")


def open_ballot(
    session: Session, actor: Actor, *, workshop: int, principles: list[int], expected: int = 0
) -> dict[str, Any]:
    """Freeze electorate, groups, revisions and rule, and give out the papers."""
    house = require(session, actor, workshop, "ballot.open")
    _refuse_second(session, house)
    if not 1 <= len(set(principles)) <= 12:
        raise NotValid(N_("Please choose between one and twelve principles."))
    rule = Rule(house.threshold, k=k_for(house.threshold), yes_if=house.yes_if_counts_as)
    people = electorate(session, workshop)
    if expected and expected != len(people):
        raise Refusal(N_("Somebody came or went just now. Please look at the numbers again."))
    groups = setup_groups(session, workshop, people, rule.k)
    ballot = _new_ballot(session, house, rule, groups)
    for participant_id, voice in people:
        session.add(Elector(ballot_id=ballot.id, participant_id=participant_id, voice=voice))
    for position, one in enumerate(dict.fromkeys(principles)):
        revision = frozen_revision(session, principle_for(session, workshop, one))
        session.add(
            BallotRevision(ballot_id=ballot.id, revision_id=revision.id, position=position)
        )
    make_key(setting(session, "keys_dir"), ballot.id)
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
    sealed = _sealed(session, ballot, revisions, read_answers(answers, revisions))
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
    except KeyMissing:
        return _void(session, paper, KEY_LOST)
    for row in session.scalars(
        select(BallotRevision).where(BallotRevision.ballot_id == ballot)
    ).all():
        row.record = _record(session, paper, row.revision_id, papers)
    session.execute(delete(HandIn).where(HandIn.ballot_id == ballot))
    paper.state, paper.closed_at = "closed", now(session)
    record(session, BallotClosed(workshop, paper.number))
    return {"destroy": paper.id}


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


def read_answers(fields: dict[str, str], revisions: list[int]) -> dict[int, Answer]:
    """The answers on a paper: `12` is the choice on revision 12, `12-no-why` its reason."""
    read: dict[int, Answer] = {}
    for revision in revisions:
        parts = {name: fields.get(f"{revision}-{name}", "") for name in ("if-why", "no-why", "harm")}
        answer = read_answer(parts | {"choice": fields.get(str(revision), "")})
        if answer is not None:
            read[revision] = answer
    return read


def destroy_ballot_key(session: Session, ballot: int) -> None:
    """Destroy a key after the commit that made it useless."""
    destroy_key(setting(session, "keys_dir"), ballot)


def _refuse_second(session: Session, house: Workshop) -> None:
    is_open = Ballot.workshop_id == house.id, Ballot.state.in_(("open", "closing"))
    if session.scalar(select(Ballot.id).where(*is_open)):
        raise Refusal(N_("A ballot is open. Please close it first."))


def _new_ballot(
    session: Session, house: Workshop, rule: Rule, groups: tuple[Group, ...]
) -> Ballot:
    earlier = select(func.count()).where(Ballot.workshop_id == house.id, Ballot.state != "void")
    ballot = Ballot(
        workshop_id=house.id,
        activity_id=house.current_activity_id,
        number=(session.scalar(earlier) or 0) + 1,
        way="consent",
        rule=rule.to_json(),
        groups=[{"voices": list(g.voices), "size": g.size} for g in groups],
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
    session: Session, ballot: int, revisions: list[int], answers: dict[int, Answer]
) -> bytes:
    plain = msgspec.json.encode(to_json(answers))
    try:
        return seal(setting(session, "keys_dir"), ballot, plain, len(revisions))
    except KeyMissing as error:
        raise Refusal(KEY_LOST) from error


def _open_papers(session: Session, ballot: Ballot) -> dict[str, list[dict[int, Answer]]]:
    """Every paper of a ballot by voice, in no order that tells whose it is."""
    papers: dict[str, list[dict[int, Answer]]] = defaultdict(list)
    found = (
        select(Elector.voice, HandIn.sealed)
        .join(Elector, (Elector.ballot_id == HandIn.ballot_id)
              & (Elector.participant_id == HandIn.participant_id))
        .where(HandIn.ballot_id == ballot.id)
    )  # fmt: skip
    for voice, sealed in session.execute(found):
        plain = unseal(setting(session, "keys_dir"), ballot.id, sealed)
        papers[voice].append(from_json(msgspec.json.decode(plain)))
    return papers


def _record(
    session: Session, ballot: Ballot, revision_id: int, papers: dict[str, list[dict[int, Answer]]]
) -> dict[str, Any]:
    answers = {
        voice: [paper[revision_id] for paper in sheets if revision_id in paper]
        for voice, sheets in papers.items()
    }
    setup = _setup(session, ballot, revision_id)
    return record_for(setup, answers, random.SystemRandom()).to_json()


def _setup(session: Session, ballot: Ballot, revision_id: int) -> Setup:
    voices = voices_of(session, ballot.workshop_id)
    groups = tuple(Group(tuple(g["voices"]), g["size"]) for g in ballot.groups)
    sizes = {key: 1 for group in groups for key in group.voices}
    earlier = _earlier_records(session, ballot, revision_id)
    return Setup(
        voices=tuple(voice.key for voice in voices),
        absent=absent_voices(voices, sizes),
        groups=groups,
        rule=Rule(**ballot.rule),
        was_held=any(row.record and row.record["kind"] == ON_HOLD for row, _ in earlier),
        changed_by=changed_by(session, earlier[-1][1], ballot, groups) if earlier else {},
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
    return [(row, earlier) for row, earlier in session.execute(found)]


def _void(session: Session, ballot: Ballot, reason: str) -> dict[str, Any]:
    session.execute(delete(HandIn).where(HandIn.ballot_id == ballot.id))
    ballot.state, ballot.closed_at, ballot.void_reason = "void", now(session), reason
    record(session, BallotVoided(ballot.workshop_id, ballot.number, reason))
    return {"destroy": ballot.id}
