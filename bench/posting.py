"""Notes through the door as a server runs it: gevent, and many who wait at once.

`python -m bench.posting sqlite 2000` prints how many commands a second went through, by the door
and bare.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import sys  # noqa: E402
from dataclasses import replace  # noqa: E402
from pathlib import Path  # noqa: E402

from bench import bare, hall, stores  # noqa: E402
from bench.posting_room import post  # noqa: E402

PEOPLE, AT_ONCE, ALONE = 200, 100, 4
STORES = {"sqlite": stores.sqlite_store, "postgresql": stores.postgresql_store}


def measure(kind: str, commands: int) -> dict[str, float]:
    """Commands a second: together and alone, through the door and bare."""
    made: list[hall.Hall] = []

    def furnish(folder: Path, url: str) -> None:
        made.append(hall.furnish(folder, PEOPLE, "write", url=url))
        made[0].close()

    with STORES[kind](furnish) as copies:
        together, together_bare = _both(made[0], copies, commands, AT_ONCE)
        alone, alone_bare = _both(made[0], copies, commands // ALONE, 1)
    return {
        "together": together, "together_bare": together_bare,
        "alone": alone, "alone_bare": alone_bare,
    }  # fmt: skip


def _both(room: hall.Hall, copies: stores.Copies, count: int, at_once: int) -> tuple[float, float]:
    """Commands a second through the door, and of the same SQL bare; each on a copy of its own."""
    with copies() as url:
        door = post(replace(room, url=url), count, at_once)
    with copies() as url:
        recording = replace(room, url=url)
        with bare.recorded(recording.database.engine) as steps:
            post(recording, count, at_once)
    with copies() as url:
        return count / door, count / bare.run_again(url, steps)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
