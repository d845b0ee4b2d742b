"""Brings the database to this release's tables, and gives a new one its epoch."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from workshop.models.database import Database
from workshop.models.epochs import new_epoch
from workshop.models.history import Mark

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(471102, hashtext(current_schema()))")
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Run every migration that this database has not seen."""
    with database.upgrading() as connection:
        if database.is_postgresql:
            # Several processes may start at once: the second finds everything done.
            connection.execute(ONE_AT_A_TIME)
        command.upgrade(config_for(connection), "head")
        session = Session(connection, join_transaction_mode="create_savepoint")
        if session.get(Mark, "epoch") is None:
            session.add(Mark(name="epoch", value=new_epoch()))
        session.commit()


def config_for(connection: Connection) -> Config:
    """Alembic's settings for a connection that is in a transaction already."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def revision_of(connection: Connection) -> str | None:
    """The name of the last migration that a database has seen; None for one that is not ours."""
    found: str | None = MigrationContext.configure(connection).get_current_revision()
    return found


def is_of_this_release(connection: Connection) -> bool:
    """Say whether a database has exactly this release's tables."""
    return revision_of(connection) == known_revisions()[0]


@cache
def known_revisions() -> tuple[str, ...]:
    """Every migration that this release knows, the last one first."""
    return tuple(one.revision for one in ScriptDirectory(MIGRATIONS).walk_revisions())
