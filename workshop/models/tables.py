"""Tables of a room, who sits at them, what they write, and who asked to sit together."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, Serial, Short


class RoomTable(Base):
    """One table; `key` is that of the split that made it. With the tables goes all of this.

    A table that called for help has `called_at`; who of the desk or the supporters has seen it
    is named in `seen_by`. Who at the table called is not kept.
    """

    __tablename__ = "room_tables"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    number: Mapped[int]
    key: Mapped[Key]
    ends_at: Mapped[datetime | None]
    called_at: Mapped[datetime | None]
    seen_by: Mapped[Short] = mapped_column(default="")


class Seat(Base):
    """A person sits at a table."""

    __tablename__ = "seats"

    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
    table_id: Mapped[int] = mapped_column(
        ForeignKey("room_tables.id", ondelete="CASCADE"), index=True
    )


class TableTheme(Base):
    """A table writes about a theme."""

    __tablename__ = "table_themes"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
    table_id: Mapped[int] = mapped_column(
        ForeignKey("room_tables.id", ondelete="CASCADE"), index=True
    )


class TablePrinciple(Base):
    """A table writes a principle."""

    __tablename__ = "table_principles"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
    table_id: Mapped[int] = mapped_column(
        ForeignKey("room_tables.id", ondelete="CASCADE"), index=True
    )


class Companion(Base):
    """A person asked to sit with another one; each of the two has a row."""

    __tablename__ = "companions"
    __table_args__ = (UniqueConstraint("companion_id"),)

    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
    companion_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE")
    )
