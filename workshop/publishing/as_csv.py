"""The guidance as tables: a row for each principle, and a row for each group that voted on one.

RFC 4180, in UTF-8 with a mark at the start by which Excel knows it. A cell that a spreadsheet could
take for a formula begins with an apostrophe, which shows that it is text.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from workshop.domain.words import N_
from workshop.publishing.document import (
    BallotRecord,
    Guidance,
    OutcomeRow,
    PrincipleText,
    Reservation,
)
from workshop.publishing.outcome_words import picture_of, row_words, verdict_words
from workshop.publishing.way_text import IN_SHORT
from workshop.publishing.wording import Say, cleaned, one_line, say_with

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COUNTED = ("yes", "no", "passes", "part")
ABOUT = (N_("Number"), N_("Principle"), N_("What came of it"), "status", N_("The whole verdict"))
OUTCOMES = (
    N_("Number"), N_("Principle"), N_("Ballot"), N_("Day"), N_("What was said about the ballot"),
    N_("Group"), N_("People"), N_("Agreed?"), N_("How they answered"), N_("Needed"),
    N_("Share of yes, lowest"), N_("Share of yes, highest"), N_("Way of voting"),
    N_("Yes, lowest"), N_("Yes, highest"), N_("No, lowest"), N_("No, highest"),
    N_("Passed, lowest"), N_("Passed, highest"), N_("Yes if, or rated 1 to 3, lowest"),
    N_("Yes if, or rated 1 to 3, highest"), N_("A quarter rated up to"), N_("Half rated up to"),
    N_("Three quarters rated up to"),
)  # fmt: skip
Row = Sequence[str]


def principles_csv(guidance: Guidance, translate: Callable[[str], str] = str) -> bytes:
    """One row for each principle, with everything that is said about it; lists go line by line."""
    say = say_with(translate)
    fields = {field.key: one_line(field.label) or field.key
              for one in guidance.principles for field in one.fields}
    after = (N_("It protects"), N_("How each group answered"), N_("What was decided"),
             N_("Reservations"), N_("Somebody said: this could cause harm"),
             N_("Views that did not prevail"), N_("Themes"), N_("Notes"), N_("Revision"))
    head = [*_said(ABOUT, say), *fields.values(), *_said(after, say)]
    return _table(head, (_principle(one, tuple(fields), say) for one in guidance.principles))


def outcomes_csv(guidance: Guidance, translate: Callable[[str], str] = str) -> bytes:
    """One row for each group in each ballot, as far as it may be told; what may not is empty."""
    say = say_with(translate)
    rows = (_outcome(one, ballot, row, say) for one in guidance.principles
            for ballot in one.ballots for row in ballot.rows)
    return _table(_said(OUTCOMES, say), rows)


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def _principle(one: PrincipleText, fields: tuple[str, ...], say: Say) -> Row:
    texts = {field.key: field.text for field in one.fields}
    return (
        str(one.number), one.statement, say(IN_SHORT[one.status]), one.status, one.verdict,
        *(texts.get(key, "") for key in fields),
        ", ".join(map(one_line, one.values)),
        _lines(_ballot_words(ballot, say) for ballot in one.ballots),
        one.decision,
        _lines(map(_reservation, one.reservations)), _lines(map(_reservation, one.harms)),
        _lines(one.other_views),
        _lines(one_line(source.theme) for source in one.sources),
        _lines(note for source in one.sources for note in source.notes),
        str(one.revision),
    )  # fmt: skip


def _ballot_words(ballot: BallotRecord, say: Say) -> str:
    told = picture_of(ballot, say).alternative if ballot.rows else ""
    return _lines((f"{one_line(ballot.title)}, {ballot.held_on.isoformat()}", ballot.verdict, told))


def _reservation(one: Reservation) -> str:
    return " ".join(part for part in (one.text, one.answer) if part)


def _outcome(one: PrincipleText, ballot: BallotRecord, row: OutcomeRow, say: Say) -> Row:
    counts, spread = [""] * (2 * len(COUNTED)), [""] * 3
    if row.counts is not None:
        counts = [str(end) for name in COUNTED for end in getattr(row.counts, name)]
        spread = [f"{one:g}" for one in row.counts.spread or ()] or spread
    return (
        str(one.number), one.statement, ballot.title, ballot.held_on.isoformat(), ballot.verdict,
        row.label, str(row.size), verdict_words(row, say), row_words(row, say),
        _share(row.needed), _share(row.low), _share(row.high), ballot.way, *counts, *spread,
    )  # fmt: skip


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3g}"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in map(cleaned, texts) if text)


def _said(words: Iterable[str], say: Say) -> list[str]:
    return [say(one) for one in words]


def _table(head: Row, rows: Iterable[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([safe_cell(cleaned(cell)) for cell in row])
    return written.getvalue().encode("utf-8-sig")
