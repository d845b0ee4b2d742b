"""A workshop, its agenda, its voices, and who runs it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.domain.codes import new_public_key
from workshop.models.base import Base, InWorkshop, Key, Serial, Short

KINDS = ("welcome", "talk", "write", "group", "draft", "suggest", "ballot", "review", "close")


def _first_code(context: Any) -> str:
    code: str = context.get_current_parameters()["code"]
    return code


class Workshop(Base):
    """One co-design effort: a question, a topic, an agenda, people."""

    __tablename__ = "workshops"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed', 'archived')", name="state"),
        CheckConstraint("entrance IN ('open', 'ask', 'locked')", name="entrance"),
    )

    id: Mapped[Serial]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[Short]
    question: Mapped[str]
    topic: Mapped[Key]
    method: Mapped[Key]
    code: Mapped[str] = mapped_column(String(8), unique=True)
    # In the addresses of editions of an earlier release, which lead to those of today.
    first_code: Mapped[str] = mapped_column(String(8), index=True, default=_first_code)
    # In the addresses of its editions, which stay when the join code is another one.
    public_key: Mapped[str] = mapped_column(
        String(16), index=True, unique=True, default=new_public_key
    )
    state: Mapped[Key] = mapped_column(default="open")
    entrance: Mapped[Key] = mapped_column(default="open")
    wall_serial: Mapped[int] = mapped_column(default=0)
    wall_is_blank: Mapped[bool] = mapped_column(default=False)
    ways_of_being: Mapped[str] = mapped_column(default="")
    threshold: Mapped[int] = mapped_column(default=75)
    yes_if_counts_as: Mapped[Key] = mapped_column(default="yes")
    # No foreign key here or below: each would point back, and SQLite cannot add one afterwards.
    current_activity_id: Mapped[int | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Facilitation(Base):
    """An account runs a workshop, or stands by in it as a supporter."""

    __tablename__ = "facilitations"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Key]


class VoiceRow(Base):
    """A group that participants speak for; position 0 is the voice with the least power.

    `in_room` is how many of it the facilitator counts in the room, where they said so.
    """

    __tablename__ = "voices"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    position: Mapped[int]
    key: Mapped[Key]
    label: Mapped[Short]
    plural: Mapped[Short]
    help: Mapped[str]
    kind: Mapped[Key]
    shape: Mapped[Key]
    in_room: Mapped[int | None]


class Activity(Base):
    """One step of the agenda, and its clock.

    `say` is what the room is asked to do in it, where the method says so. A ballot step may name
    its `way` of voting, and which of how many rounds it is.
    """

    __tablename__ = "activities"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    position: Mapped[int]
    kind: Mapped[Key]
    title: Mapped[Short]
    say: Mapped[str] = mapped_column(default="")
    way: Mapped[Key] = mapped_column(default="")
    round: Mapped[int] = mapped_column(default=1)
    rounds: Mapped[int] = mapped_column(default=1)
    minutes: Mapped[int]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    skipped: Mapped[bool] = mapped_column(default=False)
    ends_at: Mapped[datetime | None]
    held_seconds: Mapped[int | None]
    current_prompt_id: Mapped[int | None]


class Prompt(Base):
    """One question of a write activity."""

    __tablename__ = "prompts"

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    key: Mapped[Key]
    text: Mapped[str]
    help: Mapped[str] = mapped_column(default="")
    shown_at: Mapped[datetime | None]
