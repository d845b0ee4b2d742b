"""What python-docx would look for anew, in the whole file, for each piece that is added."""

import hashlib
import io
import itertools
import zipfile
from functools import cached_property
from typing import IO

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.parts.image import ImagePart
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

FIXED_DAY = (1980, 1, 1, 0, 0, 0)


class QuickPart(DocumentPart):  # type: ignore[misc]
    """The text of a file whose styles are all there before a paragraph asks for one."""

    @cached_property
    def _styles(self) -> dict[tuple[str, WD_STYLE_TYPE], str | None]:
        return {}

    @cached_property
    def _images(self) -> dict[bytes, ImagePart]:
        return {}

    @cached_property
    def _numbers(self) -> "itertools.count[int]":
        return itertools.count(super().next_id)

    def get_style_id(self, style: BaseStyle | str | None, kind: WD_STYLE_TYPE) -> str | None:
        """The id of a style; by its name it is looked for once."""
        if not isinstance(style, str):
            return super().get_style_id(style, kind)  # type: ignore[no-any-return]
        if (style, kind) not in self._styles:
            self._styles[style, kind] = super().get_style_id(style, kind)
        return self._styles[style, kind]

    def get_or_add_image(self, file: IO[bytes]) -> tuple[str, Image]:
        """The relation to a picture, and the picture; the same one is kept once."""
        image = Image.from_file(file)
        mark = hashlib.sha256(image.blob).digest()
        if mark not in self._images:
            name = PackURI(f"/word/media/picture{len(self._images) + 1}.{image.ext}")
            self._images[mark] = ImagePart.from_image(image, name)
        return self.relate_to(self._images[mark], RELATIONSHIP_TYPE.IMAGE), image

    @property
    def next_id(self) -> int:
        """A number for a picture that no other one has."""
        return next(self._numbers)


def last_paragraph(document: Document) -> Paragraph:
    """The paragraph that was written last, without a list of all that stand before it."""
    found = next(document.element.body.iterchildren(qn("w:p"), reversed=True))
    return Paragraph(found, document._body)


class _Package:
    """A file in which every part has the same day, so that equal guidance is equal bytes."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        self.archive = zipfile.ZipFile(self.bytes, "w", zipfile.ZIP_DEFLATED)

    def write(self, name: PackURI, content: bytes) -> None:
        how = zipfile.ZIP_STORED if name.ext == "png" else zipfile.ZIP_DEFLATED
        self.archive.writestr(zipfile.ZipInfo(name.membername, FIXED_DAY), content, how)


def saved(document: Document) -> bytes:
    """The file; what is compressed already is not compressed again."""
    package, written = document.part.package, _Package()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(written, package.parts)
    PackageWriter._write_pkg_rels(written, package.rels)
    PackageWriter._write_parts(written, package.parts)
    written.archive.close()
    return written.bytes.getvalue()


PartFactory.part_type_for[CONTENT_TYPE.WML_DOCUMENT_MAIN] = QuickPart
