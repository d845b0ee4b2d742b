"""Suggestions, who says so too, and the step to suggest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = ("welcome", "talk", "write", "group", "draft", "suggest", "ballot", "review", "close")
STATES = ("open", "taken", "edited", "joined", "declined")


def upgrade() -> None:
    """Add the tables of suggestions, and a kind of step."""
    with op.batch_alter_table("activities") as table:
        table.drop_constraint("ck_activities_kind", type_="check")
        table.create_check_constraint("ck_activities_kind", f"kind IN {KINDS}")
    _make_suggestions()
    _make_me_toos()


def _make_suggestions() -> None:
    whole, large, text = sa.Integer(), sa.BigInteger(), sa.Text()
    op.create_table(
        "suggestions",
        sa.Column("id", large, nullable=False),
        sa.Column("workshop_id", whole, nullable=False),
        sa.Column("principle_id", whole, nullable=False),
        sa.Column("participant_id", large, nullable=True),
        sa.Column("field", sa.String(64), nullable=False),
        sa.Column("revision", whole, nullable=False),
        sa.Column("base", text, nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("reason", text, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("answer", text, nullable=False),
        sa.Column("joined_to", large, nullable=True),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.CheckConstraint(f"state IN {STATES}", name="ck_suggestions_state"),
        _refers("suggestions", "workshop_id", "workshops", "CASCADE"),
        _refers("suggestions", "principle_id", "principles", "CASCADE"),
        _refers("suggestions", "participant_id", "participants", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
        sa.UniqueConstraint("workshop_id", "key", name="uq_suggestions_workshop_id_key"),
    )
    for column in ("workshop_id", "principle_id", "participant_id", "joined_to"):
        op.create_index(f"ix_suggestions_{column}", "suggestions", [column], unique=False)


def _make_me_toos() -> None:
    op.create_table(
        "me_toos",
        sa.Column("suggestion_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        _refers("me_toos", "suggestion_id", "suggestions", "CASCADE"),
        _refers("me_toos", "participant_id", "participants", "CASCADE"),
        _refers("me_toos", "workshop_id", "workshops", "CASCADE"),
        sa.PrimaryKeyConstraint("suggestion_id", "participant_id", name="pk_me_toos"),
    )
    op.create_index("ix_me_toos_workshop_id", "me_toos", ["workshop_id"], unique=False)


def _refers(name: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{name}_{column}_{to}", ondelete=ondelete
    )
