"""The migrations make exactly the tables that the models describe, on both kinds of database."""

import json
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from workshop.domain.records import PublishedRecord
from workshop.models import Base
from workshop.models.database import Database
from workshop.models.upgrade import config_for, upgrade

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://root@127.0.0.1:5432/test")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        yield Database(f"sqlite:///{tmp_path / 'w.db'}")
        return
    schema = f"t{uuid.uuid4().hex}"
    try:
        connection = psycopg.connect(POSTGRESQL, autocommit=True)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL: {error}")
    connection.execute(f'CREATE SCHEMA "{schema}"')
    opened = Database(f"{POSTGRESQL}?options=-csearch_path%3D{schema}")
    yield opened
    opened.engine.dispose()
    connection.execute(f'DROP SCHEMA "{schema}" CASCADE')
    connection.close()


def test_migrations_and_models_agree(database: Database) -> None:
    upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    database.engine.dispose()


def test_a_second_start_changes_nothing(database: Database) -> None:
    upgrade(database)
    with database.reading() as session:
        epoch = session.execute(text("SELECT value FROM marks WHERE name = 'epoch'")).scalar()
    upgrade(database)
    with database.reading() as session:
        again = session.execute(text("SELECT value FROM marks WHERE name = 'epoch'")).scalar()
    assert epoch == again
    database.engine.dispose()


def test_a_database_of_the_first_release_keeps_every_row(database: Database) -> None:
    """Its activities are rebuilt for a new kind: nothing that points to them may go with them."""
    with database.upgrading() as connection:
        command.upgrade(config_for(connection), "0001")
        _fill(database, connection, FIRST_RELEASE)
    upgrade(database)
    with database.engine.connect() as connection:
        prompts = connection.execute(text("SELECT text FROM prompts")).scalars().all()
        kinds = connection.execute(text("SELECT kind FROM activities")).scalars().all()
        (kept,) = connection.execute(text("SELECT record FROM ballot_revisions")).scalars()
        (keys,) = connection.execute(text("SELECT first_code, public_key FROM workshops"))
        sections = connection.execute(text("SELECT key, title, text FROM guidance_sections"))
        assert [tuple(row) for row in sections] == [("summary", "", "Welcome.")]
        connection.execute(text("UPDATE activities SET kind = 'talk'"))
    assert (prompts, kinds) == (["What helps?"], ["write"])
    assert keys[0] == "ABCD1234"
    assert re.fullmatch("[0-9a-z]{10}", keys[1])
    record = PublishedRecord.from_json(json.loads(kept) if isinstance(kept, str) else kept)
    (group,) = record.groups
    assert (record.way, record.part_of, record.rounds) == ("consent", "yes", 1)
    assert group.counts is not None
    assert (group.counts.part, group.counts.spread) == ((2, 2), None)
    database.engine.dispose()


def test_a_suggestion_from_before_any_could_be_held_is_kept(database: Database) -> None:
    with database.upgrading() as connection:
        command.upgrade(config_for(connection), "0001")
        _fill(database, connection, FIRST_RELEASE)
        command.upgrade(config_for(connection), "0006")
        _fill(database, connection, [SUGGESTION])
    upgrade(database)
    with database.engine.connect() as connection:
        kept = connection.execute(text("SELECT text, judged, judged_reason FROM suggestions"))
        assert [tuple(row) for row in kept] == [("We ask.", "kept", "")]
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE suggestions SET judged = 'lost'"))
    database.engine.dispose()


def test_an_edition_that_is_there_gets_its_title_and_days_from_its_words(
    database: Database,
) -> None:
    with database.upgrading() as connection:
        command.upgrade(config_for(connection), "0001")
        _fill(database, connection, FIRST_RELEASE)
        for number, document in enumerate(EDITIONS, 1):
            connection.execute(
                text(EDITION), {"number": number, "document": json.dumps(document)}
            )
    upgrade(database)
    with database.engine.connect() as connection:
        kept = connection.execute(text(NAMED))
        assert [tuple(row) for row in kept] == [
            ("Talking about “change”", "2026-03-02", ""),
            ("Ways of being", "2026-04-01", "2027-04-01"),
        ]
        documents = connection.execute(text("SELECT document FROM editions ORDER BY number"))
        said = [json.loads(one) if isinstance(one, str) else one for one in documents.scalars()]
    assert tuple(said) == EDITIONS
    database.engine.dispose()


def test_earlier_texts_go_with_their_principle_and_no_number_comes_twice(
    database: Database,
) -> None:
    with database.upgrading() as connection:
        command.upgrade(config_for(connection), "0001")
        _fill(database, connection, FIRST_RELEASE)
    upgrade(database)
    with database.upgrading() as connection:
        connection.execute(text("DELETE FROM ballot_revisions"))
        connection.execute(text("DELETE FROM revisions"))
        connection.execute(text(EARLIER))
    with database.engine.connect() as connection:
        with pytest.raises(IntegrityError):
            connection.execute(text(EARLIER))
        connection.rollback()
        assert connection.scalar(text("SELECT count(*) FROM earlier_texts")) == 1
        connection.execute(text("DELETE FROM principles"))
        assert connection.scalar(text("SELECT count(*) FROM earlier_texts")) == 0
    database.engine.dispose()


def _fill(database: Database, connection: Connection, statements: Iterable[str]) -> None:
    false = "false" if database.is_postgresql else "0"
    for statement in statements:
        connection.exec_driver_sql(statement.format(false=false, record=json.dumps(RECORD)))


COUNTS = {"yes": [14, 14], "no": [2, 2], "passes": [0, 1], "yes_if": [2, 2], "harm": [0, 1]}
GROUP = {
    "voices": ["v1"], "size": 16, "level": "counts", "verdict": "agreed", "band": None,
    "counts": COUNTS,
}  # fmt: skip
RECORD = {
    "revision": "1", "verdict": "agreed_in_the_room", "threshold": 75, "yes_if": "yes",
    "papers": 16, "electorate": 16, "groups": [GROUP], "too_few": [], "absent": ["v2"],
    "harm": False, "conditions": [], "against": [], "harms": [],
}  # fmt: skip
NOW = "'2026-03-02 09:00:00'"
FIRST_RELEASE = (
    "INSERT INTO organisations (id, name, slug) VALUES (1, 'Tern House', 'tern-house')",
    "INSERT INTO workshops (id, organisation_id, title, question, topic, method, code, state,"
    " entrance, wall_serial, wall_is_blank, ways_of_being, introduction, threshold,"
    f" yes_if_counts_as, created_at) VALUES (1, 1, 't', 'q', 'blank', 'quick_session',"
    f" 'ABCD1234', 'open', 'open', 0, {{false}}, '', 'Welcome.', 75, 'yes', {NOW})",
    "INSERT INTO activities (id, workshop_id, position, kind, title, minutes, skipped)"
    " VALUES (1, 1, 0, 'write', 'Write', 5, {false})",
    "INSERT INTO prompts (id, workshop_id, activity_id, position, key, text, help)"
    " VALUES (1, 1, 1, 0, 'k', 'What helps?', '')",
    "INSERT INTO principles (id, workshop_id, position, tags, is_set_aside, key)"
    " VALUES (1, 1, 0, '[]', {false}, 'principle')",
    "INSERT INTO revisions (id, workshop_id, principle_id, number, texts, tags, sources,"
    f" frozen_at) VALUES (1, 1, 1, 1, '{{{{}}}}', '[]', '[]', {NOW})",
    "INSERT INTO ballots (id, workshop_id, activity_id, number, way, rule, groups, seal, state,"
    f" opened_at, void_reason) VALUES (1, 1, 1, 1, 'consent', '{{{{}}}}', '[]', 's', 'closed',"
    f" {NOW}, '')",
    "INSERT INTO ballot_revisions (ballot_id, revision_id, position, record)"
    " VALUES (1, 1, 0, '{record}')",
)
EDITION = (
    "INSERT INTO editions (workshop_id, number, document, published_at)"
    f" VALUES (1, :number, :document, {NOW})"
)
EDITIONS = (
    {"title": "Talking about “change”", "published_on": "2026-03-02", "principles": []},
    {"title": "Ways of being", "published_on": "2026-04-01", "review_on": "2027-04-01"},
)
NAMED = "SELECT title, published_on, review_on FROM editions ORDER BY number"
EARLIER = (
    "INSERT INTO earlier_texts (principle_id, field, number, text)"
    " VALUES (1, 'statement', 1, 'We ask.')"
)
SUGGESTION = (
    "INSERT INTO suggestions (id, workshop_id, principle_id, field, revision, base, text, reason,"
    " state, answer, is_told, key) VALUES (1, 1, 1, 'statement', 0, 'We.', 'We ask.', 'So.',"
    " 'open', '', {false}, 'suggestion')"
)
