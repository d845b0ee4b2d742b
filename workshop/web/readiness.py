"""What stands against sending people to this server; no look takes longer than its patience."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from gevent import Greenlet, joinall, spawn
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from workshop.config import Settings
from workshop.models.database import Database
from workshop.models.upgrade import is_of_this_release

PATIENCE = 2.0
SILENT = "The {0} did not answer in time."


def reasons_against(settings: Settings, database: Database) -> list[str]:
    """Return what is wrong, in plain sentences without addresses; nothing is raised."""
    return _found_by([
        ("database", lambda: look_at_database(database)),
        ("folder of ballot keys", lambda: look_at_keys(settings.keys_dir)),
    ])  # fmt: skip


def troubles(settings: Settings) -> list[str]:
    """Return what should be mended, though people can be sent here.

    Without Redis everything is kept, and each process finds within seconds what others changed:
    turning everybody away for that would make a small fault a large one.
    """
    if not settings.redis_url:
        return []
    return _found_by([("message queue (Redis)", lambda: look_at_redis(settings.redis_url))])


def _found_by(looks: list[tuple[str, Callable[[], str]]]) -> list[str]:
    begun = [(name, spawn(look)) for name, look in looks]
    joinall([look for _name, look in begun], timeout=PATIENCE)
    found = [_answer_of(name, look) for name, look in begun]
    return [reason for reason in found if reason]


def look_at_database(database: Database) -> str:
    """Say what is wrong with the database, or nothing."""
    try:
        with database.reading() as session:
            is_right = is_of_this_release(session.connection())
    except (SQLAlchemyError, OSError):
        return "The database does not answer."
    return "" if is_right else "The database's tables are not those of this release."


def look_at_keys(folder: Path) -> str:
    """Say whether a ballot's key could be kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(32))
    except OSError:
        return "The folder of ballot keys cannot be written to."
    return ""


def look_at_redis(url: str) -> str:
    """Say whether the message queue answers."""
    try:
        _redis(url).ping()
    except (RedisError, OSError, ValueError):
        return "The message queue (Redis) does not answer."
    return ""


def _answer_of(name: str, look: Greenlet) -> str:
    if not look.ready():
        look.kill(block=False)
        return SILENT.format(name)
    return str(look.value) if look.successful() else f"The {name} could not be looked at."


@cache
def _redis(url: str) -> Redis:
    return Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
