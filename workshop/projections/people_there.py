"""Who took part, as far as it is told: never a voice beside the group that it was counted in."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.counting import people_typed
from workshop.domain.groups import Group
from workshop.domain.sentences import said, worded
from workshop.domain.words import N_
from workshop.models import Ballot, VoiceRow
from workshop.projections.report_answers import Answers, invited_key, printed
from workshop.projections.scope import View

OF_VOICE = N_("{voice}: {people}")


def people_in(
    voices: Sequence[VoiceRow], groups: Sequence[Group], answers: Answers,
    here: Callable[[VoiceRow], int],
) -> list[View]:  # fmt: skip
    """People for each voice, and for voices that were counted together the size of their group.

    Sizes of groups were shown on every paper. Without a ballot it is who is here that counts.
    """
    rows = {row.key: row for row in voices}
    by_voice = {key: group for group in groups for key in group.voices}
    views = []
    for key, row in rows.items():
        group = by_voice.get(key)
        if group is None:
            views.append(_view([row], 0 if groups else here(row), answers))
        elif key == group.voices[0]:
            views.append(_view([rows[one] for one in group.voices], group.size, answers))
    return views


def groups_told(session: Session, workshop_id: int) -> list[Group]:
    """The groups of the last ballot that was counted, else of the last that there was."""
    of_workshop = select(Ballot).where(Ballot.workshop_id == workshop_id)
    ballots = list(session.scalars(of_workshop.order_by(Ballot.id)))
    counted = [one for one in ballots if one.state == "closed"]
    last = (counted or ballots)[-1:]
    return [Group.from_json(kept) for one in last for kept in one.groups]


def _view(rows: Sequence[VoiceRow], count: int, answers: Answers) -> View:
    return {
        "label": ", ".join(row.plural for row in rows),
        "shape": rows[0].shape,
        "count": count,
        "invited": _invited(rows, answers),
    }


def _invited(rows: Sequence[VoiceRow], answers: Answers) -> str:
    """How many were invited, in words: of each voice where there are several."""
    typed = [(row.plural, printed(answers, invited_key(row.key))) for row in rows]
    told = [(plural, people_typed(one)) for plural, one in typed if one]
    if len(rows) == 1:
        return "".join(worded(people) for _, people in told)
    return "; ".join(said(OF_VOICE, voice=plural, people=people) for plural, people in told)
