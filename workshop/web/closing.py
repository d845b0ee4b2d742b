"""Finishes a ballot that is closing: counts, publishes, then destroys its key."""

from workshop.actions.voting import finish_ballot
from workshop.domain.actors import SERVER
from workshop.models.seals import destroy_key
from workshop.web.house import House


def finish(house: House, workshop_id: int, ballot: int) -> None:
    """Count and publish in one transaction, then destroy the key; a repeat does nothing more."""
    answer = house.door.perform(finish_ballot, SERVER, workshop=workshop_id, ballot=ballot)
    follow_up(house, workshop_id, answer)


def follow_up(house: House, workshop_id: int, answer: dict[str, object]) -> None:
    """Do what an answer asks for: count a ballot that was closed, destroy a void one's key."""
    finishing, destroying = answer.pop("finish", None), answer.pop("destroy", None)
    if isinstance(finishing, int):
        finish(house, workshop_id, finishing)
    if isinstance(destroying, str):
        destroy_key(house.settings.keys_dir, destroying)
