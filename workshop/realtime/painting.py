"""Slices as HTML: one template for the page that is opened and for the push that refreshes it."""

import gettext
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from workshop.domain.sentences import Sentence
from workshop.projections.scope import Scope
from workshop.realtime.slices import has_slice, slice_for
from workshop.realtime.staleness import ROOM, person
from workshop.realtime.stamps import epoch_of, stamps_for
from workshop.template_cache import TemplateCache

LANGUAGES = ("en",)
MOST_KEPT = 500
ROOT = Markup('<{0} id="{1}" class="{2}" data-slice="{1}" data-stamp="{3}">{4}</{0}>')
OPTIONS: dict[str, Any] = {
    "trim_blocks": True, "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
}  # fmt: skip


class Studio:
    """The templates, one environment for each language."""

    def __init__(self, templates: Path, locales: Path, functions: Mapping[str, Any]) -> None:
        self._templates = templates
        self._locales = locales
        self._functions = functions
        self._environments: dict[str, Environment] = {}
        self._translations: dict[str, gettext.NullTranslations] = {}
        self._kept: OrderedDict[tuple[str, str, bytes], Markup] = OrderedDict()

    def environment(self, language: str) -> Environment:
        """The environment that speaks a language; the source language where there is none."""
        if language not in self._environments:
            self._environments[language] = self._new_environment(language)
        return self._environments[language]

    def prepare(self) -> Iterator[str]:
        """Read every template, one at each step, so that no full room waits for it."""
        for language in LANGUAGES:
            environment = self.environment(language)
            for name in environment.list_templates():
                environment.get_template(name)
                yield name

    def translate(self, language: str, sentence: str, values: Mapping[str, object]) -> str:
        """A sentence of the domain, translated and filled; a value may be a sentence too."""
        said = {
            name: self.translate(language, one.text, one.values)
            if isinstance(one, Sentence)
            else one
            for name, one in values.items()
        }
        return self._words(language).gettext(sentence).format(**said)

    def render_once(self, language: str, template: str, view: Mapping[str, Any]) -> Markup:
        """Render a part that is the same for many; it is kept by everything that it shows."""
        place = (language, template, msgspec.msgpack.encode(view))
        found = self._kept.pop(place, None)
        if found is None:
            found = self.render(language, template, view)
        self._kept[place] = found
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def render(self, language: str, template: str, view: Mapping[str, Any]) -> Markup:
        """Render a template."""
        inner = self.environment(language).get_template(template).render(view)
        return Markup(inner)  # noqa: S704 (the template has escaped everything)

    def _words(self, language: str) -> gettext.NullTranslations:
        # The library looks through folders each time that it is asked.
        if language not in self._translations:
            found = gettext.translation("messages", self._locales, [language], fallback=True)
            self._translations[language] = found
        return self._translations[language]

    def _new_environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=TemplateCache({"autoescape": True, **OPTIONS}),
            **OPTIONS,
        )
        environment.install_gettext_translations(self._words(language), newstyle=True)  # type: ignore[attr-defined]
        environment.globals.update(self._functions, language=language)
        environment.globals["say"] = lambda one: self.translate(language, one.text, one.values)
        return environment


@dataclass(frozen=True)
class Painter:
    """Paints the slices of one audience at one moment.

    A `whole` painter puts items into their lists, for a page. A painter for pushes leaves a
    placeholder for each item: the phone has it already, or asks for it.
    """

    studio: Studio
    session: Session
    scope: Scope
    audience: str
    language: str = "en"
    whole: bool = True
    page: Mapping[str, Any] | None = None

    @cached_property
    def stamps(self) -> dict[str, int]:
        """The stamps of this audience's slices, of the same moment as their content."""
        return stamps_for(self.session, self.scope.workshop_id, self.audience)

    @cached_property
    def epoch(self) -> str:
        """The database's epoch."""
        return epoch_of(self.session)

    def for_audience(self, audience: str) -> "Painter":
        """The same painter, for what another audience on the same page may see."""
        return replace(self, audience=audience)

    def paint(self, name: str) -> Markup:
        """One slice with its root element; empty if what it shows is gone."""
        slice_, item_id = slice_for(self.audience, name)
        scope = self.scope.item(item_id)
        view = slice_.projection(self.session, scope)
        if view is None:
            return Markup("")
        inside = self.studio.render(self.language, slice_.template, self._around() | view)
        stamp = self.stamps.get(name, 0)
        return ROOT.format(slice_.tag, name, slice_.css, stamp, inside)

    def same_for_many(self, template: str, **view: Any) -> Markup:
        """A part that many people's slices share; in a page it has the page's own tokens."""
        around = self._around()
        if self.whole:
            return self.studio.render(self.language, template, around | view)
        del around["slice"], around["same_for_many"]
        return self.studio.render_once(self.language, template, around | view)

    def _around(self) -> dict[str, Any]:
        """What every slice may use besides its view."""
        return {
            "csrf": "",
            "form_key": "",
            **(self.page or {}),
            "slice": self.part,
            "same_for_many": self.same_for_many,
            "workshop": self.scope.workshop_id,
        }

    def _home_of(self, name: str) -> "Painter":
        """Who paints a part: one's own may hold the room's, and what many see one's own."""
        if has_slice(self.audience, name):
            return self
        own = person(self.scope.participant_id)
        return self.for_audience(ROOM if has_slice(ROOM, name) else own)

    def part(self, name: str, item_id: int | None = None) -> Markup:
        """A slice inside another one: painted in a page, a placeholder in a push."""
        full = name if item_id is None else f"{name}-{item_id}"
        home = self._home_of(full)
        if self.whole:
            return home.paint(full)
        tag = slice_for(home.audience, full)[0].tag
        return Markup('<{0} id="{1}" data-slice="{1}" data-keep></{0}>').format(tag, escape(full))
