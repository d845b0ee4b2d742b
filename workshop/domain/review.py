"""What a room looks at after a ballot, and in which order: only published records are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeVar

from workshop.domain.objections import is_answered
from workshop.domain.records import GroupRecord, PublishedRecord, share_range
from workshop.domain.ways import way_for

T = TypeVar("T")
Place = Literal[
    "every_voice", "in_the_room", "openly", "differ", "not_agreed", "on_hold", "undecided"
]
ROOM_ORDER: tuple[Place, ...] = (
    "every_voice", "in_the_room", "openly", "differ", "not_agreed", "on_hold", "undecided",
)  # fmt: skip
"""For everybody: what is agreed comes first, what waits or decides nothing comes last."""

Need = Literal["on_hold", "harm", "differ", "not_agreed", "undecided", "conditions", "settled"]
TALK_ORDER: tuple[Need, ...] = (
    "on_hold", "harm", "differ", "not_agreed", "undecided", "conditions", "settled",
)  # fmt: skip
"""For the desk: what most needs talk comes first."""


@dataclass(frozen=True)
class OpenRecord:
    """A decision that was taken openly: nothing is known of groups."""

    is_agreed: bool


Outcome = PublishedRecord | OpenRecord


@dataclass(frozen=True)
class Topic:
    """One principle as it can be talked about: its last outcome, and its objections.

    `objections` holds the kind and the state of each, of all ballots on the principle.
    """

    outcome: Outcome
    objections: tuple[tuple[str, str], ...] = ()

    def has_unanswered(self, *kinds: str) -> bool:
        """Answer whether an objection of these kinds waits for what becomes of it."""
        return any(kind in kinds and not is_answered(state) for kind, state in self.objections)


@dataclass(frozen=True)
class Division:
    """Two groups that certainly differ, by their voices, less power first.

    `gap` (0 to 1) is how far their published ranges certainly lie apart; 0 where only their
    verdicts differ.
    """

    gap: float
    groups: tuple[tuple[str, ...], tuple[str, ...]]


def place_of(outcome: Outcome) -> Place:
    """Return the part of the review that an outcome belongs to.

    What is on hold says so first, also in a first round; a first round of two and a sounding
    decide nothing, whatever their numbers are.
    """
    if isinstance(outcome, OpenRecord):
        return "openly" if outcome.is_agreed else "not_agreed"
    if outcome.verdict == "on_hold":
        return "on_hold"
    if not outcome.is_last_round or not way_for(outcome.way).DECIDES:
        return "undecided"
    if outcome.verdict == "agreed_by_every_voice":
        return "every_voice"
    if outcome.verdict == "agreed_in_the_room":
        return "in_the_room"
    return "differ" if groups_differ(outcome) else "not_agreed"


def groups_differ(outcome: Outcome) -> bool:
    """Answer whether some shown groups agreed and others did not."""
    if isinstance(outcome, OpenRecord):
        return False
    return len({group.verdict == "agreed" for group in shown(outcome)}) == 2


def for_the_room(
    items: Iterable[T], outcome_of: Callable[[T], Outcome], voices: Sequence[str]
) -> list[tuple[Place, list[T]]]:
    """Return the parts of the review that are not empty, in the room's order.

    Where groups differ, those come first in which a voice with less power did not agree;
    `voices` is that order, least first. Otherwise items keep their order.
    """
    parts: dict[Place, list[T]] = {place: [] for place in ROOM_ORDER}
    for item in items:
        parts[place_of(outcome_of(item))].append(item)
    parts["differ"].sort(key=lambda item: least_power_against(outcome_of(item), voices))
    return [(place, found) for place, found in parts.items() if found]


def need_of(topic: Topic) -> Need:
    """Return why a principle needs talk, or that it is settled.

    On hold first; then a harm of any ballot that nobody has answered; then what was not agreed,
    and first where groups differ; then what is not decided yet; then what is agreed with a
    condition or a reason against that nobody has answered.
    """
    place = place_of(topic.outcome)
    if place == "on_hold":
        return "on_hold"
    if topic.has_unanswered("harm"):
        return "harm"
    if place in ("differ", "not_agreed", "undecided"):
        return place
    return "conditions" if topic.has_unanswered("condition", "against") else "settled"


def by_need(
    items: Iterable[T], topic_of: Callable[[T], Topic], voices: Sequence[str]
) -> list[tuple[Need, T]]:
    """Return items with what they need, what most needs talk first.

    Within one need, those come first in which a voice with less power did not agree; after that
    items keep their order.
    """

    def rank(item: T) -> tuple[int, int]:
        topic = topic_of(item)
        against = least_power_against(topic.outcome, voices)
        return TALK_ORDER.index(need_of(topic)), against

    return [(need_of(topic_of(item)), item) for item in sorted(items, key=rank)]


def least_power_against(outcome: Outcome, voices: Sequence[str]) -> int:
    """Return the place in the order of power of the first voice whose group did not agree.

    Without any such group, or where nothing is shown, it is after all voices.
    """
    if isinstance(outcome, OpenRecord):
        return len(voices)
    against = (group for group in shown(outcome) if group.verdict != "agreed")
    return min((_power(group, voices) for group in against), default=len(voices))


def uniting(items: Iterable[T], outcome_of: Callable[[T], Outcome]) -> list[tuple[float, T]]:
    """Return what every shown group certainly agrees with, the highest certain floor first.

    The floor (0 to 1) is the lowest over the groups of the least share of Yes that was published
    of each: the minimum over roles, never a mean that a large group could carry.
    """
    found = [(common_floor(outcome_of(item)), item) for item in items]
    united = [(floor, item) for floor, item in found if floor is not None]
    return sorted(united, key=lambda pair: -pair[0])


def common_floor(outcome: Outcome) -> float | None:
    """Return the share of Yes that every shown group certainly reached; None if one did not."""
    if isinstance(outcome, OpenRecord) or not outcome.groups:
        return None
    if any(group.verdict != "agreed" for group in outcome.groups):
        return None
    return min(_floor(group, outcome.threshold) for group in outcome.groups)


def dividing(
    items: Iterable[T], outcome_of: Callable[[T], Outcome], voices: Sequence[str]
) -> list[tuple[Division, T]]:
    """Return where two groups certainly differ, the largest certain gap first.

    Among equal gaps those come first in which a voice with less power did not agree.
    """
    found = [(item, division_of(outcome_of(item), voices)) for item in items]
    divided = [(division, item) for item, division in found if division is not None]

    def rank(pair: tuple[Division, T]) -> tuple[float, int]:
        return -pair[0].gap, least_power_against(outcome_of(pair[1]), voices)

    return sorted(divided, key=rank)


def division_of(outcome: Outcome, voices: Sequence[str]) -> Division | None:
    """Return the widest certain difference between two groups, or None.

    Two groups differ when their published ranges do not overlap, or when one agreed and the
    other did not. Too few answers is no view, so it differs from nothing.
    """
    if isinstance(outcome, OpenRecord):
        return None
    groups = sorted(shown(outcome), key=lambda group: _power(group, voices))
    pairs = [
        Division(_gap(one, other, outcome.threshold), (one.voices, other.voices))
        for one, other in combinations(groups, 2)
        if _differ(one, other, outcome.threshold)
    ]
    return max(pairs, key=lambda pair: pair.gap, default=None)


def shown(record: PublishedRecord) -> list[GroupRecord]:
    """Return the groups of which anything is told."""
    return [group for group in record.groups if group.verdict is not None]


def _floor(group: GroupRecord, threshold: int) -> float:
    """A group that agreed has reached the threshold, also where no share is told."""
    shares = share_range(group, threshold)
    return max(threshold / 100, shares[0] if shares else 0)


def _differ(one: GroupRecord, other: GroupRecord, threshold: int) -> bool:
    if {one.verdict, other.verdict} == {"agreed", "not_agreed"}:
        return True
    return _gap(one, other, threshold) > 0


def _gap(one: GroupRecord, other: GroupRecord, threshold: int) -> float:
    first, second = share_range(one, threshold), share_range(other, threshold)
    if first is None or second is None:
        return 0
    return max(0, first[0] - second[1], second[0] - first[1])


def _power(group: GroupRecord, voices: Sequence[str]) -> int:
    return min(voices.index(key) for key in group.voices)
