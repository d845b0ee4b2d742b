"""What a shape cannot say: that each name is there, once, and that everything fits together."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from workshop.archives.documents import refuse_unwritable
from workshop.archives.origins import anchors_in, refuse_unsound_origin
from workshop.archives.shape import Archive, Principle, Suggested
from workshop.archives.sound_ballots import is_sound_ballot
from workshop.archives.sound_journal import is_sound_entry
from workshop.archives.wrong import refuse_unless
from workshop.domain.counting import FEW_TYPED
from workshop.domain.refusals import NotValid
from workshop.domain.rules import k_for
from workshop.domain.text import read_people
from workshop.projections.report_answers import INVITED

EARLIEST, LATEST = 1990, 2200
STATEMENT = "statement"


def refuse_unsound(archive: Archive) -> None:
    """Refuse an archive whose parts do not fit together."""
    refuse_unless(_is_threshold(archive.workshop.threshold), "workshop.threshold")
    refuse_unless(all(EARLIEST < at.year < LATEST for at in moments(archive)), "dates")
    _check_names(archive)
    _check_document(archive)
    _check_origin(archive)
    notes = {one.name for one in _notes(archive)}
    themes = {one.name for one in archive.themes}
    for place, principle in enumerate(archive.principles):
        is_sound = _is_sound(principle, archive, notes, themes)
        refuse_unless(is_sound, f"principles[{place}]")
    numbers = [one.number for one in archive.ballots]
    refuse_unless(numbers == sorted(set(numbers)), "ballots")
    for place, ballot in enumerate(archive.ballots):
        refuse_unless(is_sound_ballot(ballot, archive), f"ballots[{place}]")
    for place, entry in enumerate(archive.journal):
        refuse_unless(is_sound_entry(entry, archive), f"journal[{place}]")
    for place, edition in enumerate(archive.editions):
        refuse_unwritable(edition.guidance, f"editions[{place}]")


def moments(part: Any) -> Iterator[datetime]:
    """Every moment that an archive names."""
    if isinstance(part, datetime):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from moments(one)
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from moments(getattr(part, name))


def _check_names(archive: Archive) -> None:
    voices = [one.name for one in archive.voices]
    refuse_unless(_are_single(voices), "voices")
    refuse_unless(_are_single(one.label for one in archive.voices), "voices")
    for parts, letter, place in (
        (archive.agenda, "a", "agenda"),
        (archive.themes, "t", "themes"),
        (archive.principles, "p", "principles"),
    ):
        names = [one.name for one in parts]
        refuse_unless(names == [f"{letter}{n}" for n in range(1, len(names) + 1)], place)
    refuse_unless(archive.workshop.step in {one.name for one in archive.agenda}, "workshop.step")
    notes, themes = list(_notes(archive)), {None, *(one.name for one in archive.themes)}
    refuse_unless(_are_single(one.name for one in notes), "agenda")
    refuse_unless({one.theme for one in notes} <= themes, "agenda")


def _check_document(archive: Archive) -> None:
    document = archive.document
    refuse_unless(_are_single(one.key for one in document.sections), "document.sections")
    refuse_unless(_are_single(one.item for one in document.answers), "document.answers")
    for answer in document.answers:
        refuse_unless(_is_answer(answer.item, answer.text), "document.answers")
    refuse_unless(_is_day(document.review_on), "document.review_on")


def _check_origin(archive: Archive) -> None:
    begun = [one.origin for one in archive.principles if one.origin]
    if archive.origin is not None:
        refuse_unsound_origin(archive.origin.document, "origin")
    anchors = anchors_in(archive.origin.document) if archive.origin else {}
    refuse_unless(_are_single(begun) and anchors.keys() >= set(begun), "origin")


def _is_sound(one: Principle, archive: Archive, notes: set[str], themes: set[str]) -> bool:
    frozen = len(one.revisions)
    return (
        one.theme in (None, *themes)
        and bool(one.fields.get(STATEMENT, "").strip())
        and all(revision.texts.get(STATEMENT, "").strip() for revision in one.revisions)
        and all(_are_among(sources, notes) for sources in _sources(one))
        and _are_single(one.open_fields)
        and _are_single((left.field, left.rule) for left in one.left_advice)
        and _are_sound_suggestions(one.suggestions, frozen)
        and all(decided.revision <= frozen for decided in one.open_decisions)
        and _are_said_on_ballots(one, archive)
        and _are_by_voices(one, archive)
    )


def _sources(one: Principle) -> Iterator[list[str]]:
    yield one.sources
    for revision in one.revisions:
        yield revision.sources


def _are_sound_suggestions(suggestions: list[Suggested], frozen: int) -> bool:
    """Whether each is joined with one that is joined with none, on the same field."""
    by_name = {one.name: one for one in suggestions}
    return len(by_name) == len(suggestions) and all(
        one.revision <= frozen and (one.joined_to is None or _is_joined(one, by_name))
        for one in suggestions
    )


def _is_joined(one: Suggested, by_name: dict[str, Suggested]) -> bool:
    lead = by_name.get(one.joined_to or "")
    return (
        lead is not None
        and (one.state, lead.field) == ("joined", one.field)
        and lead.state != "joined"
    )


def _are_said_on_ballots(one: Principle, archive: Archive) -> bool:
    """Whether what was said on papers was said on a closed ballot with this principle."""
    held = {
        ballot.number
        for ballot in archive.ballots
        if ballot.state == "closed" and any(paper.principle == one.name for paper in ballot.papers)
    }
    return {said.ballot for said in one.objections} <= held


def _are_by_voices(one: Principle, archive: Archive) -> bool:
    voices = {voice.name for voice in archive.voices}
    return all(decided.people.keys() <= voices for decided in one.open_decisions)


def _notes(archive: Archive) -> Iterator[Any]:
    for step in archive.agenda:
        for question in step.questions:
            yield from question.notes


def _are_single(names: Iterable[Any]) -> bool:
    every = list(names)
    return len(every) == len(set(every))


def _are_among(names: list[str], known: set[str]) -> bool:
    return _are_single(names) and known.issuperset(names)


def _is_threshold(percent: int) -> bool:
    try:
        return bool(k_for(percent))
    except NotValid:
        return False


def _is_answer(item: str, text: str) -> bool:
    """Whether an answer that is a number is one, as it was kept."""
    try:
        is_number = text in ("", FEW_TYPED) or str(read_people(text, field=item)) == text
    except NotValid:
        is_number = False
    return is_number or not item.startswith(INVITED)


def _is_day(day: str) -> bool:
    try:
        return not day or bool(date.fromisoformat(day))
    except ValueError:
        return False
