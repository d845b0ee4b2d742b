"""What may be published of a closed ballot about one revision, as plain values and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from workshop.domain.agreement import Verdict
from workshop.domain.tallies import CountRange, Spread

Level = Literal["nothing", "verdict", "band", "counts"]
Band = Literal["few", "up_to_half", "over_half", "enough"]


@dataclass(frozen=True)
class Counts:
    """Numbers of people, each from its lowest to its highest; `part` is a part of its side.

    `spread` is told of ratings, where every number is known.
    """

    yes: CountRange
    no: CountRange
    passes: CountRange
    part: CountRange
    harm: CountRange
    spread: Spread | None = None


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
    somebody said it could cause harm. Reasons are shuffled and carry no voice. `part_of` is the
    side of which the counts' `part` is a part. `numbers` are of the whole room, for ways that
    decide nothing: those tell nothing of groups.
    """

    revision: str
    way: str
    verdict: Verdict | str
    threshold: int
    part_of: str
    papers: int
    electorate: int
    groups: tuple[GroupRecord, ...]
    too_few: tuple[str, ...]
    absent: tuple[str, ...]
    harm: bool
    conditions: tuple[str, ...]
    against: tuple[str, ...]
    harms: tuple[str, ...]
    round: int = 1
    rounds: int = 1
    numbers: tuple[tuple[str, CountRange], ...] = ()

    @property
    def is_last_round(self) -> bool:
        """Whether the outcome stands: it is no first round of two."""
        return self.round == self.rounds

    def to_json(self) -> dict[str, Any]:
        """Return the record as it is stored and sent: lists, texts and whole numbers only."""
        kept: dict[str, Any] = _listed(asdict(self))
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "PublishedRecord":
        """Return the record that `to_json` wrote."""
        values = {name: _tupled(value) for name, value in kept.items()}
        values["groups"] = tuple(map(_group_from, kept["groups"]))
        values["numbers"] = tuple((name, tuple(count)) for name, count in kept["numbers"])
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
        counts=counts and Counts(**{one.name: _tupled(counts[one.name]) for one in fields(Counts)}),
    )
