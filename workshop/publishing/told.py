"""A document as it is kept, with what it is today; a process beside the room makes words of it.

Making the model of a hundred principles takes 50 ms: the one who answers a page does not do it.
"""

from dataclasses import replace
from typing import Any

import msgspec

from workshop.publishing.document import Guidance, Standing
from workshop.publishing.gathering import guidance_from


class Told(msgspec.Struct, frozen=True):
    """The plain values of an edition or of a draft, and what is said of it today."""

    document: dict[str, Any]
    standing: Standing = "current"
    notice: str = ""
    address: str = ""
    newer: str = ""

    @property
    def number(self) -> int | None:
        """The number of the edition; a draft has none."""
        number: int | None = self.document["edition_number"]
        return number


def guidance_told(told: Told) -> Guidance:
    """The document model."""
    return replace(
        guidance_from(told.document), standing=told.standing, notice=told.notice,
        address=told.address, newer=told.newer,
    )  # fmt: skip
