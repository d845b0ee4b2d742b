"""After a ballot: what became of objections, what was decided in words, and what openly."""

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict, frozen_revision, principle_for
from workshop.actions.electorate import electorate
from workshop.actions.opening import refuse_open_ballot
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.domain.actors import Actor
from workshop.domain.events import DecisionRecorded, DecisionWritten, ObjectionJudged
from workshop.domain.objections import STATES, judged_for
from workshop.domain.refusals import NotFound, Refusal
from workshop.domain.text import FIELD_LENGTH, REASON_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Decision, Objection, OpenDecision, Revision


def judge_objection(
    session: Session, actor: Actor, *, workshop: int, objection: int, state: str, answer: str = "",
    was_state: str, was_answer: str,
) -> None:  # fmt: skip
    """Say what became of an objection, if it still stands as the page showed it.

    Refuses while people vote on its principle: the paper shows it, and must say the same to
    everybody who votes. A repeat is answered as the first was.
    """
    require(session, actor, workshop, "objection.judge")
    row = session.get(Objection, objection)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That is not here any more."))
    said = clean_text(answer, longest=REASON_LENGTH, field="answer", may_be_empty=True)
    if (row.state, row.answer) == (state, said):
        return
    _refuse_while_voted_on(session, row.principle_id)
    said = judged_for(state, said)
    _refuse_unseen(row, state, said, (was_state, was_answer))
    row.answer, row.state = said, state
    record(session, ObjectionJudged(workshop, row.principle_id))


def write_decision(
    session: Session, actor: Actor, *, workshop: int, principle: int, text: str, version: int
) -> dict[str, Any]:
    """Save what was decided on a principle, if nobody saved it since `version`."""
    require(session, actor, workshop, "decision.write")
    kept = principle_for(session, workshop, principle)
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=True)
    row = session.get(Decision, kept.id)
    if row is None:
        row = Decision(principle_id=kept.id, workshop_id=workshop, text="", version=0)
        session.add(row)
    if row.text == text:
        return {"version": row.version}
    if row.version != version:
        raise Conflict(row.text, text, row.version, command="decision.write")
    row.text, row.version = text, version + 1
    record(session, DecisionWritten(workshop, kept.id))
    return {"version": row.version}


def record_decision(
    session: Session, actor: Actor, *, workshop: int, principle: int, is_agreed: bool, text: str,
    key: str,
) -> dict[str, Any]:  # fmt: skip
    """Keep a decision that was taken openly: how, and how many of each voice were there.

    It stands in order with the ballots on its principle, and changes none of them.
    """
    require(session, actor, workshop, "decision.record")
    same = OpenDecision.workshop_id == workshop, OpenDecision.key == key
    before = session.scalar(select(OpenDecision).where(*same))
    if before is not None:
        return {"decision": before.id}
    refuse_open_ballot(session, workshop)
    kept = principle_for(session, workshop, principle)
    decision = OpenDecision(
        workshop_id=workshop,
        revision_id=frozen_revision(session, kept).id,
        is_agreed=is_agreed,
        text=clean_text(text, longest=REASON_LENGTH),
        people=dict(Counter(voice for _, voice in electorate(session, workshop))),
        decided_at=now(session),
        key=key,
    )
    session.add(decision)
    session.flush()
    record(session, DecisionRecorded(workshop, kept.id, kept.position + 1, is_agreed))
    return {"decision": decision.id}


def _refuse_unseen(row: Objection, state: str, said: str, seen: tuple[str, str]) -> None:
    was_state, was_answer = seen
    shown = clean_text(was_answer, longest=REASON_LENGTH, field="answer", may_be_empty=True)
    if (row.state, row.answer) != (was_state, shown):
        raise Conflict(
            row.answer,
            said,
            command="objection.judge",
            box="answer",
            seen={"was_state": row.state, "was_answer": row.answer},
            stands=STATES[row.state],
            chosen=STATES[state],
        )


def _refuse_while_voted_on(session: Session, principle: int) -> None:
    on_a_paper = (
        select(Ballot.id)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(Revision.principle_id == principle, Ballot.state.in_(("open", "closing")))
    )
    if session.scalar(on_a_paper):
        raise Refusal(
            N_("People vote on this principle just now. Please wait until the ballot has closed.")
        )
