"""When a group agrees, and what is said about the whole; never shortened to "agreed"."""

from collections.abc import Sequence
from typing import Literal

from workshop.domain.groups import Group, is_alone
from workshop.domain.rules import Rule, votes_needed
from workshop.domain.tallies import Tally

GroupVerdict = Literal["agreed", "not_agreed", "not_enough"]
Verdict = Literal["agreed_by_every_voice", "agreed_in_the_room", "not_agreed", "on_hold"]


def group_verdict(group: Group, tally: Tally, rule: Rule) -> GroupVerdict:
    """Decide for one group: quorum of its electorate first, then the threshold of yes and no."""
    if not rule.is_quorate(tally.answered, group.size):
        return "not_enough"
    if rule.is_reached(tally.yes, tally.no) and tally.no <= noes_borne(group, rule):
        return "agreed"
    return "not_agreed"


def noes_borne(group: Group, rule: Rule) -> int:
    """Return the most people who may say No in a group that agrees, whatever the others say.

    A voice of k or more that had to be merged is not outvoted: no group can agree when more
    than half of such a voice said No. The bound is on the group's own count, so that keeping it
    tells nothing about who in the group said what.
    """
    return min((size // 2 for size in group.sizes if size >= rule.k), default=group.size)


def yes_needed(group: Group, rule: Rule) -> int:
    """Return the yes votes with which a group agrees if everybody in it says yes or no."""
    by_threshold = votes_needed(group.size, rule.threshold)
    return max(by_threshold, group.size - noes_borne(group, rule))


def verdict_for(
    groups: Sequence[Group],
    verdicts: Sequence[GroupVerdict],
    absent: Sequence[str],
    *,
    is_held: bool,
) -> Verdict:
    """Decide for the whole, from the groups' verdicts; `absent` are voices without anybody."""
    if is_held:
        return "on_hold"
    if any(verdict != "agreed" for verdict in verdicts):
        return "not_agreed"
    if absent or not all(map(is_alone, groups)):
        return "agreed_in_the_room"
    return "agreed_by_every_voice"


def is_on_hold(harm: int, *, was_held: bool) -> bool:
    """Answer whether harm holds a revision: once for its principle, then it stands beside."""
    return harm > 0 and not was_held
