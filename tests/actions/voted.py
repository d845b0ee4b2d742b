"""A principle that was voted on, with what people said on their papers."""

from typing import Any

from tests.house import TestHouse
from workshop.models import Ballot, BallotRevision, Objection
from workshop.projections.guidance import guidance
from workshop.projections.papers import paper_revisions
from workshop.projections.review import review_of
from workshop.projections.scope import Scope
from workshop.publishing.document import Guidance, PrincipleText
from workshop.publishing.gathering import guidance_from

EVERYBODY = ("Ada", "Bo", "Cem", "Dee", "Eva")
IF_WORDS, NO_WORDS, HARM_WORDS = "If it is in easy words.", "It takes too long.", "It hurts."


def drafted(house: TestHouse, statement: str = "We ask before we advise.") -> int:
    """A principle, and one more person than a ballot needs."""
    house.fill(1, "v3")
    house.go("draft")
    return house.add_principle(statement)


def vote(house: TestHouse, principle: int, **said: str) -> int:
    """A ballot that opens and closes; who is not named says yes. `said` is if, no or harm."""
    ballot = house.open_ballot(principle)
    (row,) = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    revision = row.revision_id
    words = {"if": IF_WORDS, "no": NO_WORDS, "harm": HARM_WORDS}
    for name in EVERYBODY:
        kind = said.get(name, "yes")
        choice = "no" if kind == "harm" else kind
        paper = {str(revision): choice}
        if kind in words:
            paper[f"{revision}-{choice}-why"] = words[kind]
        if kind == "harm":
            paper[f"{revision}-harm"] = "on"
        house.hand_in(name, ballot, paper)
    house.clock.turn(minutes=1)
    house.close_ballot(ballot)
    house.clock.turn(minutes=1)
    return ballot


def review(house: TestHouse) -> dict[str, Any]:
    """What the room sees of the review."""
    with house.database.reading() as session:
        return review_of(session, house.workshop)


def next_paper(house: TestHouse, ballot: int) -> dict[str, Any]:
    """The first principle on Ada's paper."""
    scope = Scope(house.workshop, house.clock(), participant_id=house.people["Ada"].participant_id)
    with house.database.reading() as session:
        row = session.get_one(Ballot, ballot)
        return paper_revisions(session, scope, row)[0]


def edition_now(house: TestHouse) -> Guidance:
    """The guidance as an edition would keep it now."""
    with house.database.reading() as session:
        return guidance_from(guidance(session, Scope(house.workshop, house.clock())))


def printed(house: TestHouse) -> PrincipleText:
    """The one principle of that guidance."""
    (principle,) = edition_now(house).principles
    return principle


def objection(house: TestHouse, kind: str) -> Objection:
    """The one objection of a kind."""
    (row,) = house.rows(Objection, Objection.kind == kind)
    found: Objection = row
    return found
