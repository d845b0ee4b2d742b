"""Where editions of an earlier release stay now: their addresses had the join code in them."""

from flask import request
from sqlalchemy import select

from workshop.domain.refusals import NotFound, TooMany
from workshop.domain.words import N_
from workshop.models import Organisation, Workshop
from workshop.publishing.editions import NO_SUCH_EDITION
from workshop.web import limits
from workshop.web.house import house


def new_address_of(code: str, edition: str) -> str:
    """The path of today; refuses what is not there, and who tries too many codes."""
    sender = request.remote_addr or ""
    if not limits.wrong_codes.has_room(sender):
        raise TooMany(N_("That were too many wrong addresses. Please wait a minute."))
    with house().database.reading() as session:
        found = session.execute(
            select(Organisation.slug, Workshop.public_key)
            .join(Workshop, Workshop.organisation_id == Organisation.id)
            .where(Workshop.first_code == code)
        ).first()
    if found is None:
        limits.wrong_codes.take(sender)
        raise NotFound(NO_SUCH_EDITION)
    return f"/o/{found[0]}/{found[1]}/{edition}"
