"""The shapes of what can be loaded into a workshop."""

from typing import Literal

import msgspec

Kind = Literal["welcome", "write", "group", "draft", "ballot", "review", "close"]
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
    """One field of a principle; an empty safeguard field is pointed out before publishing."""

    key: str
    label: str
    hint: str
    safeguard: bool = False
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
    voices: tuple[TopicVoice, ...]
    starters: tuple[Starter, ...] = ()
    closing_questions: tuple[ClosingQuestion, ...]


class Step(Content, frozen=True, kw_only=True):
    """One activity of a method; a write activity names the prompts it asks."""

    kind: Kind
    title: str
    minutes: int
    prompts: tuple[str, ...] = ()


class Method(Content, frozen=True, kw_only=True):
    """An agenda with timings."""

    name: str
    title: str
    minutes: int
    when: str
    cost: str
    source: str
    activities: tuple[Step, ...]
