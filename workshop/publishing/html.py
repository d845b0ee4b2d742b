"""The guidance as a web page of its own: semantic, without scripts, good on paper."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.meta import find_referenced_templates

from workshop.publishing.alone import address_inside, asset_inside
from workshop.publishing.blocks import Manuscript
from workshop.publishing.document import Guidance, Look
from workshop.publishing.headings import section_headings
from workshop.publishing.own_look import logo_address, own_sheet, size_in_cm
from workshop.publishing.pictures import track_of
from workshop.publishing.places import TEMPLATES
from workshop.publishing.text import manuscript_of
from workshop.publishing.way_marks import marks_of
from workshop.publishing.wording import is_leftward, say_with
from workshop.template_cache import TemplateCache

Translate = Callable[[str], str]
OWN_SHEET = "/look/{}.css"
PIXELS = 37.8
"""In a centimetre, as CSS counts."""
PAGE = "pages/edition.html"
OPTIONS: dict[str, Any] = {"extensions": ["jinja2.ext.i18n"]}
DRAW = SimpleNamespace(track=track_of, marks=marks_of)


def html_of(
    guidance: Guidance,
    asset: Callable[[str], str] = asset_inside,
    translate: Translate = str,
    files: tuple[tuple[str, str], ...] = (),
    logo: str = "",
) -> str:
    """The page of a guidance; see `page_from`."""
    manuscript = manuscript_of(guidance, say_with(translate))
    return page_from(manuscript, asset, translate, files, logo)


def page_from(
    manuscript: Manuscript,
    asset: Callable[[str], str] = asset_inside,
    translate: Translate = str,
    files: tuple[tuple[str, str], ...] = (),
    logo: str = "",
) -> str:
    """The page. `asset` gives the address of a file of static/; without it the page carries
    its stylesheet and the logo inside. `files` are labels and addresses of the other formats.
    `logo` is where the logo is served: without it a page that carries nothing shows none."""
    return _environment(translate).get_template(PAGE).render(
        asset=asset, lang=manuscript.language, dir=direction(manuscript.language), theme="",
        contrast="", text_size="", has_error=False, title=manuscript.title,
        organisation=manuscript.organisation, files=files, sections=manuscript.sections,
        contents=manuscript.contents, headings=section_headings(manuscript), draw=DRAW,
        look=_look(manuscript.look, logo, is_alone=asset is asset_inside),
    )


def read_templates() -> Iterator[str]:
    """Read what the page is made of, one at each step: a process that makes one finds it read."""
    environment, names = _environment(str), [PAGE]
    for name in names:
        environment.get_template(name)
        source = FileSystemLoader(TEMPLATES).get_source(environment, name)[0]
        parts = find_referenced_templates(environment.parse(source))
        names += [part for part in parts if part and part not in names]
        yield name


def _look(look: Look | None, logo: str, is_alone: bool) -> dict[str, object]:
    """What the page shows of the organisation's look: addresses, words, and pixels."""
    shown: dict[str, object] = {"logo": "", "sheet": ""}
    if look and look.colour:
        shown["sheet"] = (address_inside("text/css", own_sheet(look.colour).encode())
                          if is_alone else OWN_SHEET.format(look.colour[1:]))
    if look and look.logo and (is_alone or logo):
        width, height = (round(centimetres * PIXELS) for centimetres in size_in_cm(look.logo))
        shown |= {"logo": logo_address(look.logo) if is_alone else logo,
                  "words": look.logo_words, "width": width, "height": height}
    return shown


def direction(language: str) -> str:
    """Which way the language runs: ltr or rtl."""
    return "rtl" if is_leftward(language) else "ltr"


@lru_cache(maxsize=16)
def _environment(translate: Translate) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        bytecode_cache=TemplateCache({"autoescape": True, **OPTIONS}), **OPTIONS,
    )

    def plural(one: str, many: str, number: int) -> str:
        return translate(one if number == 1 else many)

    environment.install_gettext_callables(translate, plural, newstyle=True)  # type: ignore[attr-defined]
    return environment
