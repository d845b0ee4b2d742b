"""What one group answered, once every way of voting has said what counts as yes and as no."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Numbers of people: `yes_if` is a part of the side it counts for, `harm` a part of `no`."""

    yes: int = 0
    no: int = 0
    passes: int = 0
    yes_if: int = 0
    harm: int = 0

    @property
    def answered(self) -> int:
        """Those who said yes or no."""
        return self.yes + self.no
