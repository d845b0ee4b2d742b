"""The names of rooms: one for each audience of a workshop."""


def room_name(workshop_id: int, audience: str) -> str:
    """The Socket.IO room of one audience of one workshop."""
    return f"w{workshop_id}:{audience}"


def participant_in(audience: str) -> int:
    """The participant whose own audience this is, or 0."""
    return int(audience.removeprefix("person:")) if audience.startswith("person:") else 0
