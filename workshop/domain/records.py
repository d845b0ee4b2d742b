"""What may be published of a closed ballot about one revision, as plain values and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from workshop.domain.agreement import Verdict

Level = Literal["nothing", "verdict", "band", "counts"]
Band = Literal["few", "up_to_half", "over_half", "enough"]
CountRange = tuple[int, int]


@dataclass(frozen=True)
class Counts:
    """Numbers of people, each from its lowest to its highest; `yes_if` is a part of its side."""

    yes: CountRange
    no: CountRange
    passes: CountRange
    yes_if: CountRange
    harm: CountRange


@dataclass(frozen=True)
class GroupRecord:
    """What is said of one group; `verdict` is None on hold, `band` and `counts` go by `level`.

    `not_enough` is said as a verdict where the level is band or counts; below, it is not agreed.
    """

    voices: tuple[str, ...]
    size: int
    level: Level
    verdict: Literal["agreed", "not_agreed", "not_enough"] | None = None
    band: Band | None = None
    counts: Counts | None = None


@dataclass(frozen=True)
class PublishedRecord:
    """The whole of what anybody may ever learn about the votes on one revision.

    `papers` is the turnout of the whole ballot, `electorate` its electorate. `harm` says that
    somebody said it could cause harm. Reasons are shuffled and carry no voice.
    """

    revision: str
    verdict: Verdict
    threshold: int
    yes_if: str
    papers: int
    electorate: int
    groups: tuple[GroupRecord, ...]
    too_few: tuple[str, ...]
    absent: tuple[str, ...]
    harm: bool
    conditions: tuple[str, ...]
    against: tuple[str, ...]
    harms: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the record as it is stored and sent: lists, texts and whole numbers only."""
        kept: dict[str, Any] = _listed(asdict(self))
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "PublishedRecord":
        """Return the record that `to_json` wrote."""
        values = {name: _tupled(value) for name, value in kept.items()}
        values["groups"] = tuple(map(_group_from, kept["groups"]))
        return cls(**values)


def share_range(group: GroupRecord, threshold: int) -> tuple[float, float] | None:
    """Return the lowest and highest share (0 to 1) of yes among yes and no that was published."""
    if group.counts is not None:
        (low, high), (fewest_no, most_no) = group.counts.yes, group.counts.no
        return low / (low + most_no), high / (high + fewest_no)
    if group.band is None:
        return None
    edge = threshold / 100
    ranges = {
        "few": (0.0, round(1 - edge, 2)),
        "up_to_half": (round(1 - edge, 2), 0.5),
        "over_half": (0.5, edge),
        "enough": (edge, 1.0),
    }
    return ranges[group.band]


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(part) for key, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _group_from(kept: Mapping[str, Any]) -> GroupRecord:
    counts = kept["counts"]
    return GroupRecord(
        voices=tuple(kept["voices"]),
        size=kept["size"],
        level=kept["level"],
        verdict=kept["verdict"],
        band=kept["band"],
        counts=counts
        and Counts(**{part.name: tuple(counts[part.name]) for part in fields(Counts)}),
    )
