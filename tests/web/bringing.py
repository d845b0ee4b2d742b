"""A file that somebody sends, and what became of the tables."""

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.models import Base

LINE = "a-line-between-parts"


def bring(visitor: Visitor, content: bytes) -> TestResponse:
    """Send a file with the form's token, as a browser does."""
    part = f"--{LINE}\r\nContent-Disposition: form-data; name="
    body = b"".join((
        f'{part}"csrf_token"\r\n\r\n{visitor.token}\r\n'.encode(),
        f'{part}"file"; filename="a.workshop.json"\r\n\r\n'.encode(),
        content, f"\r\n--{LINE}--\r\n".encode(),
    ))  # fmt: skip
    return visitor.client.post(
        "/bring-in", data=body, content_type=f"multipart/form-data; boundary={LINE}",
        environ_base={"REMOTE_ADDR": visitor.address},
    )  # fmt: skip


def rows(house: TestHouse) -> dict[str, int]:
    """How many rows each table has."""
    with house.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
