"""The HTTP door: every command as a plain form, for browsers without sockets or scripts."""

from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, request

from workshop import metrics
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotAllowed, NotValid
from workshop.domain.words import N_
from workshop.web import limits
from workshop.web.closing import follow_up_calmly
from workshop.web.commands import read_command
from workshop.web.errors import wants_json
from workshop.web.evenly import evenly
from workshop.web.house import house
from workshop.web.identity import actor_in, owner_mark
from workshop.web.rendering import see_other
from workshop.web.way_back import way_back

blueprint = Blueprint("forms", __name__)
OUTSIDE = ("csrf_token", "back", "command")


def register(app: Flask) -> None:
    """Open the HTTP door."""
    app.register_blueprint(blueprint)


@blueprint.post("/do/<name>")
@metrics.ack_seconds.time()
def do(name: str) -> Response:
    """Give one command."""
    message = request.get_json(silent=True) if request.is_json else message_from(request.form)
    if not isinstance(message, dict):
        raise NotValid(N_("Something in what was sent cannot be read. Please try again."))
    action, args = read_command(name, message, is_form=not request.is_json)
    actor = actor_in(args["workshop"])
    refuse_another_person(actor, request.headers.get("X-Owner", ""))
    limits.bucket_for(name).take(f"{actor.participant_id}.{actor.account_id}.{request.remote_addr}")
    with evenly(name):
        answer = house().door.perform(action, actor, **args)
    follow_up_calmly(house(), args["workshop"], answer)
    if wants_json():
        return Response(msgspec.json.encode({"ok": True, **answer}), mimetype="application/json")
    return see_other(way_back(request.form))


def message_from(form: Any) -> dict[str, Any]:
    """A command's message from form fields: `a.b` nests, `a[]` is a list."""
    message: dict[str, Any] = {}
    for name in form:
        if name in OUTSIDE:
            continue
        if name.endswith("[]"):
            message[name[:-2]] = form.getlist(name) if hasattr(form, "getlist") else form[name]
            continue
        *path, last = name.split(".")
        place = message
        for step in path:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise NotValid(N_("Something in what was sent cannot be read. Please try again."))
        place[last] = form[name]
    return message


def refuse_another_person(actor: Actor, owner: str) -> None:
    """A page that was left open on a phone must not speak for who has that phone now."""
    if owner and owner != owner_mark(actor):
        raise NotAllowed(N_("Somebody else is on this phone now. Please open the page again."))
