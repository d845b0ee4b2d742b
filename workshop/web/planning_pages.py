"""The facilitator's pages of the document: what is open, its facts, its sections, publishing."""

from typing import Any

from flask import Blueprint, Response, request
from flask_login import login_required
from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict
from workshop.actions.planning import plan_guidance, read_section, save_section, section_for
from workshop.domain.refusals import Refusal
from workshop.models import GuidanceSection, Workshop
from workshop.projections.before_publishing import warnings_of
from workshop.projections.document_plan import (
    FACTS,
    facts_of,
    mark_of_facts,
    section_view,
    sections_of,
)
from workshop.projections.guidance import around_the_principles, guidance
from workshop.projections.scope import Scope, View
from workshop.publishing.document import Guidance
from workshop.publishing.gathering import (
    guidance_around,
    guidance_from,
    section_from,
    status_of,
)
from workshop.publishing.html import DRAW
from workshop.publishing.sections import WITHOUT_PRINCIPLES
from workshop.publishing.text import preview_of
from workshop.publishing.way_text import IN_SHORT
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.errors import sentence_of
from workshop.web.guidance_pages import editions_view
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import see_other

blueprint = Blueprint("planning", __name__, url_prefix="/desk/<int:workshop_id>/guidance")
TYPED = ("title", "text", "opened")


@blueprint.get("")
@login_required  # type: ignore[untyped-decorator]
def plan(workshop_id: int) -> Response:
    """What to look at first, the facts and sections, what would be published, the editions."""
    return _plan_page(workshop_id)


@blueprint.post("")
@login_required  # type: ignore[untyped-decorator]
def keep_facts(workshop_id: int) -> Response:
    """Keep what the document is called, who it is for, and the rest that is said about it."""
    typed = {name: request.form.get(name, "") for name in ("title", *FACTS, "opened")}
    try:
        house().door.perform(plan_guidance, account_actor(), workshop=workshop_id, **typed)
    except Refusal as refusal:
        return _plan_page(workshop_id, typed, refusal)
    return see_other(f"/desk/{workshop_id}/guidance?kept=facts#facts")


@blueprint.get("/<key>")
@login_required  # type: ignore[untyped-decorator]
def section(workshop_id: int, key: str) -> Response:
    """Write one section, and see how it will look."""
    return _section_page(workshop_id, key)


@blueprint.post("/<key>")
@login_required  # type: ignore[untyped-decorator]
def keep_section(workshop_id: int, key: str) -> Response:
    """Keep what was typed, or only show how it would look."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in TYPED}
    typed["is_shown"] = "is_shown" in request.form
    try:
        if "try" not in request.form:
            house().door.perform(
                save_section, account_actor(), workshop=workshop_id, section=key, **typed
            )
            return see_other(f"/desk/{workshop_id}/guidance?kept={key}#section-{key}")
    except Refusal as refusal:
        return _section_page(workshop_id, key, typed, refusal)
    return _section_page(workshop_id, key, typed)


def _plan_page(
    workshop_id: int, typed: dict[str, str] | None = None, refusal: Refusal | None = None
) -> Response:
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        document = guidance(session, painter.scope)
        facts = facts_of(session, workshop)
        shown = desk_page(
            "pages/desk/guidance.html",
            painter,
            workshop,
            typed={**facts, "opened": mark_of_facts(facts), **(typed or {}), **_seen(refusal)},
            **_refused(refusal),
            warnings=warnings_of(session, workshop, document),
            sections=sections_of(session, workshop),
            principles=[
                (one["statement"], IN_SHORT[status_of(one["ballots"][-1])])
                for one in document["principles"]
            ],
            kept=request.args.get("kept", ""),
            **editions_view(session, painter.scope, workshop),
        )
    shown.status_code = refusal.status if refusal else 200
    return shown


def _section_page(
    workshop_id: int, key: str, typed: dict[str, Any] | None = None, refusal: Refusal | None = None
) -> Response:
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        own = section_for(workshop, key)
        stands = section_view(own, session.get(GuidanceSection, (workshop_id, key)))
        said: dict[str, Any] = {"title": stands["title"], "text": stands["markdown"],
                                "opened": stands["mark"], "is_shown": not stands["is_off"],
                                **(typed or {}), **_seen(refusal)}  # fmt: skip
        view, wrong = _previewed(session, painter.scope, stands, said, own)
        shown = desk_page(
            "pages/desk/section.html", painter, workshop, section=stands, typed=said,
            topic_text=own.text.strip(), preview=view, draw=DRAW,
            **_refused(refusal or wrong),
        )  # fmt: skip
    shown.status_code = refusal.status if refusal else 200
    return shown


def _previewed(
    session: Session, scope: Scope, stands: View, said: View, own: Any
) -> tuple[Any, Refusal | None]:
    """How a section looks with what was typed; what cannot be read is shown as it stands."""
    title, text, wrong = stands["title"], stands["markdown"], None
    try:
        title, text = read_section(own, said["title"], said["text"])
    except Refusal as refusal:
        wrong = refusal
    section = section_from({**stands, "title": title, "markdown": text})
    return preview_of(_around(session, scope, section.kind), section), wrong


def _around(session: Session, scope: Scope, kind: str) -> Guidance:
    """The guidance as far as a section of this kind shows anything of it."""
    if kind in WITHOUT_PRINCIPLES:
        return guidance_around(around_the_principles(session, scope))
    return guidance_from(guidance(session, scope))


def _refused(refusal: Refusal | None) -> dict[str, Any]:
    return {
        "refused": sentence_of(refusal) if refusal else "",
        "wrong": refusal.field if refusal else "",
        "conflict": refusal if isinstance(refusal, Conflict) else None,
    }


def _seen(refusal: Refusal | None) -> dict[str, Any]:
    """Once both texts were shown, what is saved next stands over the one that was seen."""
    return dict(refusal.seen) if isinstance(refusal, Conflict) else {}
