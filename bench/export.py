"""Files of 10 and of 100 principles: seconds and memory; and a room that writes meanwhile."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from bench.children import Child, crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.guidances import document_with
from bench.hall import Hall, hall
from bench.processes import pss_kib
from bench.serving import Server, serving
from workshop.config import NICEST, ROOT
from workshop.models import Edition, Organisation, Workshop
from workshop.publishing.formats import formats
from workshop.publishing.making import Order
from workshop.publishing.told import Told
from workshop.rehearsal.visiting import NotServed, Visitor

SIZES = (10, 100)
MOST_SECONDS = {"html": 0.3, "page": 0.3, "word": 3, "pdf": 1, "zip": 6}
MOST_MIB = 400
PEOPLE, RATE, SECONDS = 200, 100, 20
"""Each of the people writes something every two seconds."""
EDITIONS = 20
LOOK_SECONDS = 0.03
MOST_ACK = 100


def run(sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """One run over every format, each in a process of its own as the server starts it."""
    figures = []
    for size in sizes:
        told = Told(document_with(size))
        for name in (*formats(), "page"):
            order = Order(name, told, *(("/static/r/",) if name == "page" else ()))
            figures += _figures(f"export_{size}_{name}", order, size == max(SIZES))
    return figures


def _figures(name: str, order: Order, has_bar: bool) -> list[Figure]:
    made = _make(order)
    most = MOST_SECONDS.get(order.format) if has_bar else None
    return [
        Figure(name, made["seconds"], "s", most),
        Figure(f"{name}_asked", made["asked"], "s"),
        Figure(f"{name}_mib", made["mib"], "MiB", MOST_MIB if has_bar else None),
        Figure(f"{name}_kib", made["bytes"] / 1024, "KiB"),
    ]


def _make(order: Order) -> dict[str, float]:
    """Seconds of the work and, with the start of the process, of who asked; MiB at the most."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "workshop.publishing.making"],
        env={"EXPORT_NICE": str(NICEST), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with _watched(process.pid) as seen:
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.flush()
        said = json.loads(process.stdout.readline())
        worked = time.monotonic()
        while "done" in said:
            said = json.loads(process.stdout.readline())
        seconds = time.monotonic() - worked
        size = len(process.stdout.read(said.get("bytes", 0)))
        took = time.monotonic() - began
    # Which ends it, where it has not ended yet.
    process.stdin.close()
    process.wait()
    process.stdout.close()
    if size != said.get("bytes"):
        raise RuntimeError(f"{order.format}: {said}")
    return {"seconds": seconds, "asked": took, "mib": max(seen) / 1024, "bytes": size}


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """What a process and those that came from it use of memory, in KiB, again and again."""
    seen, is_over = [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(LOOK_SECONDS):
            with suppress(OSError):
                seen.append(pss_kib(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def room(people: int = PEOPLE, rate: float = RATE, seconds: float = SECONDS) -> list[Figure]:
    """A room that writes: alone, and while one file after the other is made."""
    plan = {"do": "command", "rate": rate, "seconds": seconds}
    with (
        hall(people, "write") as found, serving(found.folder) as server,
        crowd_of_phones() as crowd,
    ):  # fmt: skip
        address = _publish(found, max(SIZES))
        let_in(crowd, server.url, found.pages(server))
        server.settle()
        given = {"workshop": found.workshop, "prompt": found.prompt(), **plan}
        crowd.ask(**given | {"seconds": 1})
        alone = _acks(crowd, given, 1_000_000)
        server.settle()
        with _exporting(server, address) as made:
            meanwhile = _acks(crowd, given, 2_000_000)
    p50, p95, p99 = (1000 * percentile(meanwhile["acks"], one) for one in (50, 95, 99))
    return [
        Figure("export_ack_p95", p95, "ms", MOST_ACK, beside="no exports",
               reference=1000 * percentile(alone["acks"], 95)),
        Figure("export_ack_p99", p99, "ms", reference=1000 * percentile(alone["acks"], 99),
               beside="no exports"),
        Figure("export_ack_p50", p50, "ms", reference=1000 * percentile(alone["acks"], 50),
               beside="no exports"),
        Figure("export_ack_refused", len(meanwhile["refused"]) + meanwhile["unanswered"],
               "commands", 0),
        Figure("export_files_meanwhile", len(made), "files", 1, is_least=True),
        Figure("export_file_seconds", percentile(made, 50), "s"),
    ]  # fmt: skip


def _acks(crowd: Child, given: dict[str, Any], first: int) -> dict[str, Any]:
    told = crowd.ask(**given, first=first)
    refuse_strained(told, 1000 * percentile(told["acks"], 95))
    return told


def _publish(found: Hall, principles: int) -> str:
    """Put editions straight into the database; return the address that they share."""
    document = document_with(principles)
    with found.database.writing() as connection, Session(connection) as session:
        workshop = session.get_one(Workshop, found.workshop)
        key = workshop.public_key
        slug = session.get_one(Organisation, workshop.organisation_id).slug
        session.add_all(
            Edition(workshop_id=found.workshop, number=number, published_at=datetime.now(UTC),
                    title=document["title"], published_on=document["published_on"],
                    review_on=document["review_on"],
                    document=document | {"edition_number": number})
            for number in range(1, EDITIONS + 1)
        )  # fmt: skip
        session.flush()
    return f"/o/{slug}/{key}"


@contextmanager
def _exporting(server: Server, address: str) -> Iterator[list[float]]:
    """Ask for one file after the other, until the end; gives the seconds that each took."""
    made: list[float] = []
    is_over = threading.Event()

    def ask() -> None:
        visitor = Visitor(server.address)
        for number in range(1, EDITIONS + 1):
            for extension in ("zip", "docx", "pdf", "large.pdf"):
                if is_over.is_set():
                    return
                began = time.monotonic()
                with suppress(NotServed):
                    visitor.get_bytes(f"{address}/{number}.{extension}")
                    made.append(time.monotonic() - began)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield made
    finally:
        is_over.set()
        thread.join()
