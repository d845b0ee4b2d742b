"""Every row of one database put in the place of every row of another, in one transaction."""

from sqlalchemy import Connection, Table, delete, func, select, text

from workshop.models import Base, Export, ExportPiece
from workshop.models.database import Database

AT_ONCE = 500
MADE_AGAIN = (ExportPiece.__tablename__, Export.__tablename__)
"""Tables whose rows no backup has: files that anybody can have made again."""


def hold_still(connection: Connection) -> None:
    """Let nobody else write until the end of this transaction; readers go on.

    A command locks its workshop's row first, so that table comes first here too.
    """
    if connection.dialect.name == "postgresql":
        others = sorted(name for name in Base.metadata.tables if name != "workshops")
        names = ", ".join(["workshops", *others])
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))


def replace_rows(source: Database, target: Connection) -> None:
    """Delete every row of the target, and copy those of the source; both have the same tables."""
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        target.execute(delete(table))
    is_plain = not source.is_postgresql and target.dialect.name == "sqlite"
    for table in tables:
        (_copy_plainly if is_plain else _copy)(source, target, table)
        if target.dialect.name == "postgresql":
            _go_on_counting(target, table)


def _copy(source: Database, target: Connection, table: Table) -> None:
    with source.reading() as session:
        rows = session.execute(table.select().execution_options(yield_per=AT_ONCE))
        for some in rows.mappings().partitions(AT_ONCE):
            target.execute(table.insert(), [dict(row) for row in some])


def _copy_plainly(source: Database, target: Connection, table: Table) -> None:
    """Copy what SQLite keeps as it is kept: nobody can write until all is copied."""
    names = [f'"{column.name}"' for column in table.columns]
    places = ", ".join("?" for _ in names)
    put = f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({places})'  # noqa: S608
    with source.reading() as session:
        get = text(f'SELECT {", ".join(names)} FROM "{table.name}"')  # noqa: S608
        rows = session.execute(get.execution_options(yield_per=AT_ONCE))
        for some in rows.partitions(AT_ONCE):
            target.exec_driver_sql(put, [tuple(row) for row in some])


def _go_on_counting(target: Connection, table: Table) -> None:
    counted = table.autoincrement_column
    if counted is None or counted.default is not None:
        return
    sequence = target.scalar(select(func.pg_get_serial_sequence(table.name, counted.name)))
    highest = target.scalar(select(func.max(counted)))
    if sequence and highest:
        target.execute(select(func.setval(sequence, highest)))
