"""The shape of an archive; what is not here is in no archive.

Things are named within the file only: `t1` is the first theme, `n7` a note. No number of a
database goes out.
"""

import json
import sys
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from workshop.archives.ballot_shape import Ballot
from workshop.archives.measures import (
    Count,
    Day,
    Fields,
    Key,
    Line,
    MayBeLine,
    Moment,
    Note,
    NoteName,
    Number,
    Part,
    Percent,
    PrincipleName,
    Reason,
    Sources,
    StepName,
    SuggestionName,
    Tags,
    Text,
    Texts,
    ThemeName,
    ViewText,
    VoiceName,
)
from workshop.content.structs import Kind, VoiceKind

FORMAT: Literal["workshop-archive/1"] = "workshop-archive/1"
FORMATS = "workshop-archive/"


class About(Part, frozen=True, kw_only=True):
    """The workshop itself; `step` is the one that the room was in."""

    title: Line
    question: Text
    topic: Key
    method: Key
    ways_of_being: Text
    threshold: Percent
    yes_if_counts_as: Literal["yes", "no"]
    begun_at: Moment
    step: StepName


class Voice(Part, frozen=True, kw_only=True):
    """A voice; they stand in their order of power, least first."""

    name: VoiceName
    label: Line
    plural: Line
    help: Text
    kind: VoiceKind
    shape: Literal["circle", "square", "triangle", "diamond"]


class Written(Part, frozen=True, kw_only=True):
    """A note that was shown. Notes stand in the order of their words, which tells nothing."""

    name: NoteName
    text: Note
    theme: ThemeName | None = None


class Question(Part, frozen=True, kw_only=True):
    """A question of a writing step, and what was shown of what was written to it."""

    key: Key
    text: Note
    help: Text = ""
    shown_at: Moment | None = None
    notes: Annotated[list[Written], Meta(max_length=20_000)] = []


class Step(Part, frozen=True, kw_only=True):
    """One step of the agenda."""

    name: StepName
    kind: Kind
    title: Line
    say: Text = ""
    way: Annotated[str, Meta(max_length=64)] = ""
    round: Number = 1
    rounds: Number = 1
    minutes: Count
    started_at: Moment | None = None
    finished_at: Moment | None = None
    is_skipped: bool = False
    questions: Annotated[list[Question], Meta(max_length=60)] = []


class Theme(Part, frozen=True, kw_only=True):
    """A theme; they stand in their order."""

    name: ThemeName
    title: Line


class Frozen(Part, frozen=True, kw_only=True):
    """A revision; its number is its place."""

    texts: Texts
    tags: Tags = []
    sources: Sources = []
    open_fields: Fields = []
    frozen_at: Moment


class Left(Part, frozen=True, kw_only=True):
    """A rule that ships, which people chose to leave in one field."""

    field: Key
    rule: Key


class Suggested(Part, frozen=True, kw_only=True):
    """A suggestion on one field, and what became of it; `revision` is 0 where it has none."""

    name: SuggestionName
    field: Key
    revision: Annotated[int, Meta(ge=0, le=10_000)] = 0
    base: Text
    text: Text
    reason: Reason
    state: Literal["open", "taken", "edited", "joined", "declined"]
    answer: Reason = ""
    joined_to: SuggestionName | None = None


class Objected(Part, frozen=True, kw_only=True):
    """What was said on a paper, as it was published, and what became of it."""

    ballot: Number
    kind: Literal["condition", "against", "harm"]
    text: Reason
    state: Literal["raised", "talked", "integrated", "set_aside", "remains"]
    answer: Reason = ""


class Decided(Part, frozen=True, kw_only=True):
    """A decision taken openly; `people` by voice, None where it is not told.

    It is not told of fewer than five, nor of a voice that a ballot counted with others.
    """

    revision: Number
    is_agreed: bool
    text: Reason
    people: Annotated[dict[VoiceName, Count | None], Meta(max_length=9)]
    at: Moment


class Principle(Part, frozen=True, kw_only=True):
    """A principle with all that belongs to it; its number is its place."""

    name: PrincipleName
    theme: ThemeName | None = None
    tags: Tags = []
    is_set_aside: bool = False
    fields: Texts
    open_fields: Fields = []
    left_advice: Annotated[list[Left], Meta(max_length=2000)] = []
    sources: Sources = []
    revisions: Annotated[list[Frozen], Meta(max_length=500)] = []
    suggestions: Annotated[list[Suggested], Meta(max_length=2000)] = []
    objections: Annotated[list[Objected], Meta(max_length=5000)] = []
    open_decisions: Annotated[list[Decided], Meta(max_length=200)] = []
    decision: Text = ""
    other_views: Annotated[list[ViewText], Meta(max_length=2000)] = []
    origin: Annotated[str, Meta(max_length=64)] = ""


class Happened(Part, frozen=True, kw_only=True):
    """An entry of the journal, in its order; nobody is named in it."""

    at: Moment
    what: Key
    principle: PrincipleName | None = None
    detail: Annotated[dict[Key, str | int | bool | None], Meta(max_length=20)] = {}


class Section(Part, frozen=True, kw_only=True):
    """A section that was named anew, written, or left out; no text is the topic's own."""

    key: Key
    is_off: bool = False
    title: MayBeLine = ""
    text: Text | None = None


class Answer(Part, frozen=True, kw_only=True):
    """What was answered to an item of a report."""

    item: Annotated[str, Meta(min_length=1, max_length=64)]
    text: Text = ""
    is_open: bool = False


class Document(Part, frozen=True, kw_only=True):
    """What the facilitators said about the document."""

    for_whom: Text = ""
    owner: Text = ""
    contact: Text = ""
    review_on: Day = ""
    sections: Annotated[list[Section], Meta(max_length=100)] = []
    answers: Annotated[list[Answer], Meta(max_length=500)] = []


class Withdrawn(Part, frozen=True, kw_only=True):
    """When and why an edition was withdrawn."""

    at: Moment
    reason: Reason


class Edition(Part, frozen=True, kw_only=True):
    """An edition as it was published: `guidance` is what its JSON file says."""

    number: Number
    published_at: Moment
    guidance: dict[str, Any]
    withdrawn: Withdrawn | None = None


class Origin(Part, frozen=True, kw_only=True):
    """The edition that the workshop began from, as it was kept then.

    `document` is what `workshop.domain.origins` makes plain.
    """

    document: dict[str, Any]
    address: Annotated[str, Meta(max_length=400)] = ""
    taken_at: Moment


class Archive(Part, frozen=True, kw_only=True):
    """A whole workshop."""

    format: Literal["workshop-archive/1"]
    made_at: Moment
    workshop: About
    voices: Annotated[list[Voice], Meta(min_length=1, max_length=9)]
    agenda: Annotated[list[Step], Meta(min_length=1, max_length=200)]
    themes: Annotated[list[Theme], Meta(max_length=1000)] = []
    principles: Annotated[list[Principle], Meta(max_length=500)] = []
    ballots: Annotated[list[Ballot], Meta(max_length=500)] = []
    document: Document = msgspec.field(default_factory=Document)
    editions: Annotated[list[Edition], Meta(max_length=100)] = []
    origin: Origin | None = None
    journal: Annotated[list[Happened], Meta(max_length=20_000)] = []


def schema() -> dict[str, Any]:
    """The shape as a JSON Schema, as it stands in `docs/`."""
    made = msgspec.json.schema(Archive)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
