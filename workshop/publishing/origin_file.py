"""A guidance that a workshop begins from: out of an edition, or out of a JSON file from anywhere.

A file is hostile until it is checked. Of it we read what a workshop begins from, and nothing else:
what else it says, in parts that we know or that a later release added, is left unread on purpose.
"""

from typing import Annotated, TypeVar

import msgspec

from workshop.domain.origins import OriginField, OriginPrinciple, OriginWords, checked, plain
from workshop.domain.refusals import NotValid
from workshop.domain.sentences import NOT_READY
from workshop.domain.words import N_
from workshop.publishing.document import EARLIER_VERSIONS, VERSION, Guidance, PrincipleText, Status

LARGEST_FILE = 5 * 1024 * 1024
TOO_LARGE = N_("This file is larger than 5 MB, so we did not read it. A guidance is far smaller.")
NO_JSON = N_(
    "This file is no JSON that we can read. On the page of an edition, choose JSON, save it, and "
    "bring that file here."
)
NO_GUIDANCE = N_(
    "This file is JSON, but something in it is missing or of another kind than in a guidance. "
    "Please save it anew from the page of its edition."
)
OTHER_VERSION = N_(
    "This file says that it is “{version}”, and we read {known}. If it is newer, ask whoever runs "
    "this server to update it. If it is older, ask for the file from a newer release."
)
Read = TypeVar("Read")
NUMBER = msgspec.Meta(ge=1, le=9999)


class _Versioned(msgspec.Struct):
    version: str


class _Field(msgspec.Struct):
    key: str
    label: str
    text: str


class _Principle(msgspec.Struct):
    number: Annotated[int, NUMBER]
    anchor: str
    statement: str
    fields: list[_Field]
    values: list[str]
    status: Status
    verdict: str


class _Guidance(_Versioned, kw_only=True):
    title: str
    organisation: str
    question: str
    edition_number: Annotated[int, NUMBER] | None
    principles: list[_Principle]
    standing: str = "current"
    address: str = ""
    topic: str = ""


def origin_in_file(written: bytes) -> OriginWords:
    """What a workshop begins from, out of a file that anybody may have written.

    Refuses what is too large, no JSON, of another version, or no guidance, each with a sentence
    that says what to do. Nothing of it has been kept when it is refused.
    """
    if len(written) > LARGEST_FILE:
        raise NotValid(TOO_LARGE)
    written = written.removeprefix(b"\xef\xbb\xbf")
    version = _decoded(written, _Versioned).version
    if version != VERSION and version not in EARLIER_VERSIONS:
        known = ", ".join((*EARLIER_VERSIONS, VERSION))
        raise NotValid(OTHER_VERSION, version=version[:40], known=known)
    read = _decoded(written, _Guidance)
    return checked(
        OriginWords(
            title=read.title, organisation=read.organisation, question=read.question,
            edition_number=read.edition_number, topic=read.topic, address=read.address,
            is_withdrawn=read.standing == "withdrawn",
            principles=tuple(_principle(one) for one in read.principles),
        )
    )  # fmt: skip


def origin_from(guidance: Guidance, *, topic: str = "", address: str = "") -> OriginWords:
    """What a workshop begins from, out of an edition of this server."""
    return checked(
        OriginWords(
            title=guidance.title, organisation=guidance.organisation, question=guidance.question,
            edition_number=guidance.edition_number, topic=topic, address=address,
            is_withdrawn=guidance.standing == "withdrawn",
            principles=tuple(_principle(one) for one in guidance.principles),
        )
    )  # fmt: skip


def written_again(origin: OriginWords) -> str:
    """An origin as a short file of the same kind, for a form that carries it on."""
    standing = "withdrawn" if origin.is_withdrawn else "current"
    kept = plain(origin) | {"version": VERSION, "standing": standing}
    return msgspec.json.encode(kept).decode()


def _decoded(written: bytes, kind: type[Read]) -> Read:
    try:
        return msgspec.json.decode(written, type=kind)
    except msgspec.ValidationError as error:
        raise NotValid(NO_GUIDANCE) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotValid(NO_JSON) from error


def _principle(one: _Principle | PrincipleText) -> OriginPrinciple:
    return OriginPrinciple(
        anchor=one.anchor, number=one.number, statement=one.statement,
        fields=tuple(
            OriginField(field.key, field.label, field.text, is_open=field.text == NOT_READY)
            for field in one.fields
        ),
        values=tuple(one.values), status=one.status, verdict=one.verdict,
    )  # fmt: skip
