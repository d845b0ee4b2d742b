"""Principles: made from themes, tied to notes, frozen into revisions."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.field_texts import begin_anew
from workshop.actions.grouping import theme_for
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.actions.seating import give_new, refuse_elsewhere
from workshop.actions.writing import note_for, regrow
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
from workshop.projections.advice import open_fields_of


class Conflict(Refusal):
    """Somebody else saved the text in between: both texts are kept and shown.

    `command` saves it once more, with what was typed in its `box`, and with `seen`: the fields
    that say which text it stands over. `stands` and `chosen` name what each text goes with.
    """

    def __init__(
        self, theirs: str, yours: str, version: int = 0, *, command: str,
        box: str = "text", seen: Mapping[str, object] | None = None,
        stands: str = "", chosen: str = "",
    ) -> None:  # fmt: skip
        super().__init__(
            N_("Someone else saved this while you wrote. Both texts are below. Nothing is lost.")
        )
        self.theirs, self.yours, self.version = theirs, yours, version
        self.command, self.box = command, box
        self.seen = seen or {"version": version}
        self.stands, self.chosen = stands, chosen


def add_principle(
    session: Session, actor: Actor, *, workshop: int, statement: str, key: str, theme: int = 0
) -> dict[str, Any]:
    """Start a principle, from a theme or from nothing; its notes come with the theme."""
    require(session, actor, workshop, "principle.add")
    made = _add(session, workshop, key, {"statement": statement}, theme=theme)
    give_new(session, actor, principle_for(session, workshop, made["principle"]))
    return made


def add_starter(
    session: Session, actor: Actor, *, workshop: int, starter: str, key: str
) -> dict[str, Any]:
    """Bring in one of the topic's starter principles, to be kept, changed or thrown away."""
    house = require(session, actor, workshop, "principle.start")
    found = [s for s in topic_for(house.topic).starters if s.key == starter]
    if not found:
        raise NotFound(N_("That starter principle is not part of this topic."))
    texts, tags = dict(found[0].texts), list(found[0].tags)
    return _add(session, workshop, key, texts, tags=tags, starter=starter)


def attach_source(
    session: Session, actor: Actor, *, workshop: int, principle: int, note: int
) -> None:
    """Say that a principle grew from a note."""
    house = require(session, actor, workshop, "source.attach")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    source = note_for(session, workshop, note)
    if not source.is_shown:
        raise Refusal(N_("That note has not been shown yet."))
    session.merge(PrincipleSource(principle_id=kept.id, note_id=source.id))
    regrow(session, source.id)
    record(session, PrincipleChanged(workshop, kept.id))


def detach_source(
    session: Session, actor: Actor, *, workshop: int, principle: int, note: int
) -> None:
    """Say that a principle did not grow from a note after all."""
    house = require(session, actor, workshop, "source.detach")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    source = session.get(PrincipleSource, (kept.id, note))
    if source is not None:
        session.delete(source)
        regrow(session, note)
    record(session, PrincipleChanged(workshop, kept.id))


def protect_value(
    session: Session, actor: Actor, *, workshop: int, principle: int, value: str, is_so: bool
) -> None:
    """Say that a principle protects one of the topic's values, or does not."""
    house = require(session, actor, workshop, "principle.protect")
    kept = principle_for(session, workshop, principle)
    refuse_elsewhere(session, actor, house, kept)
    known = [one.key for one in topic_for(house.topic).values]
    if value not in known:
        raise NotFound(N_("That value is not part of this topic."))
    chosen = {*kept.tags, value} if is_so else set(kept.tags) - {value}
    kept.tags = [key for key in known if key in chosen]
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
    begin_anew(session, principle.id)
    sources = sorted(
        session.scalars(
            select(PrincipleSource.note_id)
            .join(Note, Note.id == PrincipleSource.note_id)
            .where(PrincipleSource.principle_id == principle.id, Note.is_shown.is_(True))
        )
    )
    open_fields = open_fields_of(session, principle.id, texts)
    last = last_revision(session, principle.id)
    said = (texts, sources, open_fields, list(principle.tags))
    if last and (last.texts, last.sources, last.open_fields, last.tags) == said:
        return last
    revision = Revision(
        workshop_id=principle.workshop_id,
        principle_id=principle.id,
        number=last.number + 1 if last else 1,
        texts=texts,
        tags=list(principle.tags),
        sources=sources,
        open_fields=open_fields,
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


def refuse_unknown_field(house: Workshop, field: str) -> None:
    """Refuse a field that the workshop's topic does not have."""
    if field not in {f.key for f in topic_for(house.topic).fields}:
        raise NotValid(N_("A principle has no such field."), field=field)


def _add(
    session: Session, workshop: int, key: str, texts: dict[str, str],
    *, theme: int = 0, tags: list[str] | None = None, starter: str = "",
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
        session.add(PrincipleField(principle_id=principle.id, field=field, text=cleaned))
    _attach_theme(session, principle)
    record(session, PrincipleAdded(workshop, principle.id, starter))
    return {"principle": principle.id}


def _attach_theme(session: Session, principle: Principle) -> None:
    if principle.theme_id is None:
        return
    for note in session.scalars(select(Note.id).where(Note.theme_id == principle.theme_id)):
        session.add(PrincipleSource(principle_id=principle.id, note_id=note))
        regrow(session, note)
