"""The ways of voting: each is one module of this package, found by itself."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from workshop.domain.refusals import NotFound
from workshop.domain.ways.shape import LIVE_STEP, DecidingWay, SoundingWay, Way
from workshop.domain.words import N_

__all__ = [
    "LIVE_STEP", "WAYS", "DecidingWay", "SoundingWay", "Way", "deciding_way_for", "deciding_ways",
    "sounding_way_for", "way_for",
]  # fmt: skip


def find_ways() -> dict[str, Way]:
    """Every module here that has a KEY is a way of voting."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    ways = [cast(Way, module) for module in modules if hasattr(module, "KEY")]
    return {way.KEY: way for way in sorted(ways, key=lambda way: way.PLACE)}


WAYS: Mapping[str, Way] = find_ways()
"""By key, in the order in which a facilitator is offered them."""


def way_for(key: str) -> Way:
    """Return a way of voting by its key, or refuse."""
    if key not in WAYS:
        raise NotFound(N_("There is no such way of voting."), field="way")
    return WAYS[key]


def deciding_way_for(key: str) -> DecidingWay:
    """Return a way of voting that decides, or refuse."""
    way = way_for(key)
    if not way.DECIDES:
        raise NotFound(N_("There is no such way of voting."), field="way")
    return cast(DecidingWay, way)


def sounding_way_for(key: str) -> SoundingWay:
    """Return a way of voting that decides nothing, or refuse."""
    way = way_for(key)
    if way.DECIDES:
        raise NotFound(N_("There is no such way of voting."), field="way")
    return cast(SoundingWay, way)


def deciding_ways() -> list[DecidingWay]:
    """Return every way of voting that decides."""
    return [cast(DecidingWay, way) for way in WAYS.values() if way.DECIDES]
