"""What a field said before most of it was taken away, to be put back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make a place for earlier texts; of what was taken away before, none is there."""
    op.create_table(
        "earlier_texts",
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["principle_id"], ["principles.id"],
            name="fk_earlier_texts_principle_id_principles", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("principle_id", "field", "number", name="pk_earlier_texts"),
    )
