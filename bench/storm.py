"""The server is killed under a thousand phones and starts again: how soon all are current."""

import time

from sqlalchemy import select

from bench.children import crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.hall import Hall, go, hall
from bench.serving import serving
from workshop.models import Stamp

PEOPLE = 1000
PATIENCE = 60.0


def run(people: int = PEOPLE) -> list[Figure]:
    """One run: while there is no server the room moves on, so everybody has missed something."""
    with hall(people, "write") as room, serving(room.folder) as server, crowd_of_phones() as crowd:
        let_in(crowd, server.url, room.pages(server))
        crowd.ask(do="learn")
        server.settle()
        server.kill()
        killed = time.monotonic()
        go(room, "group")
        room.close()
        began = time.monotonic()
        server.start()
        told = crowd.ask(do="be_back", stamps=_stamps(room), patience=PATIENCE)
    lasts = {name: max([*told[name], killed]) - killed for name in ("back", "current", "whole")}
    refuse_strained(told, 1000 * lasts["current"])
    current = [at - killed for at in told["current"]]
    return [
        Figure(f"storm_{people}", lasts["current"], "s", 6),
        Figure(f"storm_{people}_missing", people - len(current), "phones", 0),
        Figure(f"storm_{people}_p50", percentile(current, 50), "s"),
        Figure(f"storm_{people}_connected", lasts["back"], "s"),
        Figure(f"storm_{people}_own_parts", lasts["whole"], "s"),
        Figure(f"storm_{people}_down", began - killed, "s"),
    ]


def _stamps(room: Hall) -> dict[str, int]:
    """What everybody in the room must have in the end."""
    seen = Stamp.workshop_id == room.workshop, Stamp.audience == "room"
    with room.database.reading() as session:
        found = {row.slice: row.n for row in session.scalars(select(Stamp).where(*seen))}
    room.close()
    return {name: found[name] for name in ("place", "task")}
