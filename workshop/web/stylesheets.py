"""One stylesheet for each kind of page, put together from the component files at start-up."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

# Each sheet is served as css/<kind>.css; addresses inside the parts count from there.
_FIRST = ("tokens", "themes", "letters", "parts/ground", "parts/words", "parts/voice")
_CONTROLS = (
    "parts/buttons", "parts/fields", "parts/ticks", "parts/options", "parts/more", "parts/word",
)  # fmt: skip
_OUTCOMES = (
    "parts/verdict", "parts/outcome", "parts/key", "parts/bars", "parts/table", "parts/reasons",
    "parts/review", "parts/decision",
)  # fmt: skip
_PHONE = (
    "parts/sees", "parts/phone", "parts/place", "parts/connection", "parts/notes", "parts/held",
    "parts/unsent",
    "parts/paper", "parts/answers", "parts/ratings", *_OUTCOMES, "parts/before", "parts/sheet",
    "parts/trail", "parts/board",
    "parts/draft", "parts/tables", "parts/advice", "parts/diff", "parts/closing", "parts/codes",
    "parts/told", "parts/slices",
)  # fmt: skip
_DESK = (
    "parts/sees", "parts/connection", "parts/notes", "parts/held", "parts/unsent", "parts/paper",
    *_OUTCOMES,
    "parts/before", "parts/opening",
    "parts/sheet", "parts/trail", "parts/steps", "parts/desk", "parts/agenda", "parts/activity",
    "parts/next-step", "parts/room", "parts/wall-view", "parts/form-page", "parts/agenda-order",
    "parts/people", "parts/board", "parts/talk", "parts/draft", "parts/tables", "parts/advice",
    "parts/diff", "parts/codes", "parts/page", "parts/listing", "parts/rules", "parts/plan",
    "parts/planning", "parts/own-look", "parts/progress", "parts/slices",
)  # fmt: skip
_WALL = (
    "parts/verdict", "parts/outcome", "parts/key", "parts/bars", "parts/review", "parts/wall",
    "parts/wall-waiting", "parts/wall-notes", "parts/wall-handin", "parts/wall-results",
    "parts/wall-result",
    "parts/wall-more", "parts/slices",
)  # fmt: skip
_PUBLIC = (
    *_OUTCOMES, "parts/page", "parts/listing", "parts/edition", "parts/edition-text",
    "parts/principle", "parts/picture", "parts/steps", "parts/diff", "parts/way",
    "parts/preview", "parts/edition-print",
)  # fmt: skip

SHEETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "phone": (*_FIRST, *_CONTROLS, *_PHONE),
        "desk": (*_FIRST, *_CONTROLS, *_DESK),
        "wall": (*_FIRST, *_WALL),
        "public": (*_FIRST, *_CONTROLS, *_PUBLIC),
    }
)


def sheets_from(folder: Path) -> dict[str, str]:
    """Every sheet by the name it is served under inside static/: css/phone.css and its kin."""
    return {f"css/{kind}.css": sheet_for(kind, folder) for kind in SHEETS}


def sheet_for(kind: str, folder: Path) -> str:
    """The sheet of one kind of page, from the css folder; the same files give the same text."""
    return "".join(
        _without_air((folder / f"{part}.css").read_text("utf-8")) for part in SHEETS[kind]
    )


def _without_air(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r" *([{}]) *", r"\1", css)
    lines = (line.strip() for line in css.splitlines())
    return "".join(f"{line}\n" for line in lines if line)
