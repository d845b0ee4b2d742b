"""The edition that a workshop began from, in an archive: as sound as when a workshop is begun."""

from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.archives.wrong import refuse_unless
from workshop.domain.origins import OriginWords, checked, plain
from workshop.domain.refusals import NotValid


def origin_of(document: Mapping[str, Any]) -> OriginWords:
    """What was kept of the origin; refuses what nobody could have begun from."""
    return checked(msgspec.convert(document, OriginWords))


def refuse_unsound_origin(document: Mapping[str, Any], place: str) -> None:
    """Refuse an origin that is of another shape, or says something else once it is cleaned."""
    try:
        kept = msgspec.json.encode(plain(origin_of(document)))
        is_sound = msgspec.json.decode(kept) == document
    except (msgspec.ValidationError, NotValid):
        is_sound = False
    refuse_unless(is_sound, place)


def anchors_in(document: Mapping[str, Any]) -> dict[str, int]:
    """The principles of the origin: their numbers by their anchors."""
    return {one.anchor: one.number for one in origin_of(document).principles}
