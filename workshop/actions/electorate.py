"""Who votes: everyone admitted and not marked gone, with the voice that is theirs at opening."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import Group, groups_for
from workshop.domain.outcomes import members_of
from workshop.domain.voices import Voice
from workshop.models import Ballot, Elector, Participant, VoiceRow
from workshop.projections.outcomes import domain_voice


def electorate(session: Session, workshop: int) -> list[tuple[int, str]]:
    """Each person's id and the key of their voice."""
    found = (
        select(Participant.id, VoiceRow.key)
        .join(VoiceRow, VoiceRow.id == Participant.voice_id)
        .where(Participant.workshop_id == workshop, Participant.standing == "admitted")
    )
    return [(participant_id, voice) for participant_id, voice in session.execute(found)]


def voices_of(session: Session, workshop: int) -> list[Voice]:
    """The voices in their order of power, least first."""
    rows = select(VoiceRow).where(VoiceRow.workshop_id == workshop).order_by(VoiceRow.position)
    return [domain_voice(row) for row in session.scalars(rows)]


def setup_groups(
    session: Session, workshop: int, people: Sequence[tuple[int, str]], k: int
) -> list[Group]:
    """The groups of a ballot that would open now; refuses fewer than `k` people."""
    return groups_for(voices_of(session, workshop), Counter(voice for _, voice in people), k)


def earlier_groups(session: Session, before: Ballot, now: Ballot) -> tuple[frozenset[str], ...]:
    """The people of each group of an earlier ballot, as the domain compares them with those of now.

    Who voted in a ballot that came with an archive is not known. It may have been everybody who
    votes now but for one, so then each group of now is taken for one of that ballot.
    """
    name, people = f"ballot {before.id}", _people_of(session, before)
    if people:
        return tuple(members_of(group, people, name) for group in _groups_of(before))
    here = _people_of(session, now)
    return tuple(members_of(group, here) | {name} for group in _groups_of(now))


def _people_of(session: Session, ballot: Ballot) -> dict[str, str]:
    rows = session.scalars(select(Elector).where(Elector.ballot_id == ballot.id))
    return {str(row.participant_id): row.voice for row in rows}


def _groups_of(ballot: Ballot) -> list[Group]:
    return [Group.from_json(kept) for kept in ballot.groups]
