"""Fields that are left open, also in revisions, and advice on words that is left."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add two tables of marks, and the open fields of a revision."""
    _make("open_fields", "field")
    _make("left_advice", "field", "rule")
    with op.batch_alter_table("revisions") as table:
        table.add_column(sa.Column("open_fields", sa.JSON(), nullable=False, server_default="[]"))


def _make(name: str, *keys: str) -> None:
    op.create_table(
        name,
        sa.Column("principle_id", sa.Integer(), nullable=False),
        *(sa.Column(key, sa.String(64), nullable=False) for key in keys),
        sa.ForeignKeyConstraint(
            ["principle_id"], ["principles.id"], name=f"fk_{name}_principle_id_principles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("principle_id", *keys, name=f"pk_{name}"),
    )  # fmt: skip
