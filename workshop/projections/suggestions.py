"""Suggestions on a principle as everybody may read them; held back ones are in none of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain import policy
from workshop.domain.differences import differences
from workshop.domain.suggestions import NOT_SETTLED, STATES, put_together
from workshop.domain.text import words_mark
from workshop.models import MeToo, Principle, Suggestion
from workshop.projections.objections import objections_of
from workshop.projections.remembered import remembered
from workshop.projections.revisions import draft_of, labels_of
from workshop.projections.scope import Scope, View, activity_of, workshop_of


def suggestions_in_room(session: Session, scope: Scope) -> View | None:
    """A principle with the suggestions on each field, for everybody in the room."""
    return _suggestions_on(session, scope, policy.PARTICIPANT)


def suggestions_at_desk(session: Session, scope: Scope) -> View | None:
    """A principle with the suggestions on each field, for who decides on them."""
    return _suggestions_on(session, scope, policy.FACILITATOR)


def one_suggestion(session: Session, scope: Scope) -> View | None:
    """What one suggestion changes and why, how many want it, and what became of it.

    Nothing says who made it or wants it too.
    """
    row = session.get(Suggestion, scope.item_id)
    if row is None or row.workshop_id != scope.workshop_id or row.judged != "kept":
        return None
    rows, wanted = _rows(session, row.principle_id), _wanted(session, row.principle_id)
    joined = [one for one in rows if one.joined_to == row.id]
    also = set[int | None]().union(*(wanted.get(one.id, set()) for one in (row, *joined)))
    also |= {one.participant_id for one in joined} - {None}
    return {
        "id": row.id,
        "state": row.state,
        "said": STATES[row.state],
        "answer": row.answer,
        "pieces": differences(row.base, row.text),
        "reason": row.reason,
        "also": len(also - {row.participant_id}),
        "joined": [
            {"pieces": differences(one.base, one.text), "reason": one.reason} for one in joined
        ],
    }


def suggestion_to_decide(session: Session, scope: Scope, suggestion: int) -> View:
    """One suggestion on a principle to decide on: its three texts, and the others on its field.

    Where it does not fit, what stands now is what one begins with: no word of it goes by itself.
    """
    rows, texts = _rows(session, scope.item_id), draft_of(session, scope.item_id)
    found = next(row for row in rows if row.id == suggestion)
    now = texts.get(found.field, "")
    fits = _with_all_of(found, rows, now)
    others = [row for row in rows if row.field == found.field and row.state in NOT_SETTLED]
    return {
        "one": _standing(found, rows, texts) | {"fits": fits is not None},
        "to_take": now if fits is None else fits,
        "label": labels_of(session, scope).get(found.field, found.field),
        "opened": now,
        "others": [{"id": row.id, "text": row.text} for row in others if row.id != found.id],
    }


def suggestions_to_judge(session: Session, scope: Scope) -> list[View]:
    """Every suggestion, without its author, for holding back; the page behind the tap."""
    found = (
        select(Suggestion, Principle.position)
        .join(Principle, Principle.id == Suggestion.principle_id)
        .where(Suggestion.workshop_id == scope.workshop_id)
        .order_by(Suggestion.judged == "kept", Principle.position, Suggestion.id)
    )
    pairs = [(row, position) for row, position in session.execute(found)]
    states = {row.id: row.state for row, _ in pairs}
    return [
        {"id": row.id, "pieces": differences(row.base, row.text), "why": row.reason,
         "state": row.judged, "reason": row.judged_reason, "number": position + 1,
         "was_words": words_mark(row.text, row.reason),
         "can_return": states.get(row.joined_to or row.id) in NOT_SETTLED}
        for row, position in pairs
    ]  # fmt: skip


def open_count(session: Session, principle_id: int) -> int:
    """How many suggestions on a principle wait for an answer."""
    waiting = (
        Suggestion.principle_id == principle_id,
        Suggestion.state == "open",
        Suggestion.judged == "kept",
    )
    return session.scalar(select(func.count()).select_from(Suggestion).where(*waiting)) or 0


def first_words(row: Suggestion) -> str:
    """The first words of a suggestion; of one that takes words out, those."""
    return " ".join((row.text or row.base).split()[:5])


def _suggestions_on(session: Session, scope: Scope, role: str) -> View | None:
    principle = session.get(Principle, scope.item_id)
    if principle is None or principle.workshop_id != scope.workshop_id:
        return None
    workshop, kind = workshop_of(session, scope), activity_of(session, scope).kind
    said = objections_of(session, scope.workshop_id).get(principle.id, [])
    return {
        "id": principle.id,
        "number": principle.position + 1,
        "is_set_aside": principle.is_set_aside,
        "is_desk": role == policy.FACILITATOR,
        "can_write": policy.may("field.save", role, workshop.state, kind),
        "can_suggest": policy.may("suggestion.make", role, workshop.state, kind),
        "conditions": [one for one in said if one["kind"] == "condition" and one["text"]],
        "fields": _fields(session, scope),
    }


def _fields(session: Session, scope: Scope) -> list[View]:
    """Each field, what it says, and the suggestions on it: those to decide, and the others."""
    rows, texts = _rows(session, scope.item_id), draft_of(session, scope.item_id)
    labels, shown = labels_of(session, scope), {row.id for row in rows}
    # What was joined stands with the other one, unless that is held back.
    alone = [row for row in rows if row.state != "joined" or row.joined_to not in shown]
    return [
        {
            "key": key,
            "label": labels.get(key, key),
            "text": texts.get(key, ""),
            "open": [_standing(row, rows, texts) for row in on_it if row.state == "open"],
            "settled": [_standing(row, rows, texts) for row in on_it if row.state != "open"],
        }
        for key in {**labels, **{row.field: "" for row in alone}}
        for on_it in [[row for row in alone if row.field == key]]
    ]


def _standing(row: Suggestion, rows: Sequence[Suggestion], texts: Mapping[str, str]) -> View:
    """How a suggestion stands to what its field says by now."""
    now = texts.get(row.field, "")
    view = {"id": row.id, "state": row.state, "first_words": first_words(row), "has_moved": False}
    if row.state not in NOT_SETTLED or now == row.base:
        return view
    fits = _with_all_of(row, rows, now)
    return view | {
        "has_moved": True,
        "revision": row.revision,
        "base": row.base,
        "text": row.text,
        "moved": differences(row.base, now),
        "fits": fits is not None,
        "together": differences(now, fits) if fits is not None else (),
    }


def _with_all_of(row: Suggestion, rows: Iterable[Suggestion], now: str) -> str | None:
    joined = [one for one in rows if one.joined_to == row.id]
    return put_together(now, [(one.base, one.text) for one in (row, *joined)])


@remembered
def _rows(session: Session, principle_id: int) -> list[Suggestion]:
    found = select(Suggestion).where(
        Suggestion.principle_id == principle_id, Suggestion.judged == "kept"
    )
    return list(session.scalars(found.order_by(Suggestion.id)))


@remembered
def _wanted(session: Session, principle_id: int) -> dict[int, set[Any]]:
    """Who wants each suggestion too: to be counted, and never shown."""
    found = (
        select(MeToo.suggestion_id, MeToo.participant_id)
        .join(Suggestion, Suggestion.id == MeToo.suggestion_id)
        .where(Suggestion.principle_id == principle_id)
    )
    wanted: dict[int, set[Any]] = {}
    for suggestion, participant in session.execute(found):
        wanted.setdefault(suggestion, set()).add(participant)
    return wanted
