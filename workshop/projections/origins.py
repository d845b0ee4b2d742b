"""Where a workshop began: for the room, for the desk that brings it in, and for an edition."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.domain.origins import OriginPrinciple, origin_words, parted
from workshop.models import Origin, Principle, PrincipleOrigin, Workshop
from workshop.projections.scope import Scope, View, workshop_of


def origin_facts(session: Session, workshop_id: int) -> View | None:
    """The edition that a workshop began from, by its name; None where it began from nothing."""
    row = session.get(Origin, workshop_id)
    if row is None:
        return None
    return {
        "title": row.title, "organisation": row.organisation, "edition_number": row.edition_number,
        "address": row.address,
    }  # fmt: skip


def begun_from(session: Session, principle: Principle) -> View | None:
    """Which principle of the origin one was begun from; None where it grew here."""
    row = session.get(PrincipleOrigin, principle.id)
    facts = row and origin_facts(session, principle.workshop_id)
    return facts | {"number": row.number} if row and facts else None


def origin_in_full(session: Session, scope: Scope) -> View | None:
    """Every principle of the origin, what came of it there, and which one here it became."""
    row = session.get(Origin, scope.workshop_id)
    if row is None:
        return None
    workshop, here = workshop_of(session, scope), begun_here(session, scope.workshop_id)
    origin = origin_words(row.document)
    principles = [_shown(one, workshop, here) for one in origin.principles]
    return {
        "title": origin.title,
        "organisation": origin.organisation,
        "edition_number": origin.edition_number,
        "address": origin.address,
        "is_withdrawn": origin.is_withdrawn,
        "principles": principles,
        "waiting": [one["anchor"] for one in principles if not one["here"]],
        "without_place": sorted(
            {field["label"] for one in principles for field in one["without_place"]}
            | {value for one in principles for value in one["lost_values"]}
        ),
    }


def origin_in_document(session: Session, workshop_id: int) -> View | None:
    """The origin as an edition keeps it: its words, and the number of each principle's own here.

    The number is None for one that was never brought in.
    """
    row = session.get(Origin, workshop_id)
    if row is None:
        return None
    here = begun_here(session, workshop_id)
    kept = row.document
    return {
        **{name: kept[name] for name in ("title", "organisation", "edition_number", "address")},
        "is_withdrawn": kept["is_withdrawn"],
        "principles": [
            {
                "anchor": one["anchor"],
                "number": one["number"],
                "statement": one["statement"],
                "fields": [
                    {name: field[name] for name in ("key", "label", "text")}
                    for field in one["fields"]
                ],
                "here": here[one["anchor"]].position + 1 if one["anchor"] in here else None,
            }
            for one in kept["principles"]
        ],
    }


def _shown(one: OriginPrinciple, workshop: Workshop, here: dict[str, Principle]) -> View:
    topic, became = topic_for(workshop.topic), here.get(one.anchor)
    placed, without = parted(one, (field.key for field in topic.fields))
    known = {name.casefold() for value in topic.values for name in (value.key, value.label)}
    return {
        "anchor": one.anchor,
        "number": one.number,
        "statement": one.statement,
        "verdict": one.verdict,
        "values": list(one.values),
        "lost_values": [value for value in one.values if value.casefold() not in known],
        "fields": [{"label": field.label, "text": field.text} for field in placed if field.text],
        "without_place": [
            {"label": field.label, "text": field.text} for field in without if field.text
        ],
        "here": became and {
            "id": became.id, "number": became.position + 1, "is_set_aside": became.is_set_aside,
        },
    }  # fmt: skip


def begun_here(session: Session, workshop_id: int) -> dict[str, Principle]:
    """The principles that were begun from one of the origin, by its anchor."""
    found = (
        select(PrincipleOrigin.anchor, Principle)
        .join(Principle, Principle.id == PrincipleOrigin.principle_id)
        .where(Principle.workshop_id == workshop_id)
    )
    return dict(session.execute(found).all())
