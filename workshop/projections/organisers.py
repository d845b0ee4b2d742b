"""What those who ran the workshop did without the room, and what the screens offer to everybody."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.sentences import said, said_of
from workshop.domain.words import N_
from workshop.models import (
    Activity,
    JournalEntry,
    Note,
    OpenDecision,
    Principle,
    Suggestion,
    Workshop,
)
from workshop.projections.document_plan import sections_of

CHOSE = N_("Those who ran the workshop chose its question, its voices and its steps.")
UNSEEN = N_("No page of theirs shows who wrote a note, or how anyone voted.")
OFFERED = (
    N_("People could join with a code, without an account, and pass or pause at any time."),
    N_("Somebody without a phone could be added, and vote on a phone that is passed round."),
    N_("The pages work with a keyboard and a screen reader, in large letters and strong contrast."),
    N_("A ballot paper can be read aloud by the phone."),
)
STARTER = N_("One principle began with a text that comes with the software.")
STARTERS = N_("{count} principles began with a text that comes with the software.")
ASIDE = N_("They set one principle aside.")
ASIDES = N_("They set {count} principles aside.")
NOTE = N_("They held one note back, or gave it back to its writer.")
NOTES = N_("They held {count} notes back, or gave them back to their writers.")
DECLINED = N_("They declined one suggestion, and said why.")
DECLINEDS = N_("They declined {count} suggestions, and said why.")
OPENLY = N_("They wrote down one decision that was taken openly, not by secret ballot.")
OPENLIES = N_("They wrote down {count} decisions that were taken openly, not by secret ballot.")
LEFT_OUT = N_("They left these steps out: {steps}.")
MOVED = N_("They put the steps in another order.")
WROTE = N_("They wrote these parts of the document: {parts}.")
WITHOUT = N_("They left these parts of the document out: {parts}.")


def access_offered() -> list[str]:
    """What holds in every workshop."""
    return [said(sentence) for sentence in OFFERED]


def decided_alone(session: Session, workshop: Workshop) -> list[str]:
    """What the workshop knows of it: counts and titles, never whom it touched."""
    here = workshop.id
    judged = Note.workshop_id == here, Note.state != "kept"
    declined = Suggestion.workshop_id == here, Suggestion.state == "declined"
    aside = Principle.workshop_id == here, Principle.is_set_aside.is_(True)
    openly = count_of(session, OpenDecision, OpenDecision.workshop_id == here)
    lines = (
        said(CHOSE),
        said_of(_starters(session, here), STARTER, STARTERS),
        said_of(count_of(session, Principle, *aside), ASIDE, ASIDES),
        said_of(count_of(session, Note, *judged), NOTE, NOTES),
        said_of(count_of(session, Suggestion, *declined), DECLINED, DECLINEDS),
        said_of(openly, OPENLY, OPENLIES),
        *_of_the_agenda(session, here),
        _of_the_document(session, workshop),
        said(UNSEEN),
    )
    return [line for line in lines if line]


def _starters(session: Session, workshop_id: int) -> int:
    """Workshops of an earlier release did not note which principles began so."""
    rows = select(JournalEntry.detail).where(
        JournalEntry.workshop_id == workshop_id, JournalEntry.what == "principle.added"
    )
    return sum(1 for detail in session.scalars(rows) if detail.get("starter"))


def _of_the_agenda(session: Session, workshop_id: int) -> list[str]:
    rows = select(Activity).where(Activity.workshop_id == workshop_id)
    steps = list(session.scalars(rows.order_by(Activity.position)))
    left_out = ", ".join(step.title for step in steps if step.skipped)
    made = [step.id for step in steps]
    return [
        said(LEFT_OUT, steps=left_out) if left_out else "",
        said(MOVED) if made != sorted(made) else "",
    ]


def _of_the_document(session: Session, workshop: Workshop) -> str:
    sections = sections_of(session, workshop)
    own = [one["title"] for one in sections if one["is_own"] and not one["is_off"]]
    off = [one["title"] for one in sections if one["is_off"]]
    wrote = said(WROTE, parts=", ".join(own)) if own else ""
    without = said(WITHOUT, parts=", ".join(off)) if off else ""
    return " ".join(line for line in (wrote, without) if line)


def count_of(session: Session, table: type[Any], *conditions: Any) -> int:
    """How many rows of a table meet the conditions."""
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
