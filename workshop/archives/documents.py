"""An edition that came with a file: it must be one that we could write, and hold nothing else."""

from typing import Any

import msgspec

from workshop.archives.wrong import refuse_unless
from workshop.publishing.as_json import guidance_of
from workshop.publishing.document import Guidance
from workshop.publishing.text import manuscript_of
from workshop.publishing.wording import web_link

MOST_PRINCIPLES = 500


def guidance_in(kept: dict[str, Any]) -> Guidance:
    """The model of an edition that was kept as its JSON file says it."""
    return guidance_of(msgspec.json.encode(kept))


def refuse_unwritable(kept: dict[str, Any], place: str) -> None:
    """Refuse an edition that is of another shape than ours, or that no page can be made of.

    Whatever goes wrong with it here would go wrong on a page later.
    """
    try:
        guidance = guidance_in(kept)
        is_sound = _has_nothing_else(kept, msgspec.to_builtins(guidance))
        is_sound = is_sound and len(guidance.principles) <= MOST_PRINCIPLES
        origin = guidance.origin.address if guidance.origin else ""
        addresses = (guidance.address, guidance.newer, origin)
        is_sound = is_sound and all(not one or web_link(one) for one in addresses)
        if is_sound:
            manuscript_of(guidance)
    except Exception:
        is_sound = False
    refuse_unless(is_sound, place)


def _has_nothing_else(kept: Any, known: Any) -> bool:
    if isinstance(kept, dict) and isinstance(known, dict):
        return kept.keys() <= known.keys() and all(
            _has_nothing_else(kept[name], known[name]) for name in kept
        )
    if isinstance(kept, list) and isinstance(known, list | tuple):
        return all(map(_has_nothing_else, kept, known))
    return True
