"""What a small group can still work out: the tables and the sentences of `docs/secrecy.md`."""

from collections.abc import Iterable, Sequence

from workshop.domain.disclosure import level_for
from workshop.domain.enumerator import Chance, chances, chances_twice, chances_with_words
from workshop.domain.findings import Finding, findings
from workshop.domain.rules import Rule, fewest_answers
from workshop.domain.ways import DecidingWay, deciding_way_for, deciding_ways

SIZES, SIZES_OF_MANY_KINDS = range(5, 31), range(5, 21)
FEW_KINDS = 2
THRESHOLDS = {75: 5, 80: 6}
SHOWN = {"verdict": "verdict", "band": "verdict and band", "counts": "counts"}
PAGE = """\
# What a small group can still work out

This page is printed by `workshop.domain.secrecy`; a test compares the two.

Nobody here is shown how you voted. But whoever knows some of the votes, and sees what is
published, can sometimes work out more. So we went through every way in which a group can vote,
for one person who knows their own vote, and for two who tell each other theirs. We took the worst
case: the group is the whole room, and they saw who handed in. There is a part for each way of
voting that decides something: {ways}.

Each cell gives two shares of everything that can happen, every different count taken once (a
share of cases, not a chance):

1. cases in which they are *sure* how somebody else voted;
2. cases in which they can *rule out* that anybody else gave one of the kinds of answers.

*All hand in*: nobody keeps their paper. *Any turnout*: nobody, one, and so on up to all.
*With words*: any turnout, with every number of reasons and with harm, as if each reason showed
the answer it goes with; a principle on hold is counted too. If everybody writes a reason for
their No, then everybody knows that they said No. *Two ballots*: see *Two ballots side by side*.

{parts}## Two ballots side by side

Two rounds, or a ballot again on the same principle, are two results side by side. Where one
person came or went between them, or a few, but fewer than *k*, only verdicts are told the second
time. Where nobody came or went, both results are told in full. Everybody votes anew, and nobody
is told who changed their answer; but that somebody did can show. If you are the only one who
changed, and you know that, then you see what your one vote did, and can work out more than from
either result alone. The last column takes this worst case, if all hand in and the same is told
both times. At most sizes it is up to twice what one ballot tells. If several people tell each
other how they changed, more can be worked out.

## What nobody is told

- Below 15 people: any number. Below 10: anything but whether the group agreed.
- Whether none or one, or whether all or all but one, gave an answer.
- Counts and bands where fewer answered than the quorum: then only that there were not enough.
- That a group agreed, where so few answered that all of them must have said Yes: it is agreed
  from {fewest} answers on at 75 %, and not below.
- Anything about the groups of a principle that is on hold. The harm and a verdict together
  would tell how many others said No.
- The middle of ratings and how far they spread, unless every count beside them is told as it is.
- Both the groups and the whole; and, where fewer than *k* people came or went between two
  ballots on a principle, anything but the verdict, so that nobody can subtract one from the other.

Said plainly, because no rule can hide it: an answer that all others can be sure of is known to
the one who stood against them. That person learns what the others said; the others do not
learn who it was. Where there are more kinds of answers, there are more ways to stand alone. From
15 people on, a count of passes may be worked out if all papers are in. Where the spread of ratings
is told, it can tell more exactly what was rated, but never by whom.
"""
PART = """\
## {name}

Groups of {first} to {last} people. The kinds of answers: {kinds}.

{tables}### The worst cells

If all hand in, one person learns most often in groups of {one}, and two people in groups of
{two} (at 75 %). In each of these, for example:

{worst}

{bystander}

"""
BYSTANDER = "Even somebody who has not voted, and only looks on, can be sure of something:\n\n"
NO_BYSTANDER = """\
Somebody who has not voted, and only looks on, can be sure of nothing, however many hand in: not
from the verdict, the band or the counts."""
HEAD = """\
| People | Published | All hand in: one | two | Any turnout: one | two | With words: one | two \
| Two ballots: one |
|---|---|---|---|---|---|---|---|---|"""


def page() -> str:
    """Return the whole page, with a table for each way and rule; seconds, not milliseconds."""
    ways = deciding_ways()
    return PAGE.format(
        ways=", ".join(way.NAME for way in ways),
        parts="".join(map(_part, ways)),
        fewest=fewest_answers(75),
    )


def rules_of(way: DecidingWay) -> list[Rule]:
    """Return the rules that have a table."""
    return [Rule(threshold=t, k=k, way=way.KEY) for t, k in THRESHOLDS.items()]


def sizes_of(rule: Rule) -> list[int]:
    """Return the sizes of groups that have a row: fewer where there are many kinds of answers."""
    kinds = len(deciding_way_for(rule.way).KINDS)
    sizes = SIZES if kinds <= FEW_KINDS else SIZES_OF_MANY_KINDS
    return [size for size in sizes if size >= rule.k]


def table(rule: Rule, sizes: Sequence[int] = ()) -> str:
    """Return the table, one row for each size of a group, as Markdown."""
    return "\n".join([HEAD, *(_row(size, rule) for size in sizes or sizes_of(rule))])


def cells(size: int, rule: Rule) -> list[Chance]:
    """Return the cells of a row, in the table's order."""
    return [
        *(chances(size, rule, insiders, papers=[size]) for insiders in (1, 2)),
        *(chances(size, rule, insiders) for insiders in (1, 2)),
        *(chances_with_words(size, rule, insiders) for insiders in (1, 2)),
        chances_twice(size, rule),
    ]


def worst_sizes(rule: Rule, insiders: int) -> list[int]:
    """Return the three sizes at which insiders learn something most often if all hand in."""

    def share(size: int) -> float:
        learnt = chances(size, rule, insiders, papers=[size])
        return learnt.ruled_out / learnt.cases

    return sorted(sizes_of(rule), key=share, reverse=True)[:3]


def _part(way: DecidingWay) -> str:
    rules = rules_of(way)
    one, two = worst_sizes(rules[0], 1), worst_sizes(rules[0], 2)
    examples = [
        _plainest(findings(size, rules[0], many, size)) for many, of in ((1, one), (2, two))
        for size in of
    ]  # fmt: skip
    return PART.format(
        name=way.NAME,
        first=sizes_of(rules[0])[0],
        last=sizes_of(rules[0])[-1],
        kinds=", ".join(way.KINDS),
        tables="".join(map(_titled, rules)),
        one=_listing(one),
        two=_listing(two),
        worst=_bullets(examples),
        bystander=_bystander(rules[0]),
    )


def _plainest(found: Iterable[Finding]) -> Finding:
    """Return the finding in which the most people answered."""
    return max(found, key=lambda one: sum(one.sight.own) + max(map(sum, one.others)))


def _bystander(rule: Rule) -> str:
    found = [
        next(seen, None)
        for size in sizes_of(rule)
        for papers in range(1, size + 1)
        for seen in [findings(size, rule, 0, papers)]
    ]
    told = [one for one in found if one is not None][:3]
    return BYSTANDER + _bullets(told) if told else NO_BYSTANDER


def _titled(rule: Rule) -> str:
    return f"### At {rule.threshold} %, k = {rule.k}\n\n{table(rule)}\n\n"


def _listing(sizes: Sequence[int]) -> str:
    return ", ".join(map(str, sizes))


def _bullets(found: Sequence[Finding]) -> str:
    return "\n".join(f"- {finding.words()}" for finding in found)


def _row(size: int, rule: Rule) -> str:
    shown = SHOWN[level_for(size)]
    return f"| {size} | {shown} | {' | '.join(map(_cell, cells(size, rule)))} |"


def _cell(chance: Chance) -> str:
    return f"{_percent(chance.sure, chance.cases)}, {_percent(chance.ruled_out, chance.cases)}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if part else "0"
