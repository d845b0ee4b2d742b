"""Suggestions that are held back or given back to their authors, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

JUDGED = ("kept", "held", "returned")


def upgrade() -> None:
    """Every suggestion that is there is kept."""
    with op.batch_alter_table("suggestions") as table:
        table.add_column(
            sa.Column("judged", sa.String(64), nullable=False, server_default="kept")
        )
        table.add_column(
            sa.Column("judged_reason", sa.Text(), nullable=False, server_default="")
        )
        table.create_check_constraint("ck_suggestions_judged", f"judged IN {JUDGED}")
