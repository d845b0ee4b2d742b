"""The lens over a text of 10,000 characters: marks, long sentences and a reading age."""

import time

from bench.figures import Figure, percentile
from workshop.content import topics
from workshop.content.lens import lens_with, reasons
from workshop.domain.lens import marks_in
from workshop.domain.reading import long_sentences, reading_age

LENGTH = 10_000
TIMES = 50
MOST = 20


def run(length: int = LENGTH, times: int = TIMES) -> list[Figure]:
    """One run over starters and over sentences with something to mark, taking turns."""
    lens, text = lens_with(), text_of(length)
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        marked = marks_in(text, lens)
        long_sentences(text)
        reading_age(text)
        spent.append((time.perf_counter() - began) * 1000)
    return [
        Figure("lens_10k", percentile(spent, 50), "ms", MOST),
        Figure("lens_10k_p95", percentile(spent, 95), "ms"),
        Figure("lens_10k_marks", len(marked), ""),
    ]


def text_of(length: int) -> str:
    """What a room might have written, with a marked sentence after every plain one."""
    starters = [text for topic in topics() for one in topic.starters for text in one.texts.values()]
    marked = [entry.marks for reason in reasons() for entry in reason.rules]
    pairs = [f"{plain} {word}" for plain, word in zip(starters, marked * 2, strict=False)]
    return (" ".join(pairs) * (length // 1000))[:length]
