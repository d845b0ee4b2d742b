"""Stylesheet and icon carried inside the page, for a web page that is kept as one file."""

import base64
import re

from workshop.publishing.places import STATIC

PARTS = (
    "tokens", "themes", "letters", "parts/ground", "parts/words", "parts/voice", "parts/verdict",
    "parts/key", "parts/bars", "parts/table", "parts/reasons", "parts/edition",
    "parts/principle", "parts/picture", "parts/steps", "parts/more", "parts/edition-text",
    "parts/way", "parts/edition-print",
)
CARRIED_FONT = "atkinson-hyperlegible-next-english.woff2"


def asset_inside(path: str) -> str:
    """The asset at `path` (the public stylesheet, or a file of static/) as a data address."""
    if path.endswith(".css"):
        return address_inside("text/css", _stylesheet().encode())
    return address_inside("image/svg+xml", (STATIC / path).read_bytes())


def _stylesheet() -> str:
    css = "\n".join((STATIC / "css" / f"{part}.css").read_text("utf-8") for part in PARTS)
    return re.sub(r'url\("\.\./fonts/([^"]+)"\)', _font, css)


def _font(found: re.Match[str]) -> str:
    # The rarer letters would add 60 KB to every file; readers without them see a system font.
    if found[1] != CARRIED_FONT:
        return 'local("Atkinson Hyperlegible Next")'
    return f'url("{address_inside("font/woff2", (STATIC / "fonts" / found[1]).read_bytes())}")'


def address_inside(media_type: str, content: bytes) -> str:
    """An address that carries the content itself."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
