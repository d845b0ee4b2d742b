"""How a field's joint text is kept: its updates as they come, put together, then put away."""

import unicodedata
from collections import OrderedDict
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from workshop.actions.earlier_texts import keep_earlier
from workshop.actions.recording import for_batch, record
from workshop.domain.events import PrincipleChanged
from workshop.domain.joint_text import JointText, is_mostly_gone, seed_of, writer_for
from workshop.domain.merging import applied, changes, merged
from workshop.domain.text import FIELD_LENGTH, clean_text, refuse_too_long
from workshop.models import FieldUpdate, Principle, PrincipleField

MOST_OPEN = 200
"""Fields whose text is held in memory between two commands."""
MOST_UPDATES, STAY_APART = 200, 50
"""So many updates are kept one by one; then all but the newest are put together."""
LARGEST_HISTORY = 256_000
"""Bytes of one field's updates put together, above which it goes on with its text alone."""
Place = tuple[str, int, str]


@dataclass
class OpenText:
    """A field's joint text with all updates from `first` to `n`; -1 before there are any.

    `longest` is what it said before it began to shrink, letter by letter or at once. Once most of
    that is lost, it `was_kept`, and nothing more is lost until the text grows again.
    """

    life: int
    first: int = -1
    n: int = -1
    joint: JointText = field(default_factory=JointText)
    longest: str = ""
    was_kept: bool = False

    def lost(self, words: str) -> str:
        """Note what the text says now; return what it said before, if most of that is gone."""
        before = self.longest
        is_lost = is_mostly_gone(before, words) and not self.was_kept
        grows = len(words) >= len(before)
        if grows or is_lost or self.was_kept:
            self.longest = words
        self.was_kept = is_lost or (self.was_kept and not grows)
        return before if is_lost else ""


class OpenTexts:
    """The texts that were written in lately, as they were committed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Place, OpenText] = OrderedDict()

    def borrow(self, place: Place) -> OpenText | None:
        """Hand a text out; who does not commit what was done to it does not give it back."""
        return self._kept.pop(place, None)

    def give_back(self, session: Session) -> None:
        """Keep what a batch wrote in, now that it is committed."""
        for place, text in for_batch(session).items():
            if isinstance(text, OpenText):
                self._kept[place] = text
        while len(self._kept) > MOST_OPEN:
            self._kept.popitem(last=False)


def field_row(session: Session, principle: int, field: str) -> PrincipleField:
    """The row of one field; made if nothing was written in it yet."""
    row = session.get(PrincipleField, (principle, field))
    if row is None:
        row = PrincipleField(principle_id=principle, field=field, text="", life=0)
        session.add(row)
        session.flush()
    return row


def open_text(session: Session, row: PrincipleField) -> OpenText:
    """The joint text of a field, with all that was written in it.

    Who has opened it keeps it for the batch: nobody else writes in it meanwhile.
    """
    place = _place(row)
    kept = for_batch(session)
    found: OpenText | None = kept.get(place)
    if found is not None and found.life == row.life:
        return found
    found = found or _texts(session).borrow(place)
    if found is None or found.life != row.life:
        found = OpenText(row.life)
    _catch_up(session, row, found)
    if not _is_told(row, _words_of(str(found.joint))):
        # The text is the truth; updates that tell another one have nothing more to say.
        _go_on_with(session, row, found, row.text)
        found.longest, found.was_kept = row.text, False
    kept[place] = found
    return found


def take_change(
    session: Session, workshop: int, row: PrincipleField, change: bytes
) -> OpenText:
    """Put somebody's update into a field; one that brings nothing new is not kept again."""
    text = open_text(session, row)
    if text.joint.take(change):
        _keep(session, row, text, change)
        record(session, PrincipleChanged(workshop, row.principle_id))
    return text


def take_words(
    session: Session, workshop: int, row: PrincipleField, opened: str, words: str, key: str
) -> OpenText:
    """Put a change of the whole text into a field, once: what turned `opened` into `words`."""
    text = open_text(session, row)
    writer = writer_for(key) if key else None
    if writer and text.joint.has_from(writer):
        return text
    stands = str(text.joint)
    # Of a statement that is being written anew, everybody reads the last words: these are replaced.
    is_emptied = not _words_of(stands) and opened == row.text
    edits = changes(stands, words if is_emptied else _with_words(stands, opened, words))
    if edits:
        _keep(session, row, text, text.joint.rewrite(edits, writer))
        record(session, PrincipleChanged(workshop, row.principle_id))
    return text


def put_text(session: Session, principle: Principle, field: str, text: str) -> None:
    """Let a field say this from now on; who writes in it sees it change."""
    row = field_row(session, principle.id, field)
    take_words(session, principle.workshop_id, row, row.text, text, key="")


def forget_text(session: Session, row: PrincipleField) -> None:
    """Read a field's text anew the next time: what was refused may wait in it."""
    for_batch(session).pop(_place(row), None)


def begin_anew(session: Session, *principles: int) -> None:
    """Put away the updates of principles: each field keeps its text, and nothing of its writers."""
    of_these = FieldUpdate.principle_id.in_(principles)
    found = select(FieldUpdate.principle_id, FieldUpdate.field).where(of_these).distinct()
    for key in session.execute(found).all():
        row = session.get_one(PrincipleField, tuple(key))
        row.life += 1
        forget_text(session, row)
        _texts(session).borrow(_place(row))
    session.execute(delete(FieldUpdate).where(of_these))


def _go_on_with(session: Session, row: PrincipleField, text: OpenText, words: str) -> None:
    """Begin one field anew with these words; who writes in it brings what they have besides."""
    session.execute(delete(FieldUpdate).where(*_of(row)))
    row.life += 1
    text.life, text.first, text.n = row.life, 0, 0
    text.joint = JointText([_add(session, row, 0, seed_of(words))])


def _keep(session: Session, row: PrincipleField, text: OpenText, change: bytes) -> None:
    refuse_too_long(str(text.joint), longest=FIELD_LENGTH)
    words = _words_of(str(text.joint))
    if earlier := text.lost(words):
        keep_earlier(session, row, earlier)
    if text.n < 0:
        text.first = text.n = 0
        _add(session, row, 0, seed_of(row.text))
    text.n += 1
    _add(session, row, text.n, change)
    row.text = row.text if _is_told(row, words) else words
    if text.n - text.first > MOST_UPDATES:
        _put_together(session, row, text)


def _with_words(stands: str, opened: str, words: str) -> str:
    """A text with what turned `opened` into `words`, which were cleaned; it may be as typed."""
    plain = unicodedata.normalize("NFC", stands)
    base = plain if _words_of(stands) == opened else opened
    return applied(plain, merged(base, words, plain))


def _put_together(session: Session, row: PrincipleField, text: OpenText) -> None:
    """Put all but the newest updates together; what is in both is taken once."""
    whole = text.joint.state()
    if len(whole) > LARGEST_HISTORY:
        _go_on_with(session, row, text, str(text.joint))
        return
    first = text.n - STAY_APART
    session.execute(delete(FieldUpdate).where(*_of(row), FieldUpdate.n < first))
    is_first = FieldUpdate.n == first
    session.execute(update(FieldUpdate).where(*_of(row), is_first).values(change=whole))
    text.first = first


def _catch_up(session: Session, row: PrincipleField, text: OpenText) -> None:
    """Take what other processes wrote meanwhile."""
    newer = (
        select(FieldUpdate.n, FieldUpdate.change)
        .where(*_of(row), FieldUpdate.n > text.n)
        .order_by(FieldUpdate.n)
    )
    is_new = text.n < 0
    for n, change in session.execute(newer):
        text.joint.add(change)
        text.first = n if text.n < 0 else text.first
        text.n = n
        if not is_new:
            # What was lost there was kept there.
            text.lost(_words_of(str(text.joint)))
    if text.n < 0:
        text.joint = JointText([seed_of(row.text)])
    if is_new:
        text.longest = _words_of(str(text.joint))


def _is_told(row: PrincipleField, words: str) -> bool:
    """Say whether everybody else reads these words.

    A statement that is being written anew keeps its last ones until there are others.
    """
    return words == row.text or (not words and row.field == "statement")


def _of(row: PrincipleField) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return FieldUpdate.principle_id == row.principle_id, FieldUpdate.field == row.field


def _add(session: Session, row: PrincipleField, n: int, change: bytes) -> bytes:
    session.add(FieldUpdate(principle_id=row.principle_id, field=row.field, n=n, change=change))
    return change


def _words_of(text: str) -> str:
    return clean_text(text, longest=FIELD_LENGTH, may_be_empty=True)


def _texts(session: Session) -> OpenTexts:
    found: OpenTexts = session.info["texts"]
    return found


def _place(row: PrincipleField) -> Place:
    return "text", row.principle_id, row.field
