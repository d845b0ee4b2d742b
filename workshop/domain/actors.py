"""Who asks for something: a claim, which the permission check looks up again every time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A participant, an account, the server itself, or nobody."""

    participant_id: int | None = None
    account_id: int | None = None
    is_server: bool = False


NOBODY = Actor()
SERVER = Actor(is_server=True)
