"""The joint texts of a principle, for a page that writes in them: where they stand, what is new."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.joint_text import JointText, joined, seed_of, written
from workshop.models import FieldUpdate, PrincipleField


class Standing(NamedTuple):
    """Which life of a text a page has, and which update of it last."""

    life: int
    n: int


NOTHING = Standing(-1, -1)
Row = tuple[int, bytes]


def texts_for(
    session: Session, principle: int, held: Mapping[str, Standing], fields: list[str]
) -> dict[str, Any]:
    """What a page needs of each field that it has not got, as one update with where that leads."""
    rows = session.scalars(
        select(PrincipleField).where(PrincipleField.principle_id == principle)
    ).all()
    kept = {row.field: row for row in rows}
    return {
        field: _text_for(session, principle, field, kept.get(field), held.get(field, NOTHING))
        for field in fields
    }


def news_of(session: Session, principle: int, told: Mapping[str, Standing]) -> list[dict[str, Any]]:
    """What came into a principle since it was told last: each field's new updates as one.

    A field that has begun anew says so without an update; of one that was never told of, the
    newest update is news.
    """
    lives = dict(
        session.execute(
            select(PrincipleField.field, PrincipleField.life).where(
                PrincipleField.principle_id == principle
            )
        ).all()
    )
    found = (
        _news(field, life, told.get(field, NOTHING), partial(_updates, session, principle, field))
        for field, life in sorted(lives.items())
    )
    return [one for one in found if one]


def _news(
    field: str, life: int, told: Standing, updates: Callable[[int], list[Row]]
) -> dict[str, Any] | None:
    if told == NOTHING:
        rows = updates(-1)[-1:]
    elif told.life != life:
        return {"field": field, "life": life, "n": 0, "after": -1, "update": ""}
    else:
        rows = updates(told.n)
    if not rows:
        return None
    update = written(joined(change for _, change in rows if change))
    return {"field": field, "life": life, "n": rows[-1][0], "after": rows[0][0] - 1,
            "update": update}  # fmt: skip


def _text_for(
    session: Session, principle: int, field: str, row: PrincipleField | None, held: Standing
) -> dict[str, Any]:
    life, text = (row.life, row.text) if row else (0, "")
    after = held.n if held.life == life else -1
    rows = _updates(session, principle, field, after)
    n = rows[-1][0] if rows else max(after, 0)
    if after >= 0 and (not rows or rows[0][0] == after + 1):
        update = joined(change for _, change in rows) if rows else b""
    else:
        changes = [change for _, change in rows] or [seed_of(text)]
        update = JointText(changes).state()
    return {"life": life, "n": n, "update": written(update)}


def _updates(session: Session, principle: int, field: str, after: int) -> list[Row]:
    rows = session.execute(
        select(FieldUpdate.n, FieldUpdate.change)
        .where(FieldUpdate.principle_id == principle, FieldUpdate.field == field)
        .where(FieldUpdate.n > after)
        .order_by(FieldUpdate.n)
    )
    return [(n, change) for n, change in rows]
