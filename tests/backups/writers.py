"""People who write as fast as they can, while something else happens to the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.house import TestHouse
from workshop.domain.refusals import Refusal

WRITERS = ("Ada", "Bo", "Cem")
LEAST_NOTES = 30


@dataclass
class Written:
    """What was acknowledged, in its order, by writer; `enough` tells when there is a lot."""

    texts: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in WRITERS})
    enough: threading.Event = field(default_factory=threading.Event)

    def count(self) -> int:
        """How many notes were acknowledged."""
        return sum(map(len, self.texts.values()))


@contextmanager
def writing(house: TestHouse) -> Iterator[Written]:
    """Three people who number their notes; who is refused writes the next one."""
    written, is_over = Written(), threading.Event()

    def write(name: str) -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            try:
                house.write(name, f"{name} {number}.")
            except Refusal:
                continue
            written.texts[name].append(f"{name} {number}.")
            if written.count() >= LEAST_NOTES:
                written.enough.set()

    threads = [threading.Thread(target=write, args=(name,)) for name in WRITERS]
    for thread in threads:
        thread.start()
    try:
        yield written
    finally:
        is_over.set()
        for thread in threads:
            thread.join(timeout=60)
