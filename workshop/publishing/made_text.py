"""How the guidance was made, in reading order, from settings and journal."""

from workshop.domain.words import N_
from workshop.publishing.blocks import Block, Heading, Listing, Paragraph, Span, Table
from workshop.publishing.document import HowMade
from workshop.publishing.wording import Say, day_words, in_one_piece, one_line, paragraphs_of


def made_blocks(made: HowMade, say: Say) -> list[Block]:
    """When, by whom (as disclosed), by which method and rule, and what happened."""
    blocks: list[Block] = [Paragraph((Span(_days(made, say)),))]
    blocks += [block for text in made.paragraphs for block in paragraphs_of(text)]
    blocks += _people(made, say)
    blocks += _titled(say(N_("How we worked")), made.method)
    blocks += _titled(say(N_("What counts as agreed")), made.rule)
    blocks += _sentences(say(N_("The ballots")), made.ballots)
    blocks += _sentences(say(N_("What changed between ballots")), made.changed)
    blocks += _sentences(say(N_("So that everybody could take part")), made.access)
    blocks += _sentences(say(N_("What the organisers decided alone")), made.alone)
    blocks += _remaining(made, say)
    blocks += _happened(made, say)
    return blocks


def _days(made: HowMade, say: Say) -> str:
    first, last = day_words(made.first_day, say), day_words(made.last_day, say)
    if made.first_day == made.last_day:
        return say(N_("People met on {day}."), day=first)
    return say(N_("People met from {first} to {last}."), first=first, last=last)


def _people(made: HowMade, say: Say) -> list[Block]:
    if not made.people:
        return []
    head: tuple[str, ...] = (say(N_("Voice")), say(N_("Took part")))
    rows: tuple[tuple[str, ...], ...] = tuple(
        (one_line(voice.label), one_line(voice.people)) for voice in made.people)
    if any(voice.invited for voice in made.people):
        head = (*head, say(N_("Invited")))
        rows = tuple((*row, one_line(voice.invited) or say(N_("not told")))
                     for row, voice in zip(rows, made.people, strict=True))
    return [Table(say(N_("Who took part")), head, rows)]


def _titled(title: str, text: str) -> list[Block]:
    paragraphs = paragraphs_of(text)
    return [Heading(3, title), *paragraphs] if paragraphs else []


def _sentences(title: str, sentences: tuple[str, ...]) -> list[Block]:
    items = tuple((Span(in_one_piece(one)),) for one in sentences if one.strip())
    return [Heading(3, title), Listing(items)] if items else []


def _remaining(made: HowMade, say: Say) -> list[Block]:
    items = tuple((Span(in_one_piece(one)),) for one in made.remaining)
    if not items:
        return []
    told = say(N_("Our check for plain and kind words still points these out:"))
    return [Heading(3, say(N_("Our words"))), Paragraph((Span(told),)), Listing(items)]


def _happened(made: HowMade, say: Say) -> list[Block]:
    items = tuple((Span(say(N_("{day}: {what}"), day=day_words(entry.on, say),
                            what=in_one_piece(entry.sentence))),) for entry in made.happened)
    if not items:
        return []
    return [Heading(3, say(N_("What happened"))), Listing(items, ordered=True)]
