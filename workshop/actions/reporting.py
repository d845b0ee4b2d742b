"""Answers to what reports ask: those who ran the workshop give them, or leave them open."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.content.reports import question_for
from workshop.domain.actors import Actor
from workshop.domain.counting import FEW_TYPED
from workshop.domain.events import ReportAnswered
from workshop.domain.refusals import NotFound, Refusal
from workshop.domain.text import clean_text, read_people, words_mark
from workshop.domain.words import N_
from workshop.models import ReportAnswer
from workshop.projections.outcomes import voices_by_key
from workshop.projections.report_answers import INVITED

ANSWER_LENGTH = 1500


def answer_report(
    session: Session,
    actor: Actor,
    *,
    workshop: int,
    answers: Mapping[str, str],
    was: Mapping[str, str] | None = None,
    left_open: list[str] | None = None,
) -> None:
    """Answer questions by their keys; one in `left_open` keeps its words, and they are not printed.

    `was` holds marks of the answers that the page showed. An answer that nobody touched here stays
    as it is; one that somebody else changed meanwhile is refused, and then nothing is saved.
    """
    require(session, actor, workshop, "report.answer")
    opened = was or {}
    for key, typed in answers.items():
        _answer(session, workshop, key, typed, opened.get(key), key in (left_open or ()))
    record(session, ReportAnswered(workshop))


def _answer(
    session: Session, workshop: int, key: str, typed: str, opened: str | None, is_open: bool
) -> None:
    text = _cleaned(session, workshop, key, typed)
    row = session.get(ReportAnswer, (workshop, key)) or ReportAnswer(
        workshop_id=workshop, item=key, text="", is_open=False
    )
    if opened is not None and opened != words_mark(row.text):
        if words_mark(text) == opened:
            return
        if text != row.text:
            raise Refusal(
                N_("Somebody else answered this while you wrote. Nothing of yours is lost. "
                   "Both answers are below."),
                field=key,
            )  # fmt: skip
    row.text, row.is_open = text, is_open
    session.add(row)


def _cleaned(session: Session, workshop: int, key: str, typed: str) -> str:
    """What is kept of an answer; refuses questions that nobody asks here."""
    if not key.startswith(INVITED):
        question_for(key)
        return clean_text(typed, longest=ANSWER_LENGTH, field=key, may_be_empty=True)
    if key.removeprefix(INVITED) not in voices_by_key(session, workshop):
        raise NotFound(N_("Nothing asks for that."))
    if typed.strip() == FEW_TYPED:
        return FEW_TYPED
    people = read_people(typed, field=key)
    return "" if people is None else str(people)
