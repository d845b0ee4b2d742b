"""Papers: each is sealed on arrival, and can be changed until the close."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, func, select, update
from sqlalchemy.orm import Session

from workshop.actions.counting import KEY_LOST, closing_of, count, revisions_on
from workshop.actions.permission import participant_for, require
from workshop.actions.recording import Asked, for_batch, now, reads_ahead, record, setting
from workshop.domain.actors import Actor
from workshop.domain.events import PaperHandedIn, PulseMoved
from workshop.domain.refusals import NotAllowed, NotFound, Refusal
from workshop.domain.text import clean_text
from workshop.domain.ways import LIVE_STEP, way_for
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, HandIn
from workshop.models.seals import ROOM, KeyMissing, key_for, open_seal, seal

STANDINGS = (
    select(Elector, HandIn)
    .outerjoin(
        HandIn,
        and_(
            HandIn.ballot_id == Elector.ballot_id,
            HandIn.participant_id == Elector.participant_id,
        ),
    )
    .where(
        Elector.ballot_id == bindparam("ballot"),
        Elector.participant_id.in_(bindparam("people", expanding=True)),
    )
)
Standing = tuple[Elector | None, HandIn | None]
CLOSED = N_("The ballot is closed. No paper can come in now.")


def _read_standings(session: Session, asked: Asked) -> None:
    """Read at once how everybody stands who hands in a paper."""
    people: dict[int, list[int]] = {}
    for actor, args in asked:
        people.setdefault(args["ballot"], []).append(actor.participant_id or 0)
    for ballot, some in people.items():
        _standings(session, ballot, some)


@reads_ahead(_read_standings)
def hand_in(
    session: Session, actor: Actor, *, workshop: int, ballot: int, number: int,
    answers: dict[str, str], key: str = "", padding: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Seal one paper. It carries the number that the server last gave, so that a second phone
    cannot silently undo the first; the answer says that it is in, never what it was. A repeat
    with the same key is answered as the first was."""
    require(session, actor, workshop, "paper.hand_in")
    person = participant_for(session, actor)
    paper = ballot_for(session, workshop, ballot)
    elector, before = _standing(session, ballot, person.id)
    if elector is None:
        raise NotAllowed(N_("This ballot opened before you came. You vote in the next one."))
    if paper.state not in ("open", "closing"):
        raise Refusal(CLOSED)
    written = _written(session, paper, answers)
    is_same = before is not None and _is_same(session, paper, before, written)
    if before is not None and is_same and key and before.key == key:
        return {"number": before.number}
    _refuse_closed(session, paper)
    if (before.number if before else 0) != number:
        raise Refusal(N_("Another phone of yours handed in a paper. Please look, then try again."))
    if before is None:
        before = HandIn(ballot_id=ballot, participant_id=person.id, is_new=True)
        session.add(before)
        _keep_standing(session, ballot, person.id, (elector, before))
    before.number, before.key = number + 1, key
    before.sealed = seal(_key_of(session, paper), written, owner=_owner(before))
    before.is_new = before.is_new or not is_same
    record(session, PaperHandedIn(workshop, person.id))
    if way_for(paper.way).IS_LIVE:
        _renew_live_numbers(session, paper)
    return {"number": number + 1}


def ballot_for(session: Session, workshop: int, ballot: int) -> Ballot:
    """One of the workshop's ballots, or a refusal."""
    row = session.get(Ballot, ballot)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That ballot is not part of this workshop."))
    return row


def read_answers(way: str, fields: Mapping[str, str], revisions: list[int]) -> dict[str, Any]:
    """The answers on a paper: `12` is the choice on revision 12, `12-no-why` what it asks for."""
    read: dict[str, Any] = {}
    for revision in revisions:
        start = f"{revision}-"
        asked = {n.removeprefix(start): text for n, text in fields.items() if n.startswith(start)}
        sent = way_for(way).read({"": fields.get(str(revision), ""), **asked})
        if sent is not None:
            read[str(revision)] = way_for(way).answer_for(sent)
    way_for(way).check_paper(list(read.values()), len(revisions))
    return read


def _standing(session: Session, ballot: int, person: int) -> Standing:
    """Whether somebody may hand in a paper, and the one that they have handed in."""
    place = ("standing", ballot, person)
    if place not in for_batch(session):
        _standings(session, ballot, [person])
    found: Standing = for_batch(session)[place]
    return found


def _standings(session: Session, ballot: int, people: Sequence[int]) -> None:
    for person in people:
        _keep_standing(session, ballot, person, (None, None))
    for elector, paper in session.execute(STANDINGS, {"ballot": ballot, "people": people}):
        _keep_standing(session, ballot, elector.participant_id, (elector, paper))


def _keep_standing(session: Session, ballot: int, person: int, standing: Standing) -> None:
    for_batch(session)["standing", ballot, person] = standing


def _refuse_closed(session: Session, ballot: Ballot) -> None:
    is_over = ballot.ends_at is not None and now(session) >= ballot.ends_at
    if ballot.state != "open" or is_over:
        raise Refusal(CLOSED)


def _written(session: Session, ballot: Ballot, fields: Mapping[str, str]) -> bytes:
    answers = read_answers(ballot.way, fields, revisions_on(session, ballot.id))
    _read_filler(fields)
    return msgspec.json.encode({key: answer.to_json() for key, answer in answers.items()})


def _read_filler(fields: Mapping[str, str]) -> None:
    """Read as many letters as a long paper has, so that how long it takes tells nothing of it."""
    written = sum(map(len, fields.values()))
    clean_text("x" * max(0, ROOM - written), longest=ROOM, may_be_empty=True)


def _is_same(session: Session, ballot: Ballot, before: HandIn, written: bytes) -> bool:
    """Whether a paper says what the one before says. This is never told to anybody."""
    kept = open_seal(_key_of(session, ballot), before.sealed, owner=_owner(before))
    return kept == written


def _key_of(session: Session, ballot: Ballot) -> bytes:
    kept, place = for_batch(session), ("key", ballot.id)
    try:
        if place not in kept:
            kept[place] = key_for(setting(session, "keys_dir"), ballot.seal)
    except KeyMissing as error:
        raise Refusal(KEY_LOST) from error
    key: bytes = kept[place]
    return key


def _owner(paper: HandIn) -> str:
    return f"{paper.ballot_id}:{paper.participant_id}"


def _renew_live_numbers(session: Session, ballot: Ballot) -> None:
    """Show the numbers anew when enough people have answered since they were shown last.

    With fewer, the difference would be somebody's answer. In a large room it is a tenth.
    """
    session.flush()
    same = HandIn.ballot_id == ballot.id
    papers = session.scalar(select(func.count()).select_from(HandIn).where(same)) or 0
    is_new = same, HandIn.is_new.is_(True)
    new = session.scalar(select(func.count()).select_from(HandIn).where(*is_new)) or 0
    if new < max(LIVE_STEP, papers // 10):
        return
    for found in count(closing_of(session, ballot)) or ():
        row = session.get_one(BallotRevision, (ballot.id, int(found.revision)))
        row.record = found.to_json()
    session.execute(update(HandIn).where(same).values(is_new=False))
    record(session, PulseMoved(ballot.workshop_id))
