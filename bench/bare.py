"""What SQL the door runs for its commands, kept word for word, and run again without the door."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from workshop.models.database import engine_for

ENDS = ("commit", "rollback")


@dataclass(frozen=True)
class Step:
    """One call of the driver: SQL, or the name of what ends a transaction."""

    words: str
    values: Any = None
    is_many: bool = False


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Step]]:
    """Keep every call of the driver, in order: the door lets only one at a time write."""
    steps: list[Step] = []

    def keep(_c: Any, _cursor: Any, words: str, values: Any, _x: Any, is_many: bool) -> None:
        steps.append(Step(words, values, is_many))

    def commit(_connection: Any) -> None:
        steps.append(Step("commit"))

    def roll_back(_connection: Any) -> None:
        steps.append(Step("rollback"))

    heard = (("before_cursor_execute", keep), ("commit", commit), ("rollback", roll_back))
    for name, listener in heard:
        event.listen(engine, name, listener)
    try:
        yield steps
    finally:
        for name, listener in heard:
            event.remove(engine, name, listener)


def run_again(url: str, steps: list[Step]) -> float:
    """Run the same calls on a copy of the database as it was before; return the seconds.

    The connection has the settings of the product's own, so that it is as durable.
    """
    engine = engine_for(url)
    holder = engine.raw_connection()
    connection: Any = holder.driver_connection
    cursor = connection.cursor()
    began = time.monotonic()
    for step in steps:
        if step.words in ENDS:
            getattr(connection, step.words)()
        elif step.is_many:
            cursor.executemany(step.words, step.values)
        else:
            cursor.execute(step.words, step.values)
            if cursor.description:
                cursor.fetchall()
    took = time.monotonic() - began
    holder.close()
    engine.dispose()
    return took
