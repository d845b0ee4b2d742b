"""Processes that are told what to do by lines of JSON, and end with the scenario."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figures import Rejected
from bench.processes import CROWD_CORE, pin

MOST_BUSY = 0.9
PATIENCE = 30.0


class Child:
    """A process on the other end of two pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.pid = process.pid

    def ask(self, **words: Any) -> dict[str, Any]:
        """Say one line, and wait for the line that answers."""
        self.say(**words)
        return self.read()

    def say(self, **words: Any) -> None:
        """Say one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """Read one line."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended too early.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def child(*command: str, core: int | None, cwd: Path | None = None) -> Iterator[Child]:
    """Start a process on a core; its input is closed at the end, which ends it."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=cwd
    )
    if core is not None:
        pin(process.pid, core)
    try:
        yield Child(process)
    finally:
        process.stdin.close()  # type: ignore[union-attr]
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()  # type: ignore[union-attr]


@contextmanager
def crowd_of_phones(core: int | None = CROWD_CORE) -> Iterator[Child]:
    """The load generator, in its own process and on its own core."""
    with child(sys.executable, "-m", "bench.crowd", core=core) as started:
        yield started


def refuse_strained(answer: dict[str, Any], figure: float) -> None:
    """Reject a run whose generator was busy, or later than the milliseconds it measured."""
    strain = answer["strain"]
    if is_strained(strain["cpu"], strain["lag_p95"], figure):
        raise Rejected(f"the generator was the bottleneck: {strain} for {figure:.1f} ms")


def refuse_slowed(bare: float, figure: float) -> None:
    """Reject a run in which a bare server, heard by the same generator, was not quicker either."""
    if is_strained(0, bare, figure):
        raise Rejected(f"the machine was the bottleneck: {bare:.1f} ms bare for {figure:.1f} ms")


def is_strained(cpu: float, lag: float, figure: float) -> bool:
    """Say whether a share of a core and a lag make a figure in milliseconds worthless."""
    return cpu >= MOST_BUSY or lag > figure
