"""Principles: made from themes, saved field by field, frozen into revisions."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.grouping import theme_for
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.actions.writing import note_for
from workshop.content import topic_for
from workshop.domain.actors import Actor
from workshop.domain.events import (
    PrincipleAdded,
    PrincipleChanged,
    PrincipleFrozen,
    PrincipleSetAside,
)
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.text import FIELD_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import Note, Principle, PrincipleField, PrincipleSource, Revision, Workshop


class Conflict(Refusal):
    """Somebody else saved the field in between: both texts are kept and shown."""

    def __init__(self, theirs: str, yours: str, version: int) -> None:
        super().__init__(
            N_("Someone else saved this while you wrote. Both texts are below. Nothing is lost.")
        )
        self.theirs, self.yours, self.version = theirs, yours, version


def add_principle(
    session: Session, actor: Actor, *, workshop: int, statement: str, key: str, theme: int = 0
) -> dict[str, Any]:
    """Start a principle, from a theme or from nothing; its notes come with the theme."""
    require(session, actor, workshop, "principle.add")
    return _add(session, workshop, key, {"statement": statement}, theme=theme)


def add_starter(
    session: Session, actor: Actor, *, workshop: int, starter: str, key: str
) -> dict[str, Any]:
    """Bring in one of the topic's starter principles, to be kept, changed or thrown away."""
    house = require(session, actor, workshop, "principle.start")
    found = [s for s in topic_for(house.topic).starters if s.key == starter]
    if not found:
        raise NotFound(N_("That starter principle is not part of this topic."))
    return _add(session, workshop, key, dict(found[0].texts), tags=list(found[0].tags))


def save_field(
    session: Session, actor: Actor, *, workshop: int, principle: int, field: str, text: str,
    version: int,
) -> dict[str, Any]:  # fmt: skip
    """Save one field if nobody saved it since `version`; else refuse with both texts."""
    house = require(session, actor, workshop, "field.save")
    kept = principle_for(session, workshop, principle)
    _refuse_unknown_field(house, field)
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=field != "statement")
    row = session.get(PrincipleField, (kept.id, field))
    if row is None:
        row = PrincipleField(principle_id=kept.id, field=field, text="", version=0)
        session.add(row)
    if row.text == text:
        return {"version": row.version}
    if row.version != version:
        raise Conflict(theirs=row.text, yours=text, version=row.version)
    row.text, row.version = text, version + 1
    record(session, PrincipleChanged(workshop, kept.id))
    return {"version": row.version}


def attach_source(
    session: Session, actor: Actor, *, workshop: int, principle: int, note: int
) -> None:
    """Say that a principle grew from a note."""
    require(session, actor, workshop, "source.attach")
    kept = principle_for(session, workshop, principle)
    source = note_for(session, workshop, note)
    if not source.is_shown:
        raise Refusal(N_("That note has not been shown yet."))
    session.merge(PrincipleSource(principle_id=kept.id, note_id=source.id))
    record(session, PrincipleChanged(workshop, kept.id))


def detach_source(
    session: Session, actor: Actor, *, workshop: int, principle: int, note: int
) -> None:
    """Say that a principle did not grow from a note after all."""
    require(session, actor, workshop, "source.detach")
    kept = principle_for(session, workshop, principle)
    source = session.get(PrincipleSource, (kept.id, note))
    if source is not None:
        session.delete(source)
    record(session, PrincipleChanged(workshop, kept.id))


def set_aside(
    session: Session, actor: Actor, *, workshop: int, principle: int, is_set_aside: bool
) -> None:
    """Put a principle aside, or take it up again; its words stay."""
    require(session, actor, workshop, "principle.set_aside")
    kept = principle_for(session, workshop, principle)
    kept.is_set_aside = is_set_aside
    record(session, PrincipleSetAside(workshop, kept.id, is_set_aside))


def freeze(session: Session, actor: Actor, *, workshop: int, principle: int) -> dict[str, Any]:
    """Make an unchangeable revision of a principle, unless its last one says the same."""
    require(session, actor, workshop, "principle.freeze")
    return {"revision": frozen_revision(session, principle_for(session, workshop, principle)).id}


def frozen_revision(session: Session, principle: Principle) -> Revision:
    """The revision that says what the principle says now; made if there is none."""
    texts = texts_of(session, principle.id)
    sources = sorted(
        session.scalars(
            select(PrincipleSource.note_id)
            .join(Note, Note.id == PrincipleSource.note_id)
            .where(PrincipleSource.principle_id == principle.id, Note.is_shown.is_(True))
        )
    )
    last = last_revision(session, principle.id)
    if last and (last.texts, last.sources) == (texts, sources):
        return last
    revision = Revision(
        workshop_id=principle.workshop_id,
        principle_id=principle.id,
        number=last.number + 1 if last else 1,
        texts=texts,
        tags=list(principle.tags),
        sources=sources,
        frozen_at=now(session),
    )
    session.add(revision)
    session.flush()
    record(session, PrincipleFrozen(principle.workshop_id, principle.id, revision.number))
    return revision


def last_revision(session: Session, principle_id: int) -> Revision | None:
    """The newest revision of a principle."""
    newest = Revision.number.desc()
    return session.scalars(
        select(Revision).where(Revision.principle_id == principle_id).order_by(newest)
    ).first()


def texts_of(session: Session, principle_id: int) -> dict[str, str]:
    """The fields that have words, by their key."""
    rows = session.scalars(
        select(PrincipleField).where(PrincipleField.principle_id == principle_id)
    )
    return {row.field: row.text for row in sorted(rows, key=lambda r: r.field) if row.text}


def principle_for(session: Session, workshop: int, principle: int) -> Principle:
    """One of the workshop's principles, or a refusal."""
    row = session.get(Principle, principle)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That principle is not here any more."))
    return row


def _add(
    session: Session, workshop: int, key: str, texts: dict[str, str],
    *, theme: int = 0, tags: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    same = Principle.workshop_id == workshop, Principle.key == key
    before = session.scalar(select(Principle).where(*same))
    if before is not None:
        return {"principle": before.id}
    count = select(func.count()).where(Principle.workshop_id == workshop)
    principle = Principle(
        workshop_id=workshop,
        position=session.scalar(count) or 0,
        theme_id=theme_for(session, workshop, theme).id if theme else None,
        tags=tags or [],
        key=key,
    )
    session.add(principle)
    session.flush()
    for field, text in texts.items():
        cleaned = clean_text(text, longest=FIELD_LENGTH, field=field)
        session.add(PrincipleField(principle_id=principle.id, field=field, text=cleaned, version=1))
    _attach_theme(session, principle)
    record(session, PrincipleAdded(workshop, principle.id))
    return {"principle": principle.id}


def _attach_theme(session: Session, principle: Principle) -> None:
    if principle.theme_id is None:
        return
    for note in session.scalars(select(Note.id).where(Note.theme_id == principle.theme_id)):
        session.add(PrincipleSource(principle_id=principle.id, note_id=note))


def _refuse_unknown_field(house: Workshop, field: str) -> None:
    if field not in {f.key for f in topic_for(house.topic).fields}:
        raise NotValid(N_("A principle has no such field."), field=field)
