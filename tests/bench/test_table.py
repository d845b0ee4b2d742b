"""What the table says: medians, spreads, bars, and runs that do not count."""

import json
from pathlib import Path

import pytest

from bench import children
from bench.__main__ import measure
from bench.figures import Figure, NotHere, Rejected, percentile
from bench.scenarios import NAMES, Scenario, scenarios_for
from bench.table import Row, keep_rows, print_rows

# The other tests here look away from it.
STRAINED = children.is_strained
PROMISED = (
    "burst_200", "burst_1000", "ack_p95", "ack_p99", "durable_sqlite", "durable_postgres",
    "fanout_1000", "cpu_ratio", "phones_one_process", "memory_kib", "storm_1000",
    "two_processes", "growth",
)  # fmt: skip


def test_every_figure_that_is_promised_can_be_asked_for() -> None:
    assert set(PROMISED) <= set(NAMES)
    assert [one.names for one in scenarios_for("ack_p99")] == [("ack_p95", "ack_p99")]
    assert not scenarios_for("nothing")


def test_a_figure_is_kept_with_its_median_spread_reference_and_machine(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    kept.write_text('{"other": {"value": 1}}')
    figures = tuple(Figure("x", v, "ms", 40, reference=v / 2, beside="it") for v in (30, 50, 10))
    keep_rows([Row(figures)], kept)
    found = json.loads(kept.read_text())
    assert found["other"] == {"value": 1}
    row = found["x"]
    assert (row["value"], row["unit"], row["spread"], row["reference"]) == (30, "ms", [10, 50], 15)
    assert row["is_met"] is True
    assert row["machine"]["cores"] > 0


@pytest.mark.parametrize(("value", "is_least", "is_met"), [(5, False, False), (5, True, True)])
def test_a_bar_is_the_most_or_the_least(value: float, is_least: bool, is_met: bool) -> None:
    assert Row((Figure("x", value, "ms", 4, is_least=is_least),)).is_met is is_met


def test_a_run_whose_generator_was_the_bottleneck_is_repeated_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tries = iter([Rejected("busy"), [Figure("x", 7, "ms", 4)]])

    def run() -> list[Figure]:
        one = next(tries)
        if isinstance(one, Rejected):
            raise one
        return one

    rows, absent = measure([Scenario(("x", "y"), run)], 1)
    print_rows(rows, absent)
    said = capsys.readouterr().out
    assert rows[0].value == 7
    assert "MISSED" in said
    assert "1 rejected" in said
    assert "not measured: what it is compared with is not here" in said


def test_what_is_always_rejected_or_not_here_is_said_so() -> None:
    def busy() -> list[Figure]:
        raise Rejected("busy")

    def away() -> list[Figure]:
        raise NotHere("no Redis")

    rows, absent = measure([Scenario(("x",), busy), Scenario(("y",), away)], 1)
    assert not rows
    assert absent == {
        "x": "the generator or the machine was the bottleneck in all 2 tries",
        "y": "no Redis",
    }


def test_a_busy_or_late_generator_makes_a_figure_worthless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert STRAINED(0.9, 1, 50)
    assert STRAINED(0.1, 51, 50)
    assert not STRAINED(0.89, 50, 50)
    monkeypatch.setattr(children, "is_strained", STRAINED)
    with pytest.raises(Rejected):
        children.refuse_strained({"strain": {"cpu": 0.95, "lag_p95": 1}}, 50)


def test_a_percentile_is_the_nearest_rank() -> None:
    assert [percentile([3, 1, 2, 4], one) for one in (50, 95, 0)] == [2, 4, 1]
    assert percentile([], 95) == 0
