"""How busy the generator itself was: its share of a core, and how late its own loop ran."""

import asyncio
import time

from bench.figures import percentile

PACE = 0.005


class Strain:
    """Counts from its beginning; a figure is worth nothing if this was the bottleneck."""

    def __init__(self) -> None:
        self.began, self.worked = time.monotonic(), time.process_time()
        self.late: list[float] = []
        self._task = asyncio.create_task(self._watch())

    def end(self) -> dict[str, float]:
        """The share of a core, and the lag in milliseconds that 95 of 100 looks were under."""
        self._task.cancel()
        passed = max(time.monotonic() - self.began, 1e-9)
        share = (time.process_time() - self.worked) / passed
        return {"cpu": share, "lag_p95": 1000 * percentile(self.late, 95)}

    async def _watch(self) -> None:
        while True:
            due = time.monotonic() + PACE
            await asyncio.sleep(PACE)
            self.late.append(time.monotonic() - due)
