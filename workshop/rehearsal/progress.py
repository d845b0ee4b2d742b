"""A progress bar for a terminal, or a line for each step where there is none."""

from typing import TextIO

WIDTH = 24


class Progress:
    """Counts steps; `end` says that all are done."""

    def __init__(self, steps: int, out: TextIO) -> None:
        self._steps, self._out, self._done = steps, out, 0

    def step(self, words: str) -> None:
        """Say what begins now."""
        self._draw(words)
        self._done += 1

    def end(self) -> None:
        """Say that everything is done."""
        self._done = self._steps
        self._draw("Done")
        self._out.write("\n")

    def _draw(self, words: str) -> None:
        share = min(1.0, self._done / self._steps)
        filled = round(WIDTH * share)
        bar = "#" * filled + "-" * (WIDTH - filled)
        start, end = ("\r", "") if self._out.isatty() else ("", "\n")
        self._out.write(f"{start}[{bar}] {share:4.0%}  {words:<44}{end}")
        self._out.flush()
