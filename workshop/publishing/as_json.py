"""The guidance as JSON, to archive and to read back; its schema stands in docs/."""

from dataclasses import replace

import msgspec

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_
from workshop.publishing.document import EARLIER_VERSIONS, VERSION, Guidance

UNREADABLE = N_("This file is not a guidance that we can read.")


def json_of(guidance: Guidance) -> bytes:
    """The whole model, indented; dates as ISO 8601, in the order of document.py."""
    return msgspec.json.format(msgspec.json.encode(guidance), indent=2) + b"\n"


def schema_of_guidance() -> bytes:
    """The JSON Schema (2020-12) of what json_of writes, as docs/guidance.schema.json keeps it."""
    schema = msgspec.json.schema(Guidance)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Guidance, {VERSION}",
    }
    return msgspec.json.format(msgspec.json.encode({**head, **schema}), indent=2) + b"\n"


def guidance_of(written: bytes) -> Guidance:
    """What json_of wrote, also of an earlier release. Refuses what is no guidance."""
    try:
        guidance = msgspec.json.decode(written, type=Guidance)
    except msgspec.DecodeError as error:
        raise NotValid(UNREADABLE) from error
    if guidance.version in EARLIER_VERSIONS:
        return replace(guidance, version=VERSION)
    if guidance.version != VERSION:
        raise NotValid(UNREADABLE)
    return guidance
