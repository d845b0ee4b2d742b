"""What reporting standards ask for, in our own plain words, and which questions are put for it."""

from functools import cache

from workshop.content.reading import HERE, entries, read_folder
from workshop.content.structs import Content
from workshop.domain.refusals import NotFound
from workshop.domain.words import N_

ORDER = ("accord", "gripp2", "agree")


class Question(Content, frozen=True, kw_only=True):
    """A question to those who ran the workshop; several standards may ask the same one.

    Its answer may stand in *How it was made* itself (`is_about_making`).
    """

    key: str
    text: str
    help: str = ""
    is_about_making: bool = False


class Item(Content, frozen=True, kw_only=True):
    """One item of a standard. It has one way: a `source` in the workshop, a question that it
    `asks`, or it is `left_open`, with the sentence that says why."""

    key: str
    group: str
    wants: str
    source: str = ""
    asks: str = ""
    left_open: str = ""


class Standard(Content, frozen=True, kw_only=True):
    """A reporting standard: `full` is its whole name, `source` who made it and its licence."""

    name: str
    title: str
    full: str
    about: str
    source: str
    link: str
    items: tuple[Item, ...]


class _Questions(Content, frozen=True, kw_only=True):
    name: str
    questions: tuple[Question, ...]


@cache
def standards() -> tuple[Standard, ...]:
    """Return every standard, in the order in which they are offered."""
    found = [read_folder(entry, Standard) for entry in entries("reports")]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.name)))


def standard_for(name: str) -> Standard:
    """Return the standard with this name, or refuse."""
    for one in standards():
        if one.name == name:
            return one
    raise NotFound(N_("There is no report called {name}."), name=name)


@cache
def questions() -> tuple[Question, ...]:
    """Return every question, each once."""
    return read_folder(HERE / "reports" / "_questions.toml", _Questions).questions


def question_for(key: str) -> Question:
    """Return the question with this key, or refuse."""
    for one in questions():
        if one.key == key:
            return one
    raise NotFound(N_("Nothing asks for that."))


def asked_by(standard: Standard) -> tuple[Question, ...]:
    """Return the questions of one standard, in its order."""
    return tuple(question_for(item.asks) for item in standard.items if item.asks)

