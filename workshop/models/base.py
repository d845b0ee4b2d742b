"""The declarative base, and the column types that every table shares."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A point in time: aware UTC in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: Moment,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
    }


def new_id() -> int:
    """Return a random number for a row whose place in line must tell nothing.

    52 bits: whole in JavaScript, and never in the order of writing.
    """
    return secrets.randbits(52) + 1


Serial = Annotated[int, mapped_column(primary_key=True)]
RandomId = Annotated[int, mapped_column(BigInteger, primary_key=True, default=new_id)]
Short = Annotated[str, mapped_column(String(200))]
Key = Annotated[str, mapped_column(String(64))]
InWorkshop = Annotated[
    int, mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
]
