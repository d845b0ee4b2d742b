"""Suggestions on a principle as everybody may read them, and as their own author may."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.differences import differences
from workshop.domain.suggestions import STATES, put_together
from workshop.models import MeToo, Principle, Suggestion
from workshop.projections.objections import objections_of
from workshop.projections.remembered import remembered
from workshop.projections.revisions import draft_of, labels_of
from workshop.projections.scope import Scope, View


def suggestions_on(session: Session, scope: Scope) -> View:
    """A whole principle, with the suggestions on each field, and what a ballot asked for.

    Nothing says who made a suggestion or wants it too; of one's own it is said to oneself.
    """
    labels, texts = labels_of(session, scope), draft_of(session, scope.item_id)
    rows = _rows(session, scope.item_id)
    views = [_view(row, rows, texts, _wanted(session, scope)) for row in rows]
    fields = [
        {
            "key": key,
            "label": labels.get(key, key),
            "text": texts.get(key, ""),
            "open": [one for one in views if one["field"] == key and one["state"] == "open"],
            "settled": [
                one
                for one in views
                if one["field"] == key and one["state"] not in ("open", "joined")
            ],
        }
        for key in {**labels, **{row.field: "" for row in rows}}
    ]
    said = objections_of(session, scope.workshop_id).get(scope.item_id, [])
    conditions = [one for one in said if one["kind"] == "condition" and one["text"]]
    return {
        "fields": fields,
        "conditions": conditions,
        "mine": _own(rows, scope.participant_id),
        "supported": _supported(session, scope),
    }


def one_suggestion(session: Session, scope: Scope, suggestion: int) -> View | None:
    """One suggestion to decide on: its three texts, and the others on its field."""
    rows = _rows(session, scope.item_id)
    found = next((row for row in rows if row.id == suggestion), None)
    if found is None:
        return None
    texts = draft_of(session, scope.item_id)
    views = {
        row.id: _view(row, rows, texts, _wanted(session, scope))
        for row in rows
        if row.field == found.field
    }
    return {
        "one": views.pop(found.id),
        "label": labels_of(session, scope).get(found.field, found.field),
        "opened": texts.get(found.field, ""),
        "others": [one for one in views.values() if one["state"] in ("open", "declined")],
    }


def open_count(session: Session, principle_id: int) -> int:
    """How many suggestions on a principle wait for an answer."""
    waiting = Suggestion.principle_id == principle_id, Suggestion.state == "open"
    return session.scalar(select(func.count()).select_from(Suggestion).where(*waiting)) or 0


def my_suggestions(session: Session, scope: Scope) -> list[View]:
    """The suggestions that I made, and what became of each."""
    return _by_author(session, scope.workshop_id).get(scope.participant_id, [])


@remembered
def _by_author(session: Session, workshop_id: int) -> dict[int, list[View]]:
    """The suggestions of a workshop, for each of their authors."""
    found = (
        select(Suggestion, Principle.position)
        .join(Principle, Principle.id == Suggestion.principle_id)
        .where(Suggestion.workshop_id == workshop_id, Suggestion.participant_id.is_not(None))
        .order_by(Principle.position, Suggestion.id)
    )
    pairs = [(row, position) for row, position in session.execute(found)]
    rows = {row.id: row for row, _ in pairs}
    views: dict[int, list[View]] = {}
    for row, position in pairs:
        lead = rows.get(row.joined_to or 0)
        view = {
            "id": row.id,
            "principle": row.principle_id,
            "number": position + 1,
            "text": row.text,
            "reason": row.reason,
            "first_words": " ".join((row.text or row.base).split()[:5]),
            "said": STATES[row.state],
            "then": STATES[lead.state] if lead and lead.state != "open" else "",
            "answer": lead.answer if lead else row.answer,
            "is_news": row.state != "open" and not row.is_told,
        }
        views.setdefault(row.participant_id or 0, []).append(view)
    return views


def _view(
    row: Suggestion, rows: list[Suggestion], texts: Mapping[str, str], wanted: Mapping[int, Any]
) -> View:
    now = texts.get(row.field, "")
    joined = [one for one in rows if one.joined_to == row.id]
    fits = put_together(now, [(one.base, one.text) for one in (row, *joined)])
    is_waiting = row.state in ("open", "declined")
    has_moved = is_waiting and now != row.base
    also = set().union(*(wanted.get(one.id, set()) for one in (row, *joined)))
    also |= {one.participant_id for one in joined} - {None}
    return {
        "id": row.id,
        "field": row.field,
        "base": row.base,
        "text": row.text,
        "first_words": " ".join((row.text or row.base).split()[:5]),
        "pieces": differences(row.base, row.text),
        "reason": row.reason,
        "revision": row.revision,
        "state": row.state,
        "said": STATES[row.state],
        "answer": row.answer,
        "also": len(also - {row.participant_id}),
        "has_moved": has_moved,
        "moved": differences(row.base, now) if has_moved else (),
        "fits": fits is not None,
        "together": differences(now, fits) if has_moved and fits is not None else (),
        "to_take": row.text if fits is None else fits,
        "joined": [
            {"pieces": differences(one.base, one.text), "reason": one.reason} for one in joined
        ],
    }


def _rows(session: Session, principle_id: int) -> list[Suggestion]:
    found = select(Suggestion).where(Suggestion.principle_id == principle_id)
    return list(session.scalars(found.order_by(Suggestion.id)))


def _wanted(session: Session, scope: Scope) -> dict[int, set[int]]:
    """Who wants each suggestion too: to be counted, and never shown."""
    found = (
        select(MeToo.suggestion_id, MeToo.participant_id)
        .join(Suggestion, Suggestion.id == MeToo.suggestion_id)
        .where(Suggestion.principle_id == scope.item_id)
    )
    wanted: dict[int, set[int]] = {}
    for suggestion, participant in session.execute(found):
        wanted.setdefault(suggestion, set()).add(participant)
    return wanted


def _own(rows: list[Suggestion], participant_id: int) -> set[int]:
    return {row.id for row in rows if participant_id and row.participant_id == participant_id}


def _supported(session: Session, scope: Scope) -> set[int]:
    mine = MeToo.participant_id == scope.participant_id
    return set(session.scalars(select(MeToo.suggestion_id).where(mine)))
