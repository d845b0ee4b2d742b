"""From the changes that an edition keeps (plain values) to the document model."""

from typing import Any

from workshop.domain.differences import Piece
from workshop.publishing.lineage import Change, ChangedText, Changes
from workshop.publishing.verdicts import standing_sentence

View = dict[str, Any]


def changes_from(kept: View | None) -> Changes | None:
    """What changed since the edition before; None for a first edition, and for one that kept none.

    `kept` is what projections/changes.py made.
    """
    if kept is None:
        return None
    entries = tuple(_change(one) for one in kept["entries"])
    return Changes(kept["since"], entries, bool(kept.get("is_withdrawn")))


def changed_texts(kept: list[View]) -> tuple[ChangedText, ...]:
    """Texts with their words in order, as they were kept."""
    return tuple(
        ChangedText(one["label"], tuple(Piece(kind, text) for kind, text in one["pieces"]))
        for one in kept
    )


def _change(one: View) -> Change:
    return Change(
        statement=one["statement"],
        became=one["became"],
        texts=changed_texts(one["texts"]),
        outcome_before=standing_sentence(one["before"]) if one["before"] else "",
        outcome_now=standing_sentence(one["now"]) if one["now"] else "",
    )
