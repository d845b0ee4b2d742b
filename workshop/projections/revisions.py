"""How a principle came to say what it says: its revisions, what changed in each, its notes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.domain.differences import differences
from workshop.models import (
    Ballot,
    BallotRevision,
    EarlierText,
    Note,
    Principle,
    PrincipleField,
    PrincipleSource,
    Revision,
    Theme,
)
from workshop.projections.scope import Scope, View, workshop_of

Texts = Mapping[str, str]


def revisions_of(session: Session, scope: Scope) -> View:
    """Every revision of a principle, the newest first, and what the draft says beyond it."""
    labels = labels_of(session, scope)
    found = select(Revision).where(Revision.principle_id == scope.item_id).order_by(Revision.number)
    rows, draft = list(session.scalars(found)), draft_of(session, scope.item_id)
    ballots = _ballots(session, scope.item_id)
    views: list[View] = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else row
        views.append(
            {
                "number": row.number,
                "frozen_at": row.frozen_at.isoformat(),
                "ballots": ballots.get(row.id, []),
                "said_first": [] if place else said_fields(row.texts, labels),
                "changes": changed_fields(before.texts, row.texts, labels),
                "notes_more": len({*row.sources} - {*before.sources}),
                "notes_less": len({*before.sources} - {*row.sources}),
                "is_said_now": row.texts == draft,
            }
        )
    last = rows[-1].texts if rows else {}
    return {
        "revisions": views[::-1],
        "unfrozen": changed_fields(last, draft, labels) if rows else [],
        "taken_out": _taken_out(session, scope.item_id, draft, labels),
    }


def changed_fields(old: Texts, new: Texts, labels: Mapping[str, str]) -> list[View]:
    """What changed, by field, in the topic's order."""
    return [
        {"key": key, "label": labels.get(key, key),
         "pieces": differences(old.get(key, ""), new.get(key, ""))}
        for key in {**labels, **old, **new}
        if old.get(key, "") != new.get(key, "")
    ]  # fmt: skip


def said_fields(texts: Texts, labels: Mapping[str, str]) -> list[View]:
    """What a principle says, by field, in the topic's order."""
    return [
        {"label": labels.get(key, key), "text": texts[key]}
        for key in {**labels, **texts}
        if texts.get(key)
    ]


def labels_of(session: Session, scope: Scope) -> dict[str, str]:
    """What the fields of a principle are called, in their order."""
    return {f.key: f.label for f in topic_for(workshop_of(session, scope).topic).fields}


def values_for(session: Session, scope: Scope) -> View:
    """The topic's values, each with whether the principle protects it."""
    tags = session.get_one(Principle, scope.item_id).tags
    values = topic_for(workshop_of(session, scope).topic).values
    return {
        "values": [
            {"key": one.key, "label": one.label, "text": one.text, "is_so": one.key in tags}
            for one in values
        ]
    }


def draft_of(session: Session, principle_id: int) -> dict[str, str]:
    """What the fields of a principle say now, where they have words."""
    found = select(PrincipleField).where(PrincipleField.principle_id == principle_id)
    return {row.field: row.text for row in session.scalars(found) if row.text}


def notes_for(session: Session, scope: Scope) -> View:
    """The shown notes of a workshop: those a principle grew from, and the others by their theme."""
    found = (
        select(Note, Theme.name, PrincipleSource.note_id)
        .outerjoin(Theme, Theme.id == Note.theme_id)
        .outerjoin(
            PrincipleSource,
            (PrincipleSource.note_id == Note.id)
            & (PrincipleSource.principle_id == scope.item_id),
        )
        .where(Note.workshop_id == scope.workshop_id, Note.is_shown.is_(True))
        .order_by(Theme.position, Note.shuffle)
    )
    sources: list[View] = []
    others: dict[str, list[View]] = {}
    for note, theme, source in session.execute(found):
        view = {"id": note.id, "text": note.text, "theme": theme or ""}
        if source:
            sources.append(view)
        else:
            others.setdefault(theme or "", []).append(view)
    themes = list(dict.fromkeys(one["theme"] for one in sources if one["theme"]))
    by_need = sorted(others.items(), key=lambda item: item[0] not in themes)
    return {"sources": sources, "themes": themes, "others": by_need}


def _taken_out(
    session: Session, principle_id: int, draft: Texts, labels: Mapping[str, str]
) -> list[View]:
    """The earlier texts of each field that it does not say now, the newest first."""
    newest = EarlierText.number.desc()
    found = select(EarlierText).where(EarlierText.principle_id == principle_id).order_by(newest)
    order = list(labels)
    rows = [row for row in session.scalars(found) if row.text not in ("", draft.get(row.field))]
    rows.sort(key=lambda row: order.index(row.field) if row.field in labels else len(order))
    return [
        {"field": row.field, "label": labels.get(row.field, row.field), "number": row.number,
         "text": row.text}
        for row in rows
    ]  # fmt: skip


def _ballots(session: Session, principle_id: int) -> dict[int, list[int]]:
    """The numbers of the ballots in which each revision was voted on."""
    found = (
        select(BallotRevision.revision_id, Ballot.number)
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(Revision.principle_id == principle_id, Ballot.state != "void")
        .order_by(Ballot.number)
    )
    numbers: dict[int, list[int]] = {}
    for revision, number in session.execute(found):
        numbers.setdefault(revision, []).append(number)
    return numbers
