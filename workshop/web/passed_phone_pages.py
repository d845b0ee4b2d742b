"""For a phone that is passed round: words for who has no phone, and “I am done on this phone”."""

from flask import Blueprint, Response
from flask_login import login_required
from sqlalchemy.orm import Session

from workshop.actions.passed_phone import give_words, hand_on
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotFound
from workshop.domain.words import N_
from workshop.models import Workshop
from workshop.projections.people import persons_of
from workshop.projections.scope import View
from workshop.realtime.painting import Painter
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.house import house
from workshop.web.identity import account_actor, find_participant, forget_token
from workshop.web.phone_pages import me_page
from workshop.web.rendering import page, see_other

blueprint = Blueprint("passed_phone", __name__)


@blueprint.get("/desk/<int:workshop_id>/people/<int:participant>/words")
@login_required  # type: ignore[untyped-decorator]
def ask_for_words(workshop_id: int, participant: int) -> Response:
    """Say what the words are for, before any are made."""
    return _words_page(workshop_id, participant)


@blueprint.post("/desk/<int:workshop_id>/people/<int:participant>/words")
@login_required  # type: ignore[untyped-decorator]
def make_words(workshop_id: int, participant: int) -> Response:
    """Show three words for a person without a phone, once."""
    answer = house().door.perform(
        give_words, account_actor(), workshop=workshop_id, participant=participant
    )
    return _words_page(workshop_id, participant, answer["words"])


@blueprint.get("/w/<int:workshop_id>/hand-on")
def ask_before(workshop_id: int) -> Response:
    """Say what it means to be done on a phone."""
    if find_participant(workshop_id) is None:
        return see_other("/join")
    return me_page(workshop_id, "pages/hand_on.html")


@blueprint.post("/w/<int:workshop_id>/hand-on")
def be_done(workshop_id: int) -> Response:
    """Forget who was on this phone; a repeat finds nobody and says the same."""
    participant = find_participant(workshop_id)
    if participant:
        actor = Actor(participant_id=participant)
        house().door.perform(hand_on, actor, workshop=workshop_id)
    with house().database.reading() as session:
        workshop = session.get(Workshop, workshop_id)
        if workshop is None:
            raise NotFound(N_("We cannot find that workshop."))
        shown = page("pages/handed_on.html", code=workshop.code)
    return forget_token(shown, workshop_id)


def _words_page(workshop_id: int, participant: int, words: str = "") -> Response:
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        person = _person_without_phone(session, painter, participant)
        workshop = session.get_one(Workshop, workshop_id)
        return desk_page("pages/desk/words.html", painter, workshop, person=person, words=words)


def _person_without_phone(session: Session, painter: Painter, participant: int) -> View:
    for one in persons_of(session, painter.scope):
        if one["id"] == participant and not one["has_phone"]:
            return one
    raise NotFound(N_("There is no such person without a phone here."))
