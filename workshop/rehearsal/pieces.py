"""Pages and pushes, taken apart into slices that can be compared."""

from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNEQUAL = ("csrf_token", "key")
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Piece:
    """A slice without what lies in the slices inside it: those are named where they stand."""

    id: str
    stamp: int
    html: str
    text: str
    inside: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """All slices of a page or of one push; `roots` are those that lie in no other."""

    roots: tuple[str, ...]
    pieces: dict[str, Piece]
    body: dict[str, str]


@lru_cache(maxsize=4096)
def sheet_of(html: str) -> Sheet:
    """Take a page, or the HTML of one slice, apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Sheet(tuple(reader.roots), reader.pieces, reader.body)


@dataclass
class _Frame:
    id: str
    stamp: int
    depth: int = 1
    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.roots: list[str] = []
        self.pieces: dict[str, Piece] = {}
        self.body: dict[str, str] = {}
        self._frames: list[_Frame] = []
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.body = known
        if "data-slice" in known:
            return self._begin_slice(tag, known)
        if self._frames:
            self._frames[-1].html.append(_tag(tag, known))
            self._frames[-1].depth += tag not in VOID
        return None

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if self._frames:
            known = {name: value or "" for name, value in attrs}
            self._frames[-1].html.append(_tag(tag, known) + "/")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped == tag:
            self._skipped = ""
            return
        if not self._frames or tag in VOID:
            return
        frame = self._frames[-1]
        frame.depth -= 1
        if frame.depth:
            frame.html.append(f"</{tag}>")
        else:
            self._end_slice(self._frames.pop())

    def handle_data(self, words: str) -> None:
        if self._frames and words.strip():
            plain = " ".join(words.split())
            self._frames[-1].html.append(escape(plain))
            self._frames[-1].text.append(plain)

    def _begin_slice(self, tag: str, known: dict[str, str]) -> None:
        name = known["data-slice"]
        if self._frames:
            self._frames[-1].html.append(f"[{name}]")
            self._frames[-1].inside.append(name)
        else:
            self.roots.append(name)
        if "data-keep" in known:
            self._skipped = tag
        else:
            self._frames.append(_Frame(name, int(known.get("data-stamp") or 0)))

    def _end_slice(self, frame: _Frame) -> None:
        self.pieces[frame.id] = Piece(
            frame.id, frame.stamp, "".join(frame.html), " ".join(frame.text), tuple(frame.inside)
        )


def _tag(tag: str, known: dict[str, str]) -> str:
    if known.get("name") in UNEQUAL:
        known = known | {"value": ""}
    return f"<{tag}{''.join(f' {name}={chr(34)}{known[name]}{chr(34)}' for name in sorted(known))}>"
