"""Tables of a room, who sits at them, what they write, and who asked to sit together."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables that a split needs."""
    op.create_table(
        "room_tables",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("called_at", MOMENT, nullable=True),
        sa.Column("seen_by", sa.String(200), nullable=False),
        _refers("room_tables", "workshop_id", "workshops"),
        sa.PrimaryKeyConstraint("id", name="pk_room_tables"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_room_tables_workshop_id_number"),
    )
    _index("room_tables", "workshop_id")
    _make_belonging("seats", "participant_id", sa.BigInteger(), "participants")
    _make_belonging("table_themes", "theme_id", sa.Integer(), "themes")
    _make_belonging("table_principles", "principle_id", sa.Integer(), "principles")
    op.create_table(
        "companions",
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("companion_id", sa.BigInteger(), nullable=False),
        _refers("companions", "participant_id", "participants"),
        _refers("companions", "workshop_id", "workshops"),
        _refers("companions", "companion_id", "participants"),
        sa.PrimaryKeyConstraint("participant_id", name="pk_companions"),
        sa.UniqueConstraint("companion_id", name="uq_companions_companion_id"),
    )
    _index("companions", "workshop_id")


def _make_belonging(name: str, column: str, kind: sa.types.TypeEngine[int], to: str) -> None:
    op.create_table(
        name,
        sa.Column(column, kind, nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        _refers(name, column, to),
        _refers(name, "workshop_id", "workshops"),
        _refers(name, "table_id", "room_tables"),
        sa.PrimaryKeyConstraint(column, name=f"pk_{name}"),
    )
    _index(name, "workshop_id", "table_id")


def _refers(name: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{name}_{column}_{to}", ondelete="CASCADE"
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
