"""An edition, or a draft of the next one, as every writer takes it: with what it is today."""

import msgspec
from sqlalchemy.orm import Session

from workshop.domain.refusals import NotFound
from workshop.domain.words import N_
from workshop.models import Edition
from workshop.projections.editions import (
    Standing,
    find_edition,
    next_document,
    standing_for,
    withdrawn_in,
)
from workshop.projections.scope import Scope
from workshop.publishing.document import Guidance
from workshop.publishing.told import Told, guidance_told
from workshop.publishing.wording import day_words, say_with

SAY = say_with(str)
NO_SUCH_EDITION = N_("There is no edition at this address.")
DRAFT = N_("Draft of {day}. It has not been published.")
REPLACED = N_("This edition was replaced. Edition {number} of {day} holds now.")
WITHDRAWN = N_("This edition was withdrawn on {day}. The reason: {reason}")
INSTEAD = N_("Edition {number} of {day} holds now.")
NOTHING_HOLDS = N_("No edition of this guidance holds now.")


def draft_told(session: Session, scope: Scope) -> Told:
    """The guidance as it stands now, marked as a draft, before words are made of it."""
    notice = SAY(DRAFT, day=day_words(scope.now.date(), SAY))
    return Told(next_document(session, scope), "draft", notice)


def edition_of(
    session: Session, slug: str, key: str, number: int, site: str
) -> tuple[Edition, Guidance]:
    """An edition by its address: the row, and its words with what it is today.

    `site` is where this server is reached from outside, such as https://workshop.example.org.
    Refuses what is not there.
    """
    kept, told = edition_told(session, slug, key, number, site)
    return kept, guidance_told(told)


def edition_told(
    session: Session, slug: str, key: str, number: int, site: str
) -> tuple[Edition, Told]:
    """The same before words are made of it."""
    kept = find_edition(session, slug, key, number)
    if kept is None:
        raise NotFound(NO_SUCH_EDITION)
    told = told_as_it_stands(kept, standing_for(session, kept), site)
    changes = kept.document.get("changes")
    if changes and changes["since"] in withdrawn_in(session, kept.workshop_id):
        # What was taken out of a withdrawn edition would be read here for good.
        unsaid = {"since": changes["since"], "entries": [], "is_withdrawn": True}
        told = msgspec.structs.replace(told, document={**kept.document, "changes": unsaid})
    return kept, told


def as_it_stands(kept: Edition, standing: Standing, site: str) -> Guidance:
    """The words of an edition, which never change, with its standing, notice and addresses."""
    return guidance_told(told_as_it_stands(kept, standing, site))


def told_as_it_stands(kept: Edition, standing: Standing, site: str) -> Told:
    """The same before words are made of it."""
    holds = standing.holds
    return Told(
        kept.document, standing.kind, notice_of(standing), f"{site}{standing.path}",
        f"{site}{holds.path}" if holds and not standing.is_current else "",
    )  # fmt: skip


def notice_of(standing: Standing) -> str:
    """What is said under the title of an edition that does not hold any more."""
    if standing.is_current:
        return ""
    holds = standing.holds
    which = {
        "number": holds.number, "day": day_words(holds.published_on, SAY)
    } if holds else {}  # fmt: skip
    if standing.withdrawn_at is None:
        return SAY(REPLACED, **which)
    day = day_words(standing.withdrawn_at.date(), SAY)
    said = SAY(WITHDRAWN, day=day, reason=standing.reason)
    return f"{said}\n\n{SAY(INSTEAD, **which) if holds else SAY(NOTHING_HOLDS)}"
