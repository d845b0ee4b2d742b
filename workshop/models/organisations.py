"""Organisations, and the people who sign in for them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key, Serial, Short

ROLES = ("administrator", "facilitator", "supporter")


class Organisation(Base):
    """A house that runs workshops and publishes what they made."""

    __tablename__ = "organisations"

    id: Mapped[Serial]
    name: Mapped[Short]
    slug: Mapped[str] = mapped_column(String(64), unique=True)


class Account(Base):
    """A person who signs in: administrator, facilitator or supporter of one organisation."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role"),)

    id: Mapped[Serial]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Short]
    role: Mapped[Key]
    password_hash: Mapped[Short]


class SignIn(Base):
    """One open session of an account; only the hash of its token is kept."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Invitation(Base):
    """A link that makes one account, once."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    role: Mapped[Key]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
