"""People write in one field at once: from a key press until every other screen has the letter."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.children import crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.hall import Hall, add_principle, furnish
from bench.serving import Server, serving
from bench.stores import postgresql_database
from workshop.actions.drafting import freeze
from workshop.actions.joint_writing import save_field
from workshop.content import topic_for
from workshop.models import PrincipleField

SECONDS = 15
PATIENCE = 30.0
SCREENS, SERVER = 150, 40
WORDS = "हम पूछते हैं, फिर सुनते हैं। "
KB_2, KB_20 = 2_000, 20_000
FIELDS = 25


@dataclass(frozen=True)
class Kind:
    """One way in which it is measured: what its figures are called, and on what."""

    name: str
    size: int
    is_postgresql: bool = False


KINDS = (Kind("", KB_20), Kind("_2kb", KB_2), Kind("_postgres", KB_20, is_postgresql=True))
APART = (Kind("", KB_2), Kind("_postgres", KB_2, is_postgresql=True))


def run(people: int, seconds: int = SECONDS) -> list[Figure]:
    """So many people in one field of 2 kB and of 20 kB."""
    return [figure for one in KINDS for figure in _measure(people, one, 1, seconds)]


def run_apart(people: int, seconds: int = SECONDS, fields: int = FIELDS) -> list[Figure]:
    """So many people, evenly in many fields."""
    return [figure for one in APART for figure in _measure(people, one, fields, seconds)]


def _measure(people: int, kind: Kind, fields: int, seconds: int) -> list[Figure]:
    with _room(people, kind.is_postgresql) as room:
        opened = (WORDS * (kind.size // len(WORDS.encode()))).strip()
        places = _fill(room, fields, opened)
        room.close()
        settings = {"DATABASE_URL": room.url} if room.url else {}
        with serving(room.folder, settings=settings) as server, crowd_of_phones() as crowd:
            seats = [places[number % len(places)] for number in range(people)]
            let_in(crowd, server.url, _pages(room, server, seats))
            server.settle()
            before = server.cpu()
            told = crowd.ask(do="draft", workshop=room.workshop, places=seats, opened=opened,
                             seconds=seconds, patience=PATIENCE)  # fmt: skip
            cpu = 100 * (server.cpu() - before) / seconds
        lost = people * seconds - _letters(room, places)
    return _figures(f"draft_{people}{kind.name}", told, lost, cpu)


def _figures(name: str, told: dict[str, Any], lost: int, cpu: float) -> list[Figure]:
    if told["refused"]:
        raise RuntimeError(f"Letters were refused: {told['refused']}")
    screens, server = (
        {percent: 1000 * percentile(told[one], percent) for percent in (50, 95)}
        for one in ("screens", "server")
    )
    refuse_strained(told, screens[95])
    return [
        Figure(name, screens[95], "ms", SCREENS),
        Figure(f"{name}_p50", screens[50], "ms"),
        Figure(f"{name}_server", server[95], "ms", SERVER),
        Figure(f"{name}_lost", lost, "letters", 0),
        Figure(f"{name}_cpu", cpu, "%"),
    ]


@contextmanager
def _room(people: int, is_postgresql: bool) -> Iterator[Hall]:
    store: AbstractContextManager[str] = (
        postgresql_database() if is_postgresql else nullcontext("")
    )
    with tempfile.TemporaryDirectory(prefix="hall-") as name, store as url:
        room = furnish(Path(name), people, "draft", url=url)
        try:
            yield room
        finally:
            room.close()


def _fill(room: Hall, count: int, text: str) -> list[list[Any]]:
    """So many fields with a text, as principle and name; frozen, so that it is their beginning."""
    keys = [one.key for one in topic_for("mi_in_peer_support").fields]
    places: list[list[Any]] = []
    for number in range(-(-count // len(keys))):
        principle = add_principle(room, number)
        places += [[principle, key] for key in keys]
    for principle, key in places[:count]:
        room.do(save_field, room.facilitator, workshop=room.workshop, principle=principle,
                field=key, text=text, opened="")  # fmt: skip
    for principle in {principle for principle, _ in places}:
        room.do(freeze, room.facilitator, workshop=room.workshop, principle=principle)
    return places[:count]


def _pages(room: Hall, server: Server, seats: list[list[Any]]) -> list[list[str]]:
    """For each person the cookies and the greeting of the principle that they have open."""
    return [
        [cookies, greeting.replace('"page": "phone"', f'"page": "drafting", "principle": {place}')]
        for (cookies, greeting), (place, _) in zip(room.pages(server), seats, strict=True)
    ]


def _letters(room: Hall, places: list[list[Any]]) -> int:
    """How many letters have come into these fields."""
    with room.database.reading() as session:
        fields = session.scalars(select(PrincipleField)).all()
        texts = {(one.principle_id, one.field): one.text for one in fields}
    return sum(texts[principle, field].count("x") for principle, field in places)
