"""What the facilitators see: the agenda, the activity, and what waits for a look."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.content import topic_for
from workshop.models import (
    Activity,
    ClosingAnswer,
    Edition,
    Note,
    OtherView,
    Participant,
    Pass,
    Principle,
    Prompt,
    Suggestion,
)
from workshop.projections import room
from workshop.projections.advice import left_in, remaining
from workshop.projections.history import next_meeting
from workshop.projections.lens import lens_of
from workshop.projections.live_ballot import open_ballot, papers_in
from workshop.projections.open_decisions import statements_of
from workshop.projections.opening import before_opening
from workshop.projections.origins import origin_facts
from workshop.projections.papers import ballot_facts
from workshop.projections.people import heads_of, persons_of
from workshop.projections.review import talk_list
from workshop.projections.scope import Scope, View, activity_of, workshop_of
from workshop.projections.sitting import calls_of_tables
from workshop.projections.supporter import calls_in_numbers, standing_by
from workshop.projections.tables import tables_in_numbers, ways_to_split

FEWEST_TOLD = 5


def bar(session: Session, scope: Scope) -> View:
    """The top of the desk: the wall's state."""
    workshop = workshop_of(session, scope)
    return {"wall_is_blank": workshop.wall_is_blank, "state": workshop.state}


def agenda(session: Session, scope: Scope) -> View:
    """The steps, where the room is, and when it ends."""
    workshop = workshop_of(session, scope)
    steps = agenda_steps(session, scope)
    here = next((s for s in steps if s["id"] == workshop.current_activity_id), None)
    left = [s for s in steps if here and s["position"] > here["position"] and not s["skipped"]]
    minutes = sum(s["minutes"] for s in left)
    return {"steps": steps, "state": workshop.state, "minutes_left": minutes}


def agenda_steps(session: Session, scope: Scope) -> list[View]:
    """Every activity, in order."""
    workshop = workshop_of(session, scope)
    found = select(Activity).where(Activity.workshop_id == scope.workshop_id)
    return [
        {
            "id": step.id,
            "position": step.position,
            "kind": step.kind,
            "title": step.title,
            "minutes": step.minutes,
            "skipped": step.skipped,
            "is_now": step.id == workshop.current_activity_id,
            "is_done": step.finished_at is not None,
        }
        for step in session.scalars(found.order_by(Activity.position))
    ]


def activity(session: Session, scope: Scope) -> View:
    """What happens now, in numbers and lists, without a name."""
    workshop, step = workshop_of(session, scope), activity_of(session, scope)
    kind = step.kind if workshop.state == "open" else "over"
    return {
        "kind": kind,
        "scene": f"{step.id}.{step.current_prompt_id or 0}.{workshop.state}",
        "title": step.title,
        "asked": step.say,
        "minutes": step.minutes,
        "ends_at": step.ends_at.isoformat() if step.ends_at else "",
        "held_seconds": step.held_seconds,
        "state": workshop.state,
        "question": workshop.question,
        "wall_is_blank": workshop.wall_is_blank,
        **room.TASKS[kind](session, scope, step),
        **DETAILS.get(kind, _nothing)(session, scope, step),
    }


def waiting(session: Session, scope: Scope) -> View:
    """What waits for a look: people at the door, notes held back, calls for someone."""
    ask = Participant.workshop_id == scope.workshop_id, Participant.standing == "waiting"
    held = Note.workshop_id == scope.workshop_id, Note.state != "kept"
    views = OtherView.workshop_id == scope.workshop_id
    suggestions = Suggestion.workshop_id == scope.workshop_id
    kind = activity_of(session, scope).kind
    return {
        "at_the_door": _count(session, Participant, *ask),
        "held": _count(session, Note, *held),
        "has_suggestions": kind in ("draft", "suggest", "review"),
        "held_suggestions": _count(session, Suggestion, suggestions, Suggestion.judged != "kept"),
        "has_views": kind in ("review", "close"),
        "held_views": _count(session, OtherView, views, OtherView.state != "kept"),
        "tables": calls_of_tables(session, scope.workshop_id),
        **calls_in_numbers(session, scope.workshop_id),
    }


def theme(session: Session, scope: Scope) -> View | None:
    """A theme, which on the desk can be taken away."""
    view = room.theme(session, scope)
    return view and view | {"can_remove": bool(scope.item_id)}


def principle(session: Session, scope: Scope) -> View | None:
    """A principle, which on the desk can be set aside or frozen, and what the lens still marks."""
    view = room.principle(session, scope)
    if view is None:
        return None
    texts = {one["key"]: one["text"] for one in view["fields"]}
    workshop, left = workshop_of(session, scope), left_in(session, view["id"])
    texts |= {"statement": view["statement"]}
    lens = lens_of(session, workshop.organisation_id)
    words = remaining(texts, topic_for(workshop.topic).fields, left, lens)
    return view | {"can_freeze": True, "remaining": words}


def notes_to_judge(session: Session, scope: Scope) -> list[View]:
    """Every note by prompt, without its author, for holding back; the page behind the tap."""
    found = (
        select(Note, Prompt.text)
        .join(Prompt, Prompt.id == Note.prompt_id)
        .where(Note.workshop_id == scope.workshop_id)
        .order_by(Note.state.desc(), Prompt.position, Note.shuffle)
    )
    return [
        {"id": n.id, "text": n.text, "state": n.state, "reason": n.state_reason,
         "is_shown": n.is_shown, "prompt": prompt}
        for n, prompt in session.execute(found)
    ]  # fmt: skip


def closing_results(session: Session, scope: Scope) -> View:
    """How many answered the closing questions.

    What they said is told once, when the workshop is over, and only from five people on: shown
    one by one as they come, each would be somebody's.
    """
    workshop = workshop_of(session, scope)
    same = ClosingAnswer.workshop_id == workshop.id
    rows = list(session.scalars(select(ClosingAnswer).where(same)))
    is_over = workshop.state != "open" and not next_meeting(session, scope)["goes_on"]
    if len(rows) < FEWEST_TOLD or not is_over:
        return {"answered": len(rows), "questions": []}
    return {
        "answered": len(rows),
        "questions": [
            {
                "text": question.text,
                "choices": [
                    (choice.label, sum(row.answers.get(question.key) == choice.key for row in rows))
                    for choice in question.scale
                ],
            }
            for question in topic_for(workshop.topic).closing_questions
        ],
    }


def _writing(session: Session, scope: Scope, step: Activity) -> View:
    prompt_id = step.current_prompt_id or 0
    wrote = select(Note.participant_id).where(Note.prompt_id == prompt_id)
    passed = select(Pass.participant_id).where(Pass.prompt_id == prompt_id)
    done = set(session.scalars(wrote)) | set(session.scalars(passed))
    here = {p.id: p.has_phone for p in heads_of(session, scope) if p.standing == "admitted"}
    persons = [] if all(here.values()) else persons_of(session, scope)
    return {
        "written": _count(session, Note, Note.prompt_id == prompt_id),
        "unshown": hidden_count(session, prompt_id),
        "done": len(done & here.keys()),
        "here": len(here),
        "without_phone": [p for p in persons if not here.get(p["id"], True)],
    }


def _welcoming(session: Session, scope: Scope, step: Activity) -> View:
    origin = origin_facts(session, scope.workshop_id)
    return {**standing_by(session, scope, step), "origin": origin}


def _drafting(session: Session, scope: Scope, step: Activity) -> View:
    return {
        "tables": tables_in_numbers(session, scope),
        "origin": origin_facts(session, scope.workshop_id),
        **ways_to_split(session, scope),
    }


def _voting(session: Session, scope: Scope, step: Activity) -> View:
    ballot = open_ballot(session, scope.workshop_id)
    return {
        "opening": before_opening(session, scope),
        "to_decide": statements_of(session, scope.workshop_id),
        "open": ballot,
        "open_facts": ballot_facts(session, ballot) if ballot else None,
        **papers_in(session, scope.workshop_id),
    }


def _reviewing(session: Session, scope: Scope, step: Activity) -> View:
    workshop = scope.workshop_id
    return {"talk": talk_list(session, workshop), "to_decide": statements_of(session, workshop)}


def _closing(session: Session, scope: Scope, step: Activity) -> View:
    editions = Edition.workshop_id == scope.workshop_id
    return {
        "closing": closing_results(session, scope),
        "editions": _count(session, Edition, editions),
        "principles": _count(session, Principle, Principle.workshop_id == scope.workshop_id),
        "talk": talk_list(session, scope.workshop_id),
    }


def _nothing(session: Session, scope: Scope, step: Activity) -> View:
    return {}


DETAILS = {
    "welcome": _welcoming,
    "write": _writing,
    "draft": _drafting,
    "ballot": _voting,
    "review": _reviewing,
    "close": _closing,
    "over": _closing,
}


def hidden_count(session: Session, prompt_id: int) -> int:
    """How many notes to a prompt are kept and not shown yet."""
    hidden = Note.prompt_id == prompt_id, Note.is_shown.is_(False), Note.state == "kept"
    return _count(session, Note, *hidden)


def _count(session: Session, table: Any, *conditions: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
