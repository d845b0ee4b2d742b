"""What changed by the stamps alone: what other processes did, also when nobody told this one."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.models import Stamp
from workshop.models.database import Database
from workshop.realtime.staleness import Stale

Seen = dict[tuple[str, str], int]


class Watch:
    """The stamps of every workshop that somebody here listens to, as they were seen last."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._seen: dict[int, Seen] = {}

    def begin(self, workshop_id: int) -> None:
        """See where a workshop stands, before its first page here asks what it missed."""
        if workshop_id not in self._seen:
            with self.database.reading() as session:
                self._seen.setdefault(workshop_id, _stamps(session, workshop_id))

    def changed(self, heard: Iterable[tuple[int, str]]) -> set[Stale]:
        """What changed since the last look, for these audiences; all other workshops are left."""
        audiences = set(heard)
        workshops = {workshop_id for workshop_id, _ in audiences}
        for left in self._seen.keys() - workshops:
            del self._seen[left]
        found: set[Stale] = set()
        for workshop_id in sorted(workshops):
            found |= self._changed_in(workshop_id)
        return {one for one in found if one[:2] in audiences}

    def _changed_in(self, workshop_id: int) -> set[Stale]:
        before = self._seen.get(workshop_id, {})
        with self.database.reading() as session:
            if before and _sum_of(session, workshop_id) == sum(before.values()):
                return set()
            now = _stamps(session, workshop_id)
        self._seen[workshop_id] = now
        return {Stale(workshop_id, *name) for name, n in now.items() if before.get(name) != n}


def _sum_of(session: Session, workshop_id: int) -> int:
    found = select(func.coalesce(func.sum(Stamp.n), 0)).where(Stamp.workshop_id == workshop_id)
    return int(session.scalar(found) or 0)


def _stamps(session: Session, workshop_id: int) -> Seen:
    rows = select(Stamp.audience, Stamp.slice, Stamp.n).where(Stamp.workshop_id == workshop_id)
    return {(row.audience, row.slice): row.n for row in session.execute(rows)}
