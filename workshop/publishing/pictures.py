"""The bars by voice: tracks for the web page, whole pictures with their words for Word."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import typst
from markupsafe import Markup

from workshop.publishing.blocks import Bar, Manuscript, Picture
from workshop.publishing.fonts import font_library

BARS = Path(__file__).with_name("bars.typ")
PAGES = b"""
#set page(width: 16cm, height: auto, margin: (x: 1pt, y: 3pt), fill: white)
#json(bytes(sys.inputs.pictures)).map(bars).join(pagebreak())
"""
TRACK = Markup("""<svg class="bar__track" aria-hidden="true" focusable="false">
<rect class="track-ground" y="18%" width="100%" height="64%"/>
<rect class="fill-{tone}" y="18%" width="{low}%" height="64%"/>
{pale}<line class="track-halo" x1="{needed}%" y1="18%" x2="{needed}%" y2="82%"/>
<line class="track-need" x1="{needed}%" y1="0" x2="{needed}%" y2="100%"/>
</svg>""")
PALE = Markup('<rect class="track-pale fill-{tone} line-{tone}" x="{low}%" y="18%" '
              'width="{width}%" height="64%"/>\n')


FIRST = Markup("""<svg class="bar__first" aria-hidden="true" focusable="false">
<rect class="track-first line-{tone}" y="15%" width="{low}%" height="70%"/>
<rect class="track-first track-first--may line-{tone}" x="{low}%" y="15%" width="{width}%" \
height="70%"/>
</svg>""")


def track_of(bar: Bar) -> Markup:
    """The bar as SVG for the page: full up to `low`, pale up to `high`, a heavy line at what is
    needed, and the ballot before thin and open above it. In per cent, so it reflows; coloured by
    classes; empty where nothing may be drawn."""
    if bar.low is None or bar.high is None:
        return Markup("")
    tone = bar.shapes[0] if len(bar.shapes) == 1 else "together"
    low, needed = round(100 * bar.low, 1), round(100 * bar.needed, 1)
    width = round(100 * (bar.high - bar.low), 1)
    pale = PALE.format(tone=tone, low=low, width=width) if width else ""
    track = TRACK.format(tone=tone, low=low, needed=needed, pale=pale)
    return _first_of(bar.first, tone) + track if bar.first else track


def _first_of(first: tuple[float, float], tone: str) -> Markup:
    low, high = (round(100 * share, 1) for share in first)
    return FIRST.format(tone=tone, low=low, width=round(high - low, 1))


def pictures_in(manuscript: Manuscript) -> tuple[Picture, ...]:
    """Every picture of a document, in reading order; what is the same stands once."""
    blocks = (block for section in manuscript.sections for block in section.blocks)
    return tuple(dict.fromkeys(one for one in blocks if isinstance(one, Picture)))


@lru_cache(maxsize=2)
def drawings_of(pictures: tuple[Picture, ...], kind: Literal["svg", "png"]
                ) -> Mapping[Picture, bytes]:
    """Each picture 16 cm wide with its words as outlines: it needs no font where it is shown.

    All are drawn at once, which takes a fifth of the time, and kept for the next writer.
    """
    if not pictures:
        return {}
    text = json.dumps([asdict(picture) for picture in pictures], ensure_ascii=False)
    drawn = typst.compile(
        BARS.read_bytes() + PAGES, format=kind, ppi=120, font_paths=font_library(),
        sys_inputs={"pictures": text},
    )
    # One page gives bytes, several give a list.
    pages = [drawn] if isinstance(drawn, bytes) else drawn
    return MappingProxyType(dict(zip(pictures, pages, strict=True)))
