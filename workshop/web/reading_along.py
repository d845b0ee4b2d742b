"""Who opens a page that does not listen is awake for as long as it takes to read one."""

from contextlib import suppress

from flask import Flask, Response, request

from workshop.models.database import CANNOT_ANSWER
from workshop.realtime.presence import READS_FOR
from workshop.web.house import house
from workshop.web.identity import find_participant

LISTENS = "phone.now"


def note_readers(app: Flask) -> None:
    """Note everybody who opens a page of a workshop; the room's own page tells it by itself."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    workshop_id = (request.view_args or {}).get("workshop_id")
    is_page = response.status_code == 200 and response.mimetype == "text/html"
    if workshop_id and is_page and request.method == "GET" and request.endpoint != LISTENS:
        # A page that came is not lost because the database is gone a moment later.
        with suppress(*CANNOT_ANSWER):
            _note_reader(workshop_id)
    return response


def _note_reader(workshop_id: int) -> None:
    participant = find_participant(workshop_id)
    if participant:
        house().presence.heard(participant, house().clock(), READS_FOR)
        house().publisher.stir(workshop_id)
