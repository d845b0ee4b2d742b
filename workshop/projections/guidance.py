"""Everything that an edition says, as plain values: what the room agreed and how it came about."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import Note, Organisation, Principle, Revision, Theme, Workshop
from workshop.projections.advice import fields_shown, left_in, remaining
from workshop.projections.document_plan import facts_of, sections_of
from workshop.projections.lens import lens_of
from workshop.projections.making import how_made
from workshop.projections.objections import objections_of, with_records
from workshop.projections.organisation_look import look_of
from workshop.projections.origins import origin_in_document
from workshop.projections.other_views import views_for_edition
from workshop.projections.outcomes import standings
from workshop.projections.report_answers import answers_of
from workshop.projections.reports import reports_of
from workshop.projections.review import decisions_of, records_of
from workshop.projections.scope import Scope, View, workshop_of

NOT_KEPT = ("id", "principle", "statement")


def guidance(session: Session, scope: Scope) -> View:
    """The guidance as it stands now; JSON values only, no name of anybody."""
    workshop = workshop_of(session, scope)
    topic, answers = topic_for(workshop.topic), answers_of(session, workshop.id)
    document = {
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
        "look": look_of(session, workshop.organisation_id),
        "how_made": how_made(session, workshop, scope, answers),
        "origin": origin_in_document(session, workshop.id),
    }
    return document | {"reports": reports_of(document, answers)}


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
                "ballots": [_ballot(one.view) for one in standing],
                **_words(session, workshop, last.revision, last.principle),
                "objections": with_records(said.get(principle, []), records_of(standing)),
                "decision": decision.text if decision else "",
                "other_views": views.get(principle, []),
            }
        )
    return principles


def _ballot(view: View) -> View:
    """An outcome as an edition keeps it: the words of an earlier revision are not among it."""
    kept = {name: value for name, value in view.items() if name not in NOT_KEPT}
    return kept | {"held_on": view["at"][:10]}


def _words(session: Session, workshop: Workshop, revision: Revision, principle: Principle) -> View:
    topic, left = topic_for(workshop.topic), left_in(session, principle.id)
    fields, values = topic.fields, {value.key: value.label for value in topic.values}
    lens = lens_of(session, workshop.organisation_id)
    return {
        "id": known_by(principle),
        "number": principle.position + 1,
        "statement": revision.texts["statement"],
        "fields": fields_shown(fields, revision.texts, revision.open_fields),
        "remaining": remaining(revision.texts, fields, left, lens),
        "tags": [values.get(tag, tag) for tag in revision.tags],
        "revision": revision.number,
        "sources": _sources(session, revision),
    }


def known_by(principle: Principle) -> str:
    """By what a principle is known again in every edition, also in another database."""
    return hashlib.sha256(principle.key.encode()).hexdigest()[:12]


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
