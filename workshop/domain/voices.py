"""The voices of a workshop, kept in the order of power that its facilitator gave them."""

from dataclasses import dataclass
from typing import Literal

VoiceKind = Literal["lived", "peer", "manager", "other"]


@dataclass(frozen=True)
class Voice:
    """Whom people speak for today; `kind` says which rules of merging protect them."""

    key: str
    label: str
    kind: VoiceKind
