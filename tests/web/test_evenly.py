"""How long the answer to a paper takes tells nothing of what was on it."""

import pytest

from workshop.web import evenly as module
from workshop.web.evenly import STEP, evenly


@pytest.mark.parametrize("began", [100.0, 100.007, 100.0249])
@pytest.mark.parametrize("worked", [0.001, 0.004, 0.0249, 0.026])
def test_a_paper_is_answered_on_a_tick(
    monkeypatch: pytest.MonkeyPatch, began: float, worked: float
) -> None:
    clock = [began]
    slept: list[float] = []
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(module.time, "sleep", slept.append)
    with evenly("paper.hand_in"):
        clock[0] += worked
    ticks = (clock[0] + slept[0]) / STEP
    assert abs(ticks - round(ticks)) < 1e-6
    assert 0 < slept[0] <= STEP


def test_a_refused_paper_takes_as_long_and_other_commands_wait_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(module.time, "sleep", slept.append)
    with pytest.raises(LookupError), evenly("paper.hand_in"):
        raise LookupError
    assert len(slept) == 1
    with evenly("note.post"):
        pass
    assert len(slept) == 1
