"""The guidance as Markdown, in the subset that every reader of Markdown shares."""

from collections.abc import Callable

from workshop.publishing.blocks import (
    Block,
    Contents,
    Heading,
    Labelled,
    Listing,
    Manuscript,
    Paragraph,
    Picture,
    Span,
    Step,
    Table,
    Way,
)
from workshop.publishing.document import Guidance
from workshop.publishing.markdown_words import anchor, escaped, link, written
from workshop.publishing.text import manuscript_of
from workshop.publishing.wording import say_with


def markdown_of(guidance: Guidance, translate: Callable[[str], str] = str) -> str:
    """The guidance in Markdown; see `markdown_from`."""
    return markdown_from(manuscript_of(guidance, say_with(translate)))


def markdown_from(manuscript: Manuscript) -> str:
    """The document in CommonMark with pipe tables; pictures stand as their tables."""
    parts = [_block(block) for section in manuscript.sections for block in section.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {anchor(block.anchor)}{escaped(block.text)}"
        case Paragraph():
            return _paragraph(block)
        case Listing():
            return _listing(block)
        case Labelled():
            return "\n\n".join(_labelled(label, texts, block) for label, texts in block.rows)
        case Contents():
            return _contents(block)
        case Table():
            return _table(block)
        case Picture():
            return f"{_bold(block.caption)}\n\n{_table(block.table)}"
        case Way():
            return "\n".join([_bold(block.caption), "", *map(_step, block.steps)])


def _paragraph(block: Paragraph) -> str:
    if block.role in ("quote", "notice"):
        return f"> {written(block.spans, '> ')}"
    if block.role == "verdict":
        return "".join(_bold(span.text) for span in block.spans)
    return written(block.spans)


def _listing(block: Listing) -> str:
    sign = "- [ ]" if block.boxes else "-"
    lines = (f"{f'{place}.' if block.ordered else sign} {written(item, '    ')}"
             for place, item in enumerate(block.items, 1))
    return "\n".join(lines)


def _labelled(label: str, texts: tuple[Paragraph, ...], block: Labelled) -> str:
    title = f"### {escaped(label)}" if block.role == "fields" else _bold(label)
    return "\n\n".join([title, *map(_paragraph, texts)])


def _contents(block: Contents) -> str:
    return "\n".join(
        f"- {_bold(entry.number)} {link(escaped(entry.text), f'#{entry.anchor}')}  \n"
        f"    {escaped(entry.status)}" for entry in block.entries)


def _table(block: Table) -> str:
    rows = [block.head, ("---",) * len(block.head), *block.rows]
    cells = ["| " + " | ".join(cell if place == 1 else escaped(cell) for cell in row) + " |"
             for place, row in enumerate(rows)]
    return "\n".join([_bold(block.caption), "", *cells])


def _step(step: Step) -> str:
    return f"- {_bold(step.title)}" + (f"  \n    {escaped(step.words)}" if step.words else "")


def _bold(words: str) -> str:
    return written((Span(words, strong=True),))
