"""The shape of a ballot in an archive: only what was published of it."""

from typing import Annotated, Literal

from msgspec import Meta

from workshop.archives.measures import (
    Count,
    Key,
    Moment,
    Number,
    Part,
    Percent,
    PrincipleName,
    Reason,
    Said,
    Span,
    StepName,
    VoiceName,
)
from workshop.domain.agreement import GroupVerdict
from workshop.domain.records import Band, Level


class Rule(Part, frozen=True, kw_only=True):
    """The rule of a ballot, as it was fixed before it opened."""

    threshold: Percent
    k: Count
    yes_if: Literal["yes", "no"]
    quorum: Percent


class Group(Part, frozen=True, kw_only=True):
    """Voices that were counted together. How many each of them had is told nowhere."""

    size: Count
    voices: Annotated[list[VoiceName], Meta(min_length=1, max_length=9)]


class Counts(Part, frozen=True, kw_only=True):
    """Published counts, each from its lowest to its highest."""

    yes: Span
    no: Span
    passes: Span
    part: Span
    harm: Span
    spread: tuple[Count, Count, Count] | None = None


class GroupRecord(Part, frozen=True, kw_only=True):
    """What was published of one group; they stand as the groups of the ballot do."""

    level: Level
    verdict: GroupVerdict | None = None
    band: Band | None = None
    counts: Counts | None = None


class Record(Part, frozen=True, kw_only=True):
    """What was published of the votes on one revision."""

    verdict: Key
    papers: Count
    groups: Annotated[list[GroupRecord], Meta(max_length=9)] = []
    too_few: Annotated[list[VoiceName], Meta(max_length=9)] = []
    absent: Annotated[list[VoiceName], Meta(max_length=9)] = []
    harm: bool = False
    conditions: Said = []
    against: Said = []
    harms: Said = []
    numbers: Annotated[dict[Key, Span], Meta(max_length=20)] = {}


class OnPaper(Part, frozen=True, kw_only=True):
    """A revision on a ballot."""

    principle: PrincipleName
    revision: Number
    record: Record | None = None


class Ballot(Part, frozen=True, kw_only=True):
    """A ballot that is over: closed, or void with its reason. It has no electors, and no papers."""

    number: Number
    step: StepName
    way: Key
    rule: Rule
    groups: Annotated[list[Group], Meta(max_length=9)]
    state: Literal["closed", "void"]
    round: Number = 1
    rounds: Number = 1
    opened_at: Moment
    ends_at: Moment | None = None
    closed_at: Moment | None = None
    void_reason: Reason = ""
    papers: Annotated[list[OnPaper], Meta(max_length=60)]
