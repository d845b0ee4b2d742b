"""Who asks for something: a claim, which the permission check looks up again every time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A participant, an account, the server itself, or nobody.

    `phone` is the hash of the token that the participant's phone held when it came: who came back
    in on another phone since then does not speak through this one.
    """

    participant_id: int | None = None
    account_id: int | None = None
    is_server: bool = False
    phone: str = ""


NOBODY = Actor()
SERVER = Actor(is_server=True)
