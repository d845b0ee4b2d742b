"""A thousand people and ten principles: from *close* to the results on every screen."""

import time
from typing import Any

from bench.children import crowd_of_phones
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.hall import EMAIL, PASSWORD, Hall, hall, hand_in_all
from bench.serving import serving
from workshop.actions import closing
from workshop.actions.counting import count
from workshop.domain.actors import SERVER
from workshop.rehearsal import doors
from workshop.rehearsal.visiting import token_on

PEOPLE, PRINCIPLES = 1000, 10
COMMANDS_A_SECOND = 50
PATIENCE = 60.0


def run() -> list[Figure]:
    """One run: the close with every phone connected, then the write by itself."""
    told, began = _close()
    shown, mine = ([at - began for at in told[name]] for name in ("shown_at", "mine_at"))
    ended = max([*told["shown_at"], *told["mine_at"], began])
    acks = [took for at, took in told["acks"] if began <= at <= ended]
    counting, writing = _write_alone()
    return [
        Figure("close_1000", 1000 * max(shown), "ms", 3000),
        Figure("close_1000_shown_p95", 1000 * percentile(shown, 95), "ms", 3000),
        Figure("close_1000_own_parts", 1000 * max(mine), "ms", 6000),
        Figure("close_1000_write", 1000 * writing, "ms", 200),
        Figure("close_1000_count", 1000 * counting, "ms", 3000),
        Figure("close_1000_ack_p95", 1000 * percentile(acks, 95), "ms", 200),
        Figure("close_1000_ack_p50", 1000 * percentile(acks, 50), "ms", 200),
        Figure("close_1000_screens_missing", PEOPLE - min(len(shown), len(mine)), "screens", 0),
        Figure("close_1000_commands_refused", told["refused"], "commands", 0),
    ]


def _close() -> tuple[dict[str, Any], float]:
    """Connect everybody, close, and return what they saw, and when it was closed."""
    with hall(PEOPLE, "ballot", PRINCIPLES) as room:
        hand_in_all(room)
        room.close()
        with serving(room.folder) as server, crowd_of_phones() as crowd:
            desk = doors.sign_in(doors.Place(server.address, EMAIL, PASSWORD))
            page = desk.get(f"/desk/{room.workshop}")
            let_in(crowd, server.url, room.pages(server))
            server.settle()
            crowd.ask(do="see_close", workshop=room.workshop, rate=COMMANDS_A_SECOND)
            time.sleep(2)
            began = time.monotonic()
            fields = {"csrf_token": token_on(page), **_given(room)}
            desk.post("/do/ballot.close", [(name, str(one)) for name, one in fields.items()])
            return crowd.ask(do="closed", patience=PATIENCE), began


def _given(room: Hall) -> dict[str, int]:
    return {"workshop": room.workshop, "ballot": room.ballot}


def _write_alone() -> tuple[float, float]:
    """Seconds for the count, and for the one transaction that publishes and deletes."""
    with hall(PEOPLE, "ballot", PRINCIPLES) as room:
        hand_in_all(room)
        room.do(closing.close_ballot, room.facilitator, **_given(room))
        began = time.monotonic()
        with room.database.reading() as session:
            waiting = closing.closing_for(session, room.workshop, room.ballot, room.folder / "keys")
        assert waiting is not None
        records = count(waiting)
        counted = time.monotonic()
        room.do(closing.finish_ballot, SERVER, **_given(room), records=records)
        return counted - began, time.monotonic() - counted
