"""workshop restore: puts a backup in the place of the database, also under a running server.

No file is exchanged: SQLite would be torn by that under whoever has it open. All rows go in one
transaction, so that a server sees either what was or what is restored; a new epoch then tells it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete, make_url, select, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from workshop.actions.closing import void_all
from workshop.actions.recording import begin
from workshop.backups import postgresql, sqlite
from workshop.backups.backup import back_up
from workshop.backups.rows import hold_still, replace_rows
from workshop.backups.unfit import BUSY, NEWER, NOT_OURS, Unfit
from workshop.clock import server_clock
from workshop.config import Settings
from workshop.models import Account, Ballot, Base, Mark, SignIn
from workshop.models.database import Database
from workshop.models.epochs import new_epoch
from workshop.models.seals import destroy_key
from workshop.models.upgrade import known_revisions, revision_of, upgrade


def restore(settings: Settings, file: Path) -> Path | None:
    """Put a backup in the place of the database; return where the replaced one was kept.

    Raises `Unfit` with what stands against it; nothing is changed then.
    """
    if not file.is_file():
        raise Unfit(f"There is no file {file}.")
    live = Database(settings.database_url)
    try:
        with _opened(settings, live, file) as found:
            _refuse_newer(live)
            upgrade(live)
            return _put_in_place(settings, found, live)
    except OperationalError as error:
        raise Unfit(BUSY.format(error.orig)) from error
    except OSError as error:
        raise Unfit(f"The backup could not be opened: {error.strerror}.") from error
    finally:
        live.engine.dispose()


@contextmanager
def _opened(settings: Settings, live: Database, file: Path) -> Iterator[Database]:
    """Give a copy of the backup that has this release's tables."""
    if sqlite.is_sqlite(file):
        opening = _sqlite_copy(settings.instance, file)
    elif postgresql.is_dump(file):
        opening = _postgresql_copy(live, file)
    else:
        raise Unfit(NOT_OURS)
    with opening as found:
        try:
            _refuse_newer(found)
            _refuse_strange(found)
            upgrade(found)
            _read_a_row_of_each_table(found)
        except (SQLAlchemyError, RuntimeError):
            raise Unfit(NOT_OURS) from None
        yield found


@contextmanager
def _sqlite_copy(instance: Path, file: Path) -> Iterator[Database]:
    with TemporaryDirectory(prefix="restore-", dir=instance) as folder:
        place = Path(folder) / "copy.db"
        sqlite.unpack(file, place)
        sqlite.refuse_unsound(place)
        found = Database(f"sqlite:///{place}")
        try:
            yield found
        finally:
            found.engine.dispose()


@contextmanager
def _postgresql_copy(live: Database, file: Path) -> Iterator[Database]:
    if not live.is_postgresql:
        raise Unfit("This is a backup of a PostgreSQL database: set DATABASE_URL to one.")
    postgresql.refuse_unsound(live.engine.url, file)
    with postgresql.unpacked(live, file) as found:
        yield found


def _refuse_newer(database: Database) -> None:
    with database.engine.connect() as connection:
        revision = revision_of(connection)
    if revision and revision not in known_revisions():
        raise Unfit(NEWER)


def _refuse_strange(found: Database) -> None:
    with found.reading() as session:
        if revision_of(session.connection()) is None or session.get(Mark, "epoch") is None:
            raise Unfit(NOT_OURS)


def _read_a_row_of_each_table(found: Database) -> None:
    with found.reading() as session:
        for table in Base.metadata.sorted_tables:
            session.execute(table.select().limit(1))


def _put_in_place(settings: Settings, found: Database, live: Database) -> Path | None:
    with live.writing() as connection:
        hold_still(connection)
        kept = _keep(settings, connection)
        seals = set(connection.scalars(select(Ballot.seal)))
        try:
            replace_rows(found, connection)
        except OperationalError:
            raise
        except (SQLAlchemyError, ValueError, TypeError):
            raise Unfit(NOT_OURS) from None
        seals |= _begin_anew(settings, connection)
    for seal in seals:
        destroy_key(settings.keys_dir, seal)
    return kept


def _keep(settings: Settings, connection: Connection) -> Path | None:
    """Keep what will be replaced beside it, as a backup; a database without accounts is new."""
    if connection.scalar(select(Account.id).limit(1)) is None:
        return None
    kept = _beside(settings, f"before-restore-{server_clock():%Y%m%dT%H%M%S%fZ}")
    back_up(settings.database_url, kept)
    return kept


def _beside(settings: Settings, name: str) -> Path:
    if settings.database_url.startswith("sqlite"):
        return Path(make_url(settings.database_url).database or "").with_name(f"{name}.db")
    return settings.instance / f"{name}.dump"


def _begin_anew(settings: Settings, connection: Connection) -> set[str]:
    """A new epoch, nobody signed in, no ballot whose papers cannot be read; return their seals."""
    connection.execute(update(Mark).where(Mark.name == "epoch").values(value=new_epoch()))
    connection.execute(delete(SignIn))
    with Session(connection) as session:
        begin(session, now=server_clock(), settings=settings)
        seals = void_all(session)
        session.flush()
    return seals
