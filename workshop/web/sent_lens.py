"""A lens as a phone reads it: patterns, phrases and reasons, in one small file with a name."""

import gzip
import hashlib
from functools import lru_cache
from typing import NamedTuple

import msgspec

from workshop.domain import lens as by
from workshop.domain import reading


class Sent(NamedTuple):
    """The rules as JSON, as they are and zipped, and the name that goes with them."""

    content: bytes
    zipped: bytes
    release: str


def lens_address(workshop_id: int, lens: by.Lens) -> str:
    """Where a phone in a workshop finds these rules, for ever."""
    return f"/w/{workshop_id}/lens/{sent_lens(lens).release}.json"


def rules_sent(found: by.Lens) -> dict[str, object]:
    """Everything that `static/js/marking.js` needs to mark as the server does."""
    return {
        "word": by.WORD, "gap": by.GAP, "quoted": by.QUOTED, "stop": by.STOP,
        "denials": by.DENIALS, "within": by.DENIED_WITHIN,
        "longest": by.LONGEST, "end": reading.END,
        "long": reading.LONG_SENTENCE, "fewest": reading.FEWEST_WORDS,
        "ages": (reading.YOUNGEST, reading.OLDEST),
        "rules": {key: (one.why, one.instead, one.is_done) for key, one in found.rules.items()},
        "phrases": found.phrases,
        "exceptions": found.exceptions,
    }  # fmt: skip


# The same rules are the same lens, so each is put together once.
@lru_cache(maxsize=64)
def sent_lens(found: by.Lens) -> Sent:
    """The file of a lens, and the name under which it may be kept for ever."""
    content = msgspec.json.encode(rules_sent(found))
    release = hashlib.sha256(content).hexdigest()[:12]
    return Sent(content, gzip.compress(content, 9, mtime=0), release)
