"""Starting a workshop from a topic, a method and voices."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.origins import keep_origin
from workshop.actions.recording import now, record
from workshop.content import Method, Topic, method_for, topic_for
from workshop.content import Prompt as TopicPrompt
from workshop.domain.actors import Actor
from workshop.domain.codes import new_code
from workshop.domain.events import WorkshopStarted
from workshop.domain.origins import OriginWords
from workshop.domain.refusals import NotAllowed, NotValid
from workshop.domain.text import clean_line, clean_text
from workshop.domain.timings import minutes_for
from workshop.domain.words import N_
from workshop.models import Account, Activity, Facilitation, Prompt, VoiceRow, Workshop

SHAPES = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True)
class VoiceChoice:
    """A voice as the facilitator set it up; they come in order of power, least first."""

    label: str
    kind: str


def start_workshop(
    session: Session, actor: Actor, *, title: str, question: str = "", topic: str, method: str,
    voices: list[VoiceChoice] | None = None, minutes: int = 0, people: int = 0,
    origin: OriginWords | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Make a workshop with its agenda, prompts and voices, run by the account that asks.

    The agenda fits into `minutes` with about so many `people`; 0 leaves it to the method. Of the
    edition that is its `origin`, nothing is in the room until a facilitator brings it in.
    """
    account = facilitating_account_for(session, actor)
    plan, subject = method_for(method), topic_for(topic)
    timings = minutes_for(plan.activities, people=people or plan.people[0], have=minutes)
    workshop = Workshop(
        organisation_id=account.organisation_id,
        title=clean_line(title, longest=120, field="title"),
        question=clean_text(question or subject.question, longest=300, field="question"),
        topic=topic,
        method=method,
        code=free_code(session),
        ways_of_being="\n".join(subject.ways_of_being),
        created_at=now(session),
    )
    session.add(workshop)
    session.flush()
    session.add(Facilitation(workshop_id=workshop.id, account_id=account.id, role="facilitator"))
    _add_voices(session, workshop, subject, voices)
    first = _add_agenda(session, workshop, subject, plan, timings)
    workshop.current_activity_id = first.id
    first.started_at = now(session)
    record(session, WorkshopStarted(workshop.id, workshop.title, method, topic))
    if origin is not None:
        keep_origin(session, workshop.id, origin)
    return {"workshop": workshop.id, "code": workshop.code}


def facilitating_account_for(session: Session, actor: Actor) -> Account:
    account = session.get(Account, actor.account_id or 0)
    if account is None or account.role not in ("administrator", "facilitator"):
        raise NotAllowed(N_("Only a facilitator can start a workshop."))
    return account


def free_code(session: Session) -> str:
    while True:
        code = new_code()
        if not session.scalar(select(Workshop.id).where(Workshop.code == code)):
            return code


def _add_voices(
    session: Session, workshop: Workshop, topic: Topic, choices: list[VoiceChoice] | None
) -> None:
    known = {voice.label: voice for voice in topic.voices}
    chosen = choices or [VoiceChoice(voice.label, voice.kind) for voice in topic.voices]
    if not 1 <= len(chosen) <= len(SHAPES):
        raise NotValid(N_("A workshop has one to four voices."), field="voices")
    if len({choice.label for choice in chosen}) < len(chosen):
        raise NotValid(N_("Two voices have the same name. Please change one."), field="voices")
    for position, choice in enumerate(chosen):
        voice = known.get(choice.label)
        session.add(
            VoiceRow(
                workshop_id=workshop.id,
                position=position,
                key=f"v{position + 1}",
                label=clean_line(choice.label, field="voices"),
                plural=_begun_large(voice.plural if voice else choice.label),
                help=voice.help if voice else "",
                kind=choice.kind,
                shape=SHAPES[position],
            )
        )


def _begun_large(words: str) -> str:
    line = clean_line(words, field="voices")
    return line[0].upper() + line[1:]


def _add_agenda(
    session: Session, workshop: Workshop, topic: Topic, method: Method, timings: list[int]
) -> Activity:
    activities, asked = [], set[str]()
    for position, (step, minutes) in enumerate(zip(method.activities, timings, strict=True)):
        activity = Activity(
            workshop_id=workshop.id,
            position=position,
            kind=step.kind,
            title=step.title,
            say=step.say,
            way=step.way,
            round=step.round,
            rounds=step.rounds,
            minutes=minutes,
        )
        session.add(activity)
        session.flush()
        if step.kind == "write":
            prompts = _prompts_for(topic, step.prompts, asked)
            _add_prompts(session, activity, prompts)
            asked |= {prompt.key for prompt in prompts}
        activities.append(activity)
    return activities[0]


def _prompts_for(topic: Topic, keys: tuple[str, ...], asked: set[str]) -> list[TopicPrompt]:
    """The prompts that a step names; where the topic has none of them, its next ones."""
    named = [prompt for prompt in topic.prompts if prompt.key in keys]
    fresh = [prompt for prompt in topic.prompts if prompt.key not in asked]
    return named or fresh[:3] or list(topic.prompts[-1:])


def _add_prompts(session: Session, activity: Activity, prompts: list[TopicPrompt]) -> None:
    for position, prompt in enumerate(prompts):
        session.add(
            Prompt(
                workshop_id=activity.workshop_id,
                activity_id=activity.id,
                position=position,
                key=prompt.key,
                text=prompt.text,
                help=prompt.help,
            )
        )
