"""Runs the benchmarks, prints a table, and keeps the figures in instance/bench.json."""

import argparse

from bench.figures import Figure, NotHere, Rejected
from bench.processes import raise_open_files
from bench.scenarios import NAMES, Scenario, scenarios_for
from bench.table import Row, keep_rows, print_rows

TRIES = 2


def main() -> None:
    """Run what was asked for, so many times."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help=", ".join(NAMES))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    chosen = scenarios_for(options.only)
    if not chosen or options.runs < 1:
        parser.error(f"There is no such benchmark, or no runs. There are: {', '.join(NAMES)}.")
    raise_open_files()
    rows, absent = measure(chosen, options.runs)
    print_rows(rows, absent)
    keep_rows(rows)


def measure(chosen: list[Scenario], runs: int) -> tuple[list[Row], dict[str, str]]:
    """The rows of these scenarios, and why others have none."""
    rows: list[Row] = []
    absent: dict[str, str] = {}
    for one in chosen:
        try:
            found = _rows(one, runs)
        except (NotHere, Rejected) as why:
            absent |= dict.fromkeys(one.names, str(why))
            continue
        rows += found
        left_out = set(one.names) - {row.figures[0].name for row in found}
        absent |= dict.fromkeys(left_out, "what it is compared with is not here")
    return rows, absent


def _rows(scenario: Scenario, runs: int) -> list[Row]:
    print(f"{', '.join(scenario.names)} ", end="", flush=True)
    tried = [_tried(scenario) for _ in range(runs)]
    print(flush=True)
    results = [figures for figures, _ in tried if figures]
    rejected = sum(count for _, count in tried)
    if not results:
        raise Rejected(f"the generator or the machine was the bottleneck in all {rejected} tries")
    names = [one.name for one in results[0]]
    by_name = [{one.name: one for one in figures} for figures in results]
    return [Row(tuple(each[n] for each in by_name if n in each), rejected) for n in names]


def _tried(scenario: Scenario) -> tuple[list[Figure], int]:
    """The figures of one run, and how many tries were rejected before it."""
    for rejected in range(TRIES):
        try:
            figures = scenario.run()
        except Rejected as why:
            print(f"\n  rejected: {why}", flush=True)
        else:
            print(".", end="", flush=True)
            return figures, rejected
    return [], TRIES


if __name__ == "__main__":
    main()
