"""Every benchmark: the figures of the table it has, and what runs it once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench import (
    acks,
    burst,
    close_1000,
    drafting,
    durable,
    export,
    fanout,
    lens,
    storm,
    two_processes,
)
from bench.figures import Figure


@dataclass(frozen=True)
class Scenario:
    """What runs once, and the names under which it can be asked for."""

    names: tuple[str, ...]
    run: Callable[[], list[Figure]]


SCENARIOS = (
    Scenario(("burst_200",), partial(burst.run, 200)),
    Scenario(("burst_1000",), partial(burst.run, 1000)),
    Scenario(("burst_1000_10s",), partial(burst.run, 1000, burst.CALMLY)),
    Scenario(("ack_p95", "ack_p99"), acks.run),
    Scenario(("durable_sqlite",), durable.sqlite),
    Scenario(("durable_postgres",), durable.postgresql),
    Scenario(
        ("fanout_1000", "cpu_ratio", "phones_one_process", "memory_kib", "growth"), fanout.run
    ),
    Scenario(("storm_1000",), storm.run),
    Scenario(("two_processes",), two_processes.run),
    Scenario(("close_1000",), close_1000.run),
    Scenario(("lens_10k",), lens.run),
    Scenario(("export",), export.run),
    Scenario(("export", "export_ack_p95"), export.room),
    Scenario(("draft_10",), partial(drafting.run, 10)),
    Scenario(("draft_50",), partial(drafting.run, 50)),
    Scenario(("draft_100",), partial(drafting.run, 100)),
    Scenario(("draft_200",), partial(drafting.run_apart, 200)),
)
NAMES = tuple(name for one in SCENARIOS for name in one.names)


def scenarios_for(name: str) -> list[Scenario]:
    """The scenario that has this figure; all of them for no name."""
    return [one for one in SCENARIOS if name in ("", *one.names)]
