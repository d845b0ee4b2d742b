"""Notes, the themes they are put into, and who passed on a prompt."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, RandomId, Serial, Short, new_id


class Theme(Base):
    """A named group of notes."""

    __tablename__ = "themes"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    position: Mapped[int]
    name: Mapped[Short]
    key: Mapped[Key]


class Note(Base):
    """A short text that somebody wrote in a write activity.

    `shuffle` is the place among others when shown; no time and no serial number is kept.
    """

    __tablename__ = "notes"
    __table_args__ = (
        CheckConstraint("state IN ('kept', 'held', 'returned')", name="state"),
        UniqueConstraint("workshop_id", "key"),
    )

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompts.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="SET NULL"), index=True
    )
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("themes.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str]
    state: Mapped[Key] = mapped_column(default="kept")
    state_reason: Mapped[str] = mapped_column(default="")
    is_shown: Mapped[bool] = mapped_column(default=False)
    is_typed_for: Mapped[bool] = mapped_column(default=False)
    shuffle: Mapped[int] = mapped_column(BigInteger, default=new_id)
    key: Mapped[Key]


class Pass(Base):
    """A person passed on a prompt."""

    __tablename__ = "passes"

    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    prompt_id: Mapped[int] = mapped_column(
        ForeignKey("prompts.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
