"""What becomes of an edition after it was published; its words never change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.domain.actors import Actor
from workshop.domain.events import EditionRestored, EditionWithdrawn, GuidancePlanned
from workshop.domain.refusals import NotFound
from workshop.domain.text import clean_text
from workshop.domain.words import N_
from workshop.models import Edition, GuidancePlan, Withdrawal

REASON_LENGTH = 500


def withdraw_edition(
    session: Session, actor: Actor, *, workshop: int, edition: int, reason: str
) -> None:
    """Say that nobody stands behind an edition any more, and why; it stays to be read.

    A repeat does nothing more; the first reason stays.
    """
    require(session, actor, workshop, "edition.withdraw")
    kept = _edition_for(session, workshop, edition)
    reason = clean_text(reason, longest=REASON_LENGTH, field="reason")
    if session.get(Withdrawal, kept.id) is None:
        session.add(Withdrawal(edition_id=kept.id, at=now(session), reason=reason))
        record(session, EditionWithdrawn(workshop, edition, reason))


def restore_edition(session: Session, actor: Actor, *, workshop: int, edition: int) -> None:
    """Take it back that an edition was withdrawn; a repeat does nothing more."""
    require(session, actor, workshop, "edition.restore")
    withdrawal = session.get(Withdrawal, _edition_for(session, workshop, edition).id)
    if withdrawal is not None:
        session.delete(withdrawal)
        record(session, EditionRestored(workshop, edition))


def list_editions(
    session: Session, actor: Actor, *, workshop: int, is_listed: bool = False
) -> None:
    """Say whether the editions stand on the organisation's public page."""
    require(session, actor, workshop, "editions.list")
    plan = session.get(GuidancePlan, workshop) or GuidancePlan(workshop_id=workshop)
    plan.is_listed = is_listed
    session.add(plan)
    record(session, GuidancePlanned(workshop))


def _edition_for(session: Session, workshop: int, number: int) -> Edition:
    found = select(Edition).where(Edition.workshop_id == workshop, Edition.number == number)
    edition = session.scalar(found)
    if edition is None:
        raise NotFound(N_("There is no such edition."))
    return edition
