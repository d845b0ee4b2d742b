"""What the commands about the document and its editions must look like."""

from workshop.web.payloads import Id, Line, Payload, Words


class OneEdition(Payload, frozen=True, kw_only=True):
    edition: Id


class WithdrawnEdition(OneEdition, frozen=True, kw_only=True):
    reason: Words


class ListedEditions(Payload, frozen=True, kw_only=True):
    is_listed: bool = False


class NextEdition(Payload, frozen=True, kw_only=True):
    expected: Id = 0


class PlannedGuidance(Payload, frozen=True, kw_only=True):
    title: Line
    for_whom: Words
    owner: Words
    contact: Words
    review_on: Line
    opened: Line | None = None


class SectionWords(Payload, frozen=True, kw_only=True):
    section: Line
    title: Line
    text: Words
    is_shown: bool = False
    opened: Line | None = None
