"""Principles of an archive as rows; everything that only a person can have is left empty."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from workshop.archives.few import people_kept
from workshop.archives.origins import anchors_in
from workshop.archives.places import Places
from workshop.archives.shape import Archive, Frozen, Principle, Suggested
from workshop.content.lens import shipped_rules
from workshop.models import (
    Decision,
    LeftAdvice,
    OpenDecision,
    OpenField,
    OtherView,
    PrincipleField,
    PrincipleOrigin,
    PrincipleSource,
    Revision,
    Suggestion,
    new_id,
)
from workshop.models import Principle as PrincipleRow


def add_principles(session: Session, archive: Archive, places: Places) -> None:
    """Make every principle, and what belongs to it but for what was said on ballots."""
    rows = {
        one.name: _row(one, position, places) for position, one in enumerate(archive.principles)
    }
    session.add_all(rows.values())
    session.flush()
    places.principles.update({name: row.id for name, row in rows.items()})
    anchors = anchors_in(archive.origin.document) if archive.origin else {}
    belonging = [row for one in archive.principles for row in _belonging(one, anchors, places)]
    # Many at once, of which none is needed again: one by one takes far longer.
    session.bulk_save_objects(belonging, preserve_order=False)
    _add_revisions(session, archive, places)
    _add_open_decisions(session, archive, places)


def _row(one: Principle, position: int, places: Places) -> PrincipleRow:
    return PrincipleRow(
        workshop_id=places.workshop,
        position=position,
        theme_id=places.themes.get(one.theme or ""),
        tags=one.tags,
        is_set_aside=one.is_set_aside,
        # As the room keeps it, so that what is here already is not begun from the origin twice.
        key=f"origin:{one.origin}" if one.origin else one.name,
    )


def _belonging(one: Principle, anchors: dict[str, int], places: Places) -> Iterator[Any]:
    principle = places.principles[one.name]
    for field, text in one.fields.items():
        yield PrincipleField(principle_id=principle, field=field, text=text)
    for field in one.open_fields:
        yield OpenField(principle_id=principle, field=field)
    for left in one.left_advice:
        if left.rule in shipped_rules():
            yield LeftAdvice(principle_id=principle, field=left.field, rule=left.rule)
    for note in one.sources:
        yield PrincipleSource(principle_id=principle, note_id=places.notes[note])
    yield from _suggestions(one.suggestions, principle, places)
    if one.decision:
        yield Decision(
            principle_id=principle, workshop_id=places.workshop, text=one.decision, version=1
        )
    for place, text in enumerate(one.other_views):
        yield OtherView(
            id=new_id(), workshop_id=places.workshop, principle_id=principle, text=text,
            key=f"{one.name}-{place}",
        )  # fmt: skip
    if one.origin:
        number = anchors[one.origin]
        yield PrincipleOrigin(principle_id=principle, anchor=one.origin, number=number)


def _suggestions(
    suggestions: list[Suggested], principle: int, places: Places
) -> Iterator[Suggestion]:
    numbers = {one.name: new_id() for one in suggestions}
    for one in suggestions:
        yield Suggestion(
            id=numbers[one.name],
            workshop_id=places.workshop,
            principle_id=principle,
            field=one.field,
            revision=one.revision,
            base=one.base,
            text=one.text,
            reason=one.reason,
            state=one.state,
            answer=one.answer,
            joined_to=numbers[one.joined_to] if one.joined_to else None,
            is_told=True,
            key=f"{principle}-{one.name}",
        )


def _add_revisions(session: Session, archive: Archive, places: Places) -> None:
    rows = {
        (one.name, number): _revision(frozen, number, one.name, places)
        for one in archive.principles
        for number, frozen in enumerate(one.revisions, 1)
    }
    session.add_all(rows.values())
    session.flush()
    places.revisions.update({place: row.id for place, row in rows.items()})


def _revision(frozen: Frozen, number: int, principle: str, places: Places) -> Revision:
    return Revision(
        workshop_id=places.workshop,
        principle_id=places.principles[principle],
        number=number,
        texts=frozen.texts,
        tags=frozen.tags,
        sources=sorted(places.notes[note] for note in frozen.sources),
        open_fields=frozen.open_fields,
        frozen_at=frozen.frozen_at,
    )


def _add_open_decisions(session: Session, archive: Archive, places: Places) -> None:
    """In the order in which they were taken."""
    decided = [(one.name, taken) for one in archive.principles for taken in one.open_decisions]
    for place, (name, taken) in enumerate(sorted(decided, key=lambda pair: pair[1].at)):
        session.add(
            OpenDecision(
                workshop_id=places.workshop,
                revision_id=places.revisions[name, taken.revision],
                is_agreed=taken.is_agreed,
                text=taken.text,
                people={voice: people_kept(told) for voice, told in taken.people.items()},
                decided_at=taken.at,
                key=f"o{place}",
            )
        )
        session.flush()
