"""Brings the database to this release's tables, and gives a new one its epoch."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from workshop.models.database import Database
from workshop.models.epochs import new_epoch
from workshop.models.history import Mark


def upgrade(database: Database) -> None:
    """Run every migration that this database has not seen."""
    with database.writing() as connection:
        command.upgrade(_config_for(connection), "head")
        session = Session(connection, join_transaction_mode="create_savepoint")
        if session.get(Mark, "epoch") is None:
            session.add(Mark(name="epoch", value=new_epoch()))
        session.commit()


def _config_for(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
