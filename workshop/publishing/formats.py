"""The five formats of the guidance, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from workshop.domain.words import N_
from workshop.publishing.as_json import json_of
from workshop.publishing.document import Guidance
from workshop.publishing.html import html_of
from workshop.publishing.markdown import markdown_of
from workshop.publishing.pdf import pdf_of
from workshop.publishing.word import word_of

Translate = Callable[[str], str]


class Writer(Protocol):
    """Writes a guidance as a file, our own words in the language of a gettext function."""

    def __call__(self, guidance: Guidance, translate: Translate = str) -> bytes: ...


@dataclass(frozen=True)
class Format:
    """A kind of file; `label` is an English msgid."""

    name: str
    label: str
    media_type: str
    extension: str
    writer: Writer


def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order in which people are offered them."""
    return _BY_NAME


def files_of(guidance: Guidance, translate: Translate = str) -> dict[str, bytes]:
    """The guidance in all formats, by the name of the format. Refuses what pdf_of refuses."""
    return {name: form.writer(guidance, translate) for name, form in _BY_NAME.items()}


def _page(guidance: Guidance, translate: Translate = str) -> bytes:
    return html_of(guidance, translate=translate).encode()


def _markdown(guidance: Guidance, translate: Translate = str) -> bytes:
    return markdown_of(guidance, translate).encode()


def _json(guidance: Guidance, translate: Translate = str) -> bytes:
    return json_of(guidance)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), "text/html; charset=utf-8", "html", _page),
    Format("word", N_("Word, to edit"), _WORD, "docx", word_of),
    Format("pdf", N_("PDF, to print"), "application/pdf", "pdf", pdf_of),
    Format("markdown", N_("Markdown"), "text/markdown; charset=utf-8", "md", _markdown),
    Format("json", N_("Data as JSON"), "application/json", "json", _json),
)
_BY_NAME: Mapping[str, Format] = MappingProxyType({form.name: form for form in FORMATS})
