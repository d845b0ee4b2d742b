"""How much memory this process took at most while something was done (Linux)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_THE_PEAK = "5"


@dataclass
class Memory:
    """Megabytes at the peak, beyond what there was at the beginning."""

    megabytes: float = 0


def resident() -> float:
    """Megabytes that this process holds now."""
    return _read("VmRSS") / 1024


@contextmanager
def measured() -> Iterator[Memory]:
    """Measure what is done inside."""
    found = Memory()
    RESET.write_text(FORGET_THE_PEAK)
    before = _read("VmRSS")
    yield found
    found.megabytes = (_read("VmHWM") - before) / 1024


def _read(name: str) -> int:
    (line,) = (one for one in STATUS.read_text().splitlines() if one.startswith(f"{name}:"))
    return int(line.split()[1])
