"""Sentences of whatever was read from TOML, to be counted."""

import re
from collections.abc import Iterator

import msgspec

END_OF_SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+|\n+")


def texts_in(thing: object) -> Iterator[str]:
    """Yield every text in a struct, however deep it lies."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts_in(value)
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from texts_in(part)
    elif isinstance(thing, msgspec.Struct):
        yield from texts_in(msgspec.structs.asdict(thing))


def long_sentences(thing: object, most: int = 20) -> list[str]:
    """Return the sentences that have more words than `most`."""
    found = (s for text in texts_in(thing) for s in END_OF_SENTENCE.split(text))
    return [sentence for sentence in found if len(sentence.split()) > most]
