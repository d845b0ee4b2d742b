"""What each kind of section shows besides its own formatted text."""

from collections import Counter
from collections.abc import Callable
from typing import Literal

from workshop.domain.differences import ADDED, REMOVED, Piece
from workshop.domain.words import N_
from workshop.publishing.blocks import (
    Block,
    Contents,
    Entry,
    Heading,
    Labelled,
    Listing,
    Paragraph,
    Role,
    Span,
    Spans,
)
from workshop.publishing.document import Guidance, PrincipleText, SectionText, Status
from workshop.publishing.lineage import ChangedText, FromOrigin
from workshop.publishing.way_text import IN_SHORT
from workshop.publishing.wording import (
    Say,
    cleaned,
    day_words,
    one_line,
    paragraphs_of,
    web_link,
)

NOT_AGREED: tuple[Status, ...] = ("not_agreed", "not_agreed_openly", "on_hold")
BECAME = {
    "new": N_("New: {statement}"), "changed": N_("Changed: {statement}"),
    "decided": N_("Decided anew: {statement}"), "left": N_("Not there any more: {statement}"),
}  # fmt: skip
KEPT_CHANGED_LEFT = N_(
    "Kept as they were: {kept}. Changed: {changed}. Left out: {left}. All of them were proposals "
    "until people here had voted."
)
OF_ORIGIN = {
    "kept": N_("Kept as it was: {statement}"), "changed": N_("Changed: {statement}"),
    "left": N_("Left out: {statement}"),
}  # fmt: skip

MARKS: dict[str, Literal["added", "removed"]] = {ADDED: "added", REMOVED: "removed"}
Part = Callable[[Guidance, SectionText, Say], list[Block]]


def blocks_under(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """What the model puts under the words of a section; nothing for one that is only words."""
    part = PARTS.get(section.kind)
    return part(guidance, section, say) if part else []


def contents_of(guidance: Guidance, say: Say) -> Contents | None:
    """The principles in short."""
    entries = tuple(_entry(principle, say) for principle in guidance.principles)
    return Contents(entries) if entries else None


def spans_of(change: ChangedText) -> Spans:
    """What changed in a text, with every word of both; blanks at the ends are never marked."""
    return tuple(span for piece in change.pieces for span in _marked(piece))


def _marked(piece: Piece) -> Spans:
    text, how = cleaned_piece(piece.text), MARKS.get(piece.kind)
    core = text.strip(" ")
    if how is None or not core:
        return (Span(text),) if text else ()
    before, after = text[:len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")):]
    parts = (Span(before), Span(core, change=how), Span(after))
    return tuple(part for part in parts if part.text)


def cleaned_piece(text: str) -> str:
    """A run of words within a sentence: its blanks at both ends stay."""
    core = cleaned(text)
    if not core:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{core}{after}"


def _entry(principle: PrincipleText, say: Say) -> Entry:
    return Entry(str(principle.number), one_line(principle.statement), principle.anchor,
                 say(IN_SHORT[principle.status]))


def _values(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    items = tuple((Span(one_line(value)),) for value in guidance.values if value.strip())
    return [Listing(items)] if items else []


def _about(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """The topic's own background, where nobody wrote another."""
    if section.markdown.strip():
        return []
    blocks: list[Block] = []
    for about in guidance.about:
        if len(guidance.about) > 1:
            blocks.append(Heading(3, one_line(about.title) or say(N_("Background"))))
        blocks += [block for text in about.paragraphs for block in paragraphs_of(text)]
        sources = tuple((Span(one_line(source)),) for source in about.sources if source.strip())
        if sources:
            blocks += [Heading(3, say(N_("Sources"))), Listing(sources)]
    return blocks


def _disagreed(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """The principles that were not agreed, each with the views that did not prevail."""
    left = [one for one in guidance.principles if one.status in NOT_AGREED]
    if not left:
        nothing = say(N_("Nothing that was voted on was left without agreement."))
        return [Paragraph((Span(nothing),))] if guidance.principles else []
    rows = tuple((_numbered(one, say), _why_not(one, say)) for one in left)
    return [Labelled(rows, "fields")]


def _why_not(principle: PrincipleText, say: Say) -> tuple[Paragraph, ...]:
    said = [Paragraph((Span(one_line(principle.statement)),))]
    said.append(Paragraph((Span(one_line(principle.verdict), strong=True),)))
    said += paragraphs_of(principle.decision)
    for view in principle.other_views:
        said += paragraphs_of(view, "quote")
    return tuple(one for one in said if one.spans[0].text)


def _gathered(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """What the agreed principles say in these fields, under their numbers."""
    rows = [(_numbered(one, say), _fields(one, section.gathers)) for one in guidance.principles
            if one.status not in NOT_AGREED]
    filled = tuple(row for row in rows if row[1])
    return [Labelled(filled, "fields")] if filled else []


def _fields(principle: PrincipleText, keys: tuple[str, ...]) -> tuple[Paragraph, ...]:
    fields = {field.key: field for field in principle.fields}
    found: list[Paragraph] = []
    for key in keys:
        if key in fields and cleaned(fields[key].text):
            found.append(Paragraph((Span(one_line(fields[key].label) or key, strong=True),)))
            found += paragraphs_of(fields[key].text)
    return tuple(found)


def _ticks(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """The principles that were agreed, to be ticked off one by one."""
    agreed = [one for one in guidance.principles if one.status not in NOT_AGREED]
    items = tuple((Span(one_line(one.statement) or _numbered(one, say)),) for one in agreed)
    if not items:
        return []
    return [Heading(3, say(N_("What we agreed, one by one"))), Listing(items, boxes=True)]


def _numbered(principle: PrincipleText, say: Say) -> str:
    return say(N_("Principle {number}"), number=principle.number)


def _review(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    """The day, who looks after it, who may be asked."""
    day = day_words(guidance.review_on, say) if guidance.review_on else guidance.review
    facts = [(say(N_("Looked at again")), day or say(N_("No day has been set yet."))),
             (say(N_("Looked after by")), guidance.owner),
             (say(N_("Who to ask")), guidance.contact)]
    rows = tuple((label, paragraphs_of(text)) for label, text in facts if cleaned(text))
    return [Labelled(rows, "terms")] if rows else []


def _changes(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    if guidance.changes is None:
        return []
    if guidance.changes.is_withdrawn:
        return [_sentence(say(N_("Edition {number} was withdrawn, so it is not compared with."),
                              number=guidance.changes.since))]
    blocks: list[Block] = [_sentence(say(N_("This is what changed since edition {number}."),
                                         number=guidance.changes.since))]
    for one in guidance.changes.entries:
        blocks.append(Heading(3, say(BECAME[one.became], statement=one_line(one.statement))))
        blocks += [block for text in one.texts for block in _changed(text)]
        if one.outcome_before or one.outcome_now:
            pair = ((say(N_("Before")), paragraphs_of(one.outcome_before)),
                    (say(N_("Now")), paragraphs_of(one.outcome_now)))
            blocks.append(Labelled(tuple(row for row in pair if row[1]), "terms"))
    if not guidance.changes.entries:
        blocks.append(_sentence(say(N_("No principle and no part changed."))))
    return blocks


def _changed(text: ChangedText) -> list[Block]:
    label = one_line(text.label)
    head = [Paragraph((Span(label, strong=True),))] if label else []
    return [*head, Paragraph(spans_of(text))]


def _origin(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    origin = guidance.origin
    if origin is None:
        return []
    blocks: list[Block] = [_sentence(_begun_from(guidance, say))]
    if origin.address:
        blocks.append(Paragraph((Span(one_line(origin.address), link=web_link(origin.address)),)))
    if origin.is_withdrawn:
        blocks.append(_sentence(say(N_("It had been withdrawn when this guidance began."))))
    counts = Counter[str](one.became for one in origin.principles)
    blocks.append(_sentence(say(KEPT_CHANGED_LEFT, **{name: counts[name] for name in OF_ORIGIN})))
    came_to = {one.number: say(IN_SHORT[one.status]) for one in guidance.principles}
    for one in origin.principles:
        blocks += _from_origin(one, came_to, say)
    return blocks


def _begun_from(guidance: Guidance, say: Say) -> str:
    origin = guidance.origin
    assert origin is not None  # noqa: S101 (who calls has looked)
    values = {"title": one_line(origin.title), "organisation": one_line(origin.organisation)}
    if origin.edition_number is None:
        return say(N_("This guidance was begun from “{title}” of {organisation}."), **values)
    return say(N_("This guidance was begun from “{title}” of {organisation}, edition {number}."),
               number=origin.edition_number, **values)


def _from_origin(one: FromOrigin, came_to: dict[int, str], say: Say) -> list[Block]:
    """What became of it: with its number here and what it came to, or without either."""
    words = say(OF_ORIGIN[one.became], statement=one_line(one.statement))
    blocks: list[Block] = [Heading(3, words)]
    if one.number is not None:
        here = say(N_("Principle {number} here: {outcome}."), number=one.number,
                   outcome=came_to.get(one.number, say(IN_SHORT["not_voted"])))
        blocks.append(_sentence(here, "soft"))
    return [*blocks, *(block for text in one.texts for block in _changed(text))]


def _glossary(guidance: Guidance, section: SectionText, say: Say) -> list[Block]:
    rows = tuple((one_line(term.word), paragraphs_of(term.meaning)) for term in guidance.glossary)
    return [Labelled(rows, "terms")] if rows and not section.markdown.strip() else []


def _sentence(words: str, role: Role = "text") -> Paragraph:
    return Paragraph((Span(words),), role)


PARTS: dict[str, Part] = {
    "about": _about, "values": _values, "disagreed": _disagreed, "gathered": _gathered,
    "ticks": _ticks, "review": _review, "changes": _changes, "origin": _origin,
    "glossary": _glossary,
}  # fmt: skip
WITHOUT_PRINCIPLES = ("text", "about", "values", "glossary", "review", "changes")
"""Kinds of sections of a draft that show nothing of principles, nor of how they were made."""
