"""The document's facts, sections and answers; origins, withdrawals, reminders, looks, exports."""

import sqlalchemy as sa
from alembic import op

from workshop.domain.codes import new_public_key

revision = "0010"
down_revision = "0009"

EXPORT_STATES = ("waiting", "making", "ready", "failed", "cancelled")


def upgrade() -> None:
    """Make the tables; of earlier editions nothing is withdrawn, and nothing has an origin.

    The introduction becomes the text of the first section. Every workshop gets a public
    key, and keeps the code that its editions had in their addresses.
    """
    _for_each("guidance_plans", "workshops", (), *_texts("for_whom", "owner", "contact"),
              sa.Column("review_on", sa.String(10), nullable=False),
              sa.Column("is_listed", sa.Boolean(), nullable=False))
    _for_each(
        "guidance_sections", "workshops",
        (sa.Column("key", sa.String(64), nullable=False),),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
    )
    _for_each(
        "report_answers", "workshops",
        (sa.Column("item", sa.String(64), nullable=False),),
        *_texts("text"), sa.Column("is_open", sa.Boolean(), nullable=False),
    )
    _make_tables_of_editions()
    _make_tables_of_origins()
    _make_exports()
    _move_introductions()
    _give_public_keys()
    _name_editions()


def _move_introductions() -> None:
    op.execute(
        "INSERT INTO guidance_sections (workshop_id, key, is_off, title, text)"
        " SELECT id, 'summary', false, '', introduction FROM workshops WHERE introduction <> ''"
    )
    op.drop_column("workshops", "introduction")


def _give_public_keys() -> None:
    op.add_column(
        "workshops", sa.Column("public_key", sa.String(16), nullable=False, server_default="")
    )
    op.add_column(
        "workshops", sa.Column("first_code", sa.String(8), nullable=False, server_default="")
    )
    op.execute("UPDATE workshops SET first_code = code")
    op.create_index("ix_workshops_first_code", "workshops", ["first_code"])
    connection = op.get_bind()
    for number in list(connection.scalars(sa.text("SELECT id FROM workshops"))):
        connection.execute(
            sa.text("UPDATE workshops SET public_key = :key WHERE id = :id"),
            {"key": new_public_key(), "id": number},
        )
    op.create_index("ix_workshops_public_key", "workshops", ["public_key"], unique=True)


def _name_editions() -> None:
    """What an edition is called and its days, from its words; earlier ones had no review day."""
    op.add_column("editions", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    for day in ("published_on", "review_on"):
        op.add_column(
            "editions", sa.Column(day, sa.String(10), nullable=False, server_default="")
        )
    editions = sa.table(
        "editions", sa.column("id", sa.Integer()), sa.column("title", sa.Text()),
        sa.column("published_on", sa.String()), sa.column("review_on", sa.String()),
        sa.column("document", sa.JSON()),
    )
    connection = op.get_bind()
    for number in list(connection.scalars(sa.select(editions.c.id))):
        mine = editions.c.id == number
        kept = connection.scalars(sa.select(editions.c.document).where(mine)).one()
        facts = {name: kept.get(name) or "" for name in ("title", "published_on", "review_on")}
        connection.execute(sa.update(editions).where(mine).values(facts))


def _make_tables_of_editions() -> None:
    _for_each("withdrawals", "editions", (), _moment("at"), *_texts("reason"))
    _for_each(
        "brought_editions", "workshops", (sa.Column("place", sa.Integer(), nullable=False),),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("guidance", sa.JSON(), nullable=False), _moment("published_at"),
        _moment("withdrawn_at", nullable=True), *_texts("withdrawn_reason"),
    )
    _for_each("review_reminders", "editions", (), _moment("sent_at"))


def _make_tables_of_origins() -> None:
    _for_each(
        "origins", "workshops", (),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("edition_number", sa.Integer(), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False), *_texts("address"), _moment("taken_at"),
    )
    _for_each(
        "principle_origins", "principles", (),
        sa.Column("anchor", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    _for_each(
        "organisation_looks", "organisations", (),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_words", sa.String(200), nullable=False),
        sa.Column("colour", sa.String(7), nullable=False),
    )


def _make_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(43), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        *_texts("told"),
        sa.Column("size", sa.Integer(), nullable=False),
        _moment("asked_at"), _moment("seen_at"), _moment("made_at", nullable=True),
        sa.CheckConstraint(f"state IN {EXPORT_STATES}", name="ck_exports_state"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"],
            name="fk_exports_workshop_id_workshops", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("token", name="uq_exports_token"),
        sa.UniqueConstraint("wanted", name="uq_exports_wanted"),
    )
    op.create_index("ix_exports_workshop_id", "exports", ["workshop_id"])
    _for_each("export_pieces", "exports", (sa.Column("number", sa.Integer(), nullable=False),),
              sa.Column("content", sa.LargeBinary(), nullable=False))


def _for_each(
    table: str, owners: str, keys: tuple[sa.Column[object], ...], *columns: sa.Column[object]
) -> None:
    """A table whose rows belong to a row of `owners`, and end with it."""
    owner = f"{owners.removesuffix('s')}_id"
    op.create_table(
        table,
        sa.Column(owner, sa.Integer(), nullable=False),
        *keys, *columns,
        sa.ForeignKeyConstraint(
            [owner], [f"{owners}.id"], name=f"fk_{table}_{owner}_{owners}", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(owner, *(key.name for key in keys), name=f"pk_{table}"),
    )


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
