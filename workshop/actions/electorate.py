"""Who votes: everyone admitted and not marked gone, with the voice that is theirs at opening."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import Group, Voice, groups_for
from workshop.models import Ballot, Elector, Participant, VoiceRow


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
    return [Voice(row.key, row.label, row.kind) for row in session.scalars(rows)]


def setup_groups(
    session: Session, workshop: int, people: Sequence[tuple[int, str]], k: int
) -> tuple[Group, ...]:
    """The groups of a ballot that would open now; refuses fewer than `k` people."""
    return groups_for(voices_of(session, workshop), Counter(voice for _, voice in people), k)


def changed_by(
    session: Session, earlier: Ballot, later: Ballot, groups: Sequence[Group]
) -> dict[tuple[str, ...], int]:
    """For each group, how many people are in it in one of two ballots only."""
    before, after = _voices_by_person(session, earlier.id), _voices_by_person(session, later.id)
    changes: dict[tuple[str, ...], int] = {}
    for group in groups:
        then = {one for one, voice in before.items() if voice in group.voices}
        today = {one for one, voice in after.items() if voice in group.voices}
        changes[group.voices] = len(then ^ today)
    return changes


def _voices_by_person(session: Session, ballot: int) -> dict[int, str]:
    rows = session.scalars(select(Elector).where(Elector.ballot_id == ballot))
    return {row.participant_id: row.voice for row in rows}
