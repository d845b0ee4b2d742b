"""The Socket.IO door: who may listen, and every command as a message."""

import logging
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask_login import current_user
from flask_socketio import join_room
from flask_wtf.csrf import validate_csrf
from socketio.exceptions import ConnectionRefusedError
from sqlalchemy.exc import SQLAlchemyError
from wtforms import ValidationError

from workshop.actions.permission import role_of
from workshop.domain import policy
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import wall_token
from workshop.domain.refusals import NotAllowed, NotValid, Refusal
from workshop.domain.words import N_
from workshop.extensions import socketio
from workshop.models import Workshop
from workshop.realtime.publisher import room_name
from workshop.realtime.staleness import Stale, person
from workshop.web import limits
from workshop.web.closing import follow_up
from workshop.web.commands import read_command
from workshop.web.errors import SORRY, acknowledgement
from workshop.web.forms import message_from
from workshop.web.house import house
from workshop.web.identity import find_participant, signed_in_account
from workshop.web.listeners import Listener, listeners

log = logging.getLogger("workshop.sockets")
MOST_ASKED = 2000


def register(app: Flask) -> None:
    """Open the Socket.IO door."""
    socketio.on_event("connect", let_in)
    socketio.on_event("disconnect", let_go)
    socketio.on_event("command", command)
    socketio.on_event("ask", ask)


def sid() -> str:
    """The socket that this event came from."""
    number: str = getattr(request, "sid", "")
    return number


def let_in(auth: Any = None) -> None:
    """Let a page listen: its token is checked, then who it is, then what it may hear."""
    auth = auth if isinstance(auth, dict) else {}
    try:
        listener = _listener_for(auth)
    except (ValidationError, ValueError, TypeError, OverflowError, SQLAlchemyError, Refusal):
        raise ConnectionRefusedError("refused") from None
    listeners[sid()] = listener
    for audience in listener.audiences:
        join_room(room_name(listener.workshop_id, audience))
    participant = listener.actor.participant_id
    if participant and house().presence.came(participant):
        house().publisher.mark([Stale(listener.workshop_id, "desk", "people")])


def let_go(*_reason: object) -> None:
    """A page stopped listening."""
    listener = listeners.pop(sid(), None)
    participant = listener.actor.participant_id if listener else None
    if listener and participant and house().presence.went(participant):
        house().publisher.mark([Stale(listener.workshop_id, "desk", "people")])


def command(name: Any = None, message: Any = None) -> dict[str, Any]:
    """Do one thing, and acknowledge it when it is durable."""
    listener = listeners.get(sid())
    try:
        if listener is None:
            raise NotAllowed(N_("Please open the page again."))
        return {"ok": True, **_perform(listener, name, message)}
    except Refusal as refusal:
        return acknowledgement(refusal)
    except Exception as error:
        log.exception("A command failed")
        return acknowledgement(Refusal(SORRY, reference=type(error).__name__))


def ask(have: Any = None) -> dict[str, Any]:
    """Send again what a page has missed."""
    listener = listeners.get(sid())
    if listener is None or not isinstance(have, dict) or len(have) > MOST_ASKED:
        return {"epoch": "", "items": []}
    named = {str(k): v for k, v in have.items() if isinstance(v, int)}
    return house().publisher.answer(listener.workshop_id, listener.audiences, named, "en")


def _perform(listener: Listener, name: Any, message: Any) -> dict[str, Any]:
    if not isinstance(name, str) or not isinstance(message, dict):
        raise NotValid(N_("Something in what was sent cannot be read. Please try again."))
    _refuse_signed_out(listener)
    actor = listener.actor
    limits.commands.take(f"{actor.participant_id}.{actor.account_id}.")
    action, args = read_command(name, message_from(message), is_form=True)
    if args["workshop"] != listener.workshop_id:
        raise NotAllowed(N_("That is not something you can do here."))
    answer = house().door.perform(action, actor, **args)
    follow_up(house(), args["workshop"], answer)
    return answer


def _refuse_signed_out(listener: Listener) -> None:
    if not listener.actor.account_id:
        return
    with house().database.reading() as session:
        if signed_in_account(session, listener.token, datetime.now(UTC)) is None:
            raise NotAllowed(N_("You were signed out. Please sign in again."))


def _listener_for(auth: dict[str, Any]) -> Listener:
    workshop_id, place = int(auth.get("workshop", 0)), str(auth.get("page", ""))
    if place == "wall":
        return _wall_listener(workshop_id, str(auth.get("token", "")))
    validate_csrf(str(auth.get("csrf", "")))
    if place == "phone":
        return _phone_listener(workshop_id)
    return _desk_listener(workshop_id, place)


def _wall_listener(workshop_id: int, token: str) -> Listener:
    with house().database.reading() as session:
        workshop = session.get(Workshop, workshop_id)
        serial = workshop.wall_serial if workshop else -1
    if token != wall_token(workshop_id, serial, house().settings.secret):
        raise NotAllowed("wall")
    return Listener(NOBODY, workshop_id, ("wall",))


def _phone_listener(workshop_id: int) -> Listener:
    participant = find_participant(workshop_id)
    if participant is None:
        raise NotAllowed("phone")
    actor = Actor(participant_id=participant)
    with house().database.reading() as session:
        role = role_of(session, actor, session.get_one(Workshop, workshop_id))
    own = person(participant)
    return Listener(actor, workshop_id, ("room", own) if role == policy.PARTICIPANT else (own,))


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
