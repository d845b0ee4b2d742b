"""Reports by published standards as documents of their own, for every writer."""

from collections.abc import Iterable
from itertools import groupby

from workshop.domain.words import N_
from workshop.publishing.blocks import (
    Block,
    Heading,
    Labelled,
    Manuscript,
    Paragraph,
    Section,
    Span,
)
from workshop.publishing.document import Guidance
from workshop.publishing.report import Report, ReportItem, Way
from workshop.publishing.text import WORDS_FOR_THIS, document_title, edition_words
from workshop.publishing.wording import Say, one_line, paragraphs_of

HELP_ONLY = N_(
    "This helps to find things. It is not a certificate: it does not say that a standard was kept, "
    "or how well anything was done."
)
STANDS: dict[Way, str] = {
    "workshop": N_("From the workshop"),
    "organisers": N_("Answered by those who ran it"),
    "open": N_("Left open"),
}
COUNTS: dict[Way, str] = {
    "workshop": N_("Filled from the workshop: {count} of {all}"),
    "organisers": N_("Answered by those who ran it: {count} of {all}"),
    "open": N_("Left open: {count} of {all}"),
}
NOBODY = N_("Nobody answered this, or it was left open on purpose.")


def report_manuscripts(
    guidance: Guidance, say: Say = WORDS_FOR_THIS
) -> list[tuple[str, Manuscript]]:
    """Every report of an edition with its name, such as `accord`; none of an earlier release."""
    return [(report.name, _manuscript(guidance, report, say)) for report in guidance.reports]


def report_title(guidance: Guidance, report: Report, say: Say) -> str:
    """What a report is called, on one line."""
    return say(N_("{report}: how “{title}” was made"), report=one_line(report.title),
               title=document_title(guidance, say))


def counted(report: Report, say: Say) -> tuple[str, ...]:
    """How many items have each way, in words."""
    every = len(report.items)
    return tuple(
        say(words, count=sum(item.way == way for item in report.items), all=every)
        for way, words in COUNTS.items()
    )


def _manuscript(guidance: Guidance, report: Report, say: Say) -> Manuscript:
    sections = (_title(guidance, report, say), _short(report, say), *_groups(report, say))
    return Manuscript(
        report_title(guidance, report, say), one_line(guidance.organisation), guidance.language,
        guidance.published_on, sections, guidance.look,
    )  # fmt: skip


def _title(guidance: Guidance, report: Report, say: Say) -> Section:
    link = one_line(report.link)
    blocks: list[Block] = [
        Paragraph((Span(one_line(guidance.organisation)),), "eyebrow"),
        Heading(1, report_title(guidance, report, say)),
        Paragraph((Span(say(HELP_ONLY)),), "lead"),
        *paragraphs_of(guidance.notice, "notice"),
        Paragraph((Span(edition_words(guidance, say)),), "soft"),
        Paragraph((Span(one_line(report.full), strong=True),)),
        *paragraphs_of(report.about),
        *paragraphs_of(report.source),
        Paragraph((Span(link, link=link),)),
    ]
    return Section("title", "top", tuple(_with_words(blocks)))


def _with_words(blocks: list[Block]) -> Iterable[Block]:
    """A paragraph without words would be an empty line, or a link that cannot be seen."""
    for block in blocks:
        if not isinstance(block, Paragraph) or any(span.text for span in block.spans):
            yield block


def _short(report: Report, say: Say) -> Section:
    lines = tuple(Paragraph((Span(line),)) for line in counted(report, say))
    return Section("short", "short", (Heading(2, say(N_("In short")), "short"), *lines))


def _groups(report: Report, say: Say) -> Iterable[Section]:
    for number, (group, items) in enumerate(groupby(report.items, lambda one: one.group), 1):
        anchor = f"part-{number}"
        rows = tuple((_asked(item, say), _stands(item, say)) for item in items)
        heading = Heading(2, one_line(group) or say(N_("More")), anchor)
        yield Section("plain", anchor, (heading, Labelled(rows, "fields")))


def _asked(item: ReportItem, say: Say) -> str:
    return say(N_("{key}. {wants}"), key=one_line(item.key), wants=one_line(item.wants))


def _stands(item: ReportItem, say: Say) -> tuple[Paragraph, ...]:
    """Where the guidance stands on an item, and what it says there."""
    text = item.text or (say(NOBODY) if item.way == "open" else "")
    return (Paragraph((Span(say(STANDS[item.way]), strong=True),)), *paragraphs_of(text))
