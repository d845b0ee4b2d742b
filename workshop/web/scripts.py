"""One script for each kind of page, put together from our small modules at start-up."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

PAGES = ("phone", "desk", "wall", "supporter")
# A phone on a slow network waits for each file in turn, so what is ours comes as one.
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:// [^\n]*|/\*\*.*?\*/)\n|/\*\*.*?\*/ ?", re.MULTILINE | re.DOTALL)


def scripts_from(folder: Path) -> dict[str, str]:
    """Every page's script, by the name it is served under inside static/."""
    return {f"js/{page}.js": script_for(page, folder) for page in PAGES}


def script_for(page: str, folder: Path) -> str:
    """The script of one kind of page, from the js folder; libraries stay files of their own."""
    modules = dict(_modules(f"{page}.js", folder, set()))
    libraries = sorted({one for text in modules.values() for one in _library_imports(text)})
    return "".join([*libraries, *(_enclosed(name, text) for name, text in modules.items())])


def _modules(name: str, folder: Path, seen: set[str]) -> Iterator[tuple[str, str]]:
    """A module after everything that it imports, each once."""
    seen.add(name)
    text = (folder / name).read_text("utf-8")
    for _names, address in _IMPORT.findall(text):
        wanted = _place(name, address)
        if not _is_library(wanted) and wanted not in seen:
            yield from _modules(wanted, folder, seen)
    yield name, _COMMENT.sub("", text.replace("// @ts-check\n", ""))


def _library_imports(text: str) -> list[str]:
    found = _IMPORT.finditer(text)
    return [one[0] for one in found if one[2].startswith("../vendor/")]


def _enclosed(name: str, text: str) -> str:
    """A module as a function, so that its own names stay its own."""
    given = [one[1] for one in _EXPORT.findall(text)]
    inside = _EXPORT.sub(r"\1", _IMPORT.sub(lambda one: _taken(name, one), text))
    return (
        f"const {_variable(name)} = (() => {{\n{inside}return {{ {', '.join(given)} }};\n}})();\n"
    )


def _taken(name: str, one: re.Match[str]) -> str:
    place = _place(name, one[2])
    return "" if _is_library(place) else f"const {{ {one[1]} }} = {_variable(place)};\n"


def _place(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _is_library(place: str) -> bool:
    return place.startswith("../vendor/")


def _variable(name: str) -> str:
    return "from_" + re.sub(r"\W", "_", name.removesuffix(".js"))
