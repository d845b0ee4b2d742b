"""The figures of all runs: their medians on the screen, and in instance/bench.json."""

import json
import os
import platform
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure

KEPT = Path("instance/bench.json")


@dataclass(frozen=True)
class Row:
    """One figure of all runs that counted; `rejected` says how many did not."""

    figures: tuple[Figure, ...]
    rejected: int = 0

    @property
    def value(self) -> float:
        """The median."""
        return _short(statistics.median(one.value for one in self.figures))

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest."""
        values = [one.value for one in self.figures]
        return _short(min(values)), _short(max(values))

    @property
    def reference(self) -> float | None:
        """The median of what stood beside it."""
        beside = [one.reference for one in self.figures if one.reference is not None]
        return _short(statistics.median(beside)) if beside else None

    @property
    def is_met(self) -> bool | None:
        """Whether the median keeps to the bar; None where there is no bar."""
        first = self.figures[0]
        if first.bar is None:
            return None
        return self.value >= first.bar if first.is_least else self.value <= first.bar

    def kept(self) -> dict[str, Any]:
        """The row as bench.json has it."""
        first = self.figures[0]
        row: dict[str, Any] = {"value": self.value, "unit": first.unit, "spread": self.spread}
        if self.reference is not None:
            row |= {"reference": self.reference, "beside": first.beside}
        if first.bar is not None:
            row |= {"bar": first.bar, "is_least": first.is_least, "is_met": self.is_met}
        return row | {"runs": len(self.figures), "rejected": self.rejected}


def print_rows(rows: list[Row], absent: dict[str, str]) -> None:
    """The table on the screen; a bar is the most, or the least where it says so."""
    print(f"\n{'figure':30}{'median':>10}{'lowest':>10}{'highest':>10}{'bar':>10}  unit")
    for row in rows:
        first, (low, high) = row.figures[0], row.spread
        bar = "" if first.bar is None else f"{'≥' if first.is_least else '≤'} {first.bar:g}"
        words = f"{first.name:30}{row.value:>10g}{low:>10g}{high:>10g}{bar:>10}  {first.unit}"
        words += "" if row.reference is None else f"  ({first.beside}: {row.reference:g})"
        words += "" if row.is_met in (None, True) else "  MISSED"
        words += f"  {row.rejected} rejected" if row.rejected else ""
        print(words)
    for name, why in absent.items():
        print(f"{name:30}not measured: {why}")


def keep_rows(rows: list[Row], path: Path = KEPT) -> None:
    """Write the figures over those of before with the same names."""
    known: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    machine = machine_here()
    for row in rows:
        known[row.figures[0].name] = {**row.kept(), "machine": machine}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")


def machine_here() -> dict[str, Any]:
    """What was measured on, and how busy it was otherwise."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "python": platform.python_version(), "system": platform.platform(),
        "processor": _processor(), "cores": os.cpu_count(), "memory_gib": round(memory / 2**30),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text().splitlines()
    return next((one.partition(": ")[2] for one in told if one.startswith("model name")), "")


def _short(value: float) -> float:
    return float(f"{value:.4g}")
