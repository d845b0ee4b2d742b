"""The agenda: going on, going back (which deletes nothing), the clock, the wall."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.field_texts import begin_anew
from workshop.actions.opening import refuse_open_ballot
from workshop.actions.permission import require
from workshop.actions.recording import now, record
from workshop.actions.seating import forget_tables
from workshop.domain.actors import Actor
from workshop.domain.events import (
    ActivityStarted,
    AgendaChanged,
    ClockChanged,
    MeetingTold,
    PromptChanged,
    WallBlanked,
    WorkshopClosed,
)
from workshop.domain.order import moved
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.text import NOTE_LENGTH, clean_line, clean_text
from workshop.domain.words import N_
from workshop.models import Activity, JournalEntry, Principle, Prompt, Workshop


def go_on(session: Session, actor: Actor, *, workshop: int, from_activity: int) -> dict[str, Any]:
    """Start the next activity that is not skipped; two taps at once are one."""
    house = require(session, actor, workshop, "agenda.go_on")
    if house.current_activity_id != from_activity:
        return {"activity": house.current_activity_id}
    here = activity_for(session, workshop, from_activity)
    agenda = agenda_of(session, workshop)
    later = [step for step in agenda if step.position > here.position and not step.skipped]
    if not later:
        raise Refusal(N_("This is the last step. You can close the workshop."))
    return _begin(session, house, later[0])


def go_to(session: Session, actor: Actor, *, workshop: int, activity: int) -> dict[str, Any]:
    """Go to any activity, earlier or later. Nothing is deleted."""
    house = require(session, actor, workshop, "agenda.go_to")
    return _begin(session, house, activity_for(session, workshop, activity))


def move_activity(session: Session, actor: Actor, *, workshop: int, activity: int, to: int) -> None:
    """Move an activity to a place on the agenda, counted from 0; a repeat does nothing more."""
    require(session, actor, workshop, "agenda.move")
    agenda = agenda_of(session, workshop)
    for position, step in enumerate(moved(agenda, activity_for(session, workshop, activity), to)):
        step.position = position
    record(session, AgendaChanged(workshop))


def skip_activity(
    session: Session, actor: Actor, *, workshop: int, activity: int, skipped: bool
) -> None:
    """Leave an activity out, or take it in again."""
    house = require(session, actor, workshop, "agenda.skip")
    step = activity_for(session, workshop, activity)
    if step.id == house.current_activity_id:
        raise Refusal(N_("The room is in this step now. Go on first, then leave it out."))
    step.skipped = skipped
    record(session, AgendaChanged(workshop))


def next_prompt(session: Session, actor: Actor, *, workshop: int, prompt: int) -> dict[str, Any]:
    """Put a prompt of the current write activity to the room."""
    house = require(session, actor, workshop, "prompt.next")
    step = activity_for(session, workshop, house.current_activity_id or 0)
    row = session.get(Prompt, prompt)
    if row is None or row.activity_id != step.id:
        raise NotFound(N_("That question is not part of this step."))
    step.current_prompt_id = row.id
    record(session, PromptChanged(workshop, row.id))
    return {"prompt": row.id}


def add_time(session: Session, actor: Actor, *, workshop: int, minutes: int) -> None:
    """Give more time; time over closes nothing."""
    step = _current_step_for(session, actor, workshop, "clock.add")
    if not 1 <= minutes <= 120:
        raise NotValid(N_("Please give between 1 and 120 minutes."), field="minutes")
    if step.held_seconds is not None:
        step.held_seconds += minutes * 60
    else:
        step.ends_at = max(step.ends_at or now(session), now(session)) + timedelta(minutes=minutes)
    record(session, ClockChanged(workshop))


def hold_clock(session: Session, actor: Actor, *, workshop: int) -> None:
    """Stop the clock without losing its time."""
    step = _current_step_for(session, actor, workshop, "clock.hold")
    if step.ends_at is not None:
        step.held_seconds = max(0, int((step.ends_at - now(session)).total_seconds()))
        step.ends_at = None
    record(session, ClockChanged(workshop))


def resume_clock(session: Session, actor: Actor, *, workshop: int) -> None:
    """Let the clock go on from where it was held."""
    step = _current_step_for(session, actor, workshop, "clock.resume")
    if step.held_seconds is not None:
        step.ends_at = now(session) + timedelta(seconds=step.held_seconds)
        step.held_seconds = None
    record(session, ClockChanged(workshop))


def blank_wall(session: Session, actor: Actor, *, workshop: int, is_blank: bool) -> None:
    """Make the wall empty at once, or show it again."""
    house = require(session, actor, workshop, "wall.blank")
    house.wall_is_blank = is_blank
    record(session, WallBlanked(workshop, is_blank))


def save_ways(session: Session, actor: Actor, *, workshop: int, text: str) -> None:
    """Change how we are together: one line for each."""
    house = require(session, actor, workshop, "ways.save")
    house.ways_of_being = clean_text(text, longest=NOTE_LENGTH, may_be_empty=True)
    record(session, AgendaChanged(workshop))


def close_workshop(
    session: Session, actor: Actor, *, workshop: int, goes_on: bool = False, again: str = ""
) -> None:
    """End the workshop, or today's meeting of it; refuses while a ballot is open.

    `again` is what everybody is told of when it goes on.
    """
    house = require(session, actor, workshop, "workshop.close")
    refuse_open_ballot(session, workshop)
    house.state, house.closed_at = "closed", now(session)
    principles = select(Principle.id).where(Principle.workshop_id == workshop)
    begin_anew(session, *session.scalars(principles))
    record(session, WorkshopClosed(workshop, "closed", goes_on, _meeting_line(again)))


def tell_meeting(session: Session, actor: Actor, *, workshop: int, again: str) -> None:
    """Say when a closed workshop goes on, or say it anew; the same words are told once."""
    require(session, actor, workshop, "meeting.tell")
    line = _meeting_line(again)
    if line != _line_told(session, workshop):
        record(session, MeetingTold(workshop, line))


def reopen_workshop(session: Session, actor: Actor, *, workshop: int) -> None:
    """Go on with a closed workshop: same people, same words."""
    house = require(session, actor, workshop, "workshop.reopen")
    house.state, house.closed_at = "open", None
    step = activity_for(session, workshop, house.current_activity_id or 0)
    if step.ends_at is not None and step.ends_at < now(session):
        # Its time ran out while nobody was here.
        step.ends_at = None
    record(session, WorkshopClosed(workshop, "open"))


def archive_workshop(session: Session, actor: Actor, *, workshop: int) -> None:
    """Put a workshop away: its editions stay, nothing more can be said in it."""
    house = require(session, actor, workshop, "workshop.archive")
    refuse_open_ballot(session, workshop)
    forget_tables(session, workshop)
    house.state, house.closed_at = "archived", house.closed_at or now(session)
    record(session, WorkshopClosed(workshop, "archived"))


def agenda_of(session: Session, workshop: int) -> list[Activity]:
    """The activities in their order."""
    steps = select(Activity).where(Activity.workshop_id == workshop).order_by(Activity.position)
    return list(session.scalars(steps))


def activity_for(session: Session, workshop: int, activity: int) -> Activity:
    """One activity of this workshop, or a refusal."""
    row = session.get(Activity, activity)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That step is not on the agenda."))
    return row


def _begin(session: Session, house: Workshop, step: Activity) -> dict[str, Any]:
    refuse_open_ballot(session, house.id)
    before = session.get(Activity, house.current_activity_id or 0)
    if before is not None and before.id != step.id:
        before.finished_at = now(session)
    house.current_activity_id = step.id
    step.started_at = step.started_at or now(session)
    step.finished_at, step.skipped, step.held_seconds = None, False, None
    step.ends_at = now(session) + timedelta(minutes=step.minutes) if step.minutes else None
    if step.kind == "write" and step.current_prompt_id is None:
        prompts = select(Prompt).where(Prompt.activity_id == step.id).order_by(Prompt.position)
        first = session.scalars(prompts).first()
        step.current_prompt_id = first.id if first else None
    record(session, ActivityStarted(house.id, step.kind, step.title))
    return {"activity": step.id}


def _meeting_line(again: str) -> str:
    return clean_line(again, longest=200, field="again") if again.strip() else ""


def _line_told(session: Session, workshop: int) -> str:
    """What was said last of when the workshop goes on."""
    said = JournalEntry.what.in_(("workshop.closed", "meeting.told"))
    found = select(JournalEntry).where(JournalEntry.workshop_id == workshop, said)
    last = session.scalars(found.order_by(JournalEntry.id.desc())).first()
    return str(last.detail.get("again", "")) if last else ""


def _current_step_for(session: Session, actor: Actor, workshop: int, command: str) -> Activity:
    house = require(session, actor, workshop, command)
    return activity_for(session, workshop, house.current_activity_id or 0)
