"""The shapes of what can be loaded into a workshop."""

from typing import Literal

import msgspec

Kind = Literal["welcome", "talk", "write", "group", "draft", "suggest", "ballot", "review", "close"]
VoiceKind = Literal["lived", "peer", "manager", "other"]


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A misspelt key in a file is an error when it is read, never a silent gap."""


class Prompt(Content, frozen=True, kw_only=True):
    """A question to write about; `worries` are the worries it gives room to."""

    key: str
    text: str
    help: str = ""
    worries: tuple[int, ...] = ()


class Field(Content, frozen=True, kw_only=True):
    """One field of a principle: `hint` asks for it, `examples` are shown on demand.

    An empty safeguard is pointed out before publishing. A `warning` names what must not be done.
    """

    key: str
    label: str
    hint: str
    examples: tuple[str, ...] = ()
    safeguard: bool = False
    warning: bool = False
    worries: tuple[int, ...] = ()


class ValueTag(Content, frozen=True, kw_only=True):
    """A value that a principle can say it protects."""

    key: str
    label: str
    text: str


class TopicVoice(Content, frozen=True, kw_only=True):
    """A voice that is offered when a workshop starts; they stand in order of power, least first."""

    label: str
    plural: str
    kind: VoiceKind
    help: str


SectionKind = Literal[
    "text", "ticks", "short", "about", "values", "principles", "disagreed", "gathered", "review",
    "made", "changes", "origin", "glossary",
]  # fmt: skip


class Section(Content, frozen=True, kw_only=True):
    """A section of the document; they stand in reading order.

    `text` is Markdown that a facilitator may write anew, and `help` says what it is for. What
    `kind` puts under it is made from the workshop: a gathered one shows these `gathers` fields of
    every principle together.
    """

    key: str
    kind: SectionKind
    title: str
    help: str
    text: str = ""
    gathers: tuple[str, ...] = ()


class Term(Content, frozen=True, kw_only=True):
    """A word of the glossary."""

    word: str
    meaning: str


class Starter(Content, frozen=True, kw_only=True):
    """A principle to begin from, which a room may change or throw away; texts go by field key."""

    key: str
    worry: int
    tags: tuple[str, ...]
    texts: dict[str, str]


class Choice(Content, frozen=True, kw_only=True):
    """One answer that can be picked."""

    key: str
    label: str


class ClosingQuestion(Content, frozen=True, kw_only=True):
    """A question asked at the end, answered by one choice."""

    key: str
    text: str
    scale: tuple[Choice, ...]


class Topic(Content, frozen=True, kw_only=True):
    """Everything a workshop needs to know about what it talks about."""

    name: str
    title: str
    question: str
    about: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ways_of_being: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    fields: tuple[Field, ...]
    values: tuple[ValueTag, ...] = ()
    sections: tuple[Section, ...]
    glossary: tuple[Term, ...] = ()
    voices: tuple[TopicVoice, ...]
    starters: tuple[Starter, ...] = ()
    closing_questions: tuple[ClosingQuestion, ...]


class Step(Content, frozen=True, kw_only=True):
    """One activity of a method; a write activity names the prompts it asks.

    `say` is what the room is asked to do. A ballot step may propose its `way` of voting, and says
    which of how many rounds it is. It needs `least` minutes, and `seconds_each` more for each
    person where one speaks after another.
    """

    kind: Kind
    title: str
    say: str = ""
    minutes: int
    least: int
    seconds_each: int = 0
    way: str = ""
    round: int = 1
    rounds: int = 1
    prompts: tuple[str, ...] = ()


class Method(Content, frozen=True, kw_only=True):
    """An agenda with timings, for `people` from so many to so many, in `meetings` at most.

    `what` says what happens in it, and `longer` how to use more time or another meeting.
    """

    name: str
    title: str
    minutes: int
    people: tuple[int, int]
    meetings: int = 1
    what: str
    when: str
    cost: str
    longer: str = ""
    source: str
    activities: tuple[Step, ...]
