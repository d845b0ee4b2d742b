"""Which letters the PDF can show: the shipped fonts, and those that an organiser dropped in."""

import os
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

import typst

from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.publishing.places import FONTS, PACKAGE

UNSHOWN = N_("The PDF cannot be made yet: it has letters that our fonts do not know ({scripts}). "
             "Ask whoever runs this server to add a font for them. All other formats work.")
SELECTORS_AND_JOINERS = frozenset("\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f\n")


def font_library() -> typst.Fonts:
    """The fonts Typst may use, and no others."""
    return _library(_folders())


def require_letters(text: str) -> None:
    """Refuse when a character of `text` is in none of the fonts, and name its script."""
    known = _letters(_folders()) | SELECTORS_AND_JOINERS
    missing = sorted(set(text) - known)
    if missing:
        scripts = ", ".join(dict.fromkeys(script_of(letter) for letter in missing))
        raise Refusal(UNSHOWN, scripts=scripts)


def script_of(letter: str) -> str:
    """The script of a letter by its Unicode name (Thai, Arabic, CJK); the name of a sign."""
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    if unicodedata.category(letter)[0] not in "LMN":
        return name if name.startswith("U+") else name.lower()
    first = name.split()[0].split("-")[0]
    return first if first == "CJK" else first.capitalize()


def letters_of(font: bytes) -> frozenset[str]:
    """The characters in the `cmap` of one TrueType or OpenType font (formats 4 and 12)."""
    count = struct.unpack_from(">H", font, 4)[0]
    for place in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == b"cmap":
            return frozenset(map(chr, _cmap(font, offset)))
    return frozenset()


def _cmap(font: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">HHI", font, start + 4 + 8 * place)[2]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == 4:
            found |= _segments(font, offset)
        elif kind == 12:
            found |= _groups(font, offset)
    return {code for code in found if not 0xD800 <= code <= 0xDFFF}


def _segments(font: bytes, offset: int) -> set[int]:
    size = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{size}H", font, offset + 14)
    starts = struct.unpack_from(f">{size}H", font, offset + 16 + 2 * size)
    return {code for first, last in zip(starts, ends, strict=True)
            for code in range(first, last + 1) if code != 0xFFFF}


def _groups(font: bytes, offset: int) -> set[int]:
    size = struct.unpack_from(">I", font, offset + 12)[0]
    groups = struct.iter_unpack(">III", font[offset + 16 : offset + 16 + 12 * size])
    return {code for first, last, _ in groups for code in range(first, last + 1)}


def _folders() -> tuple[Path, ...]:
    dropped_in = Path(os.environ.get("INSTANCE") or PACKAGE.parent / "instance") / "fonts"
    return (FONTS, dropped_in) if dropped_in.is_dir() else (FONTS,)


@lru_cache(maxsize=4)
def _library(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                       font_paths=[str(folder) for folder in folders])


@lru_cache(maxsize=4)
def _letters(folders: tuple[Path, ...]) -> frozenset[str]:
    files = [file for folder in folders for file in sorted(folder.iterdir())
             if file.suffix.lower() in (".ttf", ".otf")]
    return frozenset().union(*(letters_of(file.read_bytes()) for file in files))
