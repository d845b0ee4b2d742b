"""Ballots: the paper, its electorate, sealed hand-ins while open, and what was published."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, Serial


class Ballot(Base):
    """One ballot paper; everything but `state` and `record` is fixed at opening."""

    __tablename__ = "ballots"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closing', 'closed', 'void')", name="state"),
    )

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    number: Mapped[int]
    way: Mapped[Key]
    rule: Mapped[dict[str, Any]]
    groups: Mapped[list[Any]]
    seal: Mapped[Key]
    state: Mapped[Key]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")


class BallotRevision(Base):
    """A revision on a ballot, and after the close what may be published about it."""

    __tablename__ = "ballot_revisions"

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True
    )
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    position: Mapped[int]
    record: Mapped[dict[str, Any] | None]


class Elector(Base):
    """Someone who may hand in a paper, with the voice that was theirs at opening."""

    __tablename__ = "electors"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    voice: Mapped[Key]


class HandIn(Base):
    """One sealed paper; `number` counts the papers this person handed in. Deleted at the close."""

    __tablename__ = "hand_ins"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
