"""The guidance as PDF/UA-1 and PDF/A-2a, set by Typst from the fixed template edition.typ."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Literal

import typst

from workshop.publishing.blocks import Manuscript
from workshop.publishing.document import Guidance
from workshop.publishing.fonts import font_library, require_letters
from workshop.publishing.headings import section_headings
from workshop.publishing.own_look import ink_of, logo_as_svg, size_in_cm
from workshop.publishing.pictures import drawings
from workshop.publishing.text import manuscript_of
from workshop.publishing.wording import say_with, shortened

LONGEST_AT_HEAD = 70
LONG_WORD = re.compile(r"\S{48}")
"""One without a blank would run off the page; to look for them where there is none takes time."""
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
TEMPLATE = Path(__file__).with_name("edition.typ")


def pdf_of(
    guidance: Guidance, translate: Callable[[str], str] = str, is_large: bool = False
) -> bytes:
    """The PDF of a guidance; see `pdf_from`."""
    return pdf_from(manuscript_of(guidance, say_with(translate)), is_large)


def pdf_from(manuscript: Manuscript, is_large: bool = False) -> bytes:
    """The PDF; the same document gives the same bytes. Refuses letters that no font has.

    Blocks for as long as it sets (about 0.4 s for ten principles): call it in a process of its
    own, one at a time.
    """
    told = _inputs(manuscript, is_large)
    text = json.dumps(told | {"long": _has_long_word(told)}, ensure_ascii=False)
    require_letters(text)
    pdf = typst.compile(
        drawings() + TEMPLATE.read_bytes(), format="pdf", pdf_standards=[*STANDARDS],
        font_paths=font_library(), sys_inputs={"guidance": text, "logo": _logo(manuscript)},
        timestamp=datetime.combine(manuscript.day, time(), UTC),
    )
    assert isinstance(pdf, bytes)  # noqa: S101 (PDF is one file; lists come for page images)
    return pdf


def _inputs(manuscript: Manuscript, is_large: bool) -> dict[str, object]:
    language, region = language_and_region(manuscript.language)
    head = shortened(manuscript.title, LONGEST_AT_HEAD), manuscript.edition
    return {
        "title": manuscript.title,
        "organisation": manuscript.organisation,
        "lang": language,
        "region": region,
        "large": is_large,
        "head": " · ".join(words for words in head if words),
        "contents": manuscript.contents,
        "headings": len(section_headings(manuscript)),
        "own": ink_of(manuscript.look),
        "logo": _place_of_logo(manuscript),
        "sections": [asdict(section) for section in manuscript.sections],
    }


def _has_long_word(told: object) -> bool:
    """Whether a word is longer than a line, in anything that is printed."""
    if isinstance(told, str):
        return LONG_WORD.search(told) is not None
    if isinstance(told, dict):
        return any(map(_has_long_word, told.values()))
    return isinstance(told, list | tuple) and any(map(_has_long_word, told))


def _logo(manuscript: Manuscript) -> str:
    look = manuscript.look
    return logo_as_svg(look.logo) if look and look.logo else ""


def _place_of_logo(manuscript: Manuscript) -> dict[str, object] | None:
    look = manuscript.look
    if look is None or not look.logo:
        return None
    return {"words": look.logo_words, "width": size_in_cm(look.logo)[0]}


def language_and_region(tag: str) -> tuple[str, str | None]:
    """`en-GB` as ("en", "GB"); what is no language tag counts as English."""
    found = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?(?:-.*)?", tag)
    return (found[1], found[2]) if found else ("en", None)
