"""One principle in reading order: words, outcome, reservations, harm, where it came from."""

from itertools import pairwise

from workshop.domain.words import N_
from workshop.publishing.blocks import (
    Block,
    Heading,
    Labelled,
    Listing,
    Paragraph,
    Section,
    Span,
    Spans,
)
from workshop.publishing.document import (
    BallotRecord,
    PrincipleText,
    Reservation,
    Source,
    is_agreed,
)
from workshop.publishing.outcome_words import ballot_title, picture_of
from workshop.publishing.way_text import way_to
from workshop.publishing.wording import Say, cleaned, in_one_piece, one_line, paragraphs_of


def principle_section(principle: PrincipleText, say: Say) -> Section:
    """The section of one principle; fields without words are left out."""
    blocks: list[Block] = [*_head(principle, say), *_fields(principle)]
    blocks += _decision(principle, say)
    for before, ballot in pairwise((None, *principle.ballots)):
        blocks += _ballot(ballot, before, say) if ballot else []
    reservations = tuple(_reservation(given) for given in principle.reservations)
    blocks += _listed(say(N_("Reservations")), reservations)
    harms = tuple(_reservation(given) for given in principle.harms)
    blocks += _listed(say(N_("Somebody said: this could cause harm")), harms)
    views = tuple((Span(in_one_piece(view)),) for view in principle.other_views)
    blocks += _listed(_views_title(len(views), say), views)
    blocks += _sources(principle, say)
    return Section("principle", principle.anchor, tuple(blocks))


def _head(principle: PrincipleText, say: Say) -> list[Block]:
    number = say(N_("Principle {number}"), number=principle.number)
    statement = one_line(principle.statement) or number
    blocks: list[Block] = [Paragraph((Span(number),), "eyebrow"),
                           Heading(2, statement, principle.anchor)]
    verdict = one_line(principle.verdict)
    if verdict:
        blocks.append(Paragraph((Span(verdict),), "verdict", is_agreed(principle)))
    values = ", ".join(one_line(value) for value in principle.values if value.strip())
    if values:
        blocks.append(Paragraph((Span(say(N_("It protects: {values}"), values=values)),), "soft"))
    return blocks


def _fields(principle: PrincipleText) -> list[Block]:
    filled = (field for field in principle.fields if cleaned(field.text))
    rows = tuple((one_line(field.label) or field.key, paragraphs_of(field.text))
                 for field in filled)
    return [Labelled(rows, "fields")] if rows else []


def _decision(principle: PrincipleText, say: Say) -> list[Block]:
    words = paragraphs_of(principle.decision)
    return [Heading(3, say(N_("What was decided"))), *words] if words else []


def _views_title(count: int, say: Say) -> str:
    if count == 1:
        return say(N_("A view that did not prevail"))
    return say(N_("Views that did not prevail"))


def _ballot(ballot: BallotRecord, before: BallotRecord | None, say: Say) -> list[Block]:
    blocks: list[Block] = [Heading(3, ballot_title(ballot, say))]
    blocks += paragraphs_of(ballot.verdict)
    if ballot.rows:
        blocks.append(picture_of(ballot, say, before))
    return blocks


def _reservation(given: Reservation) -> Spans:
    answer = in_one_piece(given.answer)
    text = Span(in_one_piece(given.text))
    return (text, Span(" "), Span(answer, emphasis=True)) if answer else (text,)


def _listed(title: str, items: tuple[Spans, ...]) -> list[Block]:
    seen = tuple(item for item in items if item[0].text)
    return [Heading(3, title), Listing(seen, said=True)] if seen else []


def _sources(principle: PrincipleText, say: Say) -> list[Block]:
    blocks: list[Block] = [Heading(3, say(N_("Where this principle came from")))]
    blocks += paragraphs_of(principle.begun_from)
    blocks.append(way_to(principle, say))
    for source in principle.sources:
        blocks += _source(source, say)
    revision = say(N_("These words are revision {number}."), number=principle.revision)
    blocks.append(Paragraph((Span(revision),), "soft"))
    return blocks


def _source(source: Source, say: Say) -> list[Block]:
    theme = say(N_("Theme: {theme}"), theme=one_line(source.theme))
    blocks: list[Block] = [Paragraph((Span(theme, strong=True),))]
    notes = tuple((Span(in_one_piece(note)),) for note in source.notes if cleaned(note))
    return [*blocks, Listing(notes, said=True)] if notes else blocks
