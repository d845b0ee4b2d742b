"""The groups of a ballot: voices merged, in their order of power, until each group is k people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.refusals import Refusal
from workshop.domain.voices import Voice
from workshop.domain.words import N_


@dataclass(frozen=True)
class Group:
    """Voices that are counted together, least power first, with the electorate of each."""

    voices: tuple[str, ...]
    sizes: tuple[int, ...]

    @property
    def size(self) -> int:
        """The electorate of the group: never its turnout."""
        return sum(self.sizes)

    def to_json(self) -> dict[str, Any]:
        """Return the group as it is kept with the ballot."""
        return {"voices": list(self.voices), "sizes": list(self.sizes)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Group":
        """Return the group that `to_json` wrote."""
        return cls(tuple(kept["voices"]), tuple(kept["sizes"]))


class TooFewToVote(Refusal):
    """There are fewer than k people, so that no ballot can be secret."""


def groups_for(voices: Sequence[Voice], sizes: Mapping[str, int], k: int) -> list[Group]:
    """Return the groups, in the voices' order of power (least first); absent voices form none.

    `sizes` maps voice keys to people of the electorate; a voice that is not in it is absent.
    The smallest group that cannot stand is merged with its smaller neighbour, then with the
    other one; what cannot lead to groups of k is tried no further; if nothing can, there is one
    group, the whole. Refuses fewer than k people altogether.
    """
    present = [voice for voice in voices if sizes.get(voice.key, 0) > 0]
    if (total := sum(sizes[voice.key] for voice in present)) < k:
        raise TooFewToVote(
            N_("A secret vote needs {k} people or more, and {total} are here. "
               "You can record a decision openly instead."),
            k=k, total=total,
        )  # fmt: skip
    kinds = {voice.key: voice.kind for voice in present}
    singles = [Group((voice.key,), (sizes[voice.key],)) for voice in present]
    return _merged(singles, kinds, k) or [_whole(singles)]


def electorate_mark(sizes: Iterable[tuple[str, int]]) -> str:
    """Return the voices in their order with their people, such as `v1:6,v2:5`, to compare."""
    return ",".join(f"{key}:{size}" for key, size in sizes)


def is_alone(group: Group) -> bool:
    """Answer whether one voice stands as its own group."""
    return len(group.voices) == 1


def voices_counted_together(groups: Iterable[Group]) -> frozenset[str]:
    """Return the keys of the voices that were not counted alone everywhere.

    Of these only the sizes of their groups are told: with the size of one of them beside that of
    its group, the size of another could be worked out.
    """
    return frozenset(key for group in groups if not is_alone(group) for key in group.voices)


def absent_voices(voices: Sequence[Voice], sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the keys of the voices that nobody in the electorate speaks for."""
    return tuple(voice.key for voice in voices if sizes.get(voice.key, 0) == 0)


def voices_too_few(groups: Sequence[Group], k: int) -> tuple[str, ...]:
    """Return the keys of the voices that are too few to be counted alone."""
    return tuple(
        key
        for group in groups
        for key, size in zip(group.voices, group.sizes, strict=True)
        if size < k
    )


def _merged(groups: list[Group], kinds: Mapping[str, str], k: int) -> list[Group] | None:
    weak = [at for at, group in enumerate(groups) if not _can_stand(group, kinds, k)]
    if not weak:
        return groups
    if len(groups) <= 2:
        return None
    smallest = min(weak, key=lambda at: (groups[at].size, at))
    for left in _merges(groups, smallest, kinds):
        joined = _joined(groups[left], groups[left + 1])
        if found := _merged([*groups[:left], joined, *groups[left + 2 :]], kinds, k):
            return found
    return None


def _can_stand(group: Group, kinds: Mapping[str, str], k: int) -> bool:
    return group.size >= k and not _is_lived_with_managers_alone(group, kinds)


def _is_lived_with_managers_alone(group: Group, kinds: Mapping[str, str]) -> bool:
    return {kinds[key] for key in group.voices} == {"lived", "manager"}


def _merges(groups: list[Group], at: int, kinds: Mapping[str, str]) -> Iterator[int]:
    """Yield the left place of each possible merge of the group at `at`, the better one first."""
    neighbours = [place for place in (at - 1, at + 1) if 0 <= place < len(groups)]

    def worse(place: int) -> tuple[bool, int, int]:
        joined = _joined(groups[min(at, place)], groups[max(at, place)])
        return _is_lived_with_managers_alone(joined, kinds), groups[place].size, place

    for place in sorted(neighbours, key=worse):
        yield min(at, place)


def _joined(one: Group, other: Group) -> Group:
    return Group(one.voices + other.voices, one.sizes + other.sizes)


def _whole(groups: Sequence[Group]) -> Group:
    return Group(
        tuple(key for group in groups for key in group.voices),
        tuple(size for group in groups for size in group.sizes),
    )
