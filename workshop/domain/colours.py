"""An organisation's colour: what counts as one, and the shade of it that can be read."""

import re

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

Tone = tuple[int, int, int]
READABLE = 4.5
"""Contrast of words with their ground (WCAG 2.2, 1.4.3)."""
NO_COLOUR = N_("A colour is written as # and six signs, such as #0a5a50.")


def read_colour(typed: str) -> str:
    """`typed` as #rrggbb in small letters; refuses anything else."""
    found = re.fullmatch(r"#?([0-9a-f]{6})", typed.strip().lower())
    if found is None:
        raise NotValid(NO_COLOUR, field="colour")
    return f"#{found[1]}"


def contrast(one: str, other: str) -> float:
    """How far apart two colours (#rrggbb) are, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(_tone(one)), _luminance(_tone(other))))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str = "#ffffff", least: float = READABLE) -> str:
    """`colour`, or the nearest shade of it that words can have on `ground` with that contrast."""
    aim = (0, 0, 0) if _luminance(_tone(ground)) > 0.18 else (255, 255, 255)
    tone = _tone(colour)
    for part in range(101):
        shade = _hex(_mixed(tone, aim, part / 100))
        if contrast(shade, ground) >= least:
            return shade
    return _hex(aim)


def _tone(colour: str) -> Tone:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(tone: Tone) -> str:
    return "#{:02x}{:02x}{:02x}".format(*tone)


def _mixed(one: Tone, other: Tone, part: float) -> Tone:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(tone: Tone) -> float:
    red, green, blue = (_linear(value / 255) for value in tone)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
