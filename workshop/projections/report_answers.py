"""What those who ran a workshop answered for its reports, and what is asked of them."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content.reports import Question, questions
from workshop.domain.sentences import said
from workshop.domain.words import N_
from workshop.models import ReportAnswer
from workshop.projections.outcomes import voice_rows

INVITED = "invited-"
HOW_MANY = N_("How many were invited: {voice}?")
HELP = N_("A number, or nothing. Fewer than five is printed as “fewer than five people”.")


class Answer(NamedTuple):
    """An answer, or that it is left open: then its words are kept, and not printed."""

    text: str
    is_open: bool


Answers = Mapping[str, Answer]


def answers_of(session: Session, workshop_id: int) -> dict[str, Answer]:
    """Every answer that was given, by the key of its question."""
    rows = select(ReportAnswer).where(ReportAnswer.workshop_id == workshop_id)
    return {row.item: Answer(row.text, row.is_open) for row in session.scalars(rows)}


def printed(answers: Answers, key: str) -> str:
    """What is printed of an answer; empty where there is none, or it is left open."""
    found = answers.get(key, Answer("", False))
    return "" if found.is_open else found.text


def asked_about_making(session: Session, workshop_id: int) -> list[Question]:
    """What is asked for *How it was made*: how many of each voice were invited, then the rest."""
    invited = [
        Question(key=invited_key(row.key), text=said(HOW_MANY, voice=row.plural), help=HELP)
        for row in voice_rows(session, workshop_id)
    ]
    return invited + [one for one in questions() if one.is_about_making]


def invited_key(voice: str) -> str:
    """The key of the question how many of a voice were invited."""
    return f"{INVITED}{voice}"
