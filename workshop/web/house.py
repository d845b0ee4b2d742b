"""What every request needs of this server: settings, database, door, studio, publisher."""

import threading
from dataclasses import dataclass, field

from flask import current_app

from workshop.clock import Clock
from workshop.config import Settings
from workshop.models.claims import Claim
from workshop.models.database import Database
from workshop.perform import Door
from workshop.realtime.link import Link
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.realtime.watching import Watch
from workshop.web.assets import Assets
from workshop.web.orders import Exports


@dataclass(frozen=True)
class House:
    """The parts of one running server; `link` and `watch` where there may be several processes."""

    settings: Settings
    clock: Clock
    database: Database
    door: Door
    studio: Studio
    presence: Presence
    publisher: Publisher
    assets: Assets
    claim: Claim
    link: Link | None = None
    watch: Watch | None = None
    exports: Exports = field(default_factory=Exports)
    is_stopping: threading.Event = field(default_factory=threading.Event)


def house() -> House:
    """The parts of the server that answers this request."""
    found: House = current_app.extensions["workshop"]
    return found
