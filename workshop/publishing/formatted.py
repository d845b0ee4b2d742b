"""Formatted text from facilitators: the one place where HTML made of people's words is rendered."""

from html.parser import HTMLParser

import bleach
from markdown import Markdown

from workshop.publishing.blocks import Block, Heading, Listing, Paragraph, Role, Span, Spans
from workshop.publishing.wording import cleaned

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4",
        "h5", "h6", "code", "pre"}
ATTRIBUTES = {"a": ["href"]}
PROTOCOLS = {"http", "https", "mailto"}
BOX = "[ ] "
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def html_of(text: str) -> str:
    """Markdown `text` as safe HTML; HTML typed into it shows as the characters it is."""
    markdown = Markdown(output_format="html", extensions=["sane_lists"])
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    html: str = bleach.clean(markdown.convert(cleaned_markdown(text)), tags=TAGS,
                             attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    return html


def blocks_of(text: str) -> tuple[Block, ...]:
    """Markdown `text` as blocks, read from the cleaned HTML; its headings have level 3."""
    reader = _Reader()
    reader.feed(html_of(text))
    reader.close()
    return reader.finished()


def cleaned_markdown(text: str) -> str:
    """`text` without unwritable characters; indents stay, they mean something here."""
    return "\n".join(_cleaned_line(line) for line in text.replace("\r\n", "\n").split("\n"))


def _cleaned_line(line: str) -> str:
    indent = line[:len(line) - len(line.lstrip(" \t"))]
    line_break = "  " if line.endswith("  ") else ""
    return indent + cleaned(line) + line_break


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.open: list[str] = []
        self.items: list[Spans] = []
        self.link = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.spans.append(Span("\n"))
            return
        if tag in ("ul", "ol", "blockquote", "p", "pre", "li") or tag in HEADINGS:
            self._end_run()
        if tag == "a":
            self.link = dict(attributes).get("href") or ""
        self.open.append(tag)

    def handle_data(self, text: str) -> None:
        if "pre" not in self.open:
            text = text.replace("\n", " ")
        strong, emphasis = "strong" in self.open, "em" in self.open
        self.spans.append(Span(text, strong, emphasis, self.link))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        if tag not in ("strong", "em", "code", "a"):
            self._end_run()
        if tag == "a":
            self.link = ""
        last = len(self.open) - 1 - self.open[::-1].index(tag)
        del self.open[last]
        if tag in ("ul", "ol") and not self._in_list():
            self._end_list(tag == "ol")

    def finished(self) -> tuple[Block, ...]:
        self._end_run()
        return tuple(self.blocks)

    def _end_run(self) -> None:
        spans, self.spans = trimmed(self.spans), []
        if not spans:
            return
        if self._in_list():
            self.items.append(spans)
        elif self.open and self.open[-1] in HEADINGS:
            self.blocks.append(Heading(3, "".join(span.text for span in spans)))
        else:
            role: Role = "quote" if "blockquote" in self.open else "text"
            self.blocks.append(Paragraph(spans, role))

    def _end_list(self, ordered: bool) -> None:
        if self.items:
            items = tuple(self.items)
            boxes = not ordered and all(item[0].text.startswith(BOX) for item in items)
            self.blocks.append(Listing(tuple(map(_unboxed, items)) if boxes else items, ordered,
                                       boxes=boxes))
        self.items = []

    def _in_list(self) -> bool:
        return "ul" in self.open or "ol" in self.open


def trimmed(spans: list[Span]) -> Spans:
    """`spans` without blank ends; empty when nothing can be seen."""
    kept = [span for span in spans if span.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = _with_text(kept[0], kept[0].text.lstrip())
        kept[-1] = _with_text(kept[-1], kept[-1].text.rstrip())
    return tuple(kept)


def _unboxed(item: Spans) -> Spans:
    """An item of a list of ticks without the box that was typed before it."""
    return trimmed([_with_text(item[0], item[0].text.removeprefix(BOX)), *item[1:]])


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.strong, span.emphasis, span.link)
