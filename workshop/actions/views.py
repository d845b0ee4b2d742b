"""Views that did not prevail: written without a name, taken back by their author, held back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for
from workshop.actions.permission import participant_for, require
from workshop.actions.recording import record
from workshop.domain.actors import Actor
from workshop.domain.events import OtherViewChanged
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.text import VIEW_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import OtherView, new_id
from workshop.projections.outcomes import statements_with_outcome

NOT_HERE = N_("That is not here any more.")


def write_view(
    session: Session, actor: Actor, *, workshop: int, principle: int, text: str, key: str
) -> dict[str, Any]:
    """Keep a view for the next edition; a repeat with the same key is the same view.

    Refuses a principle on which nothing has come out: an edition would not print it.
    """
    require(session, actor, workshop, "view.write")
    person = participant_for(session, actor)
    same = OtherView.workshop_id == workshop, OtherView.key == key
    before = session.scalar(select(OtherView).where(*same))
    if before is not None and before.participant_id != person.id:
        raise NotValid(N_("This page is too old. Please open it again."))
    if before is not None:
        return {"view": before.id}
    view = OtherView(
        id=new_id(),
        workshop_id=workshop,
        principle_id=_decided_principle(session, workshop, principle),
        participant_id=person.id,
        text=clean_text(text, longest=VIEW_LENGTH),
        state="kept",
        key=key,
    )
    session.add(view)
    _tell(session, view)
    return {"view": view.id}


def change_view(
    session: Session, actor: Actor, *, workshop: int, view: int, text: str
) -> dict[str, Any]:
    """Change one's own view. One that was held back is looked at again before it goes on."""
    require(session, actor, workshop, "view.change")
    mine = _own_view_for(session, actor, view)
    mine.text = clean_text(text, longest=VIEW_LENGTH)
    _tell(session, mine)
    return {"view": mine.id}


def delete_view(session: Session, actor: Actor, *, workshop: int, view: int) -> None:
    """Take one's own view back, out of every edition to come; a repeat does nothing more."""
    require(session, actor, workshop, "view.delete")
    if session.get(OtherView, view) is not None:
        take_back_view(session, _own_view_for(session, actor, view))


def hold_view(
    session: Session, actor: Actor, *, workshop: int, view: int, reason: str = ""
) -> None:
    """Hold a view back from the edition; its author, who is not named, is told why."""
    require(session, actor, workshop, "view.hold")
    judged = _view_for(session, workshop, view)
    judged.state = "held"
    judged.state_reason = clean_text(reason, longest=300, field="reason", may_be_empty=True)
    record(session, OtherViewChanged(workshop, judged.participant_id, is_judged=True))


def release_view(session: Session, actor: Actor, *, workshop: int, view: int) -> None:
    """Let a view go on into the next edition."""
    require(session, actor, workshop, "view.release")
    judged = _view_for(session, workshop, view)
    judged.state, judged.state_reason = "kept", ""
    record(session, OtherViewChanged(workshop, judged.participant_id, is_judged=True))


def views_by(session: Session, participant: int) -> list[OtherView]:
    """Every view that one person wrote."""
    theirs = OtherView.participant_id == participant
    return list(session.scalars(select(OtherView).where(theirs)))


def take_back_view(session: Session, view: OtherView) -> None:
    """Delete a view."""
    _tell(session, view)
    session.delete(view)


def _decided_principle(session: Session, workshop: int, principle: int) -> int:
    found = principle_for(session, workshop, principle)
    if all(one["id"] != found.id for one in statements_with_outcome(session, workshop)):
        raise NotValid(
            N_("Nothing has come out on that principle yet. Please choose another one."),
            field="principle",
        )
    return found.id


def _tell(session: Session, view: OtherView) -> None:
    is_judged = view.state != "kept"
    record(session, OtherViewChanged(view.workshop_id, view.participant_id, is_judged))


def _view_for(session: Session, workshop: int, view: int) -> OtherView:
    row = session.get(OtherView, view)
    if row is None or row.workshop_id != workshop:
        raise NotFound(NOT_HERE)
    return row


def _own_view_for(session: Session, actor: Actor, view: int) -> OtherView:
    row = session.get(OtherView, view)
    if row is None or row.participant_id is None or row.participant_id != actor.participant_id:
        raise NotFound(NOT_HERE)
    return row
