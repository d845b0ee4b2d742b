"""Principles, their fields while drafted, and their frozen revisions."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, Serial


class Principle(Base):
    """One statement of the guidance, with its fields."""

    __tablename__ = "principles"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    position: Mapped[int]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id", ondelete="SET NULL"))
    tags: Mapped[list[Any]] = mapped_column(default=list)
    is_set_aside: Mapped[bool] = mapped_column(default=False)
    key: Mapped[Key]


class PrincipleField(Base):
    """The text of one field, and how often its updates were put away for the text alone."""

    __tablename__ = "principle_fields"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    life: Mapped[int] = mapped_column(default=0, server_default="0")


class FieldUpdate(Base):
    """One update of a field's joint text; the first that is kept holds all before it too."""

    __tablename__ = "field_updates"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[bytes]


class EarlierText(Base):
    """What a field said before most of it was taken away.

    One that was removed for good is empty while it is the newest, so that no number comes twice.
    """

    __tablename__ = "earlier_texts"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class PrincipleSource(Base):
    """A note that a principle grew from."""

    __tablename__ = "principle_sources"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True
    )


class Revision(Base):
    """An unchangeable version of a principle's text; `open_fields` people were not ready for."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("principle_id", "number"),)

    id: Mapped[Serial]
    workshop_id: Mapped[InWorkshop]
    principle_id: Mapped[int] = mapped_column(ForeignKey("principles.id"), index=True)
    number: Mapped[int]
    texts: Mapped[dict[str, Any]]
    tags: Mapped[list[Any]]
    sources: Mapped[list[Any]]
    open_fields: Mapped[list[Any]] = mapped_column(default=list)
    frozen_at: Mapped[datetime]
