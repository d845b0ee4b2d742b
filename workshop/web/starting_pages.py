"""A new workshop, and a page for each method to choose from."""

from collections import defaultdict

from flask import Blueprint, Response, request
from flask_login import login_required

from workshop.actions.starting import VoiceChoice, start_workshop
from workshop.content import method_for, methods, topic_for, topics
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.text import read_number
from workshop.domain.timings import MOST_IN_TURN, least_for
from workshop.domain.words import N_
from workshop.extensions import csrf
from workshop.web.beginnings import (
    Beginning,
    choosing_page,
    find_beginning,
    refuse_supporters,
    refuse_unknowing,
    take_large_form,
    topic_like,
)
from workshop.web.errors import sentence_of
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import page, see_other

blueprint = Blueprint("starting", __name__)


@blueprint.get("/methods")
@login_required  # type: ignore[untyped-decorator]
def compare() -> Response:
    """Every method: when to choose it, and what it costs."""
    return page("pages/methods.html", methods=methods(), organisation_name="", home_href="/")


@blueprint.get("/methods/<name>")
@login_required  # type: ignore[untyped-decorator]
def read(name: str) -> Response:
    """One method with its steps."""
    method = method_for(name)
    fewest, most = method.people
    needs = [
        (people, sum(least_for(step, people) for step in method.activities))
        for people in sorted({fewest, min(most, MOST_IN_TURN)})
    ]
    return page(
        "pages/method.html", method=method, needs=needs, most_in_turn=MOST_IN_TURN,
        organisation_name="", home_href="/",
    )  # fmt: skip


@blueprint.get("/new")
@login_required  # type: ignore[untyped-decorator]
def plan() -> Response:
    """Topic, method, time, voices; `?from=` an edition's address proposes what it says."""
    refuse_supporters()
    method = request.args.get("method", "")
    try:
        beginning = find_beginning({"from": request.args.get("from", "")})
    except Refusal as refusal:
        return choosing_page(refusal, address=request.args.get("from", ""))
    return proposed_page(beginning, method) if beginning else _plan_page({"method": method})


@blueprint.post("/new")
@csrf.exempt  # type: ignore[untyped-decorator]  # its token is checked in take_large_form
@login_required  # type: ignore[untyped-decorator]
def start() -> Response:
    """Start a workshop and go to its desk."""
    refuse_supporters()
    take_large_form()
    form = request.form
    try:
        beginning = find_beginning(form)
    except Refusal as refusal:
        return choosing_page(refusal, address=form.get("from", ""))
    choices = zip(form.getlist("voice_label"), form.getlist("voice_kind"), strict=False)
    voices = [VoiceChoice(label, kind) for label, kind in choices if label.strip()]
    try:
        if beginning:
            refuse_unknowing(beginning, form.get("knows_withdrawn", ""))
        answer = house().door.perform(
            start_workshop,
            account_actor(),
            title=form.get("title", ""),
            question=form.get("question", ""),
            topic=form.get("topic", ""),
            method=form.get("method", ""),
            voices=voices or None,
            minutes=_number_in("minutes"),
            people=_number_in("people"),
            origin=beginning.origin if beginning else None,
        )
    except Refusal as refusal:
        shown = _plan_page(dict(form), voices, refusal, beginning)
        shown.status_code = refusal.status
        return shown
    return see_other(f"/desk/{answer['workshop']}")


def proposed_page(beginning: Beginning, method: str = "") -> Response:
    """The form, filled with what the origin proposes."""
    origin = beginning.origin
    typed = {
        "method": method, "topic": topic_like(origin),
        "title": origin.title, "question": origin.question,
    }  # fmt: skip
    return _plan_page(typed, beginning=beginning)


def _number_in(name: str) -> int:
    """The number in a field that may be left empty."""
    typed = request.form.get(name, "").strip()
    if typed and not read_number(typed):
        raise NotValid(N_("Please type a number, or leave it empty."), field=name)
    return read_number(typed)


def _plan_page(
    typed: dict[str, str], voices: list[VoiceChoice] | None = None,
    refusal: Refusal | None = None, beginning: Beginning | None = None,
) -> Response:  # fmt: skip
    topic = topic_for(typed.get("topic") or topics()[0].name)
    return page(
        "pages/new_workshop.html",
        typed=defaultdict(str, typed),
        error=sentence_of(refusal) if refusal else "",
        wrong=refusal.field if refusal else "",
        topics=topics(),
        methods=methods(),
        voices=voices or topic.voices,
        origin=beginning.origin if beginning else None,
        origin_file=beginning.file if beginning else "",
        address=beginning.path if beginning else "",
        notice=beginning.notice if beginning else "",
        organisation_name="",
        home_href="/",
    )
