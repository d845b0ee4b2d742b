"""What those who run a workshop are shown of its reports: how far each is, and what it asks."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workshop.content.reports import Question, asked_by, standard_for, standards
from workshop.domain.counting import FEW_TYPED
from workshop.domain.text import words_mark
from workshop.domain.words import N_
from workshop.projections.guidance import guidance
from workshop.projections.organisers import access_offered, decided_alone
from workshop.projections.report_answers import (
    INVITED,
    Answer,
    Answers,
    answers_of,
    asked_about_making,
)
from workshop.projections.reports import OPEN, WORKSHOP, counts_of, reports_asking
from workshop.projections.scope import Scope, View, workshop_of

MADE = "made"
HOW_MADE = N_("How it was made")
ABOUT = N_("What you say here stands in the guidance itself, in the part on how it was made.")
EVERYBODY = N_("So that everybody could take part")
ALONE = N_("What the organisers decided alone")
NONE = Answer("", False)


def reports_shown(session: Session, scope: Scope) -> View:
    """Each report with how many of its items are filled, answered and open."""
    answers = answers_of(session, scope.workshop_id)
    kept = guidance(session, scope)["reports"]
    asked = {one.name: asked_by(one) for one in standards()}
    return {
        "made": _counted(asked_about_making(session, scope.workshop_id), answers),
        "reports": [
            {name: one[name] for name in ("name", "title", "about")}
            | {"counts": counts_of(one["items"]), "to_say": _counted(asked[one["name"]], answers)}
            for one in kept
        ],
    }


def report_shown(session: Session, scope: Scope, name: str) -> View:
    """One report: what it asks, what is filled from the workshop, and what stays open."""
    if name == MADE:
        return _making_shown(session, scope)
    standard = standard_for(name)
    (kept,) = (one for one in guidance(session, scope)["reports"] if one["name"] == name)
    waits = [item.key for item in standard.items if item.asks]
    return {
        **{part: kept[part] for part in ("name", "title", "full", "about", "source", "link")},
        "asked": _asked(asked_by(standard), answers_of(session, scope.workshop_id)),
        "filled": [one for one in kept["items"] if one["way"] == WORKSHOP],
        "open": [one for one in kept["items"] if one["way"] == OPEN and one["key"] not in waits],
    }


def _making_shown(session: Session, scope: Scope) -> View:
    asked = asked_about_making(session, scope.workshop_id)
    alone = decided_alone(session, workshop_of(session, scope))
    known = ((EVERYBODY, access_offered()), (ALONE, alone))
    return {
        "name": MADE, "title": HOW_MADE, "full": "", "about": ABOUT, "source": "", "link": "",
        "asked": _asked(asked, answers_of(session, scope.workshop_id)),
        "filled": [
            {"key": "", "wants": wants, "text": "\n".join(lines)} for wants, lines in known
        ],
        "open": [],
    }  # fmt: skip


def _asked(asked: Sequence[Question], answers: Answers) -> list[View]:
    """Each question with its answer as it is kept, and where that is printed."""
    views = []
    for one in asked:
        answer = answers.get(one.key, NONE)
        used = [f"{standard.title} {item.key}" for standard, item in reports_asking(one.key)]
        views.append(
            {
                "key": one.key,
                "text": one.text,
                "help": one.help,
                "used": ", ".join(used) if len(used) > 1 else "",
                "is_number": one.key.startswith(INVITED) and answer.text != FEW_TYPED,
                "answer": answer.text,
                "is_open": answer.is_open,
                "mark": words_mark(answer.text),
                "theirs": "",
            }
        )
    return views


def _counted(asked: Sequence[Question], answers: Answers) -> View:
    """How many questions there are, and how many of them nobody has looked at yet."""
    found = [answers.get(one.key, NONE) for one in asked]
    new = sum(1 for one in found if not one.text and not one.is_open)
    return {"all": len(found), "new": new}
