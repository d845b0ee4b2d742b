"""People who joined with the code."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, RandomId, Short

STANDINGS = ("waiting", "admitted", "gone", "left", "removed")


class Participant(Base):
    """A person in a workshop, without an account."""

    __tablename__ = "participants"
    __table_args__ = (
        CheckConstraint(f"standing IN {STANDINGS}", name="standing"),
        UniqueConstraint("workshop_id", "key"),
    )

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    voice_id: Mapped[int] = mapped_column(ForeignKey("voices.id"))
    name: Mapped[Short]
    standing: Mapped[Key]
    has_phone: Mapped[bool] = mapped_column(default=True)
    is_pausing: Mapped[bool] = mapped_column(default=False)
    key: Mapped[Key]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    rejoin_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    agreed_at: Mapped[datetime]


class HelpRequest(Base):
    """Somebody asked for a supporter."""

    __tablename__ = "help_requests"

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[Short] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class ClosingAnswer(Base):
    """One person's answers to the closing questions; cut loose from the person after a day."""

    __tablename__ = "closing_answers"
    __table_args__ = (UniqueConstraint("workshop_id", "participant_id"),)

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    participant_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="SET NULL")
    )
    answers: Mapped[dict[str, Any]]
