"""Reads a PDF as assistive technology does: by its tags, without what stands at head and foot."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

SHOWS = (b"Tj", b"TJ", b"'", b'"')
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
Place = tuple[int, int]
Letters = dict[int, str]


def text_of_pdf(pdf: bytes) -> str:
    """The words that are tagged, in the order of the document.

    The list of contents, which says headings again, is left out, and so is what stands at the
    head and the foot of every page. Letters of a run from right to left stand in the order in
    which they are painted, from the left.
    """
    reader = PdfReader(io.BytesIO(pdf))
    in_contents = set(_marked_under(reader.trailer["/Root"]["/StructTreeRoot"], "/TOC"))  # type: ignore[index]
    pages = []
    for page in reader.pages:
        number = page.indirect_reference.idnum  # type: ignore[union-attr]
        out = {mark for where, mark in in_contents if where == number}
        fonts = {name: _font(one.get_object()) for name, one in
                 page["/Resources"].get("/Font", {}).items()}  # type: ignore[attr-defined]
        content = ContentStream(page["/Contents"].get_object(), reader, "bytes")
        pages.append("".join(_words(content.operations, fonts, out)))
    return "\n".join(pages)


def _words(
    operations: list[Any], fonts: dict[str, tuple[int, Letters]], out: set[int]
) -> Iterator[str]:
    """What is shown, or what is said to be meant by it; nothing of what is no part or `out`."""
    silent: list[bool] = []
    font: tuple[int, Letters] = (1, {})
    for operands, operator in operations:
        if operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"BMC", b"BDC"):
            meant = _property(operands, "/ActualText")
            if meant is not None and not any(silent):
                yield str(meant)
            silent.append(operands[0] == "/Artifact" or meant is not None
                          or _property(operands, "/MCID") in out)
        elif operator == b"EMC":
            silent.pop()
        elif operator in SHOWS and not any(silent):
            for shown in operands[-1] if operator == b"TJ" else operands[-1:]:
                yield from _letters(shown, *font)


def _letters(shown: Any, width: int, letters: Letters) -> Iterator[str]:
    if isinstance(shown, bytes):
        for place in range(0, len(shown), width):
            yield letters.get(int.from_bytes(shown[place : place + width], "big"), "")


def _property(operands: list[Any], name: str) -> Any:
    found = operands[1] if len(operands) > 1 else None
    value = found.get(name) if isinstance(found, DictionaryObject) else None
    if isinstance(value, bytes):
        return value[2:].decode("utf-16-be") if value.startswith(b"\xfe\xff") else value.decode()
    return value


def _font(font: Any) -> tuple[int, Letters]:
    """How many bytes a code has, and what each code means."""
    width = 2 if font["/Subtype"] == "/Type0" else 1
    letters: Letters = {}
    table = font["/ToUnicode"].get_data()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        letters |= {int(code, 16): _text(said) for code, said in PAIR.findall(part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, said in RANGE.findall(part):
            letters |= _range(int(first, 16), int(last, 16), said)
    return width, letters


def _range(first: int, last: int, said: bytes) -> Letters:
    if said.startswith(b"["):
        texts = [_text(one) for one in re.findall(rb"<([0-9A-Fa-f]+)>", said)]
        return dict(zip(range(first, last + 1), texts, strict=True))
    start = _text(said.strip(b"<>"))
    return {code: start[:-1] + chr(ord(start[-1]) + code - first)
            for code in range(first, last + 1)}


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _marked_under(node: Any, kind: str, page: int = 0, is_in: bool = False) -> Iterator[Place]:
    """Page and number of every piece of content under elements of that kind."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, int):
        if is_in:
            yield page, int(found)
    elif isinstance(found, list):
        for child in found:
            yield from _marked_under(child, kind, page, is_in)
    elif isinstance(found, DictionaryObject):
        if "/Pg" in found:
            page = found.raw_get("/Pg").idnum
        if "/MCID" in found and is_in:
            yield page, int(found["/MCID"])  # type: ignore[arg-type]
        if "/K" in found:
            yield from _marked_under(found["/K"], kind, page, is_in or found.get("/S") == kind)
