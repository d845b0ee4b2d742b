"""Editions as they stand today: which holds, which was replaced, which was withdrawn and why.

An edition's own words are in its row and never change; its standing is worked out each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workshop.models import Edition, GuidancePlan, Organisation, Withdrawal, Workshop
from workshop.projections.changes import changes_between
from workshop.projections.guidance import guidance
from workshop.projections.scope import Scope, View

REMINDED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Standing:
    """One edition without its words: where it stays, and what it is today.

    `kind` is current, superseded or withdrawn. `path` is its address on this server. `holds` is
    the edition that holds now, itself where it is the one, or None. `reason` is why it was
    withdrawn.
    """

    id: int
    workshop_id: int
    number: int
    title: str
    published_on: date
    review_on: date | None
    path: str
    kind: Literal["current", "superseded", "withdrawn"] = "current"
    holds: "Standing | None" = None
    withdrawn_at: datetime | None = None
    reason: str = ""

    @property
    def is_current(self) -> bool:
        """Whether it is the one that holds."""
        return self.kind == "current"


def editions_of(session: Session, workshop_id: int) -> list[Standing]:
    """Every edition of a workshop, the newest first."""
    return _standings(session, _EDITIONS.where(Edition.workshop_id == workshop_id))


def find_edition(session: Session, slug: str, key: str, number: int) -> Edition | None:
    """The edition with this address: the organisation's, the workshop's, its own number."""
    found = (
        select(Edition)
        .join(Workshop, Workshop.id == Edition.workshop_id)
        .join(Organisation, Organisation.id == Workshop.organisation_id)
        .where(Organisation.slug == slug, Workshop.public_key == key, Edition.number == number)
    )
    return session.scalar(found)


def standing_for(session: Session, edition: Edition) -> Standing:
    """What an edition is today."""
    every = editions_of(session, edition.workshop_id)
    return next(one for one in every if one.id == edition.id)


def next_document(session: Session, scope: Scope) -> View:
    """The guidance as it stands, with what changed since the last edition if there is one.

    What was withdrawn is not compared with: its words would be printed again.
    """
    document = guidance(session, scope)
    stands = Edition.id.not_in(select(Withdrawal.edition_id))
    newest = select(Edition).where(Edition.workshop_id == scope.workshop_id, stands)
    last = session.scalar(newest.order_by(Edition.number.desc()).limit(1))
    if last:
        document["changes"] = changes_between(last.document, document)
    return document


def withdrawn_in(session: Session, workshop_id: int) -> frozenset[int]:
    """The numbers of the editions of a workshop that were withdrawn."""
    found = select(Edition.number).join(Withdrawal, Withdrawal.edition_id == Edition.id)
    return frozenset(session.scalars(found.where(Edition.workshop_id == workshop_id)))


def published_by(
    session: Session, organisation_id: int, *, is_public: bool = True
) -> list[list[Standing]]:
    """The editions of an organisation: a list for each guidance.

    Those that stand on its public page, or all of them for itself. The guidance that was published
    last comes first, and in it the newest edition.
    """
    found = _EDITIONS.where(Workshop.organisation_id == organisation_id)
    if is_public:
        hidden = select(GuidancePlan.workshop_id).where(GuidancePlan.is_listed.is_(False))
        found = found.where(Workshop.id.not_in(hidden))
    by_guidance: dict[int, list[Standing]] = {}
    for one in _standings(session, found):
        by_guidance.setdefault(one.workshop_id, []).append(one)
    return sorted(
        by_guidance.values(), key=lambda one: (one[0].published_on, one[0].id), reverse=True
    )


def is_listed(session: Session, workshop_id: int) -> bool:
    """Whether the editions of a workshop stand on its organisation's public page."""
    plan = session.get(GuidancePlan, workshop_id)
    return plan.is_listed if plan else True


def due_for_review(
    session: Session, workshops: Iterable[int] | None, today: date
) -> list[Standing]:
    """The editions that hold and are to be looked at again within 30 days, or were to be.

    Of these workshops, or of all.
    """
    last_day = (today + REMINDED_BEFORE).isoformat()
    some = select(Edition.workshop_id).where(
        Edition.review_on != "", Edition.review_on <= last_day
    )
    if workshops is not None:
        some = some.where(Edition.workshop_id.in_(list(workshops)))
    found = _standings(session, _EDITIONS.where(Edition.workshop_id.in_(some)))
    due = (one for one in found if one.is_current and one.review_on)
    return [one for one in due if one.review_on and one.review_on.isoformat() <= last_day]


_EDITIONS: Select[*tuple[Any, ...]] = (
    select(
        Edition.id,
        Edition.workshop_id,
        Edition.number,
        Edition.title,
        Edition.published_on,
        Edition.review_on,
        Organisation.slug,
        Workshop.public_key,
        Withdrawal.at,
        Withdrawal.reason,
    )
    .join(Workshop, Workshop.id == Edition.workshop_id)
    .join(Organisation, Organisation.id == Workshop.organisation_id)
    .outerjoin(Withdrawal, Withdrawal.edition_id == Edition.id)
    .order_by(Edition.workshop_id, Edition.number.desc())
)


def _standings(session: Session, found: Select[*tuple[Any, ...]]) -> list[Standing]:
    rows = [_bare(*row) for row in session.execute(found)]
    holds: dict[int, Standing] = {}
    for one in rows:
        if one.withdrawn_at is None:
            holds.setdefault(one.workshop_id, one)
    return [_as_of(one, holds.get(one.workshop_id)) for one in rows]


def _bare(
    id_: int, workshop_id: int, number: int, title: str, published_on: str,
    review_on: str, slug: str, key: str, at: datetime | None, reason: str | None,
) -> Standing:  # fmt: skip
    return Standing(
        id_, workshop_id, number, title, date.fromisoformat(published_on),
        date.fromisoformat(review_on) if review_on else None, f"/o/{slug}/{key}/{number}",
        withdrawn_at=at, reason=reason or "",
    )  # fmt: skip


def _as_of(one: Standing, holds: Standing | None) -> Standing:
    if one is holds:
        return replace(one, holds=holds)
    return replace(one, kind="withdrawn" if one.withdrawn_at else "superseded", holds=holds)
