"""What the projector shows: only what is public now, and no name."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.codes import shown_code
from workshop.models import Note, Organisation, Participant, Theme
from workshop.projections import room
from workshop.projections.live_ballot import papers_in, step_ends_at
from workshop.projections.scope import Scope, View, activity_of, workshop_of
from workshop.projections.sitting import numbers_of_principles
from workshop.projections.wall_pages import wall_pages


def wall(session: Session, scope: Scope) -> View:
    """The whole wall; blank when the facilitator says so."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    view: View = {
        "is_blank": workshop.wall_is_blank,
        "code": shown_code(workshop.code),
        "raw_code": workshop.code,
        "organisation": session.get_one(Organisation, workshop.organisation_id).name,
        "kind": step.kind if workshop.state == "open" else "over",
        "step": step.title,
        "asked": step.say,
        "question": workshop.question,
        "title": workshop.title,
        "ends_at": step_ends_at(session, scope, step),
        "people": _people(session, scope),
    }
    if workshop.wall_is_blank:
        return view
    return view | _showing(session, scope, view["kind"])


def _showing(session: Session, scope: Scope, kind: str) -> View:
    view = room.TASKS[kind](session, scope, activity_of(session, scope))
    if kind == "write":
        view["texts"] = _texts(session, view["notes"])
    elif kind == "group":
        view["groups"] = _groups(session, scope)
    elif kind in ("draft", "suggest"):
        view["statements"] = _statements(session, scope)
    elif kind == "ballot":
        view |= papers_in(session, scope.workshop_id)
    if "outcomes" in view:
        view["pages"] = [page for one in view["outcomes"] for page in wall_pages(one)]
    return view


def _people(session: Session, scope: Scope) -> int:
    here = Participant.workshop_id == scope.workshop_id, Participant.standing == "admitted"
    return session.scalar(select(func.count()).select_from(Participant).where(*here)) or 0


def _texts(session: Session, ids: list[int]) -> list[str]:
    texts = {n.id: n.text for n in session.scalars(select(Note).where(Note.id.in_(ids)))}
    return [texts[one] for one in ids]


def _groups(session: Session, scope: Scope) -> list[View]:
    found = (
        select(Note.theme_id, func.count())
        .where(Note.workshop_id == scope.workshop_id, Note.is_shown.is_(True))
        .group_by(Note.theme_id)
    )
    counts = {row[0]: row[1] for row in session.execute(found)}
    themes: list[Theme] = room.themes_of(session, scope)
    named = [{"name": theme.name, "count": counts.get(theme.id, 0)} for theme in themes]
    return [*named, {"name": "", "count": counts.get(None, 0)}]


def _statements(session: Session, scope: Scope) -> list[View]:
    """What each principle says, and the table that writes it (0 for none)."""
    tables = numbers_of_principles(session, scope)
    views = [
        room.principle(session, scope.item(row.id))
        for row in room.principles_of(session, scope)
        if not row.is_set_aside
    ]
    return [
        {"text": view["statement"], "table": tables.get(view["id"], 0)} for view in views if view
    ]
