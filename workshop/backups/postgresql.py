"""PostgreSQL: its own tools write and read the file; a copy is opened in a database beside."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from workshop.backups.rows import MADE_AGAIN
from workshop.backups.unfit import NOT_OURS, Unfit
from workshop.models.database import Database

HEADER = b"PGDMP"
EXPECTED = (
    "SCHEMA", "TABLE", "TABLE DATA", "SEQUENCE", "SEQUENCE OWNED BY", "SEQUENCE SET", "DEFAULT",
    "CONSTRAINT", "FK CONSTRAINT", "INDEX", "COMMENT", "ENCODING", "STDSTRINGS", "SEARCHPATH",
)  # fmt: skip
FIND_SCHEMA = "SELECT schemaname FROM pg_tables WHERE tablename = 'alembic_version'"


def is_dump(file: Path) -> bool:
    """Say whether a file begins as what pg_dump writes."""
    with file.open("rb") as opened:
        return opened.read(len(HEADER)) == HEADER


def dump(database: Database, draft: Path) -> None:
    """Write what is committed at this moment; writers go on meanwhile."""
    url = database.engine.url
    with database.reading() as session:
        schema = session.scalar(text("SELECT current_schema()"))
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
         *(f"--exclude-table-data=*.{name}" for name in MADE_AGAIN),
         f"--schema={schema}", f"--file={draft}")  # fmt: skip


def refuse_unsound(url: URL, file: Path) -> None:
    """Refuse a file that cannot be read to its end, or has more in it than tables."""
    listed = _run(url, "pg_restore", "--list", str(file), refusal=NOT_OURS)
    _run(url, "pg_restore", "--file=/dev/null", str(file), refusal=NOT_OURS)
    lines = [line for line in listed.splitlines() if line and not line.startswith(";")]
    kinds = (line.split(maxsplit=3)[3] for line in lines)
    if not lines or not all(kind.startswith(EXPECTED) for kind in kinds):
        raise Unfit(NOT_OURS)


@contextmanager
def unpacked(live: Database, file: Path) -> Iterator[Database]:
    """Give a database of its own with what is in the file; it is dropped at the end."""
    name = f"workshop_restore_{secrets.token_hex(6)}"
    _administer(live, f"CREATE DATABASE {name}")
    try:
        place = live.engine.url.set(database=name)
        _run(place, "pg_restore", "--exit-on-error", "--no-owner", "--no-privileges",
             f"--dbname={name}", str(file), refusal=NOT_OURS)  # fmt: skip
        opened = Database(_with_schema(place).render_as_string(hide_password=False))
        try:
            yield opened
        finally:
            opened.engine.dispose()
    finally:
        _administer(live, f"DROP DATABASE {name} WITH (FORCE)")


def _with_schema(place: URL) -> URL:
    """The address of the schema that the file was made of, whatever its name was there."""
    plain = Database(place.render_as_string(hide_password=False))
    try:
        with plain.reading() as session:
            schemas = list(session.scalars(text(FIND_SCHEMA)))
    finally:
        plain.engine.dispose()
    if len(schemas) != 1:
        raise Unfit(NOT_OURS)
    return place.update_query_dict({"options": f"-csearch_path={schemas[0]}"})


def _administer(live: Database, statement: str) -> None:
    try:
        with live.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(statement))
    except SQLAlchemyError as error:
        raise Unfit(
            "A restore opens the file in a database of its own first, so the role in DATABASE_URL "
            "needs CREATEDB. Nothing was changed."
        ) from error


def _run(url: URL, tool: str, *arguments: str, refusal: str = "") -> str:
    """Run one of PostgreSQL's tools; the password stands in no list of processes."""
    found = shutil.which(tool)
    if found is None:
        raise Unfit(f"{tool} is not on this machine: install PostgreSQL's client tools.")
    done = subprocess.run(  # noqa: S603
        [found, *arguments], env={**os.environ, **_environ(url)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise Unfit(refusal or f"{tool} failed: {last}")
    return done.stdout


def _environ(url: URL) -> dict[str, str]:
    query = make_url(url).query
    found = {
        "PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username,
        "PGPASSWORD": url.password, "PGDATABASE": url.database,
        "PGOPTIONS": query.get("options"), "PGSSLMODE": query.get("sslmode"),
        "PGSSLROOTCERT": query.get("sslrootcert"),
    }  # fmt: skip
    return {name: str(value) for name, value in found.items() if value}
