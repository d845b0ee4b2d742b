"""Rules of the language lens that an organisation switches off, and those of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make a table for what is off, and one for what was added."""
    op.create_table(
        "rules_off",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"],
            name="fk_rules_off_organisation_id_organisations",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "rule", name="pk_rules_off"),
    )
    op.create_table(
        "organisation_rules",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        sa.Column("instead", sa.String(200), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("leave", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"],
            name="fk_organisation_rules_organisation_id_organisations",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_rules"),
    )
    op.create_index(
        "ix_organisation_rules_organisation_id", "organisation_rules", ["organisation_id"]
    )
