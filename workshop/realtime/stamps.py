"""Stamps: how often each slice has changed for each audience, and the epoch they belong to."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, select, text
from sqlalchemy.orm import Session

from workshop.models import Mark, Stamp
from workshop.models.database import ONE_MOMENT
from workshop.realtime.staleness import Stale

EPOCH_SECONDS = 1.0
_epochs: WeakKeyDictionary[Engine, tuple[str, float]] = WeakKeyDictionary()
RAISE = text(
    "INSERT INTO stamps (workshop_id, audience, slice, n)"
    " VALUES (:workshop_id, :audience, :slice, 1)"
    " ON CONFLICT (workshop_id, audience, slice) DO UPDATE SET n = stamps.n + 1"
)

STAMPS = select(Stamp.audience, Stamp.slice, Stamp.n).where(
    Stamp.workshop_id == bindparam("workshop_id"),
    Stamp.audience.in_(bindparam("audiences", expanding=True)),
)
MOST_NAMED = 500


def raise_stamps(session: Session, stale: Iterable[Stale]) -> None:
    """Count one more change for each stale slice, in the transaction that changed it."""
    rows = [one._asdict() for one in sorted(stale)]
    if rows:
        session.execute(RAISE, rows)


def stamps_for(session: Session, workshop_id: int, audience: str) -> dict[str, int]:
    """The stamp of every slice that has ever changed for an audience."""
    kept = session.info.get(ONE_MOMENT, {})
    place = ("stamps", workshop_id, audience)
    if place not in kept:
        read_stamps(session, workshop_id, [audience])
    return dict(kept.get(place, {}))


def read_stamps(session: Session, workshop_id: int, audiences: Iterable[str]) -> None:
    """Read the stamps of many audiences at once, for the `stamps_for` that follow."""
    kept = session.info.setdefault(ONE_MOMENT, {})
    wanted = [one for one in audiences if ("stamps", workshop_id, one) not in kept]
    kept.update({("stamps", workshop_id, one): {} for one in wanted})
    for start in range(0, len(wanted), MOST_NAMED):
        some = wanted[start : start + MOST_NAMED]
        for row in session.execute(STAMPS, {"workshop_id": workshop_id, "audiences": some}):
            kept["stamps", workshop_id, row.audience][row.slice] = row.n


def pulses_for(
    session: Session, workshop_id: int, named: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, Any]]:
    """What a pulse tells each audience of the slices that are named for it."""
    epoch = epoch_of(session)
    read_stamps(session, workshop_id, named)
    held = {one: stamps_for(session, workshop_id, one) for one in named}
    return {
        one: {"epoch": epoch, "stamps": {name: held[one].get(name, 0) for name in names}}
        for one, names in named.items()
    }


def epoch_of(session: Session) -> str:
    """The name of this database's life: another one means that all stamps are void.

    It changes when a backup is restored, so it is read again after a second. Who is told of the
    earlier life within that second is told of the new one with the next push or pulse.
    """
    engine = session.connection().engine
    epoch, read_at = _epochs.get(engine, ("", 0.0))
    if not epoch or time.monotonic() - read_at > EPOCH_SECONDS:
        mark = session.get(Mark, "epoch")
        if mark is None:
            raise LookupError("The database has no epoch. Was it set up by `workshop serve`?")
        epoch = mark.value
        _epochs[engine] = (epoch, time.monotonic())
    return epoch
