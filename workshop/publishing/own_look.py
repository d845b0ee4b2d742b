"""The organisation's logo and colour, as every writer may use them."""

import base64
import re
from dataclasses import replace

import typst
from docx.image.image import Image

from workshop.domain.colours import readable
from workshop.domain.logos import is_logo, size_of
from workshop.publishing.document import Look
from workshop.publishing.wording import one_line

HIGHEST, WIDEST = 1.8, 7.0
"""Centimetres that a logo may take at the head of a document."""
PAPER, NIGHT = "#f6f4ee", "#191816"
"""The grounds of the web page, by day and in the dark (static/css)."""
SHEET = """:root{{--own:{day};--own-soft:var(--own)}}
@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{--own:{night}}}}}
:root[data-theme="dark"]{{--own:{night}}}
@media (prefers-contrast:more){{:root:root:root{{--own:var(--ink)}}}}
@media print{{:root:root:root:root{{--own:{day}}}}}
"""
TRIED = b"#set page(width: auto, height: auto)\n" \
    b"#image(bytes(sys.inputs.logo), format: \"svg\", width: 2cm)"
WRAPPED = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}"/></svg>'
)


def look_of(view: dict[str, str] | None) -> Look | None:
    """The look that an edition kept, its logo in base64; None where it kept none."""
    if not view:
        return None
    try:
        logo = base64.b64decode(view.get("logo", ""))
    except ValueError:
        logo = b""
    return Look(logo, view.get("logo_words", ""), view.get("colour", ""))


def checked(look: Look | None) -> Look | None:
    """What can be shown of a look, wherever it came from; None where nothing can."""
    if look is None:
        return None
    words = one_line(look.logo_words)
    colour = look.colour if re.fullmatch(r"#[0-9a-f]{6}", look.colour) else ""
    logo = look.logo if words and is_logo(look.logo) else b""
    return replace(look, logo=logo, logo_words=words, colour=colour) if logo or colour else None


def is_taken(logo: bytes) -> bool:
    """Say whether the programs that have to show a logo can read it."""
    try:
        Image.from_blob(logo)
        typst.compile(TRIED, format="png", sys_inputs={"logo": logo_as_svg(logo)})
    except Exception:
        return False
    return True


def ink_of(look: Look | None) -> str:
    """The colour of headings on white, dark enough to be read; empty where there is none."""
    return readable(look.colour) if look and look.colour else ""


def own_sheet(colour: str) -> str:
    """A stylesheet that gives titles of the web page this colour, readable in every theme."""
    return SHEET.format(day=readable(colour, PAPER), night=readable(colour, NIGHT))


def size_in_cm(logo: bytes) -> tuple[float, float]:
    """How wide and high a logo stands in a document on paper."""
    width, height = size_of(logo)
    scale = min(HIGHEST / height, WIDEST / width)
    return width * scale, height * scale


def logo_address(logo: bytes) -> str:
    """The logo as an address that carries it."""
    return f"data:image/png;base64,{base64.b64encode(logo).decode()}"


def logo_as_svg(logo: bytes) -> str:
    """The logo as SVG around it: Typst takes text from outside, and no bytes."""
    width, height = size_of(logo)
    return WRAPPED.format(width=width, height=height, address=logo_address(logo))
