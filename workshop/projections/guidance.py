"""Everything that an edition says, as plain values: what the room agreed and how it came about."""

import hashlib
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import Note, Organisation, Principle, Revision, Theme, Workshop
from workshop.projections.advice import fields_shown, left_in_all, remaining
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
SourceNote = tuple[str, str]


def guidance(session: Session, scope: Scope) -> View:
    """The guidance as it stands now; JSON values only, no name of anybody."""
    workshop = workshop_of(session, scope)
    answers = answers_of(session, workshop.id)
    document = {
        **around_the_principles(session, scope),
        "sections": _sections(session, workshop),
        "principles": _principles(session, workshop),
        "look": look_of(session, workshop.organisation_id),
        "how_made": how_made(session, workshop, scope, answers),
        "origin": origin_in_document(session, workshop.id),
    }
    return document | {"reports": reports_of(document, answers)}


def around_the_principles(session: Session, scope: Scope) -> View:
    """What a guidance says before anything was agreed: its facts, and what the topic brings."""
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
        "values": [f"{value.label}: {value.text}" for value in topic.values],
        "glossary": [{"word": one.word, "meaning": one.meaning} for one in topic.glossary],
        "about": list(topic.about),
        "known": list(topic.known),
        "sources": list(topic.sources),
    }


def _sections(session: Session, workshop: Workshop) -> list[View]:
    names = ("key", "kind", "title", "markdown", "gathers")
    shown = (one for one in sections_of(session, workshop) if not one["is_off"])
    return [{name: one[name] for name in names} for one in shown]


def _principles(session: Session, workshop: Workshop) -> list[View]:
    said = objections_of(session, workshop.id)
    decisions, views = decisions_of(session, workshop.id), views_for_edition(session, workshop.id)
    standing = standings(session, workshop.id)
    words = words_of(session, workshop, [kept[-1].revision for kept in standing.values()])
    return [
        {
            "id": known_by(kept[-1].principle),
            "number": kept[-1].principle.position + 1,
            "ballots": [_ballot(one.view) for one in kept],
            **words[kept[-1].revision.id],
            "objections": with_records(said.get(principle, []), records_of(kept)),
            "decision": decisions[principle].text if principle in decisions else "",
            "other_views": views.get(principle, []),
        }
        for principle, kept in standing.items()
    ]


def _ballot(view: View) -> View:
    """An outcome as an edition keeps it: the words of an earlier revision are not among it."""
    kept = {name: value for name, value in view.items() if name not in NOT_KEPT}
    return kept | {"held_on": view["at"][:10]}


def words_of(
    session: Session, workshop: Workshop, revisions: Collection[Revision]
) -> dict[int, View]:
    """What an edition keeps of the words of each revision; read for all of them at once."""
    topic, lens = topic_for(workshop.topic), lens_of(session, workshop.organisation_id)
    values = {value.key: value.label for value in topic.values}
    left, notes = left_in_all(session, workshop.id), _notes(session, revisions)
    return {
        one.id: {
            "statement": one.texts["statement"],
            "fields": fields_shown(topic.fields, one.texts, one.open_fields),
            "remaining": remaining(
                one.texts, topic.fields, left.get(one.principle_id, {}), lens
            ),
            "tags": [values.get(tag, tag) for tag in one.tags],
            "revision": one.number,
            "sources": _sources(one, notes),
        }
        for one in revisions
    }  # fmt: skip


def known_by(principle: Principle) -> str:
    """By what a principle is known again in every edition, also in another database."""
    return hashlib.sha256(principle.key.encode()).hexdigest()[:12]


def _notes(session: Session, revisions: Collection[Revision]) -> dict[int, SourceNote]:
    """The notes that any of these revisions grew from, in the order in which they are shown."""
    wanted = sorted({note for one in revisions for note in one.sources})
    found = (
        select(Note.id, Note.text, Theme.name)
        .outerjoin(Theme, Theme.id == Note.theme_id)
        .where(Note.id.in_(wanted))
        .order_by(Theme.position, Note.shuffle)
    )
    return {row[0]: (row[1], row[2] or "") for row in session.execute(found)} if wanted else {}


def _sources(revision: Revision, notes: dict[int, SourceNote]) -> list[View]:
    themes: dict[str, list[str]] = {}
    mine = set(revision.sources)
    for note, (text, theme) in notes.items():
        if note in mine:
            themes.setdefault(theme, []).append(text)
    return [{"theme": theme, "notes": texts} for theme, texts in themes.items()]
