"""The one walk through the guidance: every writer renders these sections, so words are equal."""

from collections import Counter

from workshop.domain.words import N_
from workshop.publishing import formatted
from workshop.publishing.blocks import (
    Block,
    Heading,
    Labelled,
    Manuscript,
    Paragraph,
    Section,
    Span,
)
from workshop.publishing.document import Guidance, SectionText
from workshop.publishing.made_text import made_blocks
from workshop.publishing.own_look import checked
from workshop.publishing.principle_text import principle_section
from workshop.publishing.sections import blocks_under, contents_of
from workshop.publishing.way_text import way_of_all
from workshop.publishing.wording import (
    Say,
    day_words,
    one_line,
    paragraphs_of,
    say_with,
    web_link,
)

WORDS_FOR_THIS = say_with(str)
OF_AN_EARLIER_RELEASE = (
    SectionText("introduction", "text", N_("Introduction")),
    SectionText("short", "short", N_("In short")),
    SectionText("principles", "principles", N_("Our principles")),
    SectionText("values", "values", N_("What we value")),
    SectionText("about", "about", N_("Background")),
    SectionText("made", "made", N_("How it was made")),
    SectionText("glossary", "glossary", N_("Words we use")),
)
STANDINGS = {
    "draft": N_("Draft"), "superseded": N_("Replaced by a newer edition"),
    "withdrawn": N_("Withdrawn"),
}  # fmt: skip

AGREED, OPENLY = N_("{n} agreed"), N_("{n} agreed openly")
NOT_AGREED, HELD = N_("{n} not agreed"), N_("{n} on hold")
UNDECIDED = N_("{n} not decided yet")
TALLY = (AGREED, OPENLY, NOT_AGREED, HELD, UNDECIDED)
TALLIED = {
    "agreed_by_every_voice": AGREED, "agreed_in_the_room": AGREED, "agreed_openly": OPENLY,
    "on_hold": HELD, "first_round": UNDECIDED, "not_voted": UNDECIDED,
}  # fmt: skip


def manuscript_of(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> Manuscript:
    """The whole guidance as the writers take it."""
    return Manuscript(
        document_title(guidance, say), one_line(guidance.organisation), guidance.language,
        guidance.published_on, lines_of(guidance, say), checked(guidance.look),
        edition=running_words(guidance, say), contents=say(N_("Contents")),
    )  # fmt: skip


def lines_of(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> tuple[Section, ...]:
    """All that a reader sees, in order; `say` gives the language of our own words."""
    sections = [_title(guidance, say)]
    for section in guidance.sections or _earlier(guidance, say):
        sections += _section(guidance, section, say)
    return tuple(sections)


def preview_of(guidance: Guidance, section: SectionText, say: Say = WORDS_FOR_THIS
               ) -> tuple[Section, ...]:
    """One section as it would look; of principles only how they begin."""
    return tuple(_section(guidance, section, say))


def edition_words(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> str:
    """Which edition this is, and its day."""
    day = day_words(guidance.published_on, say)
    if guidance.edition_number is None:
        return say(N_("As it stands on {day}"), day=day)
    return say(N_("Edition {number}, {day}"), number=guidance.edition_number, day=day)


def running_words(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> str:
    """What stands at the head of every page: the edition, and what it is if not in force."""
    standing = STANDINGS.get(guidance.standing)
    edition = edition_words(guidance, say)
    return f"{say(standing)}. {edition}" if standing else edition


def document_title(guidance: Guidance, say: Say = WORDS_FOR_THIS) -> str:
    """The title on one line, never empty: PDF/UA and Word both need one."""
    return one_line(guidance.title) or say(N_("Our guidance"))


def _earlier(guidance: Guidance, say: Say) -> tuple[SectionText, ...]:
    """The sections that an edition of an earlier release had."""
    words = {"introduction": guidance.introduction_markdown}
    return tuple(SectionText(one.key, one.kind, say(one.title), words.get(one.key, ""))
                 for one in OF_AN_EARLIER_RELEASE)


def _title(guidance: Guidance, say: Say) -> Section:
    organisation = one_line(guidance.organisation)
    owner = say(N_("Local guidance of {organisation}"), organisation=organisation)
    blocks: list[Block] = [Paragraph((Span(owner),), "eyebrow"),
                           Heading(1, document_title(guidance, say))]
    blocks += paragraphs_of(guidance.question, "lead")
    blocks += paragraphs_of(guidance.notice, "notice")
    if guidance.newer:
        newer = Span(one_line(guidance.newer), link=web_link(guidance.newer))
        blocks.append(Paragraph((newer,), "notice"))
    blocks.append(Paragraph((Span(edition_words(guidance, say)),), "soft"))
    review = day_words(guidance.review_on, say) if guidance.review_on else guidance.review
    facts = [(say(N_("Who it is for")), guidance.for_whom),
             (say(N_("Principles")), _tally(guidance, say)),
             (say(N_("Looked at again")), review),
             (say(N_("Who to ask")), guidance.contact)]
    rows = tuple((label, paragraphs_of(text)) for label, text in facts if text.strip())
    blocks.append(Labelled(rows, "facts"))
    return Section("title", "top", tuple(blocks))


def _tally(guidance: Guidance, say: Say) -> str:
    """How many principles came to what; what nothing came to is left out."""
    counts = Counter(TALLIED.get(one.status, NOT_AGREED) for one in guidance.principles)
    said = [say(words, n=counts[words]) for words in TALLY if counts[words]]
    return say(N_("{count} in all: {said}"), count=len(guidance.principles), said=", ".join(said))


def _section(guidance: Guidance, section: SectionText, say: Say) -> list[Section]:
    """One section; principles are a section each, and what would be empty is left out."""
    title = one_line(section.title) or say(N_("More"))
    words = list(formatted.blocks_of(section.markdown))
    if section.kind == "principles":
        whole = [principle_section(principle, say) for principle in guidance.principles]
        opening = [Heading(2, title, section.key), *words] if words else []
        return [*_filled("plain", section.key, opening), *whole]
    if section.kind == "short":
        contents = contents_of(guidance, say)
        blocks = [Heading(2, title, section.key), *words, contents] if contents else []
        return _filled("short", section.key, blocks)
    under = [*made_blocks(guidance.how_made, say), *_way(guidance, say)] if (
        section.kind == "made") else blocks_under(guidance, section, say)
    blocks = [Heading(2, title, section.key), *words, *under] if words or under else []
    return _filled("made" if section.kind == "made" else "plain", section.key, blocks)


def _way(guidance: Guidance, say: Say) -> list[Block]:
    way = way_of_all(guidance, say)
    return [way] if way else []


def _filled(part: str, anchor: str, blocks: list[Block]) -> list[Section]:
    return [Section(part, anchor, tuple(blocks))] if blocks else []  # type: ignore[arg-type]
