"""What tests of files share: an edition to make files of, and a server whose work can be ended."""

import os
from collections.abc import Callable
from typing import Any

import gevent

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.actions import exporting, publication
from workshop.domain.actors import SERVER
from workshop.models import Export, Workshop
from workshop.web import heavy

STATEMENT = "We ask before we advise."


def publish(house: TestHouse) -> str:
    """The address of an edition with one principle, decided by twelve people."""
    house.fill(12)
    house.go("draft")
    principle = house.add_principle(STATEMENT)
    house.close_ballot(house.open_ballot(principle))
    house.do(publication.publish_edition, house.sam)
    return f"/o/tern-house/{house.row(Workshop, house.workshop).public_key}/1"


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


def clear(house: TestHouse) -> None:
    """What the leader does now and then."""
    while house.door.perform(exporting.clear_old_files, SERVER)["is_more"]:
        pass


def stuck(order: Any) -> heavy.Maker:
    """A process that has its order, and has been stopped before it could do anything."""
    maker = heavy.Maker(order)
    os.killpg(maker.pid, 19)
    return maker
