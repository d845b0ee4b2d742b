"""What is told of what happened: one sentence for each entry of the journal, and never a name."""

from collections.abc import Callable, Mapping
from typing import Any

from workshop.domain.sentences import Sentence
from workshop.domain.ways import WAYS
from workshop.domain.words import N_

Detail = Mapping[str, Any]
OPENED_ONE = N_("Ballot {ballot} opened with one principle: {way}.")
OPENED = N_("Ballot {ballot} opened with {principles} principles: {way}.")
SHOWN_NONE = N_("There was no new note to show: {prompt}")
SHOWN_ONE = N_("One note was shown, without a name: {prompt}")
SHOWN = N_("{count} notes were shown, mixed up and without names: {prompt}")
ROUND = N_("{way}, round {round} of {rounds}")
CLOSED = {
    "open": N_("The workshop was opened again."),
    "closed": N_("The workshop was closed."),
    "archived": N_("The workshop was put away."),
}
BEGUN_FROM = N_("It begins from “{origin}” of {organisation}.")
BEGUN_FROM_EDITION = N_("It begins from “{origin}” of {organisation}, edition {edition}.")
UNTIL = N_("The workshop was closed until the next meeting.")
UNTIL_THEN = N_("The workshop was closed until the next meeting: {again}")
TABLE_MADE = N_("Everybody drafts at one table.")
TABLES_MADE = N_("The room was split into {tables} tables.")
NO_LINE = N_("The next meeting is not fixed any more.")


def _plain(text: str) -> Callable[[Detail], Sentence]:
    return lambda detail: Sentence(text, detail)


def _opened(detail: Detail) -> Sentence:
    """Entries of earlier releases have no way: there was one only."""
    way = WAYS.get(detail.get("way", "consent"))
    name = Sentence(way.NAME if way else detail["way"])
    if detail.get("rounds", 1) > 1:
        name = Sentence(ROUND, {"way": name, "round": detail["round"], "rounds": detail["rounds"]})
    text = OPENED_ONE if detail["principles"] == 1 else OPENED
    return Sentence(text, {**detail, "way": name})


def _shown(detail: Detail) -> Sentence:
    return Sentence({0: SHOWN_NONE, 1: SHOWN_ONE}.get(detail["count"], SHOWN), detail)


def _closed(detail: Detail) -> Sentence:
    if not detail.get("goes_on"):
        return Sentence(CLOSED[detail["state"]])
    return Sentence(UNTIL_THEN, detail) if detail.get("again") else Sentence(UNTIL)


def _begun_from(detail: Detail) -> Sentence:
    return Sentence(BEGUN_FROM_EDITION if detail.get("edition") else BEGUN_FROM, detail)


def _split(detail: Detail) -> Sentence:
    return Sentence(TABLE_MADE if detail["tables"] == 1 else TABLES_MADE, detail)


def _meeting(detail: Detail) -> Sentence:
    return Sentence(N_("We meet again: {again}"), detail) if detail["again"] else Sentence(NO_LINE)


SENTENCES: Mapping[str, Callable[[Detail], Sentence]] = {
    "workshop.started": _plain(N_("The workshop was set up.")),
    "workshop.brought.in": _plain(
        N_("The workshop was brought in from a file. What stands before this happened elsewhere.")
    ),
    "origin.taken": _begun_from,
    "person.added": _plain(N_("A person without a phone was added.")),
    "words.given": _plain(N_("Three words to vote with were given to a person without a phone.")),
    "activity.started": _plain(N_("The room went on to: {title}.")),
    "notes.shown": _shown,
    "tables.made": _split,
    "tables.ended": _plain(N_("The tables came back together.")),
    "principle.frozen": _plain(N_("A principle was fixed as revision {revision}.")),
    "voices.reordered": _plain(N_("The voices were put in another order: {order}.")),
    "ballot.opened": _opened,
    "ballot.closed": _plain(N_("Ballot {ballot} closed.")),
    "decision.recorded": _plain(
        N_("Principle {number} was decided openly, not by secret ballot.")
    ),
    "ballot.voided": _plain(N_("Ballot {ballot} was made void. {reason}")),
    "workshop.closed": _closed,
    "meeting.told": _meeting,
    "edition.published": _plain(N_("Edition {edition} was published.")),
    "edition.withdrawn": _plain(N_("Edition {edition} was withdrawn: {reason}")),
    "edition.restored": _plain(N_("Edition {edition} stands again.")),
}
"""By the name that the journal keeps; what is not here is not told."""

WHILE_AWAY = (
    "activity.started", "notes.shown", "ballot.opened", "ballot.closed", "ballot.voided",
    "decision.recorded", "workshop.closed", "meeting.told", "edition.published",
    "edition.withdrawn", "edition.restored",
)  # fmt: skip
"""What somebody who was away wants to know first."""


def telling(what: str, detail: Detail) -> Sentence | None:
    """Return the sentence for an entry of the journal, or None for what is not told."""
    say = SENTENCES.get(what)
    return say(detail) if say else None
