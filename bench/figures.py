"""One measured figure."""

from dataclasses import dataclass


class Rejected(Exception):
    """A run that says nothing, because what measured was itself the bottleneck."""


class NotHere(Exception):
    """Something that a scenario needs is not on this machine; the message says what."""


@dataclass(frozen=True)
class Figure:
    """A name, a value in its unit, and its bar: the most, or the least where `is_least`.

    `reference` is the same figure of what `beside` names, from the same run.
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    is_least: bool = False
    reference: float | None = None
    beside: str = ""


def percentile(values: list[float], percent: int) -> float:
    """The percentile by nearest rank; 0 of nothing."""
    ranked = sorted(values) or [0.0]
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]
