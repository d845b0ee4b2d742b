"""The reports of an edition: each item is filled from the workshop, answered, or left open."""

from collections import Counter
from collections.abc import Iterable

from workshop.content.reports import Item, Standard, standards
from workshop.projections import report_principles as principles
from workshop.projections import report_work as work
from workshop.projections.report_answers import Answers, printed
from workshop.projections.report_work import Fill
from workshop.projections.scope import View

WAYS = WORKSHOP, ORGANISERS, OPEN = "workshop", "organisers", "open"
SOURCES: dict[str, Fill] = {
    # what it is
    "title": principles.title,
    "aim": principles.aim,
    "question": principles.question,
    "for_whom": principles.for_whom,
    "update": principles.update,
    "involvement_aim": principles.involvement_aim,
    # how it was done
    "involvement": work.involvement,
    "steps": work.steps,
    "step_aims": work.step_aims,
    "options": work.options,
    "rule": work.rule,
    "again": work.again,
    "alone_or_together": work.alone_or_together,
    "synthesis": work.synthesis,
    "feedback": work.feedback,
    "secrecy": work.secrecy,
    "organisers": work.organisers,
    "access": work.access,
    "dates": work.dates,
    "people": work.people,
    "changes": work.changes,
    "formulation": work.formulation,
    # what came out
    "results": principles.results,
    "evidence": principles.evidence,
    "known": principles.known,
    "benefits": principles.benefits,
    "trail": principles.trail,
    "review": principles.review,
    "specific": principles.specific,
    "findable": principles.findable,
    "tools": principles.tools,
}
"""Where an item is filled from: each reads the document, and nothing else."""


def reports_of(document: View, answers: Answers) -> list[View]:
    """Every report as an edition keeps it: what was asked for and what is said, in full words."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "full": one.full,
            "about": one.about,
            "source": one.source,
            "link": one.link,
            "items": [item_of(item, document, answers) for item in one.items],
        }
        for one in standards()
    ]


def item_of(item: Item, document: View, answers: Answers) -> View:
    """One item with the one way that it has, and the text that goes with it."""
    way, text = OPEN, item.left_open
    if item.source:
        text = "\n\n".join(SOURCES[item.source](document))
        way = WORKSHOP if text else OPEN
    elif item.asks:
        text = printed(answers, item.asks)
        way = ORGANISERS if text else OPEN
    return {"key": item.key, "group": item.group, "wants": item.wants, "way": way, "text": text}


def counts_of(items: Iterable[View]) -> dict[str, int]:
    """How many items have each way."""
    found = Counter(item["way"] for item in items)
    return {way: found[way] for way in WAYS}


def reports_asking(key: str) -> list[tuple[Standard, Item]]:
    """Where the answer to a question is printed."""
    return [(one, item) for one in standards() for item in one.items if item.asks == key]
