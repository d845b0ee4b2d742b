"""From the bytes of a stranger to an archive, or a refusal that says what is wrong, and where."""

import re

import msgspec

from workshop.archives.cleaning import cleaned, refuse_tangled
from workshop.archives.earlier import Raw, as_of_now
from workshop.archives.measures import LARGEST
from workshop.archives.shape import FORMAT, FORMATS, Archive
from workshop.archives.sound import refuse_unsound
from workshop.archives.wrong import WRONG
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.words import N_

LARGE = N_("This file is larger than {most} MB, and no workshop is. Nothing was brought in.")
NOT_OURS = N_("This is not the file of a workshop, or it is torn. Nothing was brought in.")
NEWER = N_(
    "This file was made by a newer release than ours. Ask whoever runs the server for it. "
    "Nothing was brought in."
)
PLACE = re.compile(r"`\$([\w.\[\]]*)`\Z")


def checked(content: bytes) -> Archive:
    """The archive in a file: of this shape and no other, within all limits, each name known.

    Refuses everything else; nothing is kept then. It needs no database, so it may be done anywhere.
    """
    if len(content) > LARGEST:
        raise NotValid(LARGE, most=LARGEST // 1_000_000)
    if not content.lstrip()[:1] == b"{":
        raise NotValid(NOT_OURS)
    refuse_tangled(content)
    raw = _ours(content)
    try:
        archive = msgspec.convert(raw, Archive)
    except msgspec.ValidationError as error:
        raise NotValid(WRONG, place=_place(error)) from error
    refuse_unsound(archive)
    return archive


def checked_or_refused(content: bytes) -> Archive | Refusal:
    """The archive in a file, or the refusal: returned, for what a thread raises goes to the log."""
    try:
        return checked(content)
    except Refusal as refusal:
        return refusal


def _ours(content: bytes) -> Raw:
    try:
        raw = msgspec.json.decode(content)
    except (ValueError, RecursionError) as error:
        raise NotValid(NOT_OURS) from error
    version = raw.get("format") if isinstance(raw, dict) else None
    if not isinstance(version, str) or not version.startswith(FORMATS):
        raise NotValid(NOT_OURS)
    found: Raw = as_of_now(cleaned(raw))
    if found.get("format") != FORMAT:
        raise NotValid(NEWER)
    return found


def _place(error: msgspec.ValidationError) -> str:
    """Where it is wrong, in our own names only: what somebody put there is not said again."""
    found = PLACE.search(str(error))
    return (found[1].strip(".") if found else "") or "-"
