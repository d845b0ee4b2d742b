"""A room hands in its papers: none lost, every screen counts right, and how soon."""

from typing import Any

from bench.children import crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.hall import Hall, hall
from bench.serving import serving

PATIENCE = 60.0
WITHIN = 2.0
CALMLY = 10.0


def run(people: int, within: float = WITHIN) -> list[Figure]:
    """One run with so many people within so many seconds."""
    with hall(people, "ballot") as room, serving(room.folder) as server, crowd_of_phones() as crowd:
        let_in(crowd, server.url, room.pages(server))
        server.settle()
        told = crowd.ask(do="hand_in", paper=_paper(room), within=within, patience=PATIENCE)
        lost = lost_of(told, room.papers_in())
    screens = 1000 * percentile(told["screens"], 95)
    refuse_strained(told, screens)
    name = f"burst_{people}" + ("" if within == WITHIN else f"_{within:.0f}s")
    return [
        Figure(name, screens, "ms", 300),
        Figure(f"{name}_lost", lost, "papers", 0),
        Figure(f"{name}_wrong", told["wrong"], "screens", 0),
        Figure(f"{name}_p50", 1000 * percentile(told["screens"], 50), "ms"),
        Figure(f"{name}_ack_p95", 1000 * percentile(told["ack"], 95), "ms"),
    ]


def lost_of(told: dict[str, Any], papers: int) -> int:
    """How many papers nobody answered for, or that were told to be in and are not."""
    return int(max(0, told["told"] - papers) + told["unanswered"])


def _paper(room: Hall) -> dict[str, Any]:
    answers = {f"answers.{one}": "yes" for one in room.revisions()}
    return {"workshop": room.workshop, "ballot": room.ballot, "number": 0, **answers}
