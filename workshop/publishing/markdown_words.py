"""People's words in Markdown: what was typed reads as it was typed, whatever signs are in it."""

import re
from html import escape

from workshop.publishing.blocks import Span, Spans

BACKSLASHED = re.compile(r"[\\`*_\[\]{}#]")
AT_START = re.compile(r"^[+-]", re.MULTILINE)
NUMBER_AT_START = re.compile(r"^(\d+)([.)])", re.MULTILINE)
# Not every dialect knows a backslash before these, but an entity works in all of them.
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "=": "&#61;",
            "$": "&#36;"}

# CriticMarkup: the plain signs for what was put in and taken out.
MARKED = {"": "{}", "added": "{{++{}++}}", "removed": "{{--{}--}}"}


def escaped(text: str) -> str:
    """`text` that reads the same after rendering, on as many lines."""
    text = BACKSLASHED.sub(r"\\\g<0>", text)
    text = "".join(ENTITIES.get(sign, sign) for sign in text)
    return NUMBER_AT_START.sub(r"\1\\\2", AT_START.sub(r"\\\g<0>", text))


def written(spans: Spans, indent: str = "") -> str:
    """Runs of words with their emphasis and links; lines after the first are indented."""
    parts: list[str] = []
    after_mark = False
    for span in spans:
        parts.append(_run(span, after_mark, len(spans) == 1))
        after_mark = span.strong or span.emphasis
    return "".join(parts).replace("\n", f"  \n{indent}")


def link(text: str, address: str) -> str:
    """Words that lead to an address."""
    safe = re.sub(r"[\s<>\\]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()),
                  address)
    return f"[{text}](<{safe}>)"


def anchor(name: str) -> str:
    """A place to lead to; Markdown has none of its own."""
    return f'<a id="{escape(name)}"></a>' if name else ""


def _run(span: Span, after_mark: bool, alone: bool) -> str:
    core = span.text.strip()
    if not core:
        return span.text
    start = span.text.index(core)
    before, after = span.text[:start], span.text[start + len(core):]
    text = MARKED[span.change].format(escaped(core))
    # Stars next to punctuation, or to other stars, are not read as emphasis.
    tags = after_mark or not (alone or (core[0].isalnum() and core[-1].isalnum()))
    if span.emphasis:
        text = f"<em>{text}</em>" if tags else f"*{text}*"
    if span.strong:
        text = f"<strong>{text}</strong>" if tags else f"**{text}**"
    return before + (link(text, span.link) if span.link else text) + after
