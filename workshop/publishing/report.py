"""A report on how a guidance was made, item by item, as an edition keeps it."""

from dataclasses import dataclass
from typing import Any, Literal

Way = Literal["workshop", "organisers", "open"]


@dataclass(frozen=True)
class ReportItem:
    """One item of a standard: what it asks in plain words, and where the guidance stands.

    `way` says whether `text` is from the workshop or from those who ran it, or that the item is
    left open: then `text` may say why.
    """

    key: str
    group: str
    wants: str
    way: Way
    text: str = ""


@dataclass(frozen=True)
class Report:
    """A report by one standard: `full` is its whole name, `source` its authors and licence.

    It helps to find things; it is no certificate that a standard was kept.
    """

    name: str
    title: str
    full: str
    about: str
    source: str
    link: str
    items: tuple[ReportItem, ...]


def reports_from(kept: list[dict[str, Any]]) -> tuple[Report, ...]:
    """The reports of a kept edition."""
    return tuple(
        Report(**{**one, "items": tuple(ReportItem(**item) for item in one["items"])})
        for one in kept
    )
