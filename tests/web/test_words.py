"""Every sentence can be translated: in templates, in scripts, and from the domain."""

import gettext
import re
from pathlib import Path

import pytest
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted(
    path for path in (ROOT / "static" / "js").rglob("*.js") if "vendor" not in path.parts
)
JINJA = re.compile(r"\{%-? *trans\b.*?endtrans *-?%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SENTENCE = re.compile(r"[A-Z][a-z]{2,}(?: [a-z]+)*|[a-z]{3,}(?: [a-z]{2,}){2,}")
TAGS = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)
READ_ALOUD = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"{<]*[A-Za-z]{3}[^"{<]*)"')
NAMES = {"Workshop", "Error", "doctype", "html"}


class MadeUp(gettext.NullTranslations):
    """A locale in which every sentence that was translated stands between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def bare_words(source: str) -> list[str]:
    """Words of a template that no gettext call holds."""
    source = JINJA.sub("", source)
    spoken = " ".join(READ_ALOUD.findall(source))
    words = SENTENCE.findall(f"{TAGS.sub(' ', source)} {spoken}")
    return [word for word in words if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_template_has_no_sentence_that_cannot_be_translated(path: Path) -> None:
    assert bare_words(path.read_text("utf-8")) == []


def test_a_forgotten_sentence_would_be_found() -> None:
    assert bare_words("<p>Forgotten words</p>{{ _('known') }}") == ["Forgotten words"]
    assert bare_words('<p aria-label="Said aloud only">{{ _("known") }}</p>') == ["Said aloud only"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_script_says_only_words_of_the_page(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|^\s*//.*$|\s//\s.*$", "", path.read_text("utf-8"), flags=re.S | re.M)
    sentences = re.findall(r"""["'`]([A-Z][a-z]+ [^"'`]{3,})["'`]""", code)
    assert sentences == []


def test_every_word_that_scripts_ask_for_is_on_the_page() -> None:
    places = [ROOT / "templates" / "macros" / name for name in ("live.html", "advice.html")]
    said = {name for one in places for name in re.findall(r"data-(\w+)=", one.read_text())}
    asked = {
        name for path in SCRIPTS for name in re.findall(r'\bword\("(\w+)"', path.read_text("utf-8"))
    }
    assert asked
    assert asked <= said


def test_a_made_up_locale_reaches_every_slice_of_a_page() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.install_gettext_translations(MadeUp(), newstyle=True)  # type: ignore[attr-defined]
    source = "{% trans n=2 %}{{ n }} note{% pluralize %}{{ n }} notes{% endtrans %}"
    page = environment.from_string("{{ _('You are in') }} " + source)
    assert page.render() == "⟦You are in⟧ ⟦2 notes⟧"
