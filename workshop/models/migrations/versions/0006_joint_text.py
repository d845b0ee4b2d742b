"""Texts that several people write at once: the updates of each field, and which life they are of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Give each field a life in place of a count of saves, and a place for its updates."""
    with op.batch_alter_table("principle_fields") as table:
        table.drop_column("version")
        table.add_column(sa.Column("life", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "field_updates",
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("change", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["principle_id"], ["principles.id"],
            name="fk_field_updates_principle_id_principles", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("principle_id", "field", "n", name="pk_field_updates"),
    )
