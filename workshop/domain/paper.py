"""What the ballot paper says before the first tap: votes needed, and what can be guessed."""

from collections.abc import Sequence
from functools import cache

from workshop.domain.agreement import yes_needed
from workshop.domain.disclosure import level_for
from workshop.domain.groups import Group, is_alone, voices_too_few
from workshop.domain.rules import Rule
from workshop.domain.secrecy import SIZES, findings
from workshop.domain.sentences import Sentence
from workshop.domain.words import N_

NEEDED = N_("{voices}: {votes} of {size}")
TOGETHER = N_("{voices}: counted together, because there are fewer than {k} of some of them.")
SHOWN = {
    "verdict": N_("{voices}: we only show if this group agreed."),
    "band": N_("{voices}: we show if this group agreed, and roughly how many said Yes."),
    "counts": N_("{voices}: we show numbers, but never if one person alone stood apart."),
}
LONE_NO = N_(
    "{voices}: if it is agreed and you said No, you may know that nobody else here said No."
)
TWO_NOS = N_(
    "{voices}: if two people tell each other their answers, they may know what the others said."
)
FEW_PAPERS = N_("If few papers come in, people can guess more.")
COMPARED = N_("If people tell each other how they voted, they can guess more.")
REASONS = N_("A reason shows that somebody gave that answer. It never shows who.")
HARM = N_("If you say that something could cause harm, all see that somebody said so.")
TOLD_BEFORE = N_(
    "{voices}: too few to be counted alone. You can still put a principle on hold: "
    "say No, and that it could cause harm."
)


def sentences_needed(groups: Sequence[Group], rule: Rule) -> list[Sentence]:
    """Return what each group needs to agree, in votes, if everybody in it says Yes or No."""
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
    return needed + together + ([Sentence(TOLD_BEFORE, {"voices": too_few})] if too_few else [])


def sentences_guessable(groups: Sequence[Group], rule: Rule) -> list[Sentence]:
    """Return what is shown of each group, and what can be worked out from it all the same.

    That a lone No, or two people together, can know more is said where the enumerator finds it
    for a group of that size in which everybody hands in a paper.
    """
    said: list[Sentence] = []
    for group in groups:
        values = {"voices": group.voices}
        said.append(Sentence(SHOWN[level_for(group.size)], values))
        if _learns(group.size, rule, insiders=1):
            said.append(Sentence(LONE_NO, values))
        elif _learns(group.size, rule, insiders=2):
            said.append(Sentence(TWO_NOS, values))
    return said + [Sentence(text) for text in (FEW_PAPERS, COMPARED, REASONS, HARM)]


@cache
def _learns(size: int, rule: Rule, insiders: int) -> bool:
    """Above the table's last size the same is published, and the same found."""
    size = min(size, SIZES[-1])
    return any(findings(size, rule, insiders, papers=size))
