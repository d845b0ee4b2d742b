"""What shows whose document it is: the organisation's logo with its words, and its colour."""

from sqlalchemy.orm import Session

from workshop.actions.permission import require_in_organisation
from workshop.domain.actors import Actor
from workshop.domain.colours import read_colour
from workshop.domain.logos import read_logo
from workshop.domain.refusals import NotValid
from workshop.domain.text import clean_text
from workshop.domain.words import N_
from workshop.models import OrganisationLook

LONGEST_WORDS = 120
NO_WORDS = N_(
    "Please say what the logo shows, such as your name. People who cannot see it hear that."
)


def save_look(
    session: Session, actor: Actor, *, logo: bytes = b"", logo_words: str = "", colour: str = "",
    is_without_logo: bool = False,
) -> None:  # fmt: skip
    """Keep the organisation's look. An empty `logo` leaves the one that is there.

    Editions that are published keep theirs.
    """
    account = require_in_organisation(session, actor, "look.save")
    row = session.get(OrganisationLook, account.organisation_id)
    if row is None:
        row = OrganisationLook(organisation_id=account.organisation_id)
    kept = b"" if is_without_logo else read_logo(logo) if logo else row.logo or b""
    typed = clean_text(logo_words, longest=LONGEST_WORDS, field="logo_words", may_be_empty=True)
    words = " ".join(typed.split())
    if kept and not words:
        raise NotValid(NO_WORDS, field="logo_words")
    row.colour = read_colour(colour) if colour.strip() else ""
    row.logo, row.logo_words = kept or None, words if kept else ""
    session.add(row)
