"""The tables of the first release."""

from alembic import op

from workshop.models import Base

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table. Frozen at the first release: later ones add their own steps."""
    Base.metadata.create_all(op.get_bind())
