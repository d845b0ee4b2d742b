"""The headings that a list of contents names."""

from workshop.publishing.blocks import Heading, Manuscript


def section_headings(manuscript: Manuscript) -> list[Heading]:
    """The heading of every section and principle that can be led to, in reading order."""
    return [block for section in manuscript.sections for block in section.blocks
            if isinstance(block, Heading) and block.level == 2 and block.anchor]
