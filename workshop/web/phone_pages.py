"""The phone's pages: the room, my words, all of it, pause, someone, me, and single items."""

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for
from workshop.actions.grouping import theme_for
from workshop.actions.permission import role_of
from workshop.actions.writing import note_for
from workshop.content import topic_for
from workshop.domain import policy
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotAllowed
from workshop.domain.words import N_
from workshop.models import Note, PrincipleField, Workshop
from workshop.projections import person, room
from workshop.realtime.painting import Painter
from workshop.realtime.staleness import person as own
from workshop.web.house import house
from workshop.web.identity import account_actor, find_participant
from workshop.web.rendering import page, painter_for, see_other

blueprint = Blueprint("phone", __name__, url_prefix="/w/<int:workshop_id>")
JOIN_FIRST = N_("Please join the workshop first.")


@blueprint.get("")
def now(workshop_id: int) -> Response:
    """The room, as this phone may see it."""
    participant = find_participant(workshop_id)
    if participant is None:
        return see_other("/join")
    with house().database.reading() as session:
        mine = painter_for(session, workshop_id, own(participant))
        house().presence.heard(participant, mine.scope.now)
        workshop = session.get_one(Workshop, workshop_id)
        is_in = role_of(session, Actor(participant_id=participant), workshop) == policy.PARTICIPANT
        everyone = mine.for_audience("room")
        return _phone_page(
            "pages/phone.html",
            mine,
            place=everyone.paint("place") if is_in else "",
            task=everyone.paint("task") if is_in else "",
            papers=everyone.paint("papers") if is_in else "",
            mine=mine.paint("mine"),
        )


@blueprint.get("/words")
def my_words(workshop_id: int) -> Response:
    """Everything I ever wrote here."""
    with house().database.reading() as session:
        mine = _own_painter(session, workshop_id)
        return _phone_page("pages/my_words.html", mine, notes=person.my_notes(session, mine.scope))


@blueprint.get("/all")
def all_of_it(workshop_id: int) -> Response:
    """Everything that was shown to everybody."""
    with house().database.reading() as session:
        mine = _room_painter(session, workshop_id)
        everyone = mine.for_audience("room")
        ids = [theme.id for theme in room.themes_of(session, mine.scope)]
        principles = [row.id for row in room.principles_of(session, mine.scope)]
        return _phone_page(
            "pages/all_of_it.html",
            mine,
            themes=[everyone.paint(f"theme-{one}") for one in (*ids, 0)],
            principles=[everyone.paint(f"principle-{one}") for one in principles],
        )


@blueprint.get("/pause")
def pause(workshop_id: int) -> Response:
    """Step away for a while."""
    return _me_page(workshop_id, "pages/pause.html")


@blueprint.get("/me")
def me(workshop_id: int) -> Response:
    """My name and voice today."""
    return _me_page(workshop_id, "pages/me.html")


@blueprint.get("/leave")
def leave(workshop_id: int) -> Response:
    """Leave for good, with or without my words."""
    return _me_page(workshop_id, "pages/leave.html")


@blueprint.get("/someone")
def someone(workshop_id: int) -> Response:
    """Ask for a supporter."""
    with house().database.reading() as session:
        mine = _own_painter(session, workshop_id)
        asked = person.help_of(session, mine.scope.participant_id)
        return _phone_page("pages/someone.html", mine, asked=asked, now=mine.scope.now)


@blueprint.get("/note/<int:note_id>")
def one_note(workshop_id: int, note_id: int) -> Response:
    """Change or delete one of my notes."""
    with house().database.reading() as session:
        mine = _own_painter(session, workshop_id)
        note = note_for(session, workshop_id, note_id)
        if note.participant_id != mine.scope.participant_id:
            raise NotAllowed(N_("That note is not here any more."))
        return _phone_page("pages/note.html", mine, note=note)


@blueprint.get("/move/<int:note_id>")
def move(workshop_id: int, note_id: int) -> Response:
    """Choose a theme for a note; on a desk too."""
    with house().database.reading() as session:
        painter = _room_painter(session, workshop_id)
        note: Note = note_for(session, workshop_id, note_id)
        if not note.is_shown:
            raise NotAllowed(N_("That note has not been shown yet."))
        themes = room.themes_of(session, painter.scope)
        return _phone_page("pages/move.html", painter, note=note, themes=themes)


@blueprint.get("/theme/<int:theme_id>")
def theme(workshop_id: int, theme_id: int) -> Response:
    """Give a theme another name."""
    with house().database.reading() as session:
        painter = _room_painter(session, workshop_id)
        found = theme_for(session, workshop_id, theme_id)
        return _phone_page("pages/theme.html", painter, theme=found)


@blueprint.get("/principle/<int:principle_id>")
def principle(workshop_id: int, principle_id: int) -> Response:
    """Write in a principle, field by field."""
    with house().database.reading() as session:
        painter = _room_painter(session, workshop_id)
        row = principle_for(session, workshop_id, principle_id)
        topic = topic_for(session.get_one(Workshop, workshop_id).topic)
        kept = {f.key: session.get(PrincipleField, (row.id, f.key)) for f in topic.fields}
        return _phone_page(
            "pages/principle.html",
            painter,
            principle=row,
            fields=[(f, kept[f.key]) for f in topic.fields],
            sources=room.source_texts(session, row.id),
        )


def _me_page(workshop_id: int, template: str) -> Response:
    with house().database.reading() as session:
        mine = _own_painter(session, workshop_id)
        return _phone_page(template, mine, me=person.me(session, mine.scope))


def _own_painter(session: Session, workshop_id: int) -> Painter:
    participant = find_participant(workshop_id)
    if participant is None:
        raise NotAllowed(JOIN_FIRST)
    return painter_for(session, workshop_id, own(participant))


def _room_painter(session: Session, workshop_id: int) -> Painter:
    """For pages that participants and facilitators share; not for who waits at the door."""
    participant = find_participant(workshop_id)
    actor = Actor(participant_id=participant) if participant else account_actor()
    workshop = session.get(Workshop, workshop_id)
    role = role_of(session, actor, workshop) if workshop else policy.NOBODY
    if participant and role == policy.PARTICIPANT:
        return painter_for(session, workshop_id, own(participant), home=f"/w/{workshop_id}")
    if role != policy.FACILITATOR:
        raise NotAllowed(JOIN_FIRST)
    return painter_for(session, workshop_id, "desk", home=f"/desk/{workshop_id}")


def _phone_page(template: str, painter: Painter, **view: Any) -> Response:
    number = painter.scope.workshop_id
    home = (painter.page or {}).get("home") or f"/w/{number}"
    return page(
        template,
        workshop=number,
        epoch=painter.epoch,
        home=home,
        my_words_href=f"/w/{number}/words",
        all_of_it_href=f"/w/{number}/all",
        pause_href=f"/w/{number}/pause",
        someone_href=f"/w/{number}/someone",
        **view,
    )
