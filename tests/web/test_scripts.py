"""The scripts: every module is in, libraries stay beside them, and a browser can read each one."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from workshop.web.scripts import PAGES, script_for

JS = Path(__file__).parents[2] / "static/js"
ALONE = ("aside", "aloud", "times", "fresh", "lens", "section")


@pytest.mark.parametrize("page", PAGES)
def test_a_script_keeps_every_line_of_code_of_its_modules(page: str) -> None:
    script = script_for(page, JS)
    for name in re.findall(r"^const from_(\w+) = \(\(\) => \{$", script, re.MULTILINE):
        if "vendor" in name:
            continue
        module = JS / f"{name.replace('behaviours_', 'behaviours/').replace('_', '-')}.js"
        for line in module.read_text("utf-8").splitlines():
            bare = re.sub(r"/\*\*.*?\*/ ?", "", line.removeprefix("export ")).strip()
            if bare and not bare.startswith(("/", "*", "import ")):
                assert bare in script, bare


@pytest.mark.parametrize("page", PAGES)
def test_a_script_comes_alone_with_the_libraries_in_it(page: str) -> None:
    script = script_for(page, JS)
    assert re.findall(r"^(?:import|export)\b|\bexport ?\{", script, re.MULTILINE) == []
    asked = re.findall(r"^const \{ .* \} = (from_\w+);$", script, re.MULTILINE)
    assert all(f"const {one} = " in script for one in asked)
    assert "vendor" in "".join(asked) or page in ALONE


def test_the_page_of_a_principle_weighs_45_kb_more_than_a_phone_at_most() -> None:
    pages = (script_for(one, JS).encode() for one in ("phone", "drafting"))
    phone, drafting = (len(gzip.compress(page, 9)) for page in pages)
    assert drafting - phone <= 45 * 1024


def test_every_module_is_in_some_script() -> None:
    everything = "".join(script_for(page, JS) for page in PAGES)
    for path in JS.rglob("*.js"):
        name = re.sub(r"\W", "_", path.relative_to(JS).with_suffix("").as_posix())
        assert f"const from_{name} = " in everything


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_a_browser_can_read_a_script(browser: Browser, page: str) -> None:
    bare = re.sub(r"^import .*\n", "", script_for(page, JS), flags=re.MULTILINE)
    window = browser.new_page()
    window.evaluate("text => { new Function(text); }", bare)
    window.close()
