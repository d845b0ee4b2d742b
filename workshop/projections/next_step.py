"""The desk's one large next step: what it will do, and whether it wants a second tap."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Activity, Ballot, Prompt
from workshop.projections.desk import agenda_steps, hidden_count
from workshop.projections.history import next_meeting
from workshop.projections.live_ballot import open_ballot, papers_in
from workshop.projections.opening import before_opening
from workshop.projections.scope import Scope, View, activity_of, workshop_of


def next_step(session: Session, scope: Scope) -> View:
    """The one large next step: what it will do, and whether it wants a second tap."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    steps = [s for s in agenda_steps(session, scope) if not s["skipped"]]
    later = [s for s in steps if s["position"] > step.position]
    is_early = step.ends_at is not None and step.ends_at > scope.now
    view: View = {
        "kind": step.kind,
        "step_id": step.id,
        "state": workshop.state,
        "goes_on": next_meeting(session, scope)["goes_on"],
        "is_early": is_early,
        "following": later[0] if later else None,
        "do": "close" if not later else "go_on",
        "prompt": None,
        "ballot": None,
    }
    if step.kind == "write":
        view |= _next_in_writing(session, step)
    if step.kind == "ballot":
        view |= _next_in_ballot(session, scope, step)
    return view


def _next_in_writing(session: Session, step: Activity) -> View:
    prompts = list(
        session.scalars(
            select(Prompt).where(Prompt.activity_id == step.id).order_by(Prompt.position)
        )
    )
    here = next((p for p in prompts if p.id == step.current_prompt_id), None)
    if here is None:
        return {}
    hidden = hidden_count(session, here.id)
    if hidden or here.shown_at is None:
        return {"do": "show", "prompt": here.id, "unshown": hidden, "is_early": False}
    later = [p for p in prompts if p.position > here.position]
    if later:
        return {"do": "prompt", "prompt": later[0].id, "text": later[0].text, "is_early": False}
    return {}


def _next_in_ballot(session: Session, scope: Scope, step: Activity) -> View:
    ballot = open_ballot(session, scope.workshop_id)
    if ballot is None:
        closed = select(Ballot.id).where(Ballot.activity_id == step.id, Ballot.state == "closed")
        is_voted = session.scalars(closed).first() is not None
        can_open = not is_voted and before_opening(session, scope)["can_open"]
        return {"do": "open_ballot"} if can_open else {}
    counts = papers_in(session, scope.workshop_id)
    # Who was told how long they have, has it: nobody closes it earlier while a paper is missing.
    has_time = ballot.ends_at is not None and counts["papers_in"] < counts["electors"]
    return {
        "do": "wait" if ballot.state != "open" else "wait_for_end" if has_time else "close_ballot",
        "closes_at": ballot.ends_at.isoformat() if ballot.ends_at else "",
        "ballot": ballot.id,
        "is_early": counts["papers_in"] < counts["electors"],
        **counts,
    }
