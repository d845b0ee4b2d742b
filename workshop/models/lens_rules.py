"""What an organisation changes about the language lens: rules switched off, rules of its own."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Key, RandomId, Short


class RuleOff(Base):
    """A rule that ships and that an organisation does not want."""

    __tablename__ = "rules_off"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    rule: Mapped[Key] = mapped_column(primary_key=True)


class OrganisationRule(Base):
    """A rule of an organisation's own; its number is never given again to another one."""

    __tablename__ = "organisation_rules"

    id: Mapped[RandomId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    reason: Mapped[Key]
    why: Mapped[Short]
    instead: Mapped[Short]
    words: Mapped[list[Any]]
    leave: Mapped[list[Any]]
