"""workshop backup: one file with everything but the keys of ballots, while the server runs."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from workshop.backups import postgresql, sqlite
from workshop.backups.files import whole_file
from workshop.backups.unfit import Unfit
from workshop.models.database import Database


def back_up(url: str, target: Path, *, is_replaced: bool = False) -> None:
    """Write a backup of the database at this address, and look through it before it is named so.

    Raises `Unfit` with what stands against it; nothing is left behind then.
    """
    with whole_file(target, is_replaced=is_replaced) as draft:
        if url.startswith("sqlite"):
            path = Path(make_url(url).database or "")
            sqlite.copy_database(path, draft)
            sqlite.refuse_unsound(draft)
        else:
            _dump(url, draft)


def _dump(url: str, draft: Path) -> None:
    database = Database(url)
    try:
        postgresql.dump(database, draft)
        postgresql.refuse_unsound(database.engine.url, draft)
    except SQLAlchemyError as error:
        raise Unfit("The database does not answer. Nothing was written.") from error
    finally:
        database.engine.dispose()
