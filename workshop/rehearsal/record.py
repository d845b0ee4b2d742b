"""What a rehearsal measures, and the places where a test may disturb it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

FATES = ("made", "me_too", "taken", "edited", "declined")


class Network:
    """What lies between a phone and the server; a test plants its faults here.

    `patience` is how many seconds people look at a screen before they give up on it.
    """

    patience = 12.0

    def answers(self, person: int, name: str, message: dict[str, Any]) -> dict[str, Any] | None:
        """An answer that the server never gave, or None to let the command through."""
        return None

    def swallows(self, person: int, event: str, message: Any) -> bool:
        """Say whether what was sent to this phone gets lost."""
        return False


@dataclass
class Record:
    """Figures that all phones add to; times are in milliseconds.

    `late` and `kept_out` are what was refused as it should be: after a ballot's end, and at the
    principle of another table. `let_in` is what should have been refused there.
    """

    commands: int = 0
    ack_ms: list[float] = field(default_factory=list)
    screen_ms: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    kept_out: list[str] = field(default_factory=list)
    let_in: list[str] = field(default_factory=list)
    tables: int = 0
    tables_helped: int = 0
    letters: int = 0
    letters_lost: list[str] = field(default_factory=list)
    suggestions: Counter[str] = field(default_factory=Counter)


def percentiles(times: list[float]) -> dict[str, float]:
    """The 50th, 95th and 99th percentile by nearest rank, to a tenth."""
    ranked = sorted(times) or [0.0]
    return {
        f"p{percent}": round(ranked[max(0, -(-len(ranked) * percent // 100) - 1)], 1)
        for percent in (50, 95, 99)
    }
