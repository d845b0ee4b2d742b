"""The formats of the guidance, by name, and the ZIP that has them all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Protocol

from markupsafe import escape

from workshop.domain.words import N_
from workshop.publishing.as_csv import outcomes_csv, principles_csv
from workshop.publishing.as_json import json_of
from workshop.publishing.blocks import Manuscript, Picture, Way
from workshop.publishing.document import Guidance
from workshop.publishing.html import page_from
from workshop.publishing.markdown import markdown_from
from workshop.publishing.packing import Make, Piece, Tell, here, no_one, packed
from workshop.publishing.pdf import pdf_from
from workshop.publishing.pictures import drawings_of
from workshop.publishing.reports import report_manuscripts
from workshop.publishing.text import manuscript_of
from workshop.publishing.word import word_from
from workshop.publishing.wording import Say, say_with

Translate = Callable[[str], str]
Reports = Callable[[Guidance, Say], list[tuple[str, Manuscript]]]
REPORTS: tuple[Reports, ...] = (report_manuscripts,)
"""What gives the reports that go into the ZIP, each with its name."""


class Writer(Protocol):
    """Writes a guidance as a file, our own words in the language of a gettext function."""

    def __call__(self, guidance: Guidance, translate: Translate = str) -> bytes: ...


@dataclass(frozen=True)
class Format:
    """A kind of file; `label` is an English msgid, `extension` what its address ends with.

    `from_manuscript` writes it where the document has been walked through already.
    """

    name: str
    label: str
    media_type: str
    extension: str
    writer: Writer
    from_manuscript: Callable[[Manuscript, Translate], bytes] | None = None


def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order in which people are offered them."""
    return _BY_NAME


def file_name(number: int | None, extension: str) -> str:
    """What a file is called: guidance-2.pdf, guidance-2-large.pdf; without number a draft."""
    which = "draft" if number is None else str(number)
    return f"guidance-{which}{'-' if extension.count('.') else '.'}{extension}"


def files_of(guidance: Guidance, translate: Translate = str) -> dict[str, bytes]:
    """The guidance in all formats but the ZIP, by the name of the format.

    Refuses what pdf_of refuses.
    """
    return {form.name: form.writer(guidance, translate) for form in FORMATS if form.name != "zip"}


def zip_of(
    guidance: Guidance, translate: Translate = str, tell: Tell = no_one,
    apart: Callable[[Make], bytes] = here,
) -> bytes:  # fmt: skip
    """All formats, the pictures, the reports, and the sums of all. Refuses nothing: see packed."""
    return packed(_pieces(guidance, translate), say_with(translate), tell, apart)


def _pieces(guidance: Guidance, translate: Translate) -> Iterator[Piece]:
    """Every file of the ZIP; the document is walked through once for all of them."""
    say = say_with(translate)
    manuscript = manuscript_of(guidance, say)
    for form in FORMATS:
        if form.from_manuscript:
            make = partial(form.from_manuscript, manuscript, translate)
            yield Piece(file_name(guidance.edition_number, form.extension), make, is_heavy=True)
    yield Piece(file_name(guidance.edition_number, "json"), partial(json_of, guidance))
    yield Piece("principles.csv", partial(principles_csv, guidance, translate))
    yield Piece("outcomes.csv", partial(outcomes_csv, guidance, translate))
    yield from _pictures(manuscript)
    for reports in REPORTS:
        for name, report in reports(guidance, say):
            for ending, write in (("html", _page), ("docx", _word), ("pdf", _pdf)):
                yield Piece(f"reports/{name}.{ending}", partial(write, report, translate), True)


def _pictures(manuscript: Manuscript) -> Iterator[Piece]:
    """Each picture by its section's anchor, and which one it is there; all are drawn at once."""
    named: dict[str, Picture | Way] = {}
    for section in manuscript.sections:
        pictures = (block for block in section.blocks if isinstance(block, Picture | Way))
        named |= {f"{section.anchor}-{place}": one for place, one in enumerate(pictures, 1)}

    @cache
    def drawn() -> dict[str, bytes]:
        return dict(zip(named, drawings_of(list(named.values()), "svg"), strict=True))

    for name, picture in named.items():
        yield Piece(f"pictures/{name}.svg", partial(_drawing, drawn, name, picture))


def _drawing(drawn: Callable[[], dict[str, bytes]], name: str, picture: Picture | Way) -> bytes:
    """A picture with its words, for who opens it by itself."""
    start, end, rest = drawn()[name].decode().partition(">")
    words = f"<title>{escape(picture.caption)}</title><desc>{escape(picture.alternative)}</desc>"
    return f'{start} role="img"{end}{words}{rest}'.encode()


def _page(manuscript: Manuscript, translate: Translate) -> bytes:
    return page_from(manuscript, translate=translate).encode()


def _word(manuscript: Manuscript, _translate: Translate) -> bytes:
    return word_from(manuscript)


def _pdf(manuscript: Manuscript, _translate: Translate) -> bytes:
    return pdf_from(manuscript)


def _large(manuscript: Manuscript, _translate: Translate) -> bytes:
    return pdf_from(manuscript, is_large=True)


def _markdown(manuscript: Manuscript, _translate: Translate) -> bytes:
    return markdown_from(manuscript).encode()


def _json(guidance: Guidance, translate: Translate = str) -> bytes:
    return json_of(guidance)


def _document(
    name: str, label: str, media_type: str, extension: str,
    write: Callable[[Manuscript, Translate], bytes],
) -> Format:  # fmt: skip
    """A format that is written from the manuscript."""

    def writer(guidance: Guidance, translate: Translate = str) -> bytes:
        return write(manuscript_of(guidance, say_with(translate)), translate)

    return Format(name, label, media_type, extension, writer, write)


_OPEN_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT = "; charset=utf-8"
FORMATS: tuple[Format, ...] = (
    _document("html", N_("Web page"), f"text/html{_TEXT}", "html", _page),
    _document("word", N_("Word, to edit"), _OPEN_XML, "docx", _word),
    _document("pdf", N_("PDF, to print"), "application/pdf", "pdf", _pdf),
    _document("large", N_("PDF in large letters"), "application/pdf", "large.pdf", _large),
    _document("markdown", N_("Markdown"), f"text/markdown{_TEXT}", "md", _markdown),
    Format("json", N_("Data as JSON"), "application/json", "json", _json),
    Format("csv", N_("Table as CSV"), f"text/csv{_TEXT}", "csv", principles_csv),
    Format("zip", N_("Everything in one ZIP"), "application/zip", "zip", zip_of),
)
_BY_NAME: Mapping[str, Format] = MappingProxyType({form.name: form for form in FORMATS})
