"""What one group answered, once a way of voting has said what counts as yes and as no."""

from dataclasses import dataclass

CountRange = tuple[int, int]
"""Lowest and highest possible count: (16, 16) is sixteen, (16, 17) is *all or all but one*."""
Spread = tuple[int, int, int]
"""Of ratings: the lower quartile, the median and the upper quartile."""


@dataclass(frozen=True)
class Tally:
    """Numbers of people: `part` is a part of the side that its way names, `harm` a part of `no`.

    `spread` is there for ways that rate, unless nobody rated.
    """

    yes: int = 0
    no: int = 0
    passes: int = 0
    part: int = 0
    harm: int = 0
    spread: Spread | None = None

    @property
    def answered(self) -> int:
        """Those who said yes or no."""
        return self.yes + self.no
