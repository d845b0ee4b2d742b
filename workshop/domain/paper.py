"""What the ballot paper says before the first tap: votes needed, and what can be guessed."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

from workshop.domain.agreement import yes_needed
from workshop.domain.days import day_sentence
from workshop.domain.disclosure import SMALLEST_FOR_COUNTS, level_for
from workshop.domain.findings import findings
from workshop.domain.groups import Group, is_alone, voices_too_few
from workshop.domain.rules import Rule, fewest_answers
from workshop.domain.sentences import Sentence
from workshop.domain.ways import deciding_way_for
from workshop.domain.words import N_

NEEDED = N_("{voices}: {votes} of {size}")
SMALLEST = N_("A group is counted only if it has {k} people or more.")
FIXED = N_("This was fixed on {day}, when ballot {ballot} opened, before anybody could vote.")
QUORUM = N_("At least {quorum} of 100 of the group must answer, and {fewest} people or more.")
TOGETHER = N_("{voices}: counted together, because there are fewer than {k} of some of them.")
SHOWN = {
    "verdict": N_("{voices}: we only show if this group agreed."),
    "band": N_("{voices}: we show if this group agreed, and roughly how many were for it."),
    "counts": N_("{voices}: we show numbers, but never if one person alone stood apart."),
}
ALONE = N_(
    "{voices}: if you stood alone, you may know that nobody else here answered as you did."
)
TOGETHER_ALONE = N_(
    "{voices}: if two people tell each other their answers, they may know what the others said."
)
FEW_PAPERS = N_("If few papers come in, people can guess more.")
TWICE = N_("What is shown now and what was shown the last time can tell more together.")
COMPARED = N_("If people tell each other how they voted, they can guess more.")
REASONS = N_("A reason shows that somebody gave that answer. It never shows who.")
HARM = N_("If you say that something could cause harm, all see that somebody said so.")
TOLD_BEFORE = N_(
    "{voices}: too few to be counted alone. You can still put a principle on hold: {how}"
)


def sentences_needed(groups: Sequence[Group], rule: Rule) -> list[Sentence]:
    """Return what each group needs to agree, in votes, if everybody in it answers."""
    needed = [
        Sentence(
            NEEDED,
            {"voices": group.voices, "votes": yes_needed(group, rule), "size": group.size},
        )
        for group in groups
    ]
    together = [
        Sentence(TOGETHER, {"voices": group.voices, "k": rule.k})
        for group in groups
        if not is_alone(group)
    ]
    too_few = voices_too_few(groups, rule.k)
    if not too_few:
        return needed + together
    how = Sentence(deciding_way_for(rule.way).HOLD)
    return [*needed, *together, Sentence(TOLD_BEFORE, {"voices": too_few, "how": how})]


def sentences_of_rule(rule: Rule) -> list[Sentence]:
    """Return the rule in words: when a group agrees, and how many of it must answer."""
    way = deciding_way_for(rule.way)
    fewest = fewest_answers(rule.threshold)
    quorum = Sentence(QUORUM, {"quorum": rule.quorum, "fewest": fewest})
    return [*way.rule_words(rule), quorum]


def sentences_printed(rule: Rule, ballot: int, fixed_on: date | None) -> list[Sentence]:
    """Return the rule as an edition prints it, with the first ballot that it was fixed for.

    Editions of an earlier release do not know the day.
    """
    said = [*sentences_of_rule(rule), Sentence(SMALLEST, {"k": rule.k})]
    if fixed_on is None:
        return said
    return [*said, Sentence(FIXED, {"day": day_sentence(fixed_on), "ballot": ballot})]


def order_for(options: int, seed: str) -> list[int]:
    """Return the places of a paper's revisions as one person is shown them, always the same."""
    return Random(seed).sample(range(options), options)


def sentences_always() -> list[Sentence]:
    """Return what can be guessed of any sealed paper, also of one that decides nothing."""
    return [Sentence(FEW_PAPERS), Sentence(COMPARED)]


def sentences_guessable(
    groups: Sequence[Group], rule: Rule, *, is_again: bool = False
) -> list[Sentence]:
    """Return what is shown of each group, and what can be worked out from it all the same.

    That one who stood alone, or two people together, can know more is said where the enumerator
    finds it for a group of that size and this way of voting, if everybody hands in a paper.
    `is_again` says that something on the paper was voted on before.
    """
    said: list[Sentence] = []
    for group in groups:
        values = {"voices": group.voices}
        said.append(Sentence(SHOWN[level_for(group.size)], values))
        if _learns(group.size, rule, insiders=1):
            said.append(Sentence(ALONE, values))
        elif _learns(group.size, rule, insiders=2):
            said.append(Sentence(TOGETHER_ALONE, values))
    again = [Sentence(TWICE)] if is_again else []
    return [*said, *again, *sentences_always(), Sentence(REASONS), Sentence(HARM)]


@cache
def _learns(size: int, rule: Rule, insiders: int) -> bool:
    """From the smallest group that is told counts on, the same is published, and the same found."""
    size = min(size, SMALLEST_FOR_COUNTS)
    return any(findings(size, rule, insiders, papers=size))
