"""Pictures: the bars as tracks for the web page, and whole pictures with their words for Word."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst
from markupsafe import Markup

from workshop.publishing.blocks import Bar, Picture, Way
from workshop.publishing.fonts import font_library

PIXELS_IN_AN_INCH = 96
"""Of the PNG: programs that know SVG show that."""
HERE = Path(__file__).parent
PAGE = b"""
#set page(width: 16cm, height: auto, margin: (x: 1pt, y: 3pt), fill: white)
#for piece in json(bytes(sys.inputs.pictures)) {
  page(if piece.kind == "way" { way(piece) } else { bars(piece) })
}
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


@lru_cache(maxsize=1)
def drawings() -> bytes:
    """What Typst has to know to draw a picture: colours, letters, bars, the way."""
    return (HERE / "bars.typ").read_bytes() + (HERE / "way.typ").read_bytes()


def drawings_of(pictures: Sequence[Picture | Way], kind: Literal["svg", "png"]) -> list[bytes]:
    """Every picture 16 cm wide with its words as outlines: it needs no font where it is shown.

    All at once, each on a page of its own: that takes a tenth of the time.
    """
    if not pictures:
        return []
    told = json.dumps([asdict(picture) for picture in pictures], ensure_ascii=False)
    drawn = typst.compile(
        drawings() + PAGE, format=kind, ppi=PIXELS_IN_AN_INCH, font_paths=font_library(),
        sys_inputs={"pictures": told},
    )
    return [drawn] if isinstance(drawn, bytes) else list(drawn)
