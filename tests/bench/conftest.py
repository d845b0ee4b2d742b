"""Benchmarks with a few phones: what they find must be right; how fast it was is not looked at."""

import pytest

from bench import children, fanout
from bench.figures import Figure, NotHere


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine is no failure here, and nothing is installed for a reference."""

    def not_here() -> None:
        raise NotHere("node is left out of the tests")

    monkeypatch.setattr(children, "is_strained", lambda *_: False)
    monkeypatch.setattr(fanout, "room_script", not_here)


def by_name(figures: list[Figure]) -> dict[str, float]:
    """The values of some figures."""
    return {one.name: one.value for one in figures}
