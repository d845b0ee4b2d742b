"""The calendar file of a review day can be read by the rules of RFC 5545, whatever was typed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.sample import SAMPLE
from workshop.publishing.calendar import review_calendar
from workshop.publishing.wording import cleaned, one_line

WHEN = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)
DATED = replace(
    SAMPLE, title="Ask; listen, and \\ wait", review_on=date(2027, 5, 1), owner="The office",
    address="https://workshop.example.org/o/tern-house/k7m2q9xd4t/2",
)  # fmt: skip
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)", re.DOTALL)
TYPED = st.text(st.characters(codec="utf-8"), max_size=60)


def read(content: bytes) -> list[tuple[str, str, str]]:
    """Every content line as name, parameters and value; refuses what is no calendar file."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    for line in physical:
        assert len(line) <= 75
        assert line.strip()
        line.decode()
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    lines: list[str] = []
    for line in (one.decode() for one in physical):
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [(found[1], found[2], found[3]) for found in map(LINE.fullmatch, lines) if found]


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a mark is not escaped"
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def test_an_event_for_the_whole_day_with_a_reminder_a_month_before() -> None:
    lines = read(review_calendar(DATED, WHEN))
    names = [(name, value) for name, _, value in lines if name in ("BEGIN", "END")]
    assert names == [
        ("BEGIN", "VCALENDAR"), ("BEGIN", "VEVENT"), ("BEGIN", "VALARM"),
        ("END", "VALARM"), ("END", "VEVENT"), ("END", "VCALENDAR"),
    ]  # fmt: skip
    assert ("DTSTART", ";VALUE=DATE", "20270501") in lines
    assert ("DTSTAMP", "", "20260514T093000Z") in lines
    assert ("TRIGGER", "", "-P30D") in lines
    assert ("URL", "", DATED.address) in lines
    (summary,) = [unescaped(value) for name, _, value in lines if name == "SUMMARY"]
    assert summary == "Look at “Ask; listen, and \\ wait” again"
    described = next(unescaped(value) for name, _, value in lines if name == "DESCRIPTION")
    assert "Looked after by: The office" in described


def test_a_newer_edition_moves_the_same_event_and_a_withdrawn_one_cancels_it() -> None:
    newer = replace(DATED, edition_number=3, address=f"{DATED.address[:-1]}3")
    one, other = ({n: v for n, _, v in read(review_calendar(g, WHEN)) if n != "DESCRIPTION"}
                  for g in (DATED, newer))  # fmt: skip
    assert one["UID"] == other["UID"] == "review-k7m2q9xd4t@workshop.example.org"
    assert (one["SEQUENCE"], other["SEQUENCE"]) == ("2", "3")
    gone = read(review_calendar(replace(DATED, standing="withdrawn", notice="Withdrawn."), WHEN))
    assert ("STATUS", "", "CANCELLED") in gone
    assert any(name == "DESCRIPTION" and value.startswith("Withdrawn.") for name, _, value in gone)


def test_the_same_edition_gives_the_same_file_each_time() -> None:
    assert review_calendar(DATED, WHEN) == review_calendar(DATED, WHEN)


@given(title=TYPED, owner=TYPED)
@settings(max_examples=200, deadline=None)
def test_whatever_was_typed_is_read_back(title: str, owner: str) -> None:
    lines = read(review_calendar(replace(DATED, title=title, owner=owner), WHEN))
    (summary,) = [unescaped(value) for name, _, value in lines if name == "SUMMARY"]
    assert (one_line(title) or "Our guidance") in summary
    described = next(unescaped(value) for name, _, value in lines if name == "DESCRIPTION")
    assert cleaned(owner) in described
    assert len(lines) == 20
