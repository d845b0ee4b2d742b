"""What the commands about editions must look like."""

from workshop.web.payloads import Id, Payload, Words


class OneEdition(Payload, frozen=True, kw_only=True):
    edition: Id


class WithdrawnEdition(OneEdition, frozen=True, kw_only=True):
    reason: Words


class ListedEditions(Payload, frozen=True, kw_only=True):
    is_listed: bool = False
