"""Those who ask at the same time are each answered, whenever the others come."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from workshop.together import Asked, Together


def test_who_comes_while_others_are_taken_from_the_queue_is_answered_too() -> None:
    answered: list[Asked] = []
    together: Together[Asked] = Together(answered.extend, most=100)
    everybody = [Asked() for _ in range(300)]
    waiting = iter(everybody)
    together.queue.append(next(waiting))
    with coming_at_each_step(together, waiting):
        together.run_next()
    together.queue.extend(waiting)
    while together.queue:
        together.run_next()
    assert sorted(map(id, answered)) == sorted(map(id, everybody))
    assert all(one.is_done for one in everybody)


def test_a_batch_is_no_larger_than_it_may_be_and_those_who_came_first_are_in_it() -> None:
    batches: list[list[Asked]] = []
    together: Together[Asked] = Together(lambda batch: batches.append(list(batch)), most=2)
    everybody = [Asked() for _ in range(5)]
    together.queue.extend(everybody)
    while together.queue:
        together.run_next()
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert [id(one) for batch in batches for one in batch] == [id(one) for one in everybody]


@contextmanager
def coming_at_each_step(together: Together[Asked], waiting: Iterator[Asked]) -> Iterator[None]:
    """Between any two steps of the interpreter in `run_next` one more comes, as from a thread."""

    def step(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code is not Together.run_next.__code__:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            together.queue.extend(one for one in [next(waiting, None)] if one)
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        yield
    finally:
        sys.settrace(before)
