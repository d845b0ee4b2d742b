"""Files in the making: asked for once, made one at a time for the whole installation, kept a day.

Who may ask for a file is decided where its page is. Whoever has asked keeps what it is made of, in
the memory of the process that answered; a row whose process is gone is begun again by the next one
who asks, as the page does that waits for it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from workshop.actions.recording import now
from workshop.domain.actors import Actor
from workshop.domain.codes import new_token
from workshop.domain.refusals import TooMany, TryAgain
from workshop.domain.words import N_
from workshop.models import Export, ExportPiece

KEPT = timedelta(days=1)
GONE_AFTER = timedelta(seconds=15)
"""A maker that was not heard of for so long has died."""
AGAIN_AFTER = timedelta(minutes=1)
"""What failed is told as it is for so long, then tried again by who asks."""
MOST_WAITING, MOST_PUBLIC = 16, 8
MOST_BYTES = 256 * 1024 * 1024
PIECES_AT_ONCE = 8
OPEN = ("waiting", "making")
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(471103, hashtext(current_schema()))")
FULL = N_("Many files are being made just now. Please try again in a minute.")
MANY = N_("You have asked for many files. Please wait a minute and try again.")


def ask_for_file(
    session: Session, actor: Actor, *, of: int, wanted: str, kind: str, is_public: bool,
    may_begin: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """The token of a file, made or in the making; `is_new` where it is to be made now.

    Refuses where too much waits already, or who asks may begin nothing more.
    """
    _wait_for_others(session)
    row = session.scalar(select(Export).where(Export.wanted == wanted))
    if row is not None and _stands(session, row):
        return {"token": row.token, "is_new": False}
    if not may_begin:
        raise TooMany(MANY)
    _refuse_too_many(session, is_public)
    if row is None:
        row = Export(workshop_id=of, wanted=wanted, kind=kind, is_public=is_public)
        session.add(row)
    else:
        session.execute(delete(ExportPiece).where(ExportPiece.export_id == row.id))
    row.token, row.state, row.told = new_token(), "waiting", ""
    row.done, row.steps, row.size, row.made_at = 0, 1, 0, None
    row.asked_at = row.seen_at = now(session)
    return {"token": row.token, "is_new": True}


def take_next(session: Session, actor: Actor, *, ours: list[str]) -> dict[str, Any]:
    """Which of our files to make now, or none while another one is made; `gone` are not wanted.

    The others are said to be waiting still.
    """
    _wait_for_others(session)
    session.execute(
        update(Export)
        .where(Export.token.in_(ours), Export.state == "waiting")
        .values(seen_at=now(session))
    )
    alive = Export.seen_at > now(session) - GONE_AFTER
    rows = list(session.scalars(
        select(Export).where(Export.state.in_(OPEN), alive).order_by(Export.asked_at, Export.id)
    ))  # fmt: skip
    waiting = [row for row in rows if row.state == "waiting"]
    gone = sorted(set(ours) - {row.token for row in waiting})
    is_made = len(waiting) < len(rows)
    if is_made or not waiting or waiting[0].token not in ours:
        return {"token": "", "gone": gone}
    waiting[0].state = "making"
    return {"token": waiting[0].token, "gone": gone}


def note_progress(
    session: Session, actor: Actor, *, token: str, done: int | None = None, steps: int = 1
) -> dict[str, Any]:
    """The maker lives, and so much is done; answers whether the file is still wanted."""
    row = _in_the_making(session, token)
    if row is not None:
        row.seen_at = now(session)
        if done is not None:
            row.done, row.steps = min(done, steps), steps
    return {"is_wanted": row is not None}


def keep_piece(
    session: Session, actor: Actor, *, token: str, number: int, content: bytes
) -> dict[str, Any]:
    """A part of the file; answers whether the file is still wanted."""
    row = _in_the_making(session, token)
    if row is not None:
        row.seen_at = now(session)
        row.size += len(content)
        session.add(ExportPiece(export_id=row.id, number=number, content=content))
    return {"is_wanted": row is not None}


def finish_file(session: Session, actor: Actor, *, token: str) -> None:
    """All of it is kept, for a day."""
    row = _in_the_making(session, token)
    if row is not None:
        row.state, row.done, row.made_at = "ready", row.steps, now(session)


def fail_file(session: Session, actor: Actor, *, token: str, told: str) -> dict[str, Any]:
    """It cannot be made; `told` says why to those who wait. Answers whether it was wanted still."""
    row = _in_the_making(session, token)
    if row is not None:
        row.state, row.told, row.made_at = "failed", told, now(session)
    return {"was_wanted": row is not None}


def cancel_file(session: Session, actor: Actor, *, token: str) -> None:
    """It is not wanted any more; what is ready stays."""
    row = session.scalar(select(Export).where(Export.token == token))
    if row is not None and row.state in OPEN:
        row.state, row.made_at = "cancelled", now(session)


def clear_old_files(session: Session, actor: Actor) -> dict[str, Any]:
    """Delete what is older than a day, or too much, or was left by a maker that is gone.

    A few pieces each time, the oldest first; answers whether there is more to delete.
    """
    old = _too_old(session)
    if old is None:
        return {"is_more": False}
    pieces = select(ExportPiece.number).where(ExportPiece.export_id == old.id)
    some = list(session.scalars(pieces.limit(PIECES_AT_ONCE)))
    if old.state == "ready":
        old.state = "cancelled"
    if some:
        these = ExportPiece.export_id == old.id, ExportPiece.number.in_(some)
        session.execute(delete(ExportPiece).where(*these))
    else:
        session.delete(old)
    return {"is_more": True}


def _too_old(session: Session) -> Export | None:
    moment = now(session)
    ended = Export.state.in_(("failed", "cancelled")), Export.made_at < moment - AGAIN_AFTER
    for is_old in (
        (Export.state == "ready", Export.made_at <= moment - KEPT),
        ended,
        (Export.state.in_(OPEN), Export.seen_at < moment - AGAIN_AFTER),
    ):
        found = session.scalar(select(Export).where(*is_old).order_by(Export.id).limit(1))
        if found is not None:
            return found
    kept = Export.state == "ready"
    size = session.scalar(select(func.sum(Export.size)).where(kept)) or 0
    if size <= MOST_BYTES:
        return None
    return session.scalar(select(Export).where(kept).order_by(Export.made_at).limit(1))


def _stands(session: Session, row: Export) -> bool:
    """Whether a row answers who asks, as it is."""
    moment = now(session)
    if row.state in OPEN:
        return row.seen_at > moment - GONE_AFTER
    if row.made_at is None or row.state == "cancelled":
        return False
    return row.made_at > moment - (KEPT if row.state == "ready" else AGAIN_AFTER)


def _refuse_too_many(session: Session, is_public: bool) -> None:
    alive = Export.state.in_(OPEN), Export.seen_at > now(session) - GONE_AFTER
    waiting = list(session.scalars(select(Export.is_public).where(*alive)))
    # Whoever runs a workshop has places that no stranger can take.
    if len(waiting) >= MOST_WAITING or (is_public and sum(waiting) >= MOST_PUBLIC):
        raise TryAgain(FULL)


def _in_the_making(session: Session, token: str) -> Export | None:
    making = Export.token == token, Export.state == "making"
    return session.scalar(select(Export).where(*making).with_for_update())


def _wait_for_others(session: Session) -> None:
    """Let one process at a time ask and take; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(ONE_AT_A_TIME)
