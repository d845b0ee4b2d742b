"""Opening a ballot: it freezes who votes, their groups, the revisions, the way and the rule."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from secrets import token_hex
from typing import Any, Literal, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.drafting import frozen_revision, principle_for
from workshop.actions.electorate import electorate, setup_groups, voices_of
from workshop.actions.permission import require
from workshop.actions.recording import now, record, setting
from workshop.domain.actors import Actor
from workshop.domain.events import BallotOpened
from workshop.domain.groups import Group, electorate_mark
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.rules import Rule, k_for
from workshop.domain.text import read_people
from workshop.domain.voices import Voice
from workshop.domain.ways import deciding_ways, way_for
from workshop.domain.words import N_
from workshop.models import Ballot, BallotRevision, Elector, Revision, Workshop
from workshop.models.seals import make_key

MOST_PRINCIPLES = 12
MOST_HOURS = 31 * 24


def open_ballot(
    session: Session, actor: Actor, *, workshop: int, principles: list[int], expected: str = "",
    way: str = "consent", threshold: int = 0, quorum: int = 50, k: str = "", yes_if: str = "",
    rounds: int = 1, hours: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Freeze electorate, groups, revisions and rule, and give out the papers.

    Nothing given for `threshold`, `k` and `yes_if` means the workshop's own. `rounds` is how many
    there will be, where the way has rounds: principles whose first round is over get their
    second. `hours` is how long it stays open by itself; 0 means until it is closed by hand.
    """
    house = require(session, actor, workshop, "ballot.open")
    refuse_open_ballot(session, workshop)
    chosen = list(dict.fromkeys(principles))
    if not chosen:
        raise NotValid(N_("Choose at least one principle."), field="principles")
    if len(chosen) > MOST_PRINCIPLES:
        raise NotValid(N_("Please choose between one and twelve principles."))
    rule = _rule_for(house, way, threshold, quorum, k, yes_if)
    this_round = _round_of(session, rule, chosen)
    _refuse_weaker(session, rule, chosen)
    people = electorate(session, workshop)
    if expected and expected != people_in(voices_of(session, workshop), people):
        raise Refusal(N_("Somebody came or went just now. Please look at the numbers again."))
    groups = setup_groups(session, workshop, people, rule.k)
    ballot = _new_ballot(session, house, rule, groups)
    ballot.round = this_round
    ballot.rounds = 2 if this_round == 2 else min(max(rounds, 1), way_for(way).ROUNDS)
    ballot.ends_at = _end_after(session, hours)
    for participant_id, voice in people:
        session.add(Elector(ballot_id=ballot.id, participant_id=participant_id, voice=voice))
    for position, one in enumerate(chosen):
        revision = frozen_revision(session, principle_for(session, workshop, one))
        session.add(BallotRevision(ballot_id=ballot.id, revision_id=revision.id, position=position))
    _make_key(session, ballot)
    record(session, _opened(ballot, len(chosen)))
    return {"ballot": ballot.id}


def people_in(voices: Sequence[Voice], people: Sequence[tuple[int, str]]) -> str:
    """Who would vote, as the desk saw it: each voice in its order, with its people."""
    sizes = Counter(voice for _, voice in people)
    return electorate_mark((voice.key, sizes[voice.key]) for voice in voices)


def refuse_open_ballot(session: Session, workshop: int) -> None:
    """Refuse while a ballot is open: no second one opens, and the room does not go on."""
    is_open = Ballot.workshop_id == workshop, Ballot.state.in_(("open", "closing"))
    if session.scalar(select(Ballot.id).where(*is_open)):
        raise Refusal(N_("A ballot is open. Please close it first."))


def _rule_for(house: Workshop, way: str, threshold: int, quorum: int, k: str, yes_if: str) -> Rule:
    threshold = threshold or house.threshold
    side = cast(Literal["yes", "no"], yes_if or house.yes_if_counts_as)
    return Rule(
        threshold=threshold,
        k=read_people(k, field="k", fewest=1) or k_for(threshold),
        yes_if=side,
        quorum=quorum,
        way=way_for(way).KEY,
    )


def _round_of(session: Session, rule: Rule, principles: list[int]) -> int:
    """Say whether this is a first round or the second one; refuse a mixture."""
    before = [_last_ballot_on(session, one, Ballot.way == rule.way) for one in principles]
    seconds = [last is not None and last.round < last.rounds for last in before]
    if any(seconds) and not all(seconds):
        raise Refusal(
            N_("Some of these wait for their second round. Please vote on those by themselves.")
        )
    return 2 if any(seconds) else 1


def _refuse_weaker(session: Session, rule: Rule, principles: list[int]) -> None:
    """What was not agreed once is not made agreed by asking for less."""
    deciding = [way.KEY for way in deciding_ways()]
    for principle in principles if rule.way in deciding else ():
        before = _last_ballot_on(session, principle, Ballot.way.in_(deciding))
        if before is not None and rule.is_weaker_than(Rule.from_json(before.rule)):
            raise Refusal(
                N_("The rule cannot ask for less than it did in the last ballot on a principle.")
            )


def _last_ballot_on(session: Session, principle: int, *conditions: Any) -> Ballot | None:
    found = (
        select(Ballot)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(Revision.principle_id == principle, Ballot.state == "closed", *conditions)
    )
    return session.scalars(found.order_by(Ballot.id.desc())).first()


def _new_ballot(session: Session, house: Workshop, rule: Rule, groups: list[Group]) -> Ballot:
    earlier = select(func.max(Ballot.number)).where(Ballot.workshop_id == house.id)
    ballot = Ballot(
        workshop_id=house.id,
        activity_id=house.current_activity_id,
        number=(session.scalar(earlier) or 0) + 1,
        way=rule.way,
        rule=rule.to_json(),
        groups=[group.to_json() for group in groups],
        seal=token_hex(16),
        state="open",
        opened_at=now(session),
    )
    session.add(ballot)
    session.flush()
    return ballot


def _make_key(session: Session, ballot: Ballot) -> None:
    """Make the ballot's key; where it cannot be kept for sure, no ballot opens."""
    try:
        make_key(setting(session, "keys_dir"), ballot.seal)
    except OSError as error:
        raise Refusal(
            N_("The ballot was not opened: its key could not be kept. The server's disk may be "
               "full. Please tell whoever runs the server.")
        ) from error  # fmt: skip


def _end_after(session: Session, hours: int) -> Any:
    if not 0 <= hours <= MOST_HOURS:
        raise NotValid(N_("A ballot can stay open for up to a month."), field="hours")
    return now(session) + timedelta(hours=hours) if hours else None


def _opened(ballot: Ballot, principles: int) -> BallotOpened:
    return BallotOpened(
        ballot.workshop_id,
        ballot.number,
        principles,
        way=ballot.way,
        round=ballot.round,
        rounds=ballot.rounds,
        ends_at=ballot.ends_at.isoformat() if ballot.ends_at else "",
        rule=ballot.rule,
        groups=ballot.groups,
    )
