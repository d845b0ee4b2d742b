"""The ballot that is open: how many papers are in, and what may be said of it meanwhile."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.ways import way_for
from workshop.models import Activity, Ballot, Elector, HandIn
from workshop.projections.remembered import remembered
from workshop.projections.scope import Scope, View


def papers_in(session: Session, workshop_id: int) -> View:
    """The count of papers of the open ballot, and of people who may hand one in."""
    ballot = open_ballot(session, workshop_id)
    if ballot is None:
        return {"papers_in": 0, "electors": 0}
    count = select(func.count()).select_from(HandIn).where(HandIn.ballot_id == ballot.id)
    size = select(func.count()).select_from(Elector).where(Elector.ballot_id == ballot.id)
    return {"papers_in": session.scalar(count) or 0, "electors": session.scalar(size) or 0}


def step_ends_at(session: Session, scope: Scope, step: Activity) -> str:
    """When the time of this step is over; a ballot with an end of its own has no other clock."""
    ballot = open_ballot(session, scope.workshop_id)
    is_other = ballot is not None and ballot.ends_at is not None
    return step.ends_at.isoformat() if step.ends_at and not is_other else ""


@remembered
def open_ballot(session: Session, workshop_id: int) -> Ballot | None:
    """The ballot that is open or closing."""
    live = Ballot.workshop_id == workshop_id, Ballot.state.in_(("open", "closing"))
    return session.scalars(select(Ballot).where(*live)).first()


def void_reason(session: Session, step: Activity) -> str:
    """Why the last ballot of this step is void, if it is: people see where their papers went."""
    last = select(Ballot).where(Ballot.activity_id == step.id).order_by(Ballot.id.desc())
    ballot = session.scalars(last).first()
    return ballot.void_reason if ballot is not None and ballot.state == "void" else ""


def ballot_view(ballot: Ballot) -> View:
    """What everybody may know of an open ballot."""
    way = way_for(ballot.way)
    return {
        "id": ballot.id,
        "number": ballot.number,
        "way": ballot.way,
        "decides": way.DECIDES,
        "round": ballot.round,
        "rounds": ballot.rounds,
        "ends_at": ballot.ends_at.isoformat() if ballot.ends_at else "",
    }
