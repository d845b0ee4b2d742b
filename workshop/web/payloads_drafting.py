"""What the commands about notes, revisions and suggestions of a principle must look like."""

from typing import Annotated

import msgspec

from workshop.web.payloads import Id, Key, Line, OnePrinciple, Payload, Source, Words


class BroughtIn(Payload, frozen=True, kw_only=True):
    anchors: Annotated[tuple[Line, ...], msgspec.Meta(min_length=1, max_length=200)]


class Quotation(Source, frozen=True, kw_only=True):
    field: Line


class OldRevision(OnePrinciple, frozen=True, kw_only=True):
    revision: Id


class Earlier(OnePrinciple, frozen=True, kw_only=True):
    field: Line
    number: Id


class NewSuggestion(OnePrinciple, frozen=True, kw_only=True):
    field: Line
    base: Words
    text: Words
    reason: Words
    key: Key


class OneSuggestion(Payload, frozen=True, kw_only=True):
    suggestion: Id


class Support(OneSuggestion, frozen=True, kw_only=True):
    is_so: bool


class EditedSuggestion(OneSuggestion, frozen=True, kw_only=True):
    text: Words
    opened: Words


class JoinedSuggestion(OneSuggestion, frozen=True, kw_only=True):
    to: Id


class DeclinedSuggestion(OneSuggestion, frozen=True, kw_only=True):
    reason: Words


class ChangedSuggestion(OneSuggestion, frozen=True, kw_only=True):
    text: Words
    reason: Words


class JudgedSuggestion(OneSuggestion, frozen=True, kw_only=True):
    state: Line
    reason: Line = ""
    was_words: Line = ""
