"""The phone's pages: the room, my words, all of it, pause, someone, me, and single items."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for
from workshop.actions.grouping import theme_for
from workshop.actions.permission import kind_now, role_of
from workshop.actions.writing import note_for
from workshop.content import topic_for
from workshop.domain import policy
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotAllowed
from workshop.domain.words import N_
from workshop.models import Note, Participant, PrincipleField, Workshop
from workshop.projections import person, room
from workshop.projections.advice import advice_beside
from workshop.projections.lens import lens_of
from workshop.projections.origins import begun_from, origin_facts
from workshop.projections.outcomes import statements_with_outcome
from workshop.projections.own_suggestions import my_suggestions
from workshop.projections.scope import Scope
from workshop.projections.sitting import table_of_principle
from workshop.projections.supporter import has_supporter
from workshop.projections.whereabouts import where_my_notes_went
from workshop.realtime.painting import Painter
from workshop.realtime.staleness import person as own
from workshop.web.house import house
from workshop.web.identity import (
    account_actor,
    find_participant,
    owner_mark,
    participant_cookie,
)
from workshop.web.rendering import page, painter_for, see_other
from workshop.web.sent_lens import lens_address

blueprint = Blueprint("phone", __name__, url_prefix="/w/<int:workshop_id>")
JOIN_FIRST = N_("Please join the workshop first.")


@blueprint.get("")
def now(workshop_id: int) -> Response:
    """The room, as this phone may see it."""
    participant = find_participant(workshop_id)
    if participant is None:
        was_in = participant_cookie(workshop_id) in request.cookies
        return see_other("/join?was-in=1" if was_in else "/join")
    with house().database.reading() as session:
        mine = painter_for(session, workshop_id, own(participant))
        house().presence.heard(participant, mine.scope.now)
        house().publisher.stir(workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        is_in = role_of(session, Actor(participant_id=participant), workshop) == policy.PARTICIPANT
        everyone = mine.for_audience("room")
        return phone_page(
            "pages/phone.html",
            mine,
            place=everyone.paint("place") if is_in else "",
            task=everyone.paint("task") if is_in else "",
            papers=everyone.paint("papers") if is_in else "",
            mine=mine.paint("mine"),
            is_gone=session.get_one(Participant, participant).standing == "gone",
        )


@blueprint.get("/words")
def my_words(workshop_id: int) -> Response:
    """Everything I ever wrote here."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        return phone_page(
            "pages/my_words.html",
            mine,
            notes=person.my_notes(session, mine.scope),
            grown=where_my_notes_went(session, mine.scope),
            views=person.my_views(session, mine.scope),
            suggestions=my_suggestions(session, mine.scope),
        )


@blueprint.get("/all")
def all_of_it(workshop_id: int) -> Response:
    """Everything that was shown to everybody."""
    with house().database.reading() as session:
        mine = room_painter(session, workshop_id)
        everyone = mine.for_audience("room")
        ids = [theme.id for theme in room.themes_of(session, mine.scope)]
        principles = [row.id for row in room.principles_of(session, mine.scope)]
        return phone_page(
            "pages/all_of_it.html",
            mine,
            themes=[everyone.paint(f"theme-{one}") for one in (*ids, 0)],
            principles=[everyone.paint(f"principle-{one}") for one in principles],
            origin=origin_facts(session, workshop_id),
        )


@blueprint.get("/pause")
def pause(workshop_id: int) -> Response:
    """Step away for a while."""
    return me_page(workshop_id, "pages/pause.html")


@blueprint.get("/me")
def me(workshop_id: int) -> Response:
    """My name and voice today."""
    return me_page(workshop_id, "pages/me.html")


@blueprint.get("/leave")
def leave(workshop_id: int) -> Response:
    """Leave for good, with or without my words."""
    return me_page(workshop_id, "pages/leave.html")


@blueprint.get("/someone")
def someone(workshop_id: int) -> Response:
    """Ask for a supporter."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        asked = person.help_of(session, mine.scope)
        workshop = session.get_one(Workshop, workshop_id)
        return phone_page("pages/someone.html", mine, asked=asked, now=mine.scope.now,
                           is_open=workshop.state == "open",
                           has_supporter=has_supporter(session, workshop_id))  # fmt: skip


@blueprint.get("/note/<int:note_id>")
def one_note(workshop_id: int, note_id: int) -> Response:
    """Change or delete one of my notes."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        note = note_for(session, workshop_id, note_id)
        if note.participant_id != mine.scope.participant_id:
            raise NotAllowed(N_("That note is not here any more."))
        return phone_page("pages/note.html", mine, note=note)


@blueprint.get("/view")
def new_view(workshop_id: int) -> Response:
    """Write a view that did not prevail; not for who waits at the door."""
    with house().database.reading() as session:
        mine = room_painter(session, workshop_id)
        principles = statements_with_outcome(session, workshop_id)
        chosen = request.args.get("principle", "")
        return phone_page("pages/new_view.html", mine, principles=principles, chosen=chosen)


@blueprint.get("/view/<int:view_id>")
def one_view(workshop_id: int, view_id: int) -> Response:
    """Change a view of mine, or take it back."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        found = [one for one in person.my_views(session, mine.scope) if one["id"] == view_id]
        if not found:
            raise NotAllowed(N_("That is not here any more."))
        return phone_page("pages/view.html", mine, view=found[0])


@blueprint.get("/move/<int:note_id>")
def move(workshop_id: int, note_id: int) -> Response:
    """Choose a theme for a note; on a desk too."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        note: Note = note_for(session, workshop_id, note_id)
        if not note.is_shown:
            raise NotAllowed(N_("That note has not been shown yet."))
        themes = room.themes_of(session, painter.scope)
        return phone_page("pages/move.html", painter, note=note, themes=themes)


@blueprint.get("/theme/<int:theme_id>")
def theme(workshop_id: int, theme_id: int) -> Response:
    """Give a theme another name."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        found = theme_for(session, workshop_id, theme_id)
        return phone_page("pages/theme.html", painter, theme=found)


@blueprint.get("/principle/<int:principle_id>")
def principle(workshop_id: int, principle_id: int) -> Response:
    """Write in a principle, field by field."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        row = principle_for(session, workshop_id, principle_id)
        if not what_may_be_done(session, painter.scope)("field.save"):
            return see_other(f"/w/{workshop_id}/principle/{row.id}/suggestions")
        workshop = session.get_one(Workshop, workshop_id)
        topic, lens = topic_for(workshop.topic), lens_of(session, workshop.organisation_id)
        kept = {f.key: session.get(PrincipleField, (row.id, f.key)) for f in topic.fields}
        texts = {key: field.text for key, field in kept.items() if field}
        said = advice_beside(session, row.id, topic.fields, texts, lens)
        table = table_of_principle(session, painter.scope, row.id)
        return phone_page(
            "pages/principle_read.html" if table["is_elsewhere"] else "pages/principle.html",
            painter,
            table=table["table"],
            principle=row,
            fields=[(f, kept[f.key], said[f.key]) for f in topic.fields],
            lens_address=lens_address(workshop_id, lens),
            sources=room.source_texts(session, row.id),
            begun_from=begun_from(session, row),
            has_values=bool(topic.values),
        )


def me_page(workshop_id: int, template: str) -> Response:
    """A page about who is on this phone."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        return phone_page(template, mine, me=person.me(session, mine.scope))


def own_painter(session: Session, workshop_id: int) -> Painter:
    """For pages of who is on this phone; also for who waits at the door."""
    participant = find_participant(workshop_id)
    if participant is None:
        raise NotAllowed(JOIN_FIRST)
    return painter_for(session, workshop_id, own(participant))


def room_painter(session: Session, workshop_id: int) -> Painter:
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


def what_may_be_done(session: Session, scope: Scope) -> Callable[[str], bool]:
    """Whether who opens a page of the room may give a command from it, now."""
    role = policy.PARTICIPANT if scope.participant_id else policy.FACILITATOR
    workshop = session.get_one(Workshop, scope.workshop_id)
    kind = kind_now(session, workshop)
    return lambda name: policy.may(name, role, workshop.state, kind)


def phone_page(template: str, painter: Painter, **view: Any) -> Response:
    """A page of a phone in the room, with its shelves and its foot."""
    number = painter.scope.workshop_id
    actor = actor_of(painter)
    home = (painter.page or {}).get("home") or f"/w/{number}"
    return page(
        template,
        workshop=number,
        epoch=painter.epoch,
        owner=owner_mark(actor),
        home=home,
        my_words_href=f"/w/{number}/words",
        all_of_it_href=f"/w/{number}/all",
        pause_href=f"/w/{number}/pause",
        someone_href=f"/w/{number}/someone",
        **view,
    )


def actor_of(painter: Painter) -> Actor:
    """Who has this page open."""
    participant = painter.scope.participant_id
    return Actor(participant_id=participant) if participant else account_actor()
