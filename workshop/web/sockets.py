"""The Socket.IO door: who may listen, and every command as a message."""

import secrets
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Flask, request
from flask_login import current_user
from flask_socketio import join_room
from flask_wtf.csrf import validate_csrf
from socketio.exceptions import ConnectionRefusedError
from sqlalchemy.exc import SQLAlchemyError
from wtforms import ValidationError

from workshop import metrics
from workshop.actions.drafting import principle_for
from workshop.actions.permission import role_of
from workshop.domain import policy
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import wall_token
from workshop.domain.refusals import NotAllowed, NotValid, Refusal
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.extensions import socketio
from workshop.models import Workshop
from workshop.models.database import CANNOT_ANSWER
from workshop.realtime.drafting_relay import DRAFTING, drafting
from workshop.realtime.painting import LANGUAGES
from workshop.realtime.rooms import room_name
from workshop.realtime.staleness import DESK, ROOM, Stale, deciding, person, suggesting
from workshop.web import limits
from workshop.web.closing import follow_up_calmly
from workshop.web.commands import read_command
from workshop.web.errors import acknowledgement, count, not_now, sorry
from workshop.web.evenly import evenly
from workshop.web.forms import message_from, refuse_another_person
from workshop.web.house import House, house
from workshop.web.identity import (
    account_actor,
    find_by_phone,
    phone_actor,
    phone_in,
    signed_in_account,
)
from workshop.web.listeners import Listener, listeners
from workshop.web.rendering import language

MOST_ASKED = 2000


def register(app: Flask) -> None:
    """Open the Socket.IO door.

    Only coming in needs a request, with its cookies. What a phone says afterwards is known by its
    socket; Flask-SocketIO would build a request for each word.
    """
    the_house: House = app.extensions["workshop"]
    server: Any = getattr(socketio, "server")  # noqa: B009 (not in the library's stubs)
    socketio.on_event("connect", let_in)
    server.on("disconnect", partial(let_go, the_house))
    server.on("command", partial(command, the_house))
    server.on("ask", partial(ask, the_house))


def sid() -> str:
    """The socket that this event came from."""
    number: str = getattr(request, "sid", "")
    return number


def let_in(auth: Any = None) -> None:
    """Let a page listen: its token is checked, then who it is, then what it may hear."""
    auth = auth if isinstance(auth, dict) else {}
    try:
        listener = _listener_for(auth)
        _watch(listener.workshop_id)
    except (ValidationError, ValueError, TypeError, OverflowError, SQLAlchemyError, Refusal):
        raise ConnectionRefusedError("refused") from None
    listeners[sid()] = replace(listener, language=language())
    metrics.connected(listener.page, 1)
    for audience in listener.audiences:
        join_room(room_name(listener.workshop_id, audience))
    participant = listener.actor.participant_id
    if participant and house().presence.came(participant):
        _tell_desk(house(), listener.workshop_id)


def let_go(house: House, sid: str, *_reason: object) -> None:
    """A page stopped listening."""
    listener = listeners.pop(sid, None)
    if listener:
        metrics.connected(listener.page, -1)
    participant = listener.actor.participant_id if listener else None
    if listener and participant and house.presence.went(participant):
        _tell_desk(house, listener.workshop_id)


@metrics.ack_seconds.time()
def command(
    house: House, sid: str, name: Any = None, message: Any = None, *_more: object
) -> dict[str, Any]:
    """Do one thing, and acknowledge it when it is durable."""
    listener = listeners.get(sid)
    spoken = listener.language if listener else LANGUAGES[0]
    try:
        if listener is None:
            raise NotAllowed(N_("Please open the page again."))
        with evenly(str(name)):
            return {"ok": True, **_perform(house, listener, name, message)}
    except Refusal as refusal:
        count(refusal, str(name))
        return acknowledgement(refusal, house.studio, spoken)
    except CANNOT_ANSWER as error:
        return acknowledgement(not_now(error), house.studio, spoken)
    except Exception as error:
        apology = sorry(error, secrets.token_hex(4), "a socket")
        return acknowledgement(apology, house.studio, spoken)


def ask(house: House, sid: str, have: Any = None, *_more: object) -> dict[str, Any]:
    """Send again what a page has missed."""
    listener = listeners.get(sid)
    if listener is None or not isinstance(have, dict) or len(have) > MOST_ASKED:
        return {"epoch": "", "items": []}
    named = {str(k): v for k, v in have.items() if isinstance(v, int)}
    try:
        return house.publisher.missed.answer(listener.workshop_id, listener.audiences, named, "en")
    except CANNOT_ANSWER as error:
        refused = acknowledgement(not_now(error), house.studio, listener.language)
        return {"epoch": "", "items": [], **refused}


def _tell_desk(house: House, workshop_id: int) -> None:
    house.publisher.mark([Stale(workshop_id, "desk", "people")])
    house.publisher.stir(workshop_id)


def _perform(house: House, listener: Listener, name: Any, message: Any) -> dict[str, Any]:
    if not isinstance(name, str) or not isinstance(message, dict):
        raise NotValid(N_("Something in what was sent cannot be read. Please try again."))
    _refuse_signed_out(house, listener)
    actor = listener.actor
    limits.bucket_for(name).take(f"{actor.participant_id}.{actor.account_id}.")
    action, args = read_command(name, message_from(message), is_form=True)
    if args["workshop"] != listener.workshop_id:
        raise NotAllowed(N_("That is not something you can do here."))
    answer = house.door.perform(action, actor, **args)
    follow_up_calmly(house, args["workshop"], answer)
    return answer


def _refuse_signed_out(house: House, listener: Listener) -> None:
    """A desk's session may have ended; whether a phone is still in is read with its command."""
    if listener.actor.account_id:
        with house.database.reading() as session:
            if signed_in_account(session, listener.token, house.clock()) is None:
                raise NotAllowed(N_("You were signed out. Please sign in again."))


def _watch(workshop_id: int) -> None:
    """See where the stamps stand, before this page asks what it missed."""
    watch = house().watch
    if watch is not None:
        watch.begin(workshop_id)


def _listener_for(auth: dict[str, Any]) -> Listener:
    workshop_id, place = int(auth.get("workshop", 0)), str(auth.get("page", ""))
    if place == "wall":
        return _wall_listener(workshop_id, str(auth.get("token", "")))
    validate_csrf(str(auth.get("csrf", "")))
    if place == "drafting":
        listener = _drafting_listener(workshop_id, read_number(str(auth.get("principle", ""))))
    elif place == "suggestions":
        principle = read_number(str(auth.get("principle", "")))
        listener = _suggestions_listener(workshop_id, principle)
    elif place == "phone":
        listener = _phone_listener(workshop_id)
    else:
        listener = _desk_listener(workshop_id, place)
    refuse_another_person(listener.actor, str(auth.get("owner") or ""))
    return listener


def _wall_listener(workshop_id: int, token: str) -> Listener:
    with house().database.reading() as session:
        workshop = session.get(Workshop, workshop_id)
        serial = workshop.wall_serial if workshop else -1
    if token != wall_token(workshop_id, serial, house().settings.secret):
        raise NotAllowed("wall")
    return Listener(NOBODY, workshop_id, ("wall",))


def _phone_listener(workshop_id: int) -> Listener:
    phone = phone_in(workshop_id)
    with house().database.reading() as session:
        participant = find_by_phone(session, workshop_id, phone) if phone else None
        if participant is None:
            raise NotAllowed("phone")
        actor = Actor(participant_id=participant.id, phone=phone)
        role = role_of(session, actor, session.get_one(Workshop, workshop_id))
        own = person(participant.id)
    audiences = ("room", own) if role == policy.PARTICIPANT else (own,)
    return Listener(actor, workshop_id, audiences)


def _drafting_listener(workshop_id: int, principle: int) -> Listener:
    """Who writes in a principle."""
    actor, token = _who_reads(workshop_id, principle)
    return Listener(actor, workshop_id, (DRAFTING, drafting(principle)), token)


def _suggestions_listener(workshop_id: int, principle: int) -> Listener:
    """Who has the suggestions on a principle open."""
    actor, token = _who_reads(workshop_id, principle)
    number = actor.participant_id
    audiences = (
        (ROOM, person(number), suggesting(principle)) if number else (DESK, deciding(principle))
    )
    return Listener(actor, workshop_id, audiences, token)


def _who_reads(workshop_id: int, principle: int) -> tuple[Actor, str]:
    """Who has a principle open: a phone in the room, else a facilitator at a desk; their token."""
    with house().database.reading() as session:
        workshop = session.get_one(Workshop, workshop_id)
        principle_for(session, workshop_id, principle)
        for actor in (phone_actor(session, workshop_id), account_actor()):
            if role_of(session, actor, workshop) in policy.BOTH:
                return actor, current_user.token if actor.account_id else ""
    raise NotAllowed("principle")


def _desk_listener(workshop_id: int, place: str) -> Listener:
    if not current_user.is_authenticated:
        raise NotAllowed("desk")
    actor = Actor(account_id=current_user.account_id)
    with house().database.reading() as session:
        role = role_of(session, actor, session.get_one(Workshop, workshop_id))
    audience = {"desk": policy.FACILITATOR, "supporter": policy.SUPPORTER}
    if audience.get(place) != role:
        raise NotAllowed("desk")
    return Listener(actor, workshop_id, (place,), current_user.token)
