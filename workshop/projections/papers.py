"""The ballot paper of one person: what is asked, in their own order, and what is said before."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.domain.groups import Group, is_alone
from workshop.domain.paper import (
    order_for,
    sentences_always,
    sentences_guessable,
    sentences_needed,
    sentences_of_rule,
)
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.ways import deciding_ways, way_for
from workshop.models import Ballot, BallotRevision, Elector, HandIn, Principle, Revision
from workshop.projections.advice import fields_shown
from workshop.projections.live_ballot import open_ballot
from workshop.projections.objections import objections_of
from workshop.projections.outcomes import in_words, standings, voices_by_key
from workshop.projections.remembered import remembered, together_with
from workshop.projections.scope import Scope, View, workshop_of


def my_paper(session: Session, scope: Scope) -> View:
    """My paper on the open ballot, if there is one: never what I handed in."""
    ballot = open_ballot(session, scope.workshop_id)
    if ballot is None:
        return {"paper": None}
    number = _numbers_in(
        session, ballot.id, together_with(session, scope.participant_id)
    ).get(scope.participant_id)
    if number is None:
        return {"paper": {"state": "late"}}
    way = way_for(ballot.way)
    revisions = paper_revisions(session, scope, ballot)
    return {
        "paper": {
            "state": "open",
            "is_in": number > 0,
            "number": number,
            "ballot": ballot.id,
            "ballot_number": ballot.number,
            "ends_at": ballot.ends_at.isoformat() if ballot.ends_at else "",
            "way": ballot.way,
            "about": way.about(len(revisions)),
            "decides": way.DECIDES,
            "is_live": way.IS_LIVE,
            "round": ballot.round,
            "rounds": ballot.rounds,
            "revisions": revisions,
            **paper_sentences(session, ballot),
        }
    }


def paper_revisions(session: Session, scope: Scope, ballot: Ballot) -> list[View]:
    """The revisions on a paper, each in full, in an order of this person's own."""
    revisions = _revisions_on(session, ballot, workshop_of(session, scope).topic)
    order = order_for(len(revisions), f"{ballot.seal}:{scope.participant_id}")
    return [revisions[place] for place in order]


@remembered
def _numbers_in(session: Session, ballot: int, people: frozenset[int]) -> dict[int, int]:
    """How many papers each of these people handed in, if they may; of a sealed paper itself
    nothing is read.
    """
    is_theirs = (HandIn.ballot_id == ballot) & (HandIn.participant_id == Elector.participant_id)
    found = (
        select(Elector.participant_id, HandIn.number)
        .outerjoin(HandIn, is_theirs)
        .where(Elector.ballot_id == ballot, Elector.participant_id.in_(people))
    )
    return {row.participant_id: row.number or 0 for row in session.execute(found)}


@remembered
def _revisions_on(session: Session, ballot: Ballot, topic_key: str) -> list[View]:
    topic = topic_for(topic_key)
    found = (
        select(Revision, Principle.position)
        .join(BallotRevision, BallotRevision.revision_id == Revision.id)
        .join(Principle, Principle.id == Revision.principle_id)
        .where(BallotRevision.ballot_id == ballot.id)
        .order_by(BallotRevision.position)
    )
    before, said = _first_round(session, ballot), objections_of(session, ballot.workshop_id)
    return [
        {
            "id": revision.id,
            "principle": revision.principle_id,
            "number": position + 1,
            "statement": revision.texts["statement"],
            "fields": fields_shown(topic.fields, revision.texts, revision.open_fields),
            "before": before.get(revision.principle_id),
            "said": said.get(revision.principle_id, []),
        }
        for revision, position in session.execute(found)
    ]


def ballot_facts(session: Session, ballot: Ballot) -> View:
    """What was fixed when a ballot opened, for the desk."""
    way, rule = way_for(ballot.way), Rule.from_json(ballot.rule)
    labels = {key: row.plural for key, row in voices_by_key(session, ballot.workshop_id).items()}
    groups = [Group.from_json(kept) for kept in ballot.groups]
    needed = sentences_needed(groups, rule) if way.DECIDES else []
    return {
        "name": way.NAME,
        "statements": _statements(session, ballot),
        "decides": way.DECIDES,
        "about": way.about(len(_statements(session, ballot))),
        "round": ballot.round,
        "rounds": ballot.rounds,
        "ends_at": ballot.ends_at.isoformat() if ballot.ends_at else "",
        "rule": sentences_of_rule(rule) if way.DECIDES else [],
        "needed": [one.named(labels) for one in needed[: len(groups)]],
    }


def _statements(session: Session, ballot: Ballot) -> list[str]:
    found = (
        select(Revision)
        .join(BallotRevision, BallotRevision.revision_id == Revision.id)
        .where(BallotRevision.ballot_id == ballot.id)
        .order_by(BallotRevision.position)
    )
    return [revision.texts["statement"] for revision in session.scalars(found)]


@remembered
def paper_sentences(session: Session, ballot: Ballot) -> View:
    """What the paper says before the first tap: votes needed, and what can be worked out."""
    labels = {key: row.plural for key, row in voices_by_key(session, ballot.workshop_id).items()}
    rule = Rule.from_json(ballot.rule)
    if not way_for(ballot.way).DECIDES:
        return {"guessable": sentences_always()}
    groups = [Group.from_json(kept) for kept in ballot.groups]
    is_again = _is_again(session, ballot)
    return {
        "rule": sentences_of_rule(rule),
        "needed": [one.named(labels) for one in sentences_needed(groups, rule)],
        "guessable": [one.named(labels) for one in _guessable(tuple(groups), rule, is_again)],
        "is_one_group": len(groups) == 1 and not is_alone(groups[0]),
    }


def _first_round(session: Session, ballot: Ballot) -> dict[int, View]:
    """What the round before came to, by principle: in a second round everybody sees it."""
    if ballot.round == 1:
        return {}
    return {
        principle: in_words(one.view)
        for principle, standing in standings(session, ballot.workshop_id).items()
        for one in standing
        if (one.view["way"], one.view["round"]) == (ballot.way, ballot.round - 1)
    }


def _is_again(session: Session, ballot: Ballot) -> bool:
    """Whether something on this ballot was voted on before, in a way that decides."""
    on = select(Revision.principle_id).join(
        BallotRevision, BallotRevision.revision_id == Revision.id
    )
    found = (
        select(Ballot.id)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .join(Revision, Revision.id == BallotRevision.revision_id)
        .where(
            Revision.principle_id.in_(on.where(BallotRevision.ballot_id == ballot.id)),
            Ballot.state == "closed",
            Ballot.way.in_([way.KEY for way in deciding_ways()]),
        )
    )
    return session.scalars(found).first() is not None


# Every paper of a ballot says the same, and working it out takes as long as all else together.
@lru_cache(maxsize=64)
def _guessable(groups: tuple[Group, ...], rule: Rule, is_again: bool) -> tuple[Sentence, ...]:
    return tuple(sentences_guessable(groups, rule, is_again=is_again))
