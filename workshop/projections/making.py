"""How the guidance came about, as plain values: from settings, journal, rows and answers."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import method_title
from workshop.domain.ways import deciding_ways
from workshop.models import (
    Activity,
    Ballot,
    BroughtEdition,
    Edition,
    JournalEntry,
    Note,
    Participant,
    Theme,
    VoiceRow,
    Workshop,
)
from workshop.projections.between_ballots import ballots_held, changed_between
from workshop.projections.organisers import access_offered, count_of, decided_alone
from workshop.projections.outcomes import voice_rows
from workshop.projections.people_there import groups_told, people_in
from workshop.projections.report_answers import Answers, printed
from workshop.projections.scope import Scope, View

NOT_MEETING = (
    "workshop.started", "workshop.closed", "workshop.brought.in", "meeting.told",
    "edition.published", "edition.withdrawn", "edition.restored",
)  # fmt: skip
"""What is done at a desk, also long before or after people met."""
FIXED = "principle.frozen"
"""Comes with each ballot for each principle: the ballots and the changes say it with more sense."""


def how_made(session: Session, workshop: Workshop, scope: Scope, answers: Answers) -> View:
    """Days, people, method, rules, ballots and what changed; who decided what alone.

    Sentences are kept as they are printed, so that an edition says the same for ever.
    """
    entries = _entries(session, workshop.id)
    set_up, first, last = _days(entries, scope.now.date())
    return {
        "set_up_on": set_up.isoformat(),
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "people": _people(session, workshop.id, answers),
        "method": method_title(workshop.method),
        "steps": _steps(session, workshop.id),
        "rules": _rules(session, workshop.id),
        "ballots": ballots_held(session, workshop.id),
        "changed": changed_between(session, workshop),
        "access": [*access_offered(), *_filled(printed(answers, "access"))],
        "alone": [*decided_alone(session, workshop), *_filled(printed(answers, "alone"))],
        "counts": _counts(session, workshop.id),
        "happened": [
            {"on": e.at.date().isoformat(), "what": e.what, "detail": _plain(e.detail)}
            for e in entries
            if e.what != FIXED
        ],
    }


def _entries(session: Session, workshop_id: int) -> list[JournalEntry]:
    rows = select(JournalEntry).where(JournalEntry.workshop_id == workshop_id)
    return list(session.scalars(rows.order_by(JournalEntry.id)))


def _days(entries: list[JournalEntry], today: date) -> tuple[date, date, date]:
    """When it was set up, and the first and the last day on which people met."""
    every = [entry.at.date() for entry in entries] or [today]
    met = [entry.at.date() for entry in entries if entry.what not in NOT_MEETING] or every
    return every[0], met[0], met[-1]


def _people(session: Session, workshop_id: int, answers: Answers) -> list[View]:
    """People of the last ballot's electorate, by its groups; else of each voice who is here."""

    def here(voice: VoiceRow) -> int:
        is_here = Participant.voice_id == voice.id, Participant.standing == "admitted"
        return count_of(session, Participant, *is_here)

    voices, groups = voice_rows(session, workshop_id), groups_told(session, workshop_id)
    return people_in(voices, groups, answers, here)


def _steps(session: Session, workshop_id: int) -> list[View]:
    """The steps of the agenda that were not left out."""
    rows = select(Activity).where(
        Activity.workshop_id == workshop_id, Activity.skipped.is_(False)
    )
    found = session.scalars(rows.order_by(Activity.position))
    return [{"kind": step.kind, "title": step.title} for step in found]


def _rules(session: Session, workshop_id: int) -> list[View]:
    """Each rule by which something was decided, with the ballots that it was fixed for.

    A rule is fixed by the opening of its first ballot, and cannot change afterwards.
    """
    deciding = [way.KEY for way in deciding_ways()]
    closed = Ballot.workshop_id == workshop_id, Ballot.state == "closed", Ballot.way.in_(deciding)
    rules: list[View] = []
    for ballot in session.scalars(select(Ballot).where(*closed).order_by(Ballot.number)):
        same = next((one for one in rules if one["rule"] == ballot.rule), None)
        if same:
            same["ballots"].append(ballot.number)
        else:
            opened = ballot.opened_at.date().isoformat()
            rules.append({"ballots": [ballot.number], "rule": dict(ballot.rule),
                          "fixed_on": opened})  # fmt: skip
    return rules


def _counts(session: Session, workshop_id: int) -> View:
    """How many notes were shown and themes made, and how many editions there were before."""
    shown = Note.workshop_id == workshop_id, Note.is_shown.is_(True), Note.state == "kept"
    return {
        "notes": count_of(session, Note, *shown),
        "themes": count_of(session, Theme, Theme.workshop_id == workshop_id),
        "editions": count_of(session, Edition, Edition.workshop_id == workshop_id),
        "brought": count_of(session, BroughtEdition, BroughtEdition.workshop_id == workshop_id),
        "voices": count_of(session, VoiceRow, VoiceRow.workshop_id == workshop_id),
    }


def _filled(text: str) -> list[str]:
    return [text] if text else []


def _plain(detail: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in detail.items() if isinstance(value, str | int | bool)}
