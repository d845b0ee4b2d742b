"""The language lens: the rules that ship, and the lens that they make with an organisation's."""

from collections.abc import Iterable
from functools import cache, lru_cache

from workshop.content.reading import entries, read_folder
from workshop.content.structs import Content
from workshop.domain.lens import Lens, LensRule, Phrase, words_of
from workshop.domain.own_rules import OwnRule

NONE: frozenset[str] = frozenset()


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


@cache
def reasons() -> tuple[Reason, ...]:
    """Return every reason with its rules, by name."""
    return tuple(read_folder(entry, Reason) for entry in entries("lens"))


@cache
def shipped_rules() -> dict[str, tuple[RuleEntry, Reason]]:
    """Return every rule that ships with its reason, by key."""
    return {entry.key: (entry, reason) for reason in reasons() for entry in reason.rules}


@lru_cache(maxsize=64)
def lens_with(off: frozenset[str] = NONE, own: tuple[OwnRule, ...] = ()) -> Lens:
    """Return the lens without the rules that are off, and with an organisation's own.

    Where both have the same words, the organisation's rule stands. A rule whose reason there is
    not any more points nothing out. The same rules are the same lens: whoever keeps something of
    a lens may know it by that.
    """
    titles = {one.name: one for one in reasons()}
    kept = [pair for key, pair in shipped_rules().items() if key not in off]
    return _compiled([*kept, *((one, titles[one.reason]) for one in own if one.reason in titles)])


def _compiled(pairs: Iterable[tuple[RuleEntry | OwnRule, Reason]]) -> Lens:
    rules: dict[str, LensRule] = {}
    phrases: dict[str, Phrase] = {}
    exceptions: dict[str, tuple[str, ...]] = {}
    for entry, reason in pairs:
        rules[entry.key] = LensRule(
            entry.key, reason.title, entry.why, entry.instead, reason.is_done
        )
        for words, alternative in dict(entry.words).items():
            phrases[words_of(words)] = Phrase(entry.key, alternative)
        for words in entry.leave:
            exceptions[words_of(words)] = (*exceptions.get(words_of(words), ()), entry.key)
    return Lens(rules, phrases, exceptions)
