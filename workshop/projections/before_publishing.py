"""What a facilitator should look at before an edition is published; nothing of it forbids one."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import Objection, OpenField, Principle, PrincipleField, VoiceRow, Workshop
from workshop.projections.advice import marks_by_words
from workshop.projections.document_plan import sections_of
from workshop.projections.lens import lens_of
from workshop.projections.outcomes import Standing, standings
from workshop.projections.scope import View

PEOPLE_NEED = ("concern", "disagreed", "made")
"""Parts without which people cannot complain, or cannot see how it came about."""
IN_ORDER = ("harm", "unanswered", "safeguards", "words", "changed_since", "not_voted")
NOT_AGREED = ("not_agreed", "not_agreed_openly", "on_hold")


class Now(NamedTuple):
    """For each principle: what its fields say now, which are left open, what kinds were raised."""

    texts: dict[int, dict[str, str]]
    left_open: dict[int, set[str]]
    raised: dict[int, set[str]]


def warnings_of(session: Session, workshop: Workshop, document: View) -> list[View]:
    """Warnings by their kind: what each is about, and where it can be put right.

    What is about principles has `places`: the number of each, and its own words and address.
    """
    standing, now = standings(session, workshop.id), _now(session, workshop.id)
    found = [*_of_the_document(document), *_of_voices(session, workshop, document)]
    found += _of_sections(session, workshop, document)
    found += _of_what_is_left_out(session, workshop)
    for number, (principle, stands) in enumerate(standing.items()):
        found += _of_a_principle(workshop, stands[-1], document["principles"][number], now)
        found += _unanswered(principle, stands[-1], now)
    found += _never_voted_on(session, workshop, set(standing))
    return _by_kind(found)


def _by_kind(found: list[View]) -> list[View]:
    kinds: dict[str, View] = {}
    apart: list[View] = []
    for one in found:
        if not one["number"]:
            apart.append({**one, "places": []})
            continue
        blank = {"kind": one["kind"], "about": "", "href": "", "places": []}
        group = kinds.setdefault(one["kind"], blank)
        group["places"].append({name: one[name] for name in ("number", "about", "href")})
    return [*(kinds[kind] for kind in IN_ORDER if kind in kinds), *apart]


def _of_the_document(document: View) -> Iterator[View]:
    for kind in ("review_on", "owner", "contact"):
        if not document[kind]:
            yield _warning(kind, href="#facts")
    for section in document["sections"]:
        if section["kind"] == "text" and not section["markdown"]:
            yield _warning("no_words", section["title"], href=f"guidance/{section['key']}")


def _of_what_is_left_out(session: Session, workshop: Workshop) -> Iterator[View]:
    for section in sections_of(session, workshop):
        href = f"guidance/{section['key']}"
        if section["is_off"] and section["key"] in PEOPLE_NEED:
            yield _warning("left_out", section["title"], href=href)
        elif section["key"] == "concern" and not section["is_own"]:
            yield _warning("names_nobody", section["title"], href=href)


def _of_sections(session: Session, workshop: Workshop, document: View) -> Iterator[View]:
    lens = lens_of(session, workshop.organisation_id)
    for section in document["sections"]:
        words = [f"“{mark['words']}”" for mark in marks_by_words(section["markdown"], lens)]
        if words:
            href = f"guidance/{section['key']}"
            yield _warning("section_words", f"{section['title']}: {', '.join(words)}", href=href)


def _of_voices(session: Session, workshop: Workshop, document: View) -> Iterator[View]:
    absent = [one["label"] for one in document["how_made"]["people"] if not one["count"]]
    named = select(VoiceRow.plural).where(VoiceRow.workshop_id == workshop.id)
    for voice in session.scalars(named.order_by(VoiceRow.position)):
        if voice in absent:
            yield _warning("absent", voice)


def _of_a_principle(
    workshop: Workshop, last: Standing, view: View, now: Now
) -> Iterator[View]:
    number, href = view["number"], f"/w/{workshop.id}/principle/{last.principle.id}"
    topic, texts = topic_for(workshop.topic), last.revision.texts
    if last.view["kind"] not in NOT_AGREED:
        empty = [
            field.label for field in topic.fields
            if field.safeguard and not texts.get(field.key)
            and field.key not in last.revision.open_fields
        ]  # fmt: skip
        if empty:
            yield _warning("safeguards", ", ".join(empty), number, href)
    if view["remaining"]:
        words = [f"“{word}”" for one in view["remaining"] for word in one["words"]]
        yield _warning("words", ", ".join(words), number, href)
    if _has_changed(last, now):
        yield _warning("changed_since", "", number, href)


def _has_changed(last: Standing, now: Now) -> bool:
    """Say whether somebody wrote in a principle after the words that were voted on were fixed."""
    principle, then = last.principle.id, last.revision
    texts = now.texts.get(principle, {})
    left_open = now.left_open.get(principle, set()) - texts.keys()
    voted_on = {field: text for field, text in then.texts.items() if text}
    return texts != voted_on or left_open != set(then.open_fields)


def _unanswered(principle: int, last: Standing, now: Now) -> Iterator[View]:
    kinds = now.raised.get(principle)
    if kinds:
        kind = "harm" if "harm" in kinds else "unanswered"
        href = f"review/{principle}"
        yield _warning(kind, "", last.principle.position + 1, href)


def _now(session: Session, workshop_id: int) -> Now:
    here = select(Principle.id).where(Principle.workshop_id == workshop_id)
    now = Now({}, {}, {})
    written = PrincipleField.principle_id.in_(here), PrincipleField.text != ""
    for row in session.scalars(select(PrincipleField).where(*written)):
        now.texts.setdefault(row.principle_id, {})[row.field] = row.text
    for blank in session.scalars(select(OpenField).where(OpenField.principle_id.in_(here))):
        now.left_open.setdefault(blank.principle_id, set()).add(blank.field)
    raised = Objection.workshop_id == workshop_id, Objection.state == "raised"
    for said in session.scalars(select(Objection).where(*raised)):
        now.raised.setdefault(said.principle_id, set()).add(said.kind)
    return now


def _never_voted_on(session: Session, workshop: Workshop, decided: set[int]) -> Iterator[View]:
    drafted = select(Principle).where(
        Principle.workshop_id == workshop.id, Principle.is_set_aside.is_(False)
    )
    for row in session.scalars(drafted.order_by(Principle.position)):
        if row.id not in decided:
            href = f"/w/{workshop.id}/principle/{row.id}"
            yield _warning("not_voted", "", row.position + 1, href)


def _warning(kind: str, about: str = "", number: int = 0, href: str = "") -> View:
    return {"kind": kind, "about": about, "number": number, "href": href}
