"""What every request needs of this server: settings, database, door, studio, publisher."""

from dataclasses import dataclass

from flask import current_app

from workshop.config import Settings
from workshop.models.database import Database
from workshop.perform import Door
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.web.assets import Assets


@dataclass(frozen=True)
class House:
    """The parts of one running server."""

    settings: Settings
    database: Database
    door: Door
    studio: Studio
    presence: Presence
    publisher: Publisher
    assets: Assets


def house() -> House:
    """The parts of the server that answers this request."""
    found: House = current_app.extensions["workshop"]
    return found
