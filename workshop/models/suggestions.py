"""Suggestions: changed texts of a field, what became of them, and who says so too."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, InWorkshop, Key, RandomId

SUGGESTION_STATES = ("open", "taken", "edited", "joined", "declined")
SUGGESTION_JUDGED = ("kept", "held", "returned")


class Suggestion(Base):
    """A changed text of one field, with its reason; it carries no time.

    `base` is the text that it was made from: that of the revision of this number, if any.
    `joined_to` is the suggestion that it is taken or declined with. `answer` says why it was
    declined, and `is_told` that its author has read what became of it. `judged` says whether it was
    held back or returned, and `judged_reason` why.
    """

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint(f"state IN {SUGGESTION_STATES}", name="state"),
        CheckConstraint(f"judged IN {SUGGESTION_JUDGED}", name="judged"),
        UniqueConstraint("workshop_id", "key"),
    )

    id: Mapped[RandomId]
    workshop_id: Mapped[InWorkshop]
    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="SET NULL"), index=True
    )
    field: Mapped[Key]
    revision: Mapped[int] = mapped_column(default=0)
    base: Mapped[str]
    text: Mapped[str]
    reason: Mapped[str]
    state: Mapped[Key] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(default="")
    joined_to: Mapped[int | None] = mapped_column(BigInteger, index=True)
    is_told: Mapped[bool] = mapped_column(default=False)
    judged: Mapped[Key] = mapped_column(default="kept")
    judged_reason: Mapped[str] = mapped_column(default="")
    key: Mapped[Key]


class MeToo(Base):
    """A person wants a suggestion too: once, and nobody is shown who."""

    __tablename__ = "me_toos"

    suggestion_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("suggestions.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[InWorkshop]
