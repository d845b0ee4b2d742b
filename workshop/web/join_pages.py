"""From the QR code into the room: the code, the voice, a plain yes, and the three words."""

from collections import defaultdict

from flask import Blueprint, Response, request
from sqlalchemy import select

from workshop.actions.joining import join, new_words, rejoin
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import new_name, read_code
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.models import Account, Facilitation, Organisation, Workshop
from workshop.projections.history import next_meeting
from workshop.projections.person import voices_of
from workshop.web import limits
from workshop.web.errors import sentence_of
from workshop.web.house import house
from workshop.web.identity import find_participant, keep_token
from workshop.web.rendering import page, painter_for, see_other, zipped

blueprint = Blueprint("join", __name__)
UNKNOWN = N_("We do not know this code. Please look at the wall again.")


@blueprint.get("/join")
def join_by_code() -> Response:
    """Ask for the code."""
    return page("pages/join_code.html", typed="", error="", was_in="was-in" in request.args)


@blueprint.post("/join")
def read_typed_code() -> Response:
    """Go where a typed code leads, or say why it leads nowhere."""
    typed = request.form.get("code", "")
    try:
        _refuse_guessing()
        code = read_code(typed)
        _workshop_by(code)
    except Refusal as refusal:
        error = sentence_of(refusal)
        answer = page("pages/join_code.html", typed=typed, error=error, was_in=False)
        answer.status_code = refusal.status
        return answer
    return see_other(f"/j/{code}")


@blueprint.get("/j/<code>")
def choose_voice(code: str) -> Response:
    """Say what this is and who sees what, and ask for a voice and a plain yes."""
    _refuse_guessing()
    workshop = _workshop_by(read_code(code))
    if find_participant(workshop.id):
        return see_other(f"/w/{workshop.id}")
    return zipped(_join_page(workshop, {"name": new_name()}))


@blueprint.post("/j/<code>")
def come_in(code: str) -> Response:
    """Let a person in and give their phone its token."""
    _refuse_guessing()
    workshop = _workshop_by(read_code(code))
    form = request.form
    limits.joins.take(request.remote_addr or "")
    try:
        answer = house().door.perform(
            join,
            NOBODY,
            workshop=workshop.id,
            voice=read_number(form.get("voice", "")),
            name=form.get("name", ""),
            agrees=form.get("agrees") == "yes",
            key=_key_of(form.get("key", "")),
        )
    except Refusal as refusal:
        shown = _join_page(workshop, dict(form), sentence_of(refusal), refusal.field)
        shown.status_code = refusal.status
        return shown
    response = page("pages/welcome_in.html", words=answer["words"], workshop=workshop.id)
    return keep_token(response, workshop.id, answer["token"])


@blueprint.get("/j/<code>/back")
def ask_for_words(code: str) -> Response:
    """Ask for the three words."""
    _refuse_guessing()
    workshop = _workshop_by(read_code(code))
    return page("pages/rejoin.html", code=workshop.code, typed="", error="")


@blueprint.post("/j/<code>/back")
def come_back(code: str) -> Response:
    """Let a person back in on another phone."""
    _refuse_guessing()
    workshop = _workshop_by(read_code(code))
    typed = request.form.get("words", "")
    try:
        if not limits.wrong_words.has_room(str(workshop.id)):
            raise NotFound(N_("Too many tries. Please ask the people running today to let you in."))
        answer = house().door.perform(rejoin, NOBODY, workshop=workshop.id, words=typed)
    except Refusal as refusal:
        if refusal.field == "words":
            limits.wrong_words.take(str(workshop.id))
        error = sentence_of(refusal)
        shown = page("pages/rejoin.html", code=workshop.code, typed=typed, error=error)
        shown.status_code = refusal.status
        return shown
    # Not a page at once: to go back and send it again would let the next person in as this one.
    response = see_other(f"/w/{workshop.id}/back-in")
    return keep_token(response, workshop.id, answer["token"])


@blueprint.get("/w/<int:workshop_id>/back-in")
def welcome_back(workshop_id: int) -> Response:
    """Say that this phone is theirs now."""
    if find_participant(workshop_id) is None:
        return see_other("/join")
    return page("pages/welcome_back.html", workshop=workshop_id)


@blueprint.get("/w/<int:workshop_id>/words-again")
def ask_for_new_words(workshop_id: int) -> Response:
    """Offer three new words to who has lost theirs."""
    return page("pages/words_again.html", workshop=workshop_id)


@blueprint.post("/w/<int:workshop_id>/words-again")
def make_new_words(workshop_id: int) -> Response:
    """Show three new words, once."""
    actor = Actor(participant_id=find_participant(workshop_id))
    answer = house().door.perform(new_words, actor, workshop=workshop_id)
    return page("pages/welcome_in.html", words=answer["words"], workshop=workshop_id)


def _join_page(
    workshop: Workshop, typed: dict[str, str], error: str = "", field: str = ""
) -> Response:
    with house().database.reading() as session:
        scope = painter_for(session, workshop.id, "room").scope
        running = (
            select(Account.name)
            .join(Facilitation, Facilitation.account_id == Account.id)
            .where(Facilitation.workshop_id == workshop.id, Facilitation.role == "facilitator")
        )
        return page(
            "pages/join_voice.html",
            title=workshop.title,
            question=workshop.question,
            code=workshop.code,
            organisation=session.get_one(Organisation, workshop.organisation_id).name,
            running=list(session.scalars(running)),
            voices=voices_of(session, scope),
            typed=defaultdict(str, typed),
            error=error,
            field=field,
            is_open=workshop.state == "open",
            **next_meeting(session, scope),
        )


def _workshop_by(code: str) -> Workshop:
    with house().database.reading() as session:
        workshop = session.scalar(
            select(Workshop).where(Workshop.code == code, Workshop.state != "archived")
        )
        if workshop is None:
            limits.wrong_codes.take(request.remote_addr or "")
            raise NotFound(UNKNOWN, field="code")
        session.expunge(workshop)
        return workshop


def _refuse_guessing() -> None:
    if not limits.wrong_codes.has_room(request.remote_addr or ""):
        raise NotValid(N_("That were too many wrong codes. Please wait a minute."), field="code")


def _key_of(key: str) -> str:
    if not 8 <= len(key) <= 64:
        raise NotValid(N_("This page is too old. Please open it again."))
    return key
