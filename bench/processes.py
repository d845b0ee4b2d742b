"""What a process and its children cost: CPU, memory; and on which core they run."""

import os
import resource
from pathlib import Path

SERVER_CORE, CROWD_CORE = 0, 1


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, where there are two; its later children stay there too."""
    here = sorted(os.sched_getaffinity(0))
    if len(here) > 1:
        os.sched_setaffinity(pid, {here[core % len(here)]})


def raise_open_files() -> None:
    """Allow as many open sockets as the system allows; processes that are started inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def cpu_seconds(pid: int) -> float:
    """The CPU time of a process and its children, in the scheduler's own fine counting."""
    tasks = [one for each in family(pid) for one in Path(f"/proc/{each}/task").iterdir()]
    return sum(int((one / "schedstat").read_text().split()[0]) for one in tasks) / 1e9


def pss_kib(pid: int) -> float:
    """The memory of a process and its children, shared pages in proportion."""
    rolled = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(pid)]
    lines = [line for text in rolled for line in text.splitlines() if line.startswith("Pss:")]
    return float(sum(int(line.split()[1]) for line in lines))
