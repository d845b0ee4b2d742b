"""What an operator can measure: numbers that tell nothing of a person, a workshop or a vote.

A registry of our own: the library's numbers of the process (memory, garbage collected) would follow
the length of what somebody writes on a paper.
"""

import os
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

SEVERAL = "PROMETHEUS_MULTIPROC_DIR"
"""The setting that names the folder where several processes put their numbers together."""
PAGES = ("phone", "desk", "wall", "supporter", "drafting")
REFUSALS = ("Refusal", "NotAllowed", "NotFound", "NotValid", "TooMany", "TryAgain", "Conflict")
DROPS = ("slow", "stalled", "flood")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

disable_created_metrics()  # type: ignore[no-untyped-call]
registry = CollectorRegistry()

phones = Gauge(
    "workshop_pages_connected", "Pages that listen, by kind", ["page"],
    registry=registry, multiprocess_mode="livesum",
)  # fmt: skip
commands_waiting = Gauge(
    "workshop_commands_waiting", "Commands that have come and are not answered yet",
    registry=registry, multiprocess_mode="livesum",
)  # fmt: skip
ack_seconds = Histogram(
    "workshop_ack_seconds", "From the arrival of a command to its answer",
    buckets=SECONDS, registry=registry,
)  # fmt: skip
batch_commands = Histogram(
    "workshop_batch_commands", "Commands in one commit", buckets=COUNTS, registry=registry
)
tick_seconds = Histogram(
    "workshop_tick_seconds", "How long a tick takes", buckets=SECONDS, registry=registry
)
tick_slices = Histogram(
    "workshop_tick_slices", "Slices sent in one tick", buckets=COUNTS, registry=registry
)
screen_seconds = Histogram(
    "workshop_screen_seconds", "From a change to its slice being sent",
    buckets=SECONDS, registry=registry,
)  # fmt: skip
refusals = Counter(
    "workshop_refusals", "What was refused, by kind; papers are left out", ["kind"],
    registry=registry,
)  # fmt: skip
apologies = Counter(
    "workshop_apologies", "Mishaps that somebody was told of, with a reference", registry=registry
)
drops = Counter(
    "workshop_drops", "Connections that were cut, by reason", ["reason"], registry=registry
)
database_errors = Counter(
    "workshop_database_errors", "Statements that the database could not do", registry=registry
)


def connected(page: str, by: int) -> None:
    """Count a page that begins to listen (1), or ends (-1)."""
    phones.labels(page).inc(by)


def exposition() -> bytes:
    """Everything in Prometheus' text format; of all processes, where there are several."""
    if os.environ.get(SEVERAL):
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
    return generate_latest(registry)


def forget_ended() -> None:
    """Forget every process that has ended, also one that was killed."""
    folder = os.environ.get(SEVERAL)
    for file in Path(folder).glob("gauge_live*_*.db") if folder else ():
        pid = int(file.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            forget_process(pid)


def forget_process(pid: int) -> None:
    """Take a process that has ended out of what is connected and waiting now."""
    if os.environ.get(SEVERAL):
        mark_process_dead(pid)  # type: ignore[no-untyped-call]


def _begin_at_zero() -> None:
    for page in PAGES:
        phones.labels(page)
    for kind in REFUSALS:
        refusals.labels(kind)
    for reason in DROPS:
        drops.labels(reason)


_begin_at_zero()
