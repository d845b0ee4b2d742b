"""Slices as HTML: one template for the page that is opened and for the push that refreshes it."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from workshop.projections.scope import Scope
from workshop.realtime.slices import slice_for
from workshop.realtime.stamps import epoch_of, stamps_for

LANGUAGES = ("en",)
ROOT = Markup('<{0} id="{1}" class="{2}" data-slice="{1}" data-stamp="{3}">{4}</{0}>')


class Studio:
    """The templates, one environment for each language."""

    def __init__(self, templates: Path, locales: Path, functions: Mapping[str, Any]) -> None:
        self._templates = templates
        self._locales = locales
        self._functions = functions
        self._environments: dict[str, Environment] = {}

    def environment(self, language: str) -> Environment:
        """The environment that speaks a language; the source language where there is none."""
        if language not in self._environments:
            self._environments[language] = self._new_environment(language)
        return self._environments[language]

    def translate(self, language: str, sentence: str, values: Mapping[str, object]) -> str:
        """A sentence of the domain, translated and filled."""
        return self._words(language).gettext(sentence).format(**values)

    def _words(self, language: str) -> gettext.NullTranslations:
        return gettext.translation("messages", self._locales, [language], fallback=True)

    def _new_environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
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
        template = self.studio.environment(self.language).get_template(slice_.template)
        of_the_page = {"csrf": "", "form_key": "", **(self.page or {})}
        of_the_slice = {"slice": self.part, "workshop": scope.workshop_id}
        inner = template.render({**of_the_page, **of_the_slice, **view})
        inside = Markup(inner)  # noqa: S704 (the template has escaped everything)
        stamp = self.stamps.get(name, 0)
        return ROOT.format(slice_.tag, name, slice_.css, stamp, inside)

    def part(self, name: str, item_id: int | None = None) -> Markup:
        """A slice inside another one: painted in a page, a placeholder in a push."""
        full = name if item_id is None else f"{name}-{item_id}"
        if self.whole:
            return self.paint(full)
        tag = slice_for(self.audience, full)[0].tag
        return Markup('<{0} id="{1}" data-slice="{1}" data-keep></{0}>').format(tag, escape(full))
