"""What a table answered beside its words: nothing to say yet, and advice that it left."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key


class OpenField(Base):
    """A field that people are not ready to fill; it counts as long as the field has no words."""

    __tablename__ = "open_fields"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[Key] = mapped_column(primary_key=True)


class LeftAdvice(Base):
    """A rule of the lens that people chose to leave in one field; by whom is not kept."""

    __tablename__ = "left_advice"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[Key] = mapped_column(primary_key=True)
    rule: Mapped[Key] = mapped_column(primary_key=True)
