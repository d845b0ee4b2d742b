"""Durable commands a second through the door, beside the same SQL run bare, as durable."""

import json
import subprocess
import sys

from bench.figures import Figure
from bench.stores import postgresql_database

COMMANDS = 2000
PATIENCE = 300
LEAST, LEAST_SHARE = 800, 0.5


def sqlite(commands: int = COMMANDS) -> list[Figure]:
    """One run on SQLite."""
    return _figures("durable_sqlite", "sqlite", commands)


def postgresql(commands: int = COMMANDS) -> list[Figure]:
    """One run on PostgreSQL; says so where there is none."""
    with postgresql_database():
        return _figures("durable_postgres", "postgresql", commands)


def _figures(name: str, kind: str, commands: int) -> list[Figure]:
    asked = [sys.executable, "-m", "bench.posting", kind, str(commands)]
    done = subprocess.run(asked, stdout=subprocess.PIPE, check=True, timeout=PATIENCE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    together, bare, single = (found[one] for one in ("together", "together_bare", "alone_bare"))
    return [
        Figure(name, together, "/s", LEAST, is_least=True, reference=bare, beside="same SQL bare"),
        Figure(f"{name}_of_bare", together / bare, "×", LEAST_SHARE, is_least=True),
        Figure(f"{name}_of_single", together / single, "×", LEAST_SHARE, is_least=True),
        Figure(f"{name}_alone", found["alone"], "/s", reference=single, beside="same SQL bare"),
    ]
