"""A text that several people write at once: their changes may come in any order, and twice."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator

from pycrdt import Doc, Text, get_update, merge_updates

from workshop.domain.merging import Edit
from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

ROOT = "text"
SEED_CLIENT = 1
LONGEST_UPDATE = 44_000
"""Bytes of one update: a whole field put in at once, in letters of four bytes."""
FEWEST_LOST = 20
"""Letters that a text has lost before what it said is kept."""
UNREADABLE = N_("Something in what was sent cannot be read. Please try again.")


class JointText:
    """The text that a number of updates (Yjs, version 1) make together."""

    def __init__(self, updates: Iterable[bytes] = ()) -> None:
        """Put stored updates together; they were all taken before."""
        self._doc: Doc[Text] = Doc()
        self._text = self._doc.get(ROOT, type=Text)
        for update in updates:
            self.add(update)

    def __str__(self) -> str:
        """The text as it reads now."""
        return str(self._text)

    def state(self) -> bytes:
        """Return all of it as one update, without what was deleted."""
        return self._doc.get_update()

    def add(self, update: bytes) -> None:
        """Take an update that was taken before; the one that an empty text begins with is none."""
        if update:
            self._doc.apply_update(update)

    def take(self, update: bytes) -> bool:
        """Take somebody's update; say whether it brought anything new.

        Refuses what is no update, and one that builds on others which have not come, or takes
        away letters which have not: the library would let that wait where nobody keeps it. After
        a refusal this text must not be used any more: what was refused may wait in it.
        """
        before = self._doc.get_state(), str(self)
        try:
            self._doc.apply_update(update)
            after = self._doc.get_state(), str(self)
            is_whole = _is_whole(get_update(update, after[0]), after[0])
        except Exception:
            raise NotValid(UNREADABLE, field="update") from None
        if not is_whole:
            raise NotValid(UNREADABLE, field="update")
        return after != before

    def rewrite(self, edits: Iterable[Edit], writer: int | None = None) -> bytes:
        """Make changes that were not typed here, and return them as one update.

        The edits say their places in characters of the text as it stands. A `writer` has a number
        that was drawn for this one change: `has_from` then tells that it was made.
        """
        stands = str(self)
        doc: Doc[Text] = Doc(client_id=writer)
        text = doc.get(ROOT, type=Text)
        doc.apply_update(self.state())
        before = doc.get_state()
        with doc.transaction():
            for start, end, words in sorted(edits, reverse=True):
                # The library counts in bytes of UTF-8.
                at, behind = len(stands[:start].encode()), len(words.encode())
                gone = len(stands[start:end].encode())
                if words:
                    text.insert(at, words)
                if gone:
                    del text[at + behind : at + behind + gone]
        update = doc.get_update(before)
        self.add(update)
        return update

    def has_from(self, writer: int) -> bool:
        """Say whether letters of a writer have come, whatever became of them since."""
        return writer in _come(self._doc.get_state())


def is_mostly_gone(before: str, after: str) -> bool:
    """Say whether a text has lost more than half of its letters, and at least 20."""
    return 2 * len(after) < len(before) and len(before) - len(after) >= FEWEST_LOST


def writer_for(key: str) -> int:
    """Return the number of the writer whose one change came with a key."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) | 2


def seed_of(text: str) -> bytes:
    """Return the update that a text begins with: the same bytes for the same text, or none."""
    if not text:
        return b""
    doc: Doc[Text] = Doc(client_id=SEED_CLIENT)
    doc.get(ROOT, type=Text).insert(0, text)
    return doc.get_update()


def joined(updates: Iterable[bytes]) -> bytes:
    """Return several updates as one."""
    return merge_updates(*updates)


def written(update: bytes) -> str:
    """Return an update in letters that any message may hold."""
    return base64.urlsafe_b64encode(update).rstrip(b"=").decode()


def read_update(said: str) -> bytes:
    """Return the update that a message holds; refuses an empty one, and more than 44 kB."""
    try:
        update = base64.b64decode(said + "=" * (-len(said) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        update = b""
    if not update:
        raise NotValid(UNREADABLE, field="update")
    if len(update) > LONGEST_UPDATE:
        raise NotValid(N_("That is too much at once. Please send it in smaller parts."),
                       field="update")  # fmt: skip
    return update


def _is_whole(missing: bytes, state: bytes) -> bool:
    """Say whether a state has all that an update says; `missing` is the update without it.

    What is missing says how many writers have letters in it. Where none has, it goes on with what
    is taken away: how many writers, and of each how many runs of letters, with begin and length.
    """
    numbers = _numbers(missing)
    if next(numbers):
        return False
    who_took = next(numbers)
    come = _come(state) if who_took else {}
    for _ in range(who_took):
        writer = next(numbers)
        for _ in range(next(numbers)):
            if next(numbers) + next(numbers) > come.get(writer, 0):
                return False
    return True


def _come(state: bytes) -> dict[int, int]:
    """How far each writer's letters have come; a state says first how many writers there are."""
    numbers = list(_numbers(state))
    return dict(zip(numbers[1::2], numbers[2::2], strict=True))


def _numbers(said: bytes) -> Iterator[int]:
    """The numbers that the library wrote one after another, seven bits in a byte."""
    number = shift = 0
    for byte in said:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
