"""Files that are asked for, and a process that makes one and hangs."""

import os
from collections.abc import Callable
from typing import Any

import gevent

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.models import Export
from workshop.web import heavy

STATEMENT = "We ask before we advise."


def until(is_so: Callable[[], Any], patience: float = 60) -> Any:
    """Let the server work until something is so."""
    with gevent.Timeout(patience):
        while not (found := is_so()):
            gevent.sleep(0.02)
        return found


def get(visitor: Visitor, address: str) -> Any:
    """A file, asked for again while it is in the making, as a browser does."""
    answer = visitor.get(address)
    while answer.status_code == 202:
        answer = visitor.get(address)
    return answer


def rows(house: TestHouse) -> dict[str, str]:
    return {row.kind: row.state for row in house.rows(Export)}


def stuck(order: Any, nice: int) -> heavy.Maker:
    """A process that has its order, and has been stopped before it could do anything."""
    maker = heavy.Maker(order, nice)
    os.killpg(maker.pid, 19)
    return maker
