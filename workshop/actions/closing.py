"""The end of a ballot: no more papers, then the outcome; or void, with a reason that stays."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from workshop.actions.counting import KEY_LOST, Closing, closing_of, delete_papers, store
from workshop.actions.papers import ballot_for
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.domain.actors import SERVER, Actor
from workshop.domain.events import BallotClosed, BallotClosing, BallotVoided
from workshop.domain.objections import objections_in
from workshop.domain.records import PublishedRecord
from workshop.domain.refusals import Refusal
from workshop.domain.text import clean_text
from workshop.domain.ways import way_for
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, HandIn, Objection, Revision

RESTORED = N_("A backup was restored, and a backup holds no key of a ballot.")


def close_ballot(session: Session, actor: Actor, *, workshop: int, ballot: int) -> dict[str, Any]:
    """Take no more papers; the count follows by itself, also after a restart.

    A ballot with a fixed end is closed by the server at its end, or by hand once all papers are
    in: who was told that there are three days has three days.
    """
    require(session, actor, workshop, "ballot.close")
    paper = ballot_for(session, workshop, ballot)
    if paper.state == "open":
        _refuse_before_end(session, actor, paper)
        paper.state = "closing"
        record(session, BallotClosing(workshop, paper.number))
    return {"finish": paper.id}


def closing_for(session: Session, workshop: int, ballot: int, keys_dir: Any) -> Closing | None:
    """What is needed to count a ballot that is closing; None when it is not."""
    paper = ballot_for(session, workshop, ballot)
    return closing_of(session, paper, keys_dir) if paper.state == "closing" else None


def finish_ballot(
    session: Session, actor: Actor, *, workshop: int, ballot: int,
    records: Sequence[PublishedRecord] | None,
) -> dict[str, Any]:  # fmt: skip
    """Store what was counted of a closing ballot and delete the votes: all or nothing.

    No `records` means that a paper could not be read: then the ballot is void.
    """
    require(session, actor, workshop, "ballot.finish")
    paper = ballot_for(session, workshop, ballot)
    if paper.state != "closing":
        return {}
    if records is None:
        return _void(session, paper, KEY_LOST)
    if way_for(paper.way).DECIDES:
        _raise_objections(session, paper, records)
        store(session, paper, records)
    elif way_for(paper.way).IS_LIVE:
        delete_papers(session, paper)
    else:
        store(session, paper, records)
    paper.state, paper.closed_at = "closed", now(session)
    record(session, BallotClosed(workshop, paper.number))
    return {"destroy": paper.seal}


def void_ballot(
    session: Session, actor: Actor, *, workshop: int, ballot: int, reason: str
) -> dict[str, Any]:
    """Make an open ballot void: it stays in the journal with its reason, and is voted again.

    A repeat is answered as the first was; the first reason stays.
    """
    require(session, actor, workshop, "ballot.void")
    paper = ballot_for(session, workshop, ballot)
    if paper.state == "void":
        return {"destroy": paper.seal}
    if paper.state not in ("open", "closing"):
        raise Refusal(N_("This ballot is closed. What it came to stays."))
    return _void(session, paper, clean_text(reason, longest=300, field="reason"))


def void_all(session: Session) -> set[str]:
    """Make every ballot void that was open when a backup was made; return their seals."""
    unfinished = select(Ballot).where(Ballot.state.in_(("open", "closing")))
    return {_void(session, ballot, RESTORED)["destroy"] for ballot in session.scalars(unfinished)}


def _refuse_before_end(session: Session, actor: Actor, ballot: Ballot) -> None:
    if actor == SERVER or ballot.ends_at is None or now(session) >= ballot.ends_at:
        return
    papers, electors = (
        session.scalar(select(func.count()).select_from(table).where(table.ballot_id == ballot.id))
        for table in (HandIn, Elector)
    )
    if papers != electors:
        raise Refusal(
            N_("People were told how long they have. It closes by itself at its end, "
               "or by hand once all papers are in.")
        )  # fmt: skip


def _raise_objections(session: Session, ballot: Ballot, records: Sequence[PublishedRecord]) -> None:
    """What was said on the papers waits to be talked about; each in the record's shuffled order."""
    for found in records:
        principle = session.get_one(Revision, int(found.revision)).principle_id
        for kind, text in objections_in(found):
            session.add(
                Objection(
                    workshop_id=ballot.workshop_id,
                    ballot_id=ballot.id,
                    principle_id=principle,
                    kind=kind,
                    text=text,
                )
            )


def _void(session: Session, ballot: Ballot, reason: str) -> dict[str, Any]:
    delete_papers(session, ballot)
    rows = BallotRevision.ballot_id == ballot.id
    session.execute(update(BallotRevision).where(rows).values(record=None))
    ballot.state, ballot.closed_at, ballot.void_reason = "void", now(session), reason
    record(session, BallotVoided(ballot.workshop_id, ballot.number, reason))
    return {"destroy": ballot.seal}
