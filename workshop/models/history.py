"""What lasts: the journal, the editions, the stamps of slices, and the server's own mark."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, Serial


class JournalEntry(Base):
    """Something that happened and belongs to the workshop's history."""

    __tablename__ = "journal"

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    at: Mapped[datetime]
    what: Mapped[Key]
    detail: Mapped[dict[str, Any]]


class Edition(Base):
    """One published version of the guidance; never changed.

    What every list says of it stands in columns too, days as ISO 8601, so that the whole is read
    only where it is shown; `review_on` is empty where no day was set.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    number: Mapped[int]
    title: Mapped[str]
    published_on: Mapped[str] = mapped_column(String(10))
    review_on: Mapped[str] = mapped_column(String(10), default="")
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class Stamp(Base):
    """How often a slice has changed for an audience."""

    __tablename__ = "stamps"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    audience: Mapped[str] = mapped_column(String(40), primary_key=True)
    slice: Mapped[str] = mapped_column(String(60), primary_key=True)
    n: Mapped[int]


class Mark(Base):
    """A named value of this database, such as the epoch of its stamps."""

    __tablename__ = "marks"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Key]
