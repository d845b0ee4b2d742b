"""An outcome in words and as a picture: the same words beside the bar and in the table."""

from workshop.domain.words import N_
from workshop.publishing.blocks import Bar, KeyEntry, Picture, Table
from workshop.publishing.document import BallotRecord, Counts, OutcomeRow
from workshop.publishing.wording import (
    Say,
    band_words,
    count_words,
    day_words,
    one_line,
    people_words,
    share_words,
)

PAPERS = {
    "yes": N_("{yes} Yes ({yes_if} of them Yes if), {no} No, {passed} pass"),
    "no": N_("{yes} Yes, {no} No ({yes_if} of them Yes if), {passed} pass"),
}
FROM_TEN = 10


def picture_of(ballot: BallotRecord, say: Say) -> Picture:
    """The picture of one ballot with its table."""
    bars = tuple(_bar(row, say) for row in ballot.rows)
    return Picture(
        caption=say(N_("How each group answered")),
        alternative=" ".join(_bar_sentence(bar, row, say)
                             for bar, row in zip(bars, ballot.rows, strict=True)),
        key=_key(ballot.rows, say),
        bars=bars,
        table=_table(ballot.rows, say),
    )


def ballot_title(ballot: BallotRecord, say: Say) -> str:
    """The ballot's name and day."""
    day = day_words(ballot.held_on, say)
    return say(N_("{title}, {day}"), title=one_line(ballot.title), day=day)


def row_words(row: OutcomeRow, say: Say) -> str:
    """What may be said about one group, as a short sentence without its verdict."""
    if row.counts is not None:
        return _papers(row.counts, say)
    if row.low is None or row.high is None:
        if row.size < FROM_TEN:
            return say(N_("Not shown: fewer than 10 people"))
        return say(N_("Not shown: too few answered, or it would tell too much"))
    return band_words(row.low, row.high, say)


def verdict_words(row: OutcomeRow, say: Say) -> str:
    """Whether the group agreed."""
    return say(N_("Agreed")) if row.agrees else say(N_("Did not agree"))


def _bar(row: OutcomeRow, say: Say) -> Bar:
    words = say(N_("{verdict}. {words}"), verdict=verdict_words(row, say),
                words=row_words(row, say))
    return Bar(one_line(row.label), row.shapes, words, people_words(row.size, say),
               row.low, row.high, row.needed)


def _bar_sentence(bar: Bar, row: OutcomeRow, say: Say) -> str:
    return say(N_("{group} ({people}): {words}."), group=bar.label, people=bar.people,
               words=bar.words)


def _key(rows: tuple[OutcomeRow, ...], say: Say) -> tuple[KeyEntry, ...]:
    drawn = [row for row in rows if row.low is not None and row.high is not None]
    if not drawn:
        return ()
    needed = say(N_("needed: {share}"), share=share_words(drawn[0].needed, say))
    key = [KeyEntry("need", needed), KeyEntry("full", say(N_("at least this much said Yes")))]
    if any(row.low != row.high for row in drawn):
        key.append(KeyEntry("pale", say(N_("it may be up to here"))))
    return tuple(key)


def _table(rows: tuple[OutcomeRow, ...], say: Say) -> Table:
    head = (say(N_("Group")), say(N_("People")), say(N_("How they answered")),
            say(N_("Agreed?")))
    cells = tuple((one_line(row.label), str(row.size), row_words(row, say),
                   say(N_("Yes")) if row.agrees else say(N_("No"))) for row in rows)
    return Table(say(N_("The numbers")), head, cells)


def _papers(counts: Counts, say: Say) -> str:
    side = PAPERS[counts.yes_if_side]
    return say(
        side,
        yes=count_words(counts.yes, say), yes_if=count_words(counts.yes_if, say),
        no=count_words(counts.no, say), passed=count_words(counts.passed, say),
    )
