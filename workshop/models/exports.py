"""Files that are being made, or were made within a day."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key, Serial

EXPORT_STATES = ("waiting", "making", "ready", "failed", "cancelled")


class Export(Base):
    """One file in the making: `token` is its address, `wanted` says of what, `kind` which format.

    `done` of `steps` are made. `told` is the sentence that a person sees where it failed.
    """

    __tablename__ = "exports"
    __table_args__ = (CheckConstraint(f"state IN {EXPORT_STATES}", name="state"),)

    id: Mapped[Serial]
    token: Mapped[str] = mapped_column(String(43), unique=True)
    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), index=True
    )
    wanted: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[Key]
    state: Mapped[Key] = mapped_column(default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=1)
    told: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
