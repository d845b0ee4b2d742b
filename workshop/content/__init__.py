"""What can be loaded into a workshop: topics, methods and language, as TOML."""

from workshop.content.reading import (
    method_for,
    method_title,
    methods,
    rehearsal_for,
    rehearsals,
    topic_for,
    topics,
)
from workshop.content.script import Rehearsal, Votes
from workshop.content.structs import (
    Choice,
    ClosingQuestion,
    Field,
    Method,
    Prompt,
    Section,
    Starter,
    Step,
    Term,
    Topic,
    TopicVoice,
    ValueTag,
)

__all__ = [
    "Choice",
    "ClosingQuestion",
    "Field",
    "Method",
    "Prompt",
    "Rehearsal",
    "Section",
    "Starter",
    "Step",
    "Term",
    "Topic",
    "TopicVoice",
    "ValueTag",
    "Votes",
    "method_for",
    "method_title",
    "methods",
    "rehearsal_for",
    "rehearsals",
    "topic_for",
    "topics",
]
