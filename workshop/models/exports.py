"""Files that are being made, or were made within a day; no backup has them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key, Serial

EXPORT_STATES = ("waiting", "making", "ready", "failed", "cancelled")


class Export(Base):
    """One file in the making: `wanted` says what decides its bytes, and has one row at most.

    `token` is its address, and another one each time that it is begun. `done` of `steps` are made;
    `seen_at` is when its maker was last heard of. `told` is the sentence that a person sees where
    it failed. `is_public` says that everybody may ask for it.
    """

    __tablename__ = "exports"
    __table_args__ = (CheckConstraint(f"state IN {EXPORT_STATES}", name="state"),)

    id: Mapped[Serial]
    token: Mapped[str] = mapped_column(String(43), unique=True)
    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), index=True
    )
    wanted: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[Key]
    is_public: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Key] = mapped_column(default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=1)
    told: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    made_at: Mapped[datetime | None]


class ExportPiece(Base):
    """A part of a file: written, sent and deleted by itself, so that nobody waits for a large one.

    Pieces are numbered from 0.
    """

    __tablename__ = "export_pieces"

    export_id: Mapped[int] = mapped_column(
        ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
