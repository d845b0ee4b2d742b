"""The bars by voice as one SVG that needs nothing around it, for PDF and Word; and as PNG."""

from html import escape

import typst

from workshop.publishing.blocks import Bar, KeyEntry, Picture
from workshop.publishing.document import Shape
from workshop.publishing.fonts import font_library

WIDTH = 600
INK, SOFT, RULE, SHEET = "#1C1B19", "#56524A", "#79746A", "#FFFFFF"
COLOURS: dict[Shape, str] = {
    "circle": "#0047A2", "square": "#9E4A30", "triangle": "#702759", "diamond": "#303B0A",
}
MARKS: dict[Shape, str] = {
    "circle": '<circle cx="8" cy="8" r="6.5"/>',
    "square": '<rect x="2" y="2" width="12" height="12"/>',
    "triangle": '<path d="M8 1 15.500 14.500H.5Z"/>',
    "diamond": '<path d="M8 .500 15.500 8 8 15.500.5 8Z"/>',
}
PNG_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 480pt)"""


def drawing_of(picture: Picture) -> str:
    """The picture as SVG, 600 wide; all words in it are also in its table and alternative."""
    parts: list[str] = []
    top = 4
    for entry in picture.key:
        parts.append(f'<g transform="translate(0 {top})">{_key(entry)}</g>')
        top += 22
    top += 10 if picture.key else 0
    for bar in picture.bars:
        parts.append(f'<g transform="translate(0 {top})">{_bar(bar)}</g>')
        top += 46 if bar.low is None else 80
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" '
            f'viewBox="0 0 {WIDTH} {top}" font-family="Atkinson Hyperlegible Next, Arial, sans-serif" '
            f'font-size="15" fill="{INK}">{"".join(parts)}</svg>')


def png_of(svg: str) -> bytes:
    """The picture as PNG, 200 pixels an inch, for readers that know no SVG."""
    png = typst.compile(PNG_PAGE, format="png", ppi=200, font_paths=font_library(),
                        sys_inputs={"svg": svg})
    assert isinstance(png, bytes)  # noqa: S101 (one page gives bytes; a list comes for several)
    return png


def _key(entry: KeyEntry) -> str:
    drawings = {
        "need": f'<rect x="11" y="0" width="4" height="16" fill="{INK}"/>',
        "full": f'<rect y="2" width="26" height="12" fill="{INK}"/>',
        "pale": f'<rect x=".5" y="2.500" width="25" height="11" fill="{INK}" fill-opacity=".16" '
                f'stroke="{INK}"/>',
    }
    return f'{drawings[entry.mark]}<text x="36" y="13" fill="{SOFT}">{_words(entry.words)}</text>'


def _bar(bar: Bar) -> str:
    marks = "".join(f'<g transform="translate({22 * place} 0)" fill="{COLOURS[shape]}">'
                    f"{MARKS[shape]}</g>" for place, shape in enumerate(bar.shapes))
    start = 22 * len(bar.shapes) + 4
    line = 31 if bar.low is None else 63
    return (
        f'{marks}<text x="{start}" y="13" font-weight="700">{_words(bar.label)}</text>'
        f"{_track(bar)}"
        f'<text x="0" y="{line}">{_words(bar.words)}</text>'
        f'<text x="{WIDTH}" y="{line}" text-anchor="end" fill="{SOFT}">{_words(bar.people)}</text>'
    )


def _track(bar: Bar) -> str:
    if bar.low is None or bar.high is None:
        return ""
    colour = COLOURS[bar.shapes[0]] if len(bar.shapes) == 1 else SOFT
    low, high, needed = (round(WIDTH * share, 1) for share in (bar.low, bar.high, bar.needed))
    return (
        f'<rect x=".5" y="25.500" width="{WIDTH - 1}" height="17" fill="{SHEET}" stroke="{RULE}"/>'
        f'<rect y="25" width="{low}" height="18" fill="{colour}"/>'
        f'<rect x="{low}" y="25.500" width="{round(high - low, 1)}" height="17" fill="{colour}" '
        f'fill-opacity=".2" stroke="{colour}" stroke-opacity="{int(high > low)}"/>'
        f'<rect x="{needed - 4}" y="25" width="8" height="18" fill="{SHEET}"/>'
        f'<rect x="{needed - 2}" y="20" width="4" height="28" fill="{INK}"/>'
    )


def _words(words: str, room: int = 70) -> str:
    short = words if len(words) <= room else words[: room - 1] + "…"
    return escape(short)
