"""From an archive to rows, in one transaction: a closed workshop of whoever brings it in."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from workshop.actions.recording import now, record
from workshop.actions.starting import facilitating_account_for, free_code
from workshop.archives.origins import origin_of
from workshop.archives.places import Places
from workshop.archives.reading_ballots import add_ballots
from workshop.archives.reading_journal import add_journal
from workshop.archives.reading_principles import add_principles
from workshop.archives.shape import Archive, Question, Step
from workshop.content import methods, topics
from workshop.domain.actors import Actor
from workshop.domain.events import WorkshopBroughtIn
from workshop.models import (
    Activity,
    BroughtEdition,
    Facilitation,
    GuidancePlan,
    GuidanceSection,
    Note,
    Origin,
    Prompt,
    ReportAnswer,
    Theme,
    VoiceRow,
    Workshop,
    new_id,
)

BLANK = "blank"
FACTS = ("for_whom", "owner", "contact", "review_on")


def bring_in(session: Session, actor: Actor, *, archive: Archive) -> dict[str, Any]:
    """Make a closed workshop with all that a checked archive holds; answer what was not known.

    Nobody is in it, and it has a code of its own. Its editions are kept as what they were, and
    published by nobody here.
    """
    account = facilitating_account_for(session, actor)
    house = _workshop(session, archive, account.organisation_id)
    session.add(house)
    session.flush()
    session.add(Facilitation(workshop_id=house.id, account_id=account.id, role="facilitator"))
    places = Places(house.id)
    _add_voices(session, archive, house.id)
    _add_themes(session, archive, places)
    _add_agenda(session, archive, places)
    house.current_activity_id = places.steps[archive.workshop.step]
    add_principles(session, archive, places)
    add_ballots(session, archive, places)
    _add_document(session, archive, house.id)
    add_journal(session, archive, places)
    session.flush()
    record(session, WorkshopBroughtIn(house.id))
    return {"workshop": house.id, "unknown": unknown_in(archive)}


def unknown_in(archive: Archive) -> list[str]:
    """What an archive is about that is not on this server: its topic, its method, or both."""
    about = archive.workshop
    here = {"topic": {one.name for one in topics()}, "method": {one.name for one in methods()}}
    return [name for name, known in here.items() if getattr(about, name) not in known]


def _workshop(session: Session, archive: Archive, organisation: int) -> Workshop:
    about = archive.workshop
    return Workshop(
        organisation_id=organisation,
        title=about.title,
        question=about.question,
        topic=BLANK if "topic" in unknown_in(archive) else about.topic,
        method=about.method,
        code=free_code(session),
        state="closed",
        entrance="locked",
        ways_of_being=about.ways_of_being,
        threshold=about.threshold,
        yes_if_counts_as=about.yes_if_counts_as,
        created_at=about.begun_at,
        closed_at=now(session),
    )


def _add_voices(session: Session, archive: Archive, workshop: int) -> None:
    for position, one in enumerate(archive.voices):
        session.add(
            VoiceRow(
                workshop_id=workshop,
                position=position,
                key=one.name,
                label=one.label,
                plural=one.plural,
                help=one.help,
                kind=one.kind,
                shape=one.shape,
            )
        )


def _add_themes(session: Session, archive: Archive, places: Places) -> None:
    rows = {
        one.name: Theme(
            workshop_id=places.workshop, position=position, name=one.title, key=one.name
        )
        for position, one in enumerate(archive.themes)
    }
    session.add_all(rows.values())
    session.flush()
    places.themes.update({name: row.id for name, row in rows.items()})


def _add_agenda(session: Session, archive: Archive, places: Places) -> None:
    rows = {
        one.name: _activity(one, position, places.workshop)
        for position, one in enumerate(archive.agenda)
    }
    session.add_all(rows.values())
    session.flush()
    places.steps.update({name: row.id for name, row in rows.items()})
    for step in archive.agenda:
        for position, question in enumerate(step.questions):
            prompt = _prompt(question, position, places, rows[step.name].id)
            session.add(prompt)
            session.flush()
            session.bulk_save_objects(_notes(question, prompt.id, places))


def _activity(one: Step, position: int, workshop: int) -> Activity:
    return Activity(
        workshop_id=workshop,
        position=position,
        kind=one.kind,
        title=one.title,
        say=one.say,
        way=one.way,
        round=one.round,
        rounds=one.rounds,
        minutes=one.minutes,
        started_at=one.started_at,
        finished_at=one.finished_at,
        skipped=one.is_skipped,
    )


def _prompt(one: Question, position: int, places: Places, activity: int) -> Prompt:
    return Prompt(
        workshop_id=places.workshop,
        activity_id=activity,
        position=position,
        key=one.key,
        text=one.text,
        help=one.help,
        shown_at=one.shown_at,
    )


def _notes(question: Question, prompt: int, places: Places) -> Iterator[Note]:
    for one in question.notes:
        places.notes[one.name] = new_id()
        yield Note(
            id=places.notes[one.name],
            workshop_id=places.workshop,
            prompt_id=prompt,
            theme_id=places.themes.get(one.theme or ""),
            text=one.text,
            state="kept",
            is_shown=True,
            key=one.name,
        )


def _add_document(session: Session, archive: Archive, workshop: int) -> None:
    document = archive.document
    facts = {name: getattr(document, name) for name in FACTS}
    if any(facts.values()):
        session.add(GuidancePlan(workshop_id=workshop, **facts))
    for section in document.sections:
        session.add(
            GuidanceSection(
                workshop_id=workshop,
                key=section.key,
                is_off=section.is_off,
                title=section.title,
                text=section.text,
            )
        )
    for answer in document.answers:
        session.add(
            ReportAnswer(
                workshop_id=workshop, item=answer.item, text=answer.text, is_open=answer.is_open
            )
        )
    _add_editions(session, archive, workshop)


def _add_editions(session: Session, archive: Archive, workshop: int) -> None:
    for place, one in enumerate(archive.editions, 1):
        session.add(
            BroughtEdition(
                workshop_id=workshop,
                place=place,
                number=one.number,
                guidance=one.guidance,
                published_at=one.published_at,
                withdrawn_at=one.withdrawn.at if one.withdrawn else None,
                withdrawn_reason=one.withdrawn.reason if one.withdrawn else "",
            )
        )
    if archive.origin is not None:
        origin, words = archive.origin, origin_of(archive.origin.document)
        session.add(
            Origin(
                workshop_id=workshop,
                title=words.title,
                organisation=words.organisation,
                edition_number=words.edition_number,
                document=origin.document,
                address=origin.address,
                taken_at=origin.taken_at,
            )
        )
