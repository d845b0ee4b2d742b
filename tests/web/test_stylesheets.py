"""The sheets: whole, small, always the same, and true to their own rules."""

import gzip
import re
from pathlib import Path

import pytest

from workshop.web.stylesheets import SHEETS, sheet_for, sheets_from

ROOT = Path(__file__).parents[2]
CSS = ROOT / "static/css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_there_is_a_sheet_for_every_kind_of_page() -> None:
    kinds = ("phone", "desk", "wall", "public")
    assert set(sheets_from(CSS)) == {f"css/{kind}.css" for kind in kinds}


def test_every_component_file_is_in_some_sheet() -> None:
    named = {part for parts in SHEETS.values() for part in parts}
    lying_there = {path.relative_to(CSS).with_suffix("").as_posix() for path in CSS.rglob("*.css")}
    assert named == lying_there


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_keeps_every_rule_and_loses_only_comments(kind: str) -> None:
    sheet = sheet_for(kind, CSS)
    parts = "".join((CSS / f"{part}.css").read_text("utf-8") for part in SHEETS[kind])
    bare = re.sub(r"/\*.*?\*/", "", parts, flags=re.DOTALL)
    assert "".join(sheet.split()) == "".join(bare.split())
    assert "/*" not in sheet
    assert sheet == sheet_for(kind, CSS)


@pytest.mark.parametrize("kind", SHEETS)
def test_every_name_that_a_sheet_uses_is_given_a_value(kind: str) -> None:
    sheet = sheet_for(kind, CSS)
    used = set(re.findall(r"var\((--[\w-]+)", sheet))
    assert used <= set(re.findall(r"(--[\w-]+):", sheet))


@pytest.mark.parametrize("kind", SHEETS)
def test_no_sheet_reaches_outside_or_for_another_sheet(kind: str) -> None:
    sheet = sheet_for(kind, CSS)
    assert "@import" not in sheet
    for address in re.findall(r"url\(\"?([^\")]+)", sheet):
        assert (CSS / address).is_file(), address


def test_a_phone_loads_its_look_in_8_kb() -> None:
    assert len(gzip.compress(sheet_for("phone", CSS).encode())) <= 8 * 1024


def test_a_theme_is_the_same_by_the_system_and_by_choice() -> None:
    themes = (CSS / "themes.css").read_text("utf-8")
    blocks = [_values(body) for body in re.findall(r":root[^{]*\{([^}]*)\}", themes)]
    dark, light_more, dark_more = blocks[0], blocks[2], blocks[4]
    assert blocks == [dark, dark, light_more, light_more, *[dark_more] * 4]
    assert dark != light_more != dark_more


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_styles_or_scripts_inside_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text)


def test_our_own_sentences_need_only_the_small_file_of_letters() -> None:
    letters = (CSS / "letters.css").read_text("utf-8")
    small = re.search(r"unicode-range: ([^;]+)", letters)
    assert small
    held = {chr(code) for part in small[1].split(", ") for code in _codes(part)} | {"\n", "\t"}
    missing = {path.name: set(path.read_text("utf-8")) - held for path in TEMPLATES}
    assert {name: found for name, found in missing.items() if found} == {}


def test_every_icon_that_a_template_asks_for_is_drawn() -> None:
    icons = (ROOT / "templates/macros/icons.html").read_text("utf-8")
    drawn = set(re.findall(r'^  "([a-z]+)":', icons, re.MULTILINE))
    asked = re.compile(r'icon\("([a-z]+)"\)|drawing="([a-z]+)"')
    for path in TEMPLATES:
        wanted = {one or two for one, two in asked.findall(path.read_text("utf-8"))}
        assert wanted <= drawn, path.name


def _values(body: str) -> dict[str, str]:
    return dict(re.findall(r"([\w-]+):\s*([^;]+);", body))


def _codes(part: str) -> range:
    first, _, last = part.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
