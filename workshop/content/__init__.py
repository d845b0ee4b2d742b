"""What can be loaded into a workshop: topics, methods and language, as TOML."""

from workshop.content.reading import method_for, methods, topic_for, topics
from workshop.content.structs import (
    Choice,
    ClosingQuestion,
    Field,
    Method,
    Prompt,
    Starter,
    Step,
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
    "Starter",
    "Step",
    "Topic",
    "TopicVoice",
    "ValueTag",
    "method_for",
    "methods",
    "topic_for",
    "topics",
]
