"""The guidance as a web page of its own: semantic, without scripts, good on paper."""

from collections.abc import Callable
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workshop.publishing.alone import asset_inside
from workshop.publishing.blocks import Manuscript
from workshop.publishing.document import Guidance
from workshop.publishing.pictures import track_of
from workshop.publishing.places import TEMPLATES
from workshop.publishing.text import manuscript_of
from workshop.publishing.wording import say_with

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
Translate = Callable[[str], str]


def html_of(
    guidance: Guidance,
    asset: Callable[[str], str] = asset_inside,
    translate: Translate = str,
    files: tuple[tuple[str, str], ...] = (),
) -> str:
    """The page of a guidance; see `page_from`."""
    return page_from(manuscript_of(guidance, say_with(translate)), asset, translate, files)


def page_from(
    manuscript: Manuscript,
    asset: Callable[[str], str] = asset_inside,
    translate: Translate = str,
    files: tuple[tuple[str, str], ...] = (),
) -> str:
    """The page. `asset` gives the address of a file of static/; without it the page carries
    its stylesheet inside. `files` are labels and addresses of the other formats."""
    return _environment(translate).get_template("pages/edition.html").render(
        asset=asset, lang=manuscript.language, dir=direction(manuscript.language), theme="",
        contrast="", text_size="", has_error=False, title=manuscript.title,
        organisation=manuscript.organisation, files=files,
        sections=manuscript.sections, track=track_of,
    )


def direction(language: str) -> str:
    """Which way the language runs: ltr or rtl."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=16)
def _environment(translate: Translate) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )

    def plural(one: str, many: str, number: int) -> str:
        return translate(one if number == 1 else many)

    environment.install_gettext_callables(translate, plural, newstyle=True)  # type: ignore[attr-defined]
    return environment
