"""The samples of a first `make run`: an account, a workshop to begin, and one that is finished."""

import secrets
from importlib.resources import files
from typing import Any

from workshop.actions.accounts import accept_invitation, open_first_door
from workshop.actions.starting import start_workshop
from workshop.archives.checking import checked
from workshop.archives.reading import bring_in
from workshop.domain.actors import SERVER, Actor
from workshop.domain.codes import wall_token
from workshop.web.house import House

EMAIL = "sam@example.org"
FINISHED = files("workshop.content") / "samples" / "finished.workshop.json"
"""What the built-in rehearsal came to, as `workshop archive` writes it."""


def make_sample(house: House, is_finished_too: bool = False) -> dict[str, Any]:
    """Make the sample on an empty server, and one that is finished if that is wanted.

    Its password is made up anew and said once.
    """
    first = house.door.perform(open_first_door, SERVER)
    note = house.settings.instance / "sample.txt"
    if not first:
        return _sample_from(note.read_text()) if note.exists() else {}
    password = secrets.token_urlsafe(12)
    account = house.door.perform(
        accept_invitation, SERVER, token=first["token"], name="Sam", email=EMAIL,
        password=password, organisation="Tern House Peer Support",
    )  # fmt: skip
    made = house.door.perform(
        start_workshop,
        Actor(account_id=account["account"]),
        title="How we use motivational interviewing here",
        topic="mi_in_peer_support",
        method="quick_session",
    )
    wall = wall_token(made["workshop"], 0, house.settings.secret)
    words = [str(made["workshop"]), made["code"], wall, EMAIL, password]
    if is_finished_too:
        words.append(str(_finished(house, Actor(account_id=account["account"]))))
    note.touch(mode=0o600)
    note.write_text("\n".join(words))
    return _sample_from(note.read_text())


def _finished(house: House, actor: Actor) -> int:
    archive = checked(FINISHED.read_bytes())
    number: int = house.door.perform(bring_in, actor, archive=archive)["workshop"]
    return number


def _sample_from(text: str) -> dict[str, Any]:
    names = ("workshop", "code", "wall", "email", "password", "finished")
    return dict(zip(names, text.split("\n"), strict=False))
