"""The guidance as a Word file: its page, its properties, and the bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from workshop.publishing import word_parts
from workshop.publishing.blocks import Manuscript
from workshop.publishing.document import Guidance
from workshop.publishing.own_look import ink_of
from workshop.publishing.text import manuscript_of
from workshop.publishing.word_boxes import add_table_style, add_ticks
from workshop.publishing.word_styles import set_styles
from workshop.publishing.word_writer import Writer
from workshop.publishing.wording import is_leftward, say_with, shortened

FAST = 3
"""How hard zip tries: the last tenth of the size would take as long as all the rest."""
FIXED_DAY = (1980, 1, 1, 0, 0, 0)
LONGEST_PROPERTY, LONGEST_AT_HEAD = 255, 70


def word_of(guidance: Guidance, translate: Callable[[str], str] = str) -> bytes:
    """The Word file of a guidance; see `word_from`."""
    return word_from(manuscript_of(guidance, say_with(translate)))


def word_from(manuscript: Manuscript) -> bytes:
    """The .docx file; the same document gives the same bytes. Words typed by people never
    become fields or links; a link in formatted text keeps its words only."""
    document = docx.Document()
    set_styles(document, manuscript.language, ink_of(manuscript.look),
               is_leftward(manuscript.language))
    add_table_style(document)
    add_ticks(document)
    _set_properties(document, manuscript)
    _set_head_and_foot(document, manuscript)
    Writer(document, manuscript).write_all()
    return _saved(document)


def _set_properties(document: Document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title = manuscript.title[:LONGEST_PROPERTY]
    properties.author = manuscript.organisation[:LONGEST_PROPERTY]
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = datetime.combine(manuscript.day, time())


def _set_head_and_foot(document: Document, manuscript: Manuscript) -> None:
    """Title and edition over every page but the first; a number under every page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = [shortened(manuscript.title, LONGEST_AT_HEAD), manuscript.edition]
    section.header.paragraphs[0].text = " · ".join(words for words in head if words)
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        word_parts.add_page_number(footer.paragraphs[0])
        footer.paragraphs[0].style = document.styles["Footer"]


def _saved(document: Document) -> bytes:
    """The file, packed once: python-docx would pack hard, and stamp each part by the clock."""
    package, saved = document.part.package, io.BytesIO()
    parts = list(package.iter_parts())
    with zipfile.ZipFile(saved, "w") as packed:
        file: Any = _Packed(packed)
        PackageWriter._write_content_types_stream(file, parts)
        PackageWriter._write_pkg_rels(file, package.rels)
        PackageWriter._write_parts(file, parts)
    return saved.getvalue()


class _Packed:
    """Takes the parts of a package; equal parts give equal bytes, whenever they are written."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed

    def write(self, address: PackURI, content: bytes) -> None:
        how = zipfile.ZIP_STORED if address.ext == "png" else zipfile.ZIP_DEFLATED
        self.packed.writestr(zipfile.ZipInfo(address.membername, FIXED_DAY), content, how, FAST)
