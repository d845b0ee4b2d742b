"""What belongs to the document: its facts, sections, answers; where it came from; what became
of an edition."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key, Short


class GuidancePlan(Base):
    """What the facilitator says about the document; empty where nothing was said.

    `review_on` is the day on which it is looked at again, as ISO 8601. `is_listed` says that its
    editions stand on the organisation's public page.
    """

    __tablename__ = "guidance_plans"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    for_whom: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    review_on: Mapped[str] = mapped_column(String(10), default="")
    is_listed: Mapped[bool] = mapped_column(default=True)


class GuidanceSection(Base):
    """A section of the topic that was switched off, named anew, or written by the facilitator.

    `title` is empty and `text` (Markdown) is None where the topic's own stand.
    """

    __tablename__ = "guidance_sections"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[Key] = mapped_column(primary_key=True)
    is_off: Mapped[bool] = mapped_column(default=False)
    title: Mapped[Short] = mapped_column(default="")
    text: Mapped[str | None]


class ReportAnswer(Base):
    """What the facilitator answered to an item of a report, or that it stays open."""

    __tablename__ = "report_answers"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[Key] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(default="")
    is_open: Mapped[bool] = mapped_column(default=False)


class Withdrawal(Base):
    """An edition that the organisation does not stand behind any more, and why."""

    __tablename__ = "withdrawals"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    reason: Mapped[str]


class BroughtEdition(Base):
    """An edition that came with a workshop's archive, as its JSON file says it.

    It is no edition of the organisation that brought it in, so it stands on no public page.
    """

    __tablename__ = "brought_editions"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    guidance: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class ReviewReminder(Base):
    """A reminder that an edition is to be looked at again, sent once for its day."""

    __tablename__ = "review_reminders"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    sent_at: Mapped[datetime]


class Origin(Base):
    """The edition that a workshop began from: what it said then, and its address if it has one.

    What every screen says of it stands in columns, so that the whole is read only where it is
    shown.
    """

    __tablename__ = "origins"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True
    )
    title: Mapped[Short]
    organisation: Mapped[Short]
    edition_number: Mapped[int | None]
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    address: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime]


class PrincipleOrigin(Base):
    """The principle of the origin, by its anchor and its number there, that one was begun from."""

    __tablename__ = "principle_origins"

    principle_id: Mapped[int] = mapped_column(
        ForeignKey("principles.id", ondelete="CASCADE"), primary_key=True
    )
    anchor: Mapped[Key]
    number: Mapped[int]


class OrganisationLook(Base):
    """An organisation's own logo (PNG, with what it shows in words) and colour (#rrggbb)."""

    __tablename__ = "organisation_looks"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_words: Mapped[Short] = mapped_column(default="")
    colour: Mapped[str] = mapped_column(String(7), default="")
