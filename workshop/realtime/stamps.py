"""Stamps: how often each slice has changed for each audience, and the epoch they belong to."""

from collections.abc import Iterable

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from workshop.models import Mark, Stamp
from workshop.realtime.staleness import Stale

RAISE = text(
    "INSERT INTO stamps (workshop_id, audience, slice, n)"
    " VALUES (:workshop_id, :audience, :slice, 1)"
    " ON CONFLICT (workshop_id, audience, slice) DO UPDATE SET n = stamps.n + 1"
)


def raise_stamps(session: Session, stale: Iterable[Stale]) -> None:
    """Count one more change for each stale slice, in the transaction that changed it."""
    rows = [one._asdict() for one in sorted(stale)]
    if rows:
        session.execute(RAISE, rows)


def stamps_for(session: Session, workshop_id: int, audience: str) -> dict[str, int]:
    """The stamp of every slice that has ever changed for an audience."""
    mine = Stamp.workshop_id == workshop_id, Stamp.audience == audience
    return {row.slice: row.n for row in session.execute(select(Stamp.slice, Stamp.n).where(*mine))}


def epoch_of(session: Session) -> str:
    """The name of this database's life: another one means that all stamps are void."""
    mark = session.get(Mark, "epoch")
    if mark is None:
        raise LookupError("The database has no epoch. Was it set up by `workshop serve`?")
    return mark.value
