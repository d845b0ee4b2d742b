"""The one walk through the guidance: every writer renders these sections, so words are equal."""

from collections import Counter

from workshop.domain.words import N_
from workshop.publishing import formatted
from workshop.publishing.blocks import (
    Block,
    Contents,
    Entry,
    Heading,
    Labelled,
    Listing,
    Paragraph,
    Section,
    Span,
)
from workshop.publishing.document import About, Guidance, PrincipleText, Status
from workshop.publishing.made_text import made_section
from workshop.publishing.principle_text import principle_section
from workshop.publishing.wording import Say, day_words, one_line, paragraphs_of, say_with

IN_SHORT: dict[Status, str] = {
    "agreed_by_every_voice": N_("Agreed by every voice"),
    "agreed_in_the_room": N_("Agreed in the room"),
    "agreed_openly": N_("Agreed openly, not by secret ballot"),
    "not_agreed": N_("Not agreed"),
    "not_agreed_openly": N_("Not agreed, decided openly"),
    "on_hold": N_("On hold"),
    "first_round": N_("First of two rounds"),
    "not_voted": N_("Not voted on"),
}
WORDS_FOR_THIS = say_with(str)

AGREED, OPENLY = N_("{n} agreed"), N_("{n} agreed openly")
NOT_AGREED, HELD = N_("{n} not agreed"), N_("{n} on hold")
UNDECIDED = N_("{n} not decided yet")
TALLY = (AGREED, OPENLY, NOT_AGREED, HELD, UNDECIDED)
TALLIED = {
    "agreed_by_every_voice": AGREED, "agreed_in_the_room": AGREED, "agreed_openly": OPENLY,
    "on_hold": HELD, "first_round": UNDECIDED, "not_voted": UNDECIDED,
}  # fmt: skip


def lines_of(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> tuple[Section, ...]:
    """All that a reader sees, in order; `say` gives the language of our own words."""
    introduction = formatted.blocks_of(guidance.introduction_markdown)
    sections = [
        _title(guidance, say),
        _plain("introduction", say(N_("Introduction")), introduction),
        _short(guidance, say),
    ]
    sections += [principle_section(principle, say) for principle in guidance.principles]
    sections.append(_values(guidance, say))
    sections += [_about(number, about, say) for number, about in enumerate(guidance.about, 1)]
    sections += [made_section(guidance.how_made, say), _glossary(guidance, say)]
    return tuple(section for section in sections if section is not None)


def edition_words(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> str:
    """Which edition this is, and its day."""
    day = day_words(guidance.published_on, say)
    if guidance.edition_number is None:
        return say(N_("As it stands on {day}"), day=day)
    return say(N_("Edition {number}, {day}"), number=guidance.edition_number, day=day)


def document_title(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> str:
    """The title on one line, never empty: PDF/UA and Word both need one."""
    return one_line(guidance.title) or say(N_("Our guidance"))


def _title(guidance: Guidance, say: Say) -> Section:
    organisation = one_line(guidance.organisation)
    owner = say(N_("Local guidance of {organisation}"), organisation=organisation)
    blocks: list[Block] = [Paragraph((Span(owner),), "eyebrow"),
                           Heading(1, document_title(guidance, say))]
    blocks += paragraphs_of(guidance.question, "lead")
    blocks.append(Paragraph((Span(edition_words(guidance, say)),), "soft"))
    facts = [(say(N_("Principles")), _tally(guidance, say)),
             (say(N_("Looked at again")), guidance.review),
             (say(N_("Who to ask")), guidance.contact)]
    rows = tuple((label, paragraphs_of(text)) for label, text in facts if text.strip())
    blocks.append(Labelled(rows, "facts"))
    return Section("title", "top", tuple(blocks))


def _tally(guidance: Guidance, say: Say) -> str:
    """How many principles came to what; what nothing came to is left out."""
    counts = Counter(TALLIED.get(one.status, NOT_AGREED) for one in guidance.principles)
    said = [say(words, n=counts[words]) for words in TALLY if counts[words]]
    return say(N_("{count} in all: {said}"), count=len(guidance.principles), said=", ".join(said))


def _plain(anchor: str, title: str, blocks: tuple[Block, ...]) -> Section | None:
    return Section("plain", anchor, (Heading(2, title, anchor), *blocks)) if blocks else None


def _short(guidance: Guidance, say: Say) -> Section | None:
    entries = tuple(_entry(principle, say) for principle in guidance.principles)
    if not entries:
        return None
    return Section("short", "short", (Heading(2, say(N_("In short")), "short"), Contents(entries)))


def _entry(principle: PrincipleText, say: Say) -> Entry:
    return Entry(str(principle.number), one_line(principle.statement), principle.anchor,
                 say(IN_SHORT[principle.status]))


def _values(guidance: Guidance, say: Say) -> Section | None:
    items = tuple((Span(one_line(value)),) for value in guidance.values if value.strip())
    return _plain("values", say(N_("What we value")), (Listing(items),) if items else ())


def _about(number: int, about: About, say: Say) -> Section | None:
    blocks: list[Block] = [block for text in about.paragraphs for block in paragraphs_of(text)]
    sources = tuple((Span(one_line(source)),) for source in about.sources if source.strip())
    if sources:
        blocks += [Heading(3, say(N_("Sources"))), Listing(sources)]
    title = one_line(about.title) or say(N_("Background"))
    return _plain(f"about-{number}", title, tuple(blocks))


def _glossary(guidance: Guidance, say: Say) -> Section | None:
    rows = tuple((one_line(term.word), paragraphs_of(term.meaning)) for term in guidance.glossary)
    return _plain("glossary", say(N_("Words we use")), (Labelled(rows, "terms"),) if rows else ())
