"""An organisation's logo and colour, as its documents keep them."""

import base64

from sqlalchemy.orm import Session

from workshop.models import OrganisationLook
from workshop.projections.scope import View


def look_of(session: Session, organisation_id: int) -> View | None:
    """The logo in base64 with its words, and the colour; None where nothing was chosen."""
    row = session.get(OrganisationLook, organisation_id)
    if row is None or not (row.logo or row.colour):
        return None
    return {
        "logo": base64.b64encode(row.logo or b"").decode(),
        "logo_words": row.logo_words,
        "colour": row.colour,
    }
