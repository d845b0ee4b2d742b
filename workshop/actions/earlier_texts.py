"""What a field said before most of it was taken away: kept without whose it was, or when."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.models import EarlierText, PrincipleField

MOST_KEPT = 20
"""Earlier texts of one field; when there are more, the oldest goes."""


def keep_earlier(session: Session, row: PrincipleField, text: str) -> None:
    """Keep what a field said, as its newest earlier text; the same text is kept once."""
    session.flush()
    of_field = EarlierText.principle_id == row.principle_id, EarlierText.field == row.field
    found = select(EarlierText).where(*of_field).order_by(EarlierText.number)
    kept = list(session.scalars(found))
    if kept and kept[-1].text == text:
        return
    number = kept[-1].number + 1 if kept else 1
    stay = [one.number for one in kept if one.text not in ("", text)][1 - MOST_KEPT :]
    session.execute(delete(EarlierText).where(*of_field, EarlierText.number.not_in(stay)))
    session.add(
        EarlierText(principle_id=row.principle_id, field=row.field, number=number, text=text)
    )
