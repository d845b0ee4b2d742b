"""Everything that an edition says, as plain values: what the room agreed and how it came about."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.content import method_for, topic_for
from workshop.domain.ways import deciding_ways
from workshop.models import (
    Ballot,
    Elector,
    JournalEntry,
    Note,
    Organisation,
    Participant,
    Principle,
    Revision,
    Theme,
    VoiceRow,
    Workshop,
)
from workshop.projections.advice import fields_shown, left_in, remaining
from workshop.projections.document_plan import facts_of, sections_of
from workshop.projections.lens import lens_of
from workshop.projections.objections import objections_of, with_records
from workshop.projections.other_views import views_for_edition
from workshop.projections.outcomes import standings
from workshop.projections.review import decisions_of, records_of
from workshop.projections.scope import Scope, View, workshop_of


def guidance(session: Session, scope: Scope) -> View:
    """The guidance as it stands now; JSON values only, no name of anybody."""
    workshop = workshop_of(session, scope)
    topic = topic_for(workshop.topic)
    return {
        "organisation": session.get_one(Organisation, workshop.organisation_id).name,
        "question": workshop.question,
        "language": "en-GB",
        "edition_number": None,
        "published_on": scope.now.date().isoformat(),
        "topic": workshop.topic,
        **facts_of(session, workshop),
        "sections": _sections(session, workshop),
        "values": [f"{value.label}: {value.text}" for value in topic.values],
        "glossary": [{"word": one.word, "meaning": one.meaning} for one in topic.glossary],
        "about": list(topic.about),
        "known": list(topic.known),
        "sources": list(topic.sources),
        "principles": _principles(session, workshop),
        "how_made": _how_made(session, workshop, scope),
    }


def _sections(session: Session, workshop: Workshop) -> list[View]:
    names = ("key", "kind", "title", "markdown", "gathers")
    shown = (one for one in sections_of(session, workshop) if not one["is_off"])
    return [{name: one[name] for name in names} for one in shown]


def _principles(session: Session, workshop: Workshop) -> list[View]:
    said = objections_of(session, workshop.id)
    decisions, views = decisions_of(session, workshop.id), views_for_edition(session, workshop.id)
    principles = []
    for principle, standing in standings(session, workshop.id).items():
        last = standing[-1]
        decision = decisions.get(principle)
        principles.append(
            {
                "ballots": [one.view | {"held_on": one.view["at"][:10]} for one in standing],
                **_words(session, workshop, last.revision, last.principle),
                "objections": with_records(said.get(principle, []), records_of(standing)),
                "decision": decision.text if decision else "",
                "other_views": views.get(principle, []),
            }
        )
    return principles


def _words(session: Session, workshop: Workshop, revision: Revision, principle: Principle) -> View:
    fields, left = topic_for(workshop.topic).fields, left_in(session, principle.id)
    lens = lens_of(session, workshop.organisation_id)
    return {
        "number": principle.position + 1,
        "statement": revision.texts["statement"],
        "fields": fields_shown(fields, revision.texts, revision.open_fields),
        "remaining": remaining(revision.texts, fields, left, lens),
        "tags": list(revision.tags),
        "revision": revision.number,
        "sources": _sources(session, revision),
    }


def _sources(session: Session, revision: Revision) -> list[View]:
    found = (
        select(Note.text, Theme.name)
        .outerjoin(Theme, Theme.id == Note.theme_id)
        .where(Note.id.in_(revision.sources))
        .order_by(Theme.position, Note.shuffle)
    )
    themes: dict[str, list[str]] = {}
    for text, theme in session.execute(found):
        themes.setdefault(theme or "", []).append(text)
    return [{"theme": theme, "notes": notes} for theme, notes in themes.items()]


def _how_made(session: Session, workshop: Workshop, scope: Scope) -> View:
    entries = list(
        session.scalars(
            select(JournalEntry)
            .where(JournalEntry.workshop_id == workshop.id)
            .order_by(JournalEntry.id)
        )
    )
    days = [entry.at.date().isoformat() for entry in entries] or [scope.now.date().isoformat()]
    return {
        "first_day": days[0],
        "last_day": days[-1],
        "people": _people(session, workshop),
        "method": method_for(workshop.method).title,
        "rules": _rules(session, workshop),
        "happened": [
            {"on": e.at.date().isoformat(), "what": e.what, "detail": _plain(e.detail)}
            for e in entries
        ],
    }


def _rules(session: Session, workshop: Workshop) -> list[View]:
    """Each rule by which something was decided, with the ballots that it was fixed for."""
    deciding = [way.KEY for way in deciding_ways()]
    closed = Ballot.workshop_id == workshop.id, Ballot.state == "closed", Ballot.way.in_(deciding)
    rules: list[View] = []
    for ballot in session.scalars(select(Ballot).where(*closed).order_by(Ballot.number)):
        same = next((one for one in rules if one["rule"] == ballot.rule), None)
        if same:
            same["ballots"].append(ballot.number)
        else:
            rules.append({"ballots": [ballot.number], "rule": dict(ballot.rule)})
    return rules


def _people(session: Session, workshop: Workshop) -> list[View]:
    """People for each voice: those of the last ballot's electorate, else those who are here.

    Sizes of groups were shown on every paper, so they are told; a voice of fewer than five is
    told only as that.
    """
    last = session.scalar(
        select(func.max(Ballot.id)).where(
            Ballot.workshop_id == workshop.id, Ballot.state == "closed"
        )
    )
    counts: dict[str, int] = {}
    if last:
        voted = select(Elector.voice, func.count()).where(Elector.ballot_id == last)
        counts = {row[0]: row[1] for row in session.execute(voted.group_by(Elector.voice))}
    voices = select(VoiceRow).where(VoiceRow.workshop_id == workshop.id)
    return [
        {
            "label": v.plural,
            "shape": v.shape,
            "count": counts.get(v.key, 0) if last else _here(session, v.id),
        }
        for v in session.scalars(voices.order_by(VoiceRow.position))
    ]


def _here(session: Session, voice_id: int) -> int:
    here = Participant.voice_id == voice_id, Participant.standing == "admitted"
    return session.scalar(select(func.count()).select_from(Participant).where(*here)) or 0


def _plain(detail: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in detail.items() if isinstance(value, str | int | bool)}
