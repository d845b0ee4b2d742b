"""Templates that were read before are not read again, unless they or their options changed."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from workshop import template_cache
from workshop.template_cache import TemplateCache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(template_cache, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(template_cache.sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def said(source: str = "{{ who }} asks.", **options: Any) -> tuple[str, int]:
    """What a template says in a new environment, and how many were read for it."""
    read: list[object] = []

    class Counting(Environment):
        def compile(self, *args: Any, **more: Any) -> Any:
            read.append(args)
            return super().compile(*args, **more)

    made = Counting(loader=DictLoader({"one": source}), autoescape=True,
                    bytecode_cache=TemplateCache(options), **options)  # fmt: skip
    return made.get_template("one").render(who="Ada"), len(read)


def test_a_template_is_read_once() -> None:
    assert said() == ("Ada asks.", 1)
    assert said() == ("Ada asks.", 0)


def test_what_has_changed_is_read_again() -> None:
    said()
    assert said("{{ who }} waits.") == ("Ada waits.", 1)


def test_other_options_are_another_template() -> None:
    lines = "{% if who %}\nyes{% endif %}"
    assert said(lines)[0] == "\nyes"
    assert said(lines, trim_blocks=True)[0] == "yes"
    assert said(lines) == ("\nyes", 0)


@pytest.mark.parametrize("left", [b"", b"\0" * 4000, b"j2"])
def test_what_a_power_cut_left_is_read_again(folder: Path, left: bytes) -> None:
    said()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:20] + left)
    assert said() == ("Ada asks.", 1)


def test_without_a_place_to_keep_them_they_are_read_each_time(folder: Path) -> None:
    folder.write_text("This is no folder.")
    assert said() == said() == ("Ada asks.", 1)


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_cache.sys, "dont_write_bytecode", True)
    assert said() == said() == ("Ada asks.", 1)
    assert list(folder.iterdir()) == []
