"""The journal of an archive as rows: what its file leaves out is taken from where it stands."""

from typing import Any

from sqlalchemy.orm import Session

from workshop.archives.places import Places
from workshop.archives.reading_ballots import groups_of
from workshop.archives.shape import Archive, Happened
from workshop.archives.sound_ballots import rule_of
from workshop.archives.telling import NEVER, PRINCIPLE
from workshop.models import JournalEntry

OPENED = "ballot.opened"


def add_journal(session: Session, archive: Archive, places: Places) -> None:
    """Make every entry, the first first."""
    opened = {
        one.number: {
            "rule": rule_of(one).to_json(),
            "groups": [group.to_json() for group in groups_of(one)],
        }
        for one in archive.ballots
    }
    session.bulk_save_objects(
        JournalEntry(
            workshop_id=places.workshop,
            at=entry.at,
            what=entry.what,
            detail=_detail(entry, opened, places),
        )
        for entry in archive.journal
    )


def _detail(entry: Happened, opened: dict[int, Any], places: Places) -> dict[str, Any]:
    detail: dict[str, Any] = dict(entry.detail)
    detail |= dict.fromkeys(NEVER.get(entry.what, ()), "")
    if entry.principle:
        detail[PRINCIPLE] = places.principles[entry.principle]
    if entry.what == OPENED:
        detail |= opened.get(detail["ballot"], {})
    return detail
