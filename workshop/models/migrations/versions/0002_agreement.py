"""Rounds, ends and rooms of ballots; objections, decisions and other views; the step to talk."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KINDS = ("welcome", "talk", "write", "group", "draft", "ballot", "review", "close")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what ways of agreeing need, and put published records into their new form."""
    _alter_tables()
    _make_objections()
    _make_decisions()
    _make_other_views()
    _rewrite_records()


def _alter_tables() -> None:
    whole, text = sa.Integer(), sa.Text()
    with op.batch_alter_table("voices") as table:
        table.add_column(sa.Column("in_room", whole, nullable=True))
    with op.batch_alter_table("activities") as table:
        table.add_column(sa.Column("say", text, nullable=False, server_default=""))
        table.add_column(sa.Column("way", sa.String(64), nullable=False, server_default=""))
        table.add_column(sa.Column("round", whole, nullable=False, server_default="1"))
        table.add_column(sa.Column("rounds", whole, nullable=False, server_default="1"))
        table.drop_constraint("ck_activities_kind", type_="check")
        table.create_check_constraint("ck_activities_kind", f"kind IN {KINDS}")
    with op.batch_alter_table("ballots") as table:
        table.add_column(sa.Column("round", whole, nullable=False, server_default="1"))
        table.add_column(sa.Column("rounds", whole, nullable=False, server_default="1"))
        table.add_column(sa.Column("ends_at", MOMENT, nullable=True))
    with op.batch_alter_table("hand_ins") as table:
        table.add_column(sa.Column("key", sa.String(64), nullable=False, server_default=""))
        table.add_column(
            sa.Column("is_new", sa.Boolean(), nullable=False, server_default=sa.true())
        )


def _make_objections() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('condition', 'against', 'harm')", name="ck_objections_kind"),
        sa.CheckConstraint(
            "state IN ('raised', 'talked', 'integrated', 'set_aside', 'remains')",
            name="ck_objections_state",
        ),
        _in_workshop("objections"),
        _refers("objections", "ballot_id", "ballots"),
        _refers("objections", "principle_id", "principles"),
        sa.PrimaryKeyConstraint("id", name="pk_objections"),
    )
    _index("objections", "workshop_id", "ballot_id", "principle_id")


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _in_workshop("decisions"),
        _refers("decisions", "principle_id", "principles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("principle_id", name="pk_decisions"),
    )
    _index("decisions", "workshop_id")
    op.create_table(
        "open_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        _in_workshop("open_decisions"),
        _refers("open_decisions", "revision_id", "revisions"),
        sa.PrimaryKeyConstraint("id", name="pk_open_decisions"),
        sa.UniqueConstraint("workshop_id", "key", name="uq_open_decisions_workshop_id_key"),
    )
    _index("open_decisions", "workshop_id", "revision_id")


def _make_other_views() -> None:
    op.create_table(
        "other_views",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.CheckConstraint("state IN ('kept', 'held')", name="ck_other_views_state"),
        _in_workshop("other_views"),
        _refers("other_views", "principle_id", "principles"),
        _refers("other_views", "participant_id", "participants", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_other_views"),
        sa.UniqueConstraint("workshop_id", "key", name="uq_other_views_workshop_id_key"),
    )
    _index("other_views", "workshop_id", "principle_id", "participant_id")


def _rewrite_records() -> None:
    """A record names its way of voting, and calls the part of a side by one name in all ways."""
    rows = sa.table(
        "ballot_revisions",
        sa.column("ballot_id", sa.Integer()),
        sa.column("revision_id", sa.Integer()),
        sa.column("record", sa.JSON()),
    )
    connection = op.get_bind()
    for ballot, revision_id, kept in connection.execute(sa.select(rows)).all():
        if kept:
            one = (rows.c.ballot_id == ballot) & (rows.c.revision_id == revision_id)
            connection.execute(rows.update().where(one).values(record=_new_form(kept)))


def _new_form(kept: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(kept))
    record |= {"way": "consent", "part_of": record.pop("yes_if"), "round": 1, "rounds": 1}
    record["numbers"] = []
    for group in record["groups"]:
        if group["counts"]:
            group["counts"] |= {"part": group["counts"].pop("yes_if"), "spread": None}
    return record


def _in_workshop(name: str) -> sa.ForeignKeyConstraint:
    return _refers(name, "workshop_id", "workshops", ondelete="CASCADE")


def _refers(
    name: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{name}_{column}_{to}", ondelete=ondelete
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
