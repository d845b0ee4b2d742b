"""Reads topics, methods and rehearsals from their TOML folders, once."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from workshop.content.script import Rehearsal
from workshop.content.structs import Method, Topic
from workshop.domain.refusals import NotFound
from workshop.domain.words import N_

T = TypeVar("T")
HERE = files("workshop.content")


@cache
def topics() -> tuple[Topic, ...]:
    """Return every topic, by title."""
    found = (read_folder(folder, Topic) for folder in entries("topics"))
    return tuple(sorted(found, key=lambda topic: topic.title))


@cache
def topic_for(name: str) -> Topic:
    """Return the topic with this name, or refuse."""
    for topic in topics():
        if topic.name == name:
            return topic
    raise NotFound(N_("There is no topic called {name}."), name=name)


@cache
def methods() -> tuple[Method, ...]:
    """Return every method, the shortest first."""
    found = (read_folder(folder, Method) for folder in entries("methods"))
    return tuple(sorted(found, key=lambda method: (method.minutes, method.title)))


@cache
def method_for(name: str) -> Method:
    """Return the method with this name, or refuse."""
    for method in methods():
        if method.name == name:
            return method
    raise NotFound(N_("There is no method called {name}."), name=name)


def method_title(name: str) -> str:
    """Return what a method is called; one that is not here, by its name."""
    return next((one.title for one in methods() if one.name == name), name)


@cache
def rehearsal_for(name: str) -> Rehearsal:
    """Return the rehearsal with this name, or refuse."""
    return msgspec.convert(_rehearsal(name), Rehearsal)


def rehearsals() -> list[str]:
    """Return the name of every rehearsal whose method is here."""
    names = [entry.name.removesuffix(".toml") for entry in entries("rehearsals")]
    here = {method.name for method in methods()}
    return [name for name in names if rehearsal_for(name).method in here]


def entries(shelf: str) -> list[Traversable]:
    """Return the folders and TOML files of one shelf, in the order of their names."""
    kept = [e for e in (HERE / shelf).iterdir() if e.is_dir() or e.name.endswith(".toml")]
    return sorted((e for e in kept if not e.name.startswith(("_", "."))), key=lambda e: e.name)


def read_folder(entry: Traversable, shape: type[T]) -> T:
    """Read one TOML file, or all TOML files of a folder, as one thing that is named after it."""
    return msgspec.convert(_read(entry), shape)


def _rehearsal(name: str) -> dict[str, Any]:
    """What a rehearsal says, over what the one that it is like says."""
    for entry in entries("rehearsals"):
        if entry.name.removesuffix(".toml") == name:
            own = _read(entry)
            return _rehearsal(own["like"]) | own if own.get("like") else own
    raise NotFound(N_("There is no rehearsal called {name}."), name=name)


def _read(entry: Traversable) -> dict[str, Any]:
    read: dict[str, Any] = {"name": entry.name.removesuffix(".toml")}
    for part in _parts(entry):
        read |= tomllib.loads(part.read_text(encoding="utf-8"))
    return read


def _parts(entry: Traversable) -> list[Traversable]:
    if not entry.is_dir():
        return [entry]
    return [part for part in entry.iterdir() if part.name.endswith(".toml")]
