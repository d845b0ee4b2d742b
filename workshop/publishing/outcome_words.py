"""An outcome in words and as a picture: the same words beside the bar and in the table."""

from collections.abc import Sequence

from workshop.domain.ways import deciding_way_for
from workshop.domain.words import N_
from workshop.publishing.blocks import Bar, KeyEntry, Picture, Table
from workshop.publishing.document import BallotRecord, OutcomeRow
from workshop.publishing.wording import (
    Say,
    band_words,
    day_words,
    one_line,
    people_words,
    sentence_words,
    share_words,
)

FROM_TEN = 10


def picture_of(ballot: BallotRecord, say: Say, before: BallotRecord | None = None) -> Picture:
    """The picture of one ballot with its table; beside each group what it said before."""
    pairs = [(row, _then(row, ballot, before)) for row in ballot.rows]
    title = one_line(before.title) if before else ""
    bars = tuple(_bar(row, then, title, say) for row, then in pairs)
    return Picture(
        caption=say(N_("How each group answered")),
        alternative=" ".join(_bar_sentence(bar, say) for bar in bars),
        key=_key(bars, ballot, title, say),
        bars=bars,
        table=_table(pairs, title, say),
    )


def ballot_title(ballot: BallotRecord, say: Say) -> str:
    """The ballot's name and day."""
    day = day_words(ballot.held_on, say)
    return say(N_("{title}, {day}"), title=one_line(ballot.title), day=day)


def row_words(row: OutcomeRow, say: Say) -> str:
    """What may be said about one group, as a short sentence without its verdict."""
    if row.counts is not None:
        counted = deciding_way_for(row.counts.way).said(row.counts, row.counts.part_of)
        return sentence_words(counted, say)
    if row.low is None or row.high is None:
        if row.size < FROM_TEN:
            return say(N_("Not shown: fewer than 10 people"))
        return say(N_("Not shown: too few answered, or it would tell too much"))
    return band_words(row.low, row.high, say)


def verdict_words(row: OutcomeRow, say: Say) -> str:
    """Whether the group agreed."""
    return say(N_("Agreed")) if row.agrees else say(N_("Did not agree"))


def _then(
    row: OutcomeRow, ballot: BallotRecord, before: BallotRecord | None
) -> OutcomeRow | None:
    """The same voices in the ballot before, where it asked in the same way."""
    if before is None or before.way != ballot.way:
        return None
    same = [then for then in before.rows if (then.label, then.shapes) == (row.label, row.shapes)]
    return same[0] if same else None


def _bar(row: OutcomeRow, then: OutcomeRow | None, title: str, say: Say) -> Bar:
    words = say(N_("{verdict}. {words}"), verdict=verdict_words(row, say),
                words=_both(row, then, title, say))
    first = None
    if then and row.low is not None and then.low is not None and then.high is not None:
        first = (then.low, then.high)
    return Bar(one_line(row.label), row.shapes, words, people_words(row.size, say),
               row.low, row.high, row.needed, first)


def _both(row: OutcomeRow, then: OutcomeRow | None, title: str, say: Say) -> str:
    """What a group said, and where it was asked before, what it said then."""
    now = row_words(row, say)
    if then is None:
        return now
    before = verdict_words(then, say)
    if then.low is not None:
        before = say(N_("{verdict}. {words}"), verdict=before, words=row_words(then, say))
    return say(N_("{now}. {ballot}: {before}"), now=now, ballot=title, before=before)


def _bar_sentence(bar: Bar, say: Say) -> str:
    return say(N_("{group} ({people}): {words}."), group=bar.label, people=bar.people,
               words=bar.words)


def _key(
    bars: tuple[Bar, ...], ballot: BallotRecord, title: str, say: Say
) -> tuple[KeyEntry, ...]:
    drawn = [bar for bar in bars if bar.low is not None and bar.high is not None]
    if not drawn:
        return ()
    needed = say(N_("needed: {share}"), share=share_words(drawn[0].needed, say))
    yes = say(deciding_way_for(ballot.way).YES)
    full = say(N_("at least this much: {yes}"), yes=yes)
    key = [KeyEntry("need", needed), KeyEntry("full", full)]
    if any(bar.low != bar.high for bar in drawn):
        key.append(KeyEntry("pale", say(N_("it may be up to here"))))
    if any(bar.first for bar in drawn):
        key.append(KeyEntry("open", title))
    return tuple(key)


def _table(
    pairs: Sequence[tuple[OutcomeRow, OutcomeRow | None]], title: str, say: Say
) -> Table:
    head = (say(N_("Group")), say(N_("People")), say(N_("How they answered")),
            say(N_("Agreed?")))
    cells = tuple((one_line(row.label), str(row.size), _both(row, then, title, say),
                   say(N_("Yes")) if row.agrees else say(N_("No"))) for row, then in pairs)
    return Table(say(N_("The numbers")), head, cells)
