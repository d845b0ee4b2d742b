"""The list of contents in the Word file: a real field, with its entries written already."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from workshop.publishing.word_paper import Paper
from workshop.publishing.word_parts import add_way

# Sections only: a list of every heading would bury the document. Word adds pages when asked to.
FIELD = ' TOC \\o "2-2" \\t "{under},2" \\h \\z \\u '
FRAME = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj>
<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>
<w:sdtContent/></w:sdt>"""


def add_contents(paper: Paper, title: str, entries: list[tuple[str, str]], under: str) -> None:
    """Write the list at the end of what is there; `entries` are words and bookmarks.

    `under` is the style of those headings that are no plain `Heading 2`.
    """
    frame = parse_xml(FRAME)
    within = frame.find(qn("w:sdtContent"))
    within.append(paper.add("TOC Heading", title)._p)
    written = [paper.add("TOC 2") for _ in entries]
    _begin_field(written[0], FIELD.format(under=under))
    for paragraph, (words, bookmark) in zip(written, entries, strict=True):
        add_way(paper.say(paragraph, words), bookmark)
        within.append(paragraph._p)
    _add_mark(written[-1], "end")
    paper.document.element.body.insert_element_before(frame, "w:sectPr")


def _begin_field(paragraph: Paragraph, instruction: str) -> None:
    _add_mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = instruction
    paragraph.add_run()._r.append(words)
    _add_mark(paragraph, "separate")


def _add_mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
