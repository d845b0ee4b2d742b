"""From the database to an archive: what was shown and published, and nothing of anybody."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.archives import shape
from workshop.archives.few import typed_in_file
from workshop.archives.measures import one_of
from workshop.archives.names import Names, names_of
from workshop.archives.writing_ballots import ballots_of
from workshop.archives.writing_journal import journal_of
from workshop.archives.writing_principles import principles_of
from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.models import (
    Activity,
    Ballot,
    BroughtEdition,
    Edition,
    GuidancePlan,
    GuidanceSection,
    Origin,
    Prompt,
    ReportAnswer,
    Theme,
    VoiceRow,
    Withdrawal,
    Workshop,
)
from workshop.publishing.gathering import guidance_from

OPEN_BALLOT = N_(
    "A ballot is open. Votes go into no file, so this can be done when the ballot has closed."
)
ENDS = N_(
    "A ballot is open. Votes go into no file, so this can be done when it has closed: {ends}."
)


def archive_of(session: Session, workshop_id: int, now: datetime) -> shape.Archive:
    """Everything of a workshop that may go out; refuses while votes are in it."""
    workshop = session.get_one(Workshop, workshop_id)
    refuse_votes(session, workshop_id)
    names = names_of(session, workshop_id)
    return shape.Archive(
        format=shape.FORMAT,
        made_at=now,
        workshop=_about(workshop, names),
        voices=_voices(session, workshop_id),
        agenda=_agenda(session, workshop_id, names),
        themes=_themes(session, names),
        principles=principles_of(session, workshop_id, names),
        ballots=ballots_of(session, workshop_id, names),
        document=_document(session, workshop_id),
        editions=_editions(session, workshop_id),
        origin=_origin(session, workshop_id),
        journal=journal_of(session, workshop_id, names),
    )


def written(archive: shape.Archive) -> bytes:
    """The file, also where it is too large to come in again."""
    content = msgspec.json.encode(archive, order="deterministic")
    return msgspec.json.format(content, indent=1) + b"\n"


def refuse_votes(session: Session, workshop_id: int) -> None:
    """Refuse while a ballot is open or being counted, and say when it is not any more."""
    is_open = Ballot.workshop_id == workshop_id, Ballot.state.in_(("open", "closing"))
    ballot = session.scalars(select(Ballot).where(*is_open)).first()
    if ballot is not None and ballot.ends_at is not None:
        raise Refusal(ENDS, ends=f"{ballot.ends_at:%Y-%m-%d, %H:%M} UTC")
    if ballot is not None:
        raise Refusal(OPEN_BALLOT)


def _about(workshop: Workshop, names: Names) -> shape.About:
    return shape.About(
        title=workshop.title,
        question=workshop.question,
        topic=workshop.topic,
        method=workshop.method,
        ways_of_being=workshop.ways_of_being,
        threshold=workshop.threshold,
        yes_if_counts_as=one_of(workshop.yes_if_counts_as),
        begun_at=workshop.created_at,
        step=names.steps.get(workshop.current_activity_id or 0, "a1"),
    )


def _voices(session: Session, workshop_id: int) -> list[shape.Voice]:
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop_id)
    return [
        shape.Voice(
            name=row.key,
            label=row.label,
            plural=row.plural,
            help=row.help,
            kind=one_of(row.kind),
            shape=one_of(row.shape),
        )
        for row in session.scalars(rows.order_by(VoiceRow.position))
    ]


def _themes(session: Session, names: Names) -> list[shape.Theme]:
    found = select(Theme.id, Theme.name).where(Theme.id.in_(names.themes))
    titles = dict(session.execute(found).all())
    return [shape.Theme(name=name, title=titles[one]) for one, name in names.themes.items()]


def _agenda(session: Session, workshop_id: int, names: Names) -> list[shape.Step]:
    prompts = select(Prompt).where(Prompt.workshop_id == workshop_id)
    asked: dict[int, list[shape.Question]] = {}
    for row in session.scalars(prompts.order_by(Prompt.position, Prompt.id)):
        asked.setdefault(row.activity_id, []).append(
            shape.Question(
                key=row.key,
                text=row.text,
                help=row.help,
                shown_at=row.shown_at,
                notes=names.written.get(row.id, []),
            )
        )
    steps = select(Activity).where(Activity.id.in_(names.steps))
    return [
        _step(row, names, asked.get(row.id, []))
        for row in session.scalars(steps.order_by(Activity.position, Activity.id))
    ]


def _step(row: Activity, names: Names, asked: list[shape.Question]) -> shape.Step:
    return shape.Step(
        name=names.steps[row.id],
        kind=one_of(row.kind),
        title=row.title,
        say=row.say,
        way=row.way,
        round=row.round,
        rounds=row.rounds,
        minutes=row.minutes,
        started_at=row.started_at,
        finished_at=row.finished_at,
        is_skipped=row.skipped,
        questions=asked,
    )


def _document(session: Session, workshop_id: int) -> shape.Document:
    plan = session.get(GuidancePlan, workshop_id)
    facts = ("for_whom", "owner", "contact", "review_on")
    sections = select(GuidanceSection).where(GuidanceSection.workshop_id == workshop_id)
    answers = select(ReportAnswer).where(ReportAnswer.workshop_id == workshop_id)
    return shape.Document(
        **{name: getattr(plan, name) if plan else "" for name in facts},
        sections=[
            shape.Section(key=row.key, is_off=row.is_off, title=row.title, text=row.text)
            for row in session.scalars(sections.order_by(GuidanceSection.key))
        ],
        answers=[
            shape.Answer(item=row.item, text=typed_in_file(row.item, row.text), is_open=row.is_open)
            for row in session.scalars(answers.order_by(ReportAnswer.item))
        ],
    )


def _editions(session: Session, workshop_id: int) -> list[shape.Edition]:
    """Those that came with a file first, then those that were published here."""
    came = select(BroughtEdition).where(BroughtEdition.workshop_id == workshop_id)
    here = (
        select(Edition, Withdrawal)
        .outerjoin(Withdrawal, Withdrawal.edition_id == Edition.id)
        .where(Edition.workshop_id == workshop_id)
    )
    return [
        _edition(row.number, row.published_at, row.guidance, row.withdrawn_at, row.withdrawn_reason)
        for row in session.scalars(came.order_by(BroughtEdition.place))
    ] + [
        _edition(
            row.number,
            row.published_at,
            msgspec.to_builtins(guidance_from(row.document)),
            gone.at if gone else None,
            gone.reason if gone else "",
        )
        for row, gone in session.execute(here.order_by(Edition.number))
    ]


def _edition(
    number: int, at: datetime, guidance: dict[str, Any], gone: datetime | None, reason: str
) -> shape.Edition:
    withdrawn = shape.Withdrawn(at=gone, reason=reason) if gone else None
    return shape.Edition(number=number, published_at=at, guidance=guidance, withdrawn=withdrawn)


def _origin(session: Session, workshop_id: int) -> shape.Origin | None:
    row = session.get(Origin, workshop_id)
    if row is None:
        return None
    return shape.Origin(document=row.document, address=row.address, taken_at=row.taken_at)
