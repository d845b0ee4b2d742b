"""The day on which an edition is looked at again, as a calendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from workshop.domain.words import N_
from workshop.publishing.document import Guidance
from workshop.publishing.text import document_title
from workshop.publishing.wording import cleaned, say_with

SAY = say_with(str)
LONGEST_LINE = 75
TO_LOOK_AT = N_("Look at “{title}” again")
WHAT = N_("Edition {number} of “{title}” is to be looked at again today.")
WHOM = N_("Looked after by: {owner}")
WHERE = N_("It stands here: {address}")
ALARM = N_("“{title}” is to be looked at again in a month.")


def review_calendar(guidance: Guidance, published_at: datetime) -> bytes:
    """One event for the whole day, with a reminder 30 days before; needs a day and an address.

    The event is the guidance's, not the edition's: a newer edition's file moves it to its day.
    """
    return "".join(_folded(line) for line in _lines(guidance, published_at)).encode()


def _lines(guidance: Guidance, published_at: datetime) -> Iterator[str]:
    assert guidance.review_on is not None  # noqa: S101 (who calls has looked)
    title = document_title(guidance, SAY)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Workshop//Review of guidance//EN"
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(guidance.address)}"
    yield f"DTSTAMP:{published_at:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{guidance.edition_number or 0}"
    yield f"DTSTART;VALUE=DATE:{guidance.review_on.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_text(SAY(TO_LOOK_AT, title=title))}"
    yield f"DESCRIPTION:{_text(_described(guidance, title))}"
    yield f"URL:{guidance.address}"
    yield f"STATUS:{'CANCELLED' if guidance.standing == 'withdrawn' else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-P30D"
    yield f"DESCRIPTION:{_text(SAY(ALARM, title=title))}"
    yield "END:VALARM"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _described(guidance: Guidance, title: str) -> str:
    said = [guidance.notice, guidance.newer,
            SAY(WHAT, number=guidance.edition_number, title=title),
            SAY(WHOM, owner=guidance.owner) if guidance.owner.strip() else "",
            SAY(WHERE, address=guidance.address)]  # fmt: skip
    return "\n".join(one for one in said if one)


def _uid(address: str) -> str:
    """The same for every edition of one guidance: what stands before the number, and the host."""
    parts = urlsplit(address)
    key = parts.path.rstrip("/").split("/")[-2]
    return f"review-{key}@{parts.hostname or 'workshop'}"


def _text(words: str) -> str:
    """A text value, its own marks escaped (3.3.11)."""
    escaped = cleaned(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line in pieces of 75 octets at most, no letter cut (3.1)."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"
