"""The language lens: the rules that ship, and what an organisation adds or takes out."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from workshop.config import SettingError
from workshop.content.reading import entries, read_folder
from workshop.content.structs import Content
from workshop.domain.lens import Lens, LensRule, Phrase, words_of

OWN_FILE = "lens.toml"
_in_use: list[Lens] = []


class RuleEntry(Content, frozen=True, kw_only=True):
    """One rule: words with what to use instead (empty where nothing fits), and words to leave.

    `marks` is a sentence that it must mark, `passes` one that it must not.
    """

    key: str
    why: str
    words: dict[str, str]
    instead: str = ""
    leave: tuple[str, ...] = ()
    marks: str = ""
    passes: str = ""


class Reason(Content, frozen=True, kw_only=True):
    """Rules with one reason; `is_done` where they are about what is done to people."""

    name: str
    title: str
    is_done: bool = False
    rules: tuple[RuleEntry, ...]


class OwnRule(RuleEntry, frozen=True, kw_only=True):
    """A rule of an organisation; one with a key of ours takes the place of ours."""

    reason: str


class OwnRules(Content, frozen=True, kw_only=True):
    """What an organisation changes: keys of rules to switch off, and rules of its own."""

    off: tuple[str, ...] = ()
    rules: tuple[OwnRule, ...] = ()


@cache
def reasons() -> tuple[Reason, ...]:
    """Return every reason with its rules, by name."""
    return tuple(read_folder(entry, Reason) for entry in entries("lens"))


def lens() -> Lens:
    """Return the lens that this server looks through."""
    if not _in_use:
        _in_use.append(lens_with(OwnRules()))
    return _in_use[0]


def use_lens_of(instance: Path) -> None:
    """Look through the rules that ship as the organisation's file changes them.

    Refuses to start with a file that cannot be read, or that names what is not there.
    """
    _in_use[:] = [lens_with(_own_rules(instance / OWN_FILE))]


def lens_with(own: OwnRules) -> Lens:
    """Return the lens of the rules that ship and an organisation's own."""
    titles = {one.name: one for one in reasons()}
    shipped = {entry.key: (entry, reason) for reason in reasons() for entry in reason.rules}
    for key in own.off:
        if key not in shipped:
            raise SettingError(f"{OWN_FILE}: there is no rule {key!r} to switch off.")
    for one in own.rules:
        if one.reason not in titles:
            raise SettingError(f"{OWN_FILE}: {one.reason!r} is none of {', '.join(titles)}.")
    kept = {key: pair for key, pair in shipped.items() if key not in own.off}
    kept |= {one.key: (one, titles[one.reason]) for one in own.rules}
    return _compiled(kept.values())


def _compiled(pairs: Iterable[tuple[RuleEntry, Reason]]) -> Lens:
    rules: dict[str, LensRule] = {}
    phrases: dict[str, Phrase] = {}
    exceptions: dict[str, tuple[str, ...]] = {}
    for entry, reason in pairs:
        rules[entry.key] = LensRule(
            entry.key, reason.title, entry.why, entry.instead, reason.is_done
        )
        for words, alternative in entry.words.items():
            phrases[words_of(words)] = Phrase(entry.key, alternative)
        for words in entry.leave:
            exceptions[words_of(words)] = (*exceptions.get(words_of(words), ()), entry.key)
    return Lens(rules, phrases, exceptions)


def _own_rules(path: Path) -> OwnRules:
    if not path.exists():
        return OwnRules()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), OwnRules)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SettingError(f"{path} cannot be read: {error}.") from error
