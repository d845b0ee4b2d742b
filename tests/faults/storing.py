"""What a server's own database holds, read from outside."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults.crowd import Crowd


def notes_in(folder: Path, crowd: Crowd) -> dict[str, str]:
    """Every note of the crowd's workshop, by its key."""
    found = ask(folder, "SELECT key, text FROM notes WHERE workshop_id = ?", crowd.desk.workshop)
    assert len(found) == len(dict(found))
    return dict(found)


def ask(folder: Path, question: str, *about: Any) -> list[Any]:
    """Ask the server's database."""
    kept = sqlite3.connect(f"file:{folder / 'workshop.db'}?mode=ro", uri=True)
    with closing(kept):
        return kept.execute(question, about).fetchall()
