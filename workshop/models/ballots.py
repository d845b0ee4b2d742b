"""Ballots: the paper, its electorate, sealed hand-ins while open, and what was published."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, Serial


class Ballot(Base):
    """One ballot paper; everything but `state` and `record` is fixed at opening.

    `round` counts from 1 to `rounds`. `ends_at` is None for a ballot that is closed by hand.
    """

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
    round: Mapped[int] = mapped_column(default=1)
    rounds: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
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
    """One sealed paper; `number` counts the papers this person handed in. Deleted at the close.

    `key` is the phone's, so that a repeat is known. `is_new` marks a paper that the live numbers
    of a quick pulse do not hold yet.
    """

    __tablename__ = "hand_ins"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]
    key: Mapped[Key] = mapped_column(default="")
    is_new: Mapped[bool] = mapped_column(default=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
