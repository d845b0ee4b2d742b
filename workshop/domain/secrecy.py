"""What a small group can still work out: the table and the sentences of `docs/secrecy.md`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.domain.disclosure import level_for
from workshop.domain.enumerator import (
    Chance,
    Sides,
    Sight,
    chances,
    chances_with_words,
    is_ruled_out,
    is_sure,
    others_of,
    own_sides,
    tallies_by_record,
)
from workshop.domain.records import GroupRecord
from workshop.domain.rules import Rule

SIZES = range(5, 31)
SHOWN = {"verdict": "verdict", "band": "verdict and band", "counts": "counts"}
PAGE = """\
# What a small group can still work out

This page is printed by `workshop.domain.secrecy`; a test compares the two.

Nobody here is shown how you voted. But whoever knows some of the votes, and sees what is
published, can sometimes work out more. So we went through every way in which a group of {first}
to {last} people can vote, for one person who knows their own vote, and for two who tell each
other theirs. We took the worst case: the group is the whole room, and they saw who handed in.

Each cell gives two shares of everything that can happen, every different count taken once (a
share of cases, not a chance):

1. cases in which they are *sure* how somebody else voted;
2. cases in which they can *rule out* that anybody else said Yes, or that anybody else said No.

*All hand in*: nobody keeps their paper. *Any turnout*: nobody, one, and so on up to all.
*With words*: any turnout, with every number of reasons and with harm, as if each reason showed
the answer it goes with; a principle on hold is counted too. If everybody writes a reason for
their No, then everybody knows that they said No.

{tables}
## The worst cells

If all hand in, one person learns most often in groups of {one}, and two people in groups of
{two} (at 75 %). In each of these, for example:

{worst}

And if half a group stays away, even somebody who has not voted can be sure:

{bystander}

## What nobody is told

- Below 15 people: any number. Below 10: anything but whether the group agreed.
- Whether none or one, or whether all or all but one, gave an answer.
- Counts and bands where fewer answered than the quorum: then only that there were not enough.
- Anything about the groups of a principle that is on hold. The harm and a verdict together
  would tell how many others said No.
- Both the groups and the whole; and, where fewer than *k* people came or went between two
  ballots on a principle, anything but the verdict, so that nobody can subtract one from the other.

Said plainly, because no rule can hide it: a Yes or No that all others can be sure of is known to
the one who stood against them. That person learns what the others said; the others do not
learn who it was. From 15 people on, a count of passes may be worked out if all papers are in.
"""
HEAD = """\
| People | Published | All hand in: one | two | Any turnout: one | two | With words: one | two |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Finding:
    """A view in which insiders learn something: what they look at, and what is left."""

    sight: Sight
    record: GroupRecord
    others: tuple[Sides, ...]

    def words(self) -> str:
        """Return the finding as a plain sentence for the guide."""
        look = self.sight
        return (
            f"{look.papers} of {look.size} hand in, {_insiders(look)}; published is "
            f"“{_published(self.record)}”: {self._learnt()}."
        )

    def _learnt(self) -> str:
        if is_sure(self.sight, self.others):
            yes, no = self.others[0]
            side = "Yes" if yes else "No" if no else "neither Yes nor No"
            return f"so everybody else ({self.sight.others}) said {side}"
        return f"so nobody else said {'No' if any(yes for yes, _ in self.others) else 'Yes'}"


def page(rules: Sequence[Rule] = (Rule(), Rule(threshold=80, k=6))) -> str:
    """Return the whole page, with a table for each rule; seconds, not milliseconds."""
    rule = rules[0]
    one, two = worst_sizes(rule, 1), worst_sizes(rule, 2)
    examples = [
        next(findings(size, rule, many, size)) for many, of in ((1, one), (2, two)) for size in of
    ]
    half = [found for size in (5, 6) for found in findings(size, rule, 0, 3)]
    return PAGE.format(
        first=SIZES[0],
        last=SIZES[-1],
        tables="".join(map(_titled, rules)),
        one=_listing(one),
        two=_listing(two),
        worst=_bullets(examples),
        bystander=_bullets(half),
    )


def table(rule: Rule, sizes: Sequence[int] = SIZES) -> str:
    """Return the table, one row for each size of a group, as Markdown."""
    return "\n".join([HEAD, *(_row(size, rule) for size in sizes if size >= rule.k)])


def findings(size: int, rule: Rule, insiders: int, papers: int) -> Iterator[Finding]:
    """Yield each view, without words, in which something of the others is certain."""
    for own in own_sides(insiders):
        sight = Sight(size, papers, insiders, own)
        for record, sides in tallies_by_record(size, papers, rule).items():
            others = others_of(sight, sides)
            if others and sight.others > 0 and (is_sure(sight, others) or is_ruled_out(others)):
                yield Finding(sight, record, tuple(others))


def worst_sizes(rule: Rule, insiders: int, sizes: Sequence[int] = SIZES) -> list[int]:
    """Return the three sizes at which insiders learn something most often if all hand in."""

    def share(size: int) -> float:
        learnt = chances(size, rule, insiders, papers=[size])
        return learnt.ruled_out / learnt.cases

    return sorted((size for size in sizes if size >= rule.k), key=share, reverse=True)[:3]


def _titled(rule: Rule) -> str:
    return f"## At {rule.threshold} %, k = {rule.k}\n\n{table(rule)}\n\n"


def _listing(sizes: Sequence[int]) -> str:
    return ", ".join(map(str, sizes))


def _bullets(found: Sequence[Finding]) -> str:
    return "\n".join(f"- {finding.words()}" for finding in found)


def _row(size: int, rule: Rule) -> str:
    cells = [
        *(chances(size, rule, insiders, papers=[size]) for insiders in (1, 2)),
        *(chances(size, rule, insiders) for insiders in (1, 2)),
        *(chances_with_words(size, rule, insiders) for insiders in (1, 2)),
    ]
    shown = SHOWN[level_for(size)]
    return f"| {size} | {shown} | {' | '.join(map(_cell, cells))} |"


def _cell(chance: Chance) -> str:
    return f"{_percent(chance.sure, chance.cases)}, {_percent(chance.ruled_out, chance.cases)}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if part else "0"


def _insiders(sight: Sight) -> str:
    yes, no = sight.own
    neither = sight.insiders - yes - no
    said = [
        f"{many} of them said {side}"
        for many, side in ((yes, "Yes"), (no, "No"), (neither, "neither"))
        if many
    ]
    if not sight.insiders:
        return "somebody who has not voted looks on"
    if sight.insiders == 1:
        return f"{said[0].replace('1 of', 'one of')} and looks on"
    return f"two of them put together what they know ({' and '.join(said)})"


def _published(record: GroupRecord) -> str:
    said = str(record.verdict).replace("_", " ")
    if record.band:
        return f"{said}, {record.band.replace('_', ' ')}"
    if record.counts:
        return f"{said}, Yes {_range(record.counts.yes)}, No {_range(record.counts.no)}"
    return said


def _range(count: tuple[int, int]) -> str:
    low, high = count
    return str(low) if low == high else f"{low} or {high}"
