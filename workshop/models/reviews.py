"""What follows a ballot: objections and what became of them, decisions in words, other views."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, RandomId, Serial

OBJECTION_KINDS = ("condition", "against", "harm")
OBJECTION_STATES = ("raised", "talked", "integrated", "set_aside", "remains")


class Objection(Base):
    """Something that was said on a paper with Yes-if, No or harm, and what became of it.

    `answer` says how it was worked in, or why it was set aside. It carries no person, no voice
    and no time; its text is empty where harm was marked without words.
    """

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint(f"kind IN {OBJECTION_KINDS}", name="kind"),
        CheckConstraint(f"state IN {OBJECTION_STATES}", name="state"),
    )

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), index=True)
    principle_id: Mapped[int] = mapped_column(ForeignKey("principles.id"), index=True)
    kind: Mapped[Key]
    text: Mapped[str]
    state: Mapped[Key] = mapped_column(default="raised")
    answer: Mapped[str] = mapped_column(default="")


class Decision(Base):
    """What was decided on a principle, in the facilitator's words."""

    __tablename__ = "decisions"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
    text: Mapped[str]
    version: Mapped[int]


class OpenDecision(Base):
    """A decision that was taken openly, not by a secret ballot; never changed.

    `people` maps voice keys to how many were there. `text` says how it was taken.
    """

    __tablename__ = "open_decisions"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), index=True)
    is_agreed: Mapped[bool]
    text: Mapped[str]
    people: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]
    key: Mapped[Key]


class OtherView(Base):
    """A view that did not prevail, written without a name; it goes into the edition."""

    __tablename__ = "other_views"
    __table_args__ = (
        CheckConstraint("state IN ('kept', 'held')", name="state"),
        UniqueConstraint("workshop_id", "key"),
    )

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    principle_id: Mapped[int] = mapped_column(ForeignKey("principles.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str]
    state: Mapped[Key] = mapped_column(default="kept")
    state_reason: Mapped[str] = mapped_column(default="")
    key: Mapped[Key]
