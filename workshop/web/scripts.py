"""One script for each kind of page, put together from our small modules at start-up."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

PAGES = (
    "phone", "aside", "aloud", "desk", "wall", "supporter", "times", "fresh", "lens", "drafting",
    "suggestions", "section",
)  # fmt: skip
# A phone on a slow network waits for each file in turn, so they come as one.
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function (\w+))", re.MULTILINE)
_GIVES = re.compile(r"export ?\{([^}]*)\};?\s*(?://# sourceMappingURL=\S*)?\s*$")
_INDENT = re.compile(r"^ +", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:// [^\n]*|/\*\*.*?\*/)\n|/\*\*.*?\*/ ?", re.MULTILINE | re.DOTALL)


def scripts_from(folder: Path) -> dict[str, str]:
    """Every page's script, by the name it is served under inside static/."""
    return {f"js/{page}.js": script_for(page, folder) for page in PAGES}


def script_for(page: str, folder: Path) -> str:
    """The script of one kind of page, from the js folder, with the libraries that it needs."""
    modules = dict(_modules(f"{page}.js", folder, set()))
    return "".join(_enclosed(name, text) for name, text in modules.items())


def _modules(name: str, folder: Path, seen: set[str]) -> Iterator[tuple[str, str]]:
    """A module after everything that it imports, each once."""
    seen.add(name)
    text = (folder / name).read_text("utf-8")
    if _is_library(name):
        yield name, _GIVES.sub(_given, text)
        return
    for _names, address in _IMPORT.findall(text):
        wanted = _place(name, address)
        if wanted not in seen:
            yield from _modules(wanted, folder, seen)
    yield name, _ours(name, _COMMENT.sub("", text.replace("// @ts-check\n", "")))


def _ours(name: str, text: str) -> str:
    """Imports become what other modules returned, exports what this one returns."""
    given = ", ".join(one[1] for one in _EXPORT.findall(text))
    inside = _EXPORT.sub(r"\1", _IMPORT.sub(lambda one: _taken(name, one), text))
    return f"{_INDENT.sub('', inside)}return {{ {given} }};\n"


def _given(one: re.Match[str]) -> str:
    """What a library exports, as what its function returns."""
    pairs = [part.strip().split(" as ") for part in one[1].split(",")]
    return f"return {{ {', '.join(f'{pair[-1]}: {pair[0]}' for pair in pairs)} }};\n"


def _enclosed(name: str, text: str) -> str:
    """A module as a function, so that its own names stay its own."""
    return f"const {_variable(name)} = (() => {{\n{text}}})();\n"


def _taken(name: str, one: re.Match[str]) -> str:
    return f"const {{ {one[1]} }} = {_variable(_place(name, one[2]))};\n"


def _place(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _is_library(place: str) -> bool:
    return place.startswith("../vendor/")


def _variable(name: str) -> str:
    return "from_" + re.sub(r"\W", "_", name.removesuffix(".js"))
