"""Objections: what was said on papers, and what may become of it; nothing is dropped."""

from collections.abc import Iterator

from workshop.domain.records import PublishedRecord
from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

STATES = {
    "raised": N_("Not talked about yet"),
    "talked": N_("Talked about"),
    "integrated": N_("Worked into the words"),
    "set_aside": N_("Set aside, with a reason"),
    "remains": N_("Remains a concern"),
}
NEEDS_ANSWER = ("integrated", "set_aside")


def objections_in(record: PublishedRecord) -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of each objection, harm first; harm may have no words."""
    if record.harm and not record.harms:
        yield "harm", ""
    for kind, texts in (
        ("harm", record.harms), ("condition", record.conditions), ("against", record.against),
    ):  # fmt: skip
        for text in texts:
            yield kind, text


def is_answered(state: str) -> bool:
    """Answer whether something has become of an objection; talk alone is no answer yet."""
    return state not in ("raised", "talked")


def judged_for(state: str, answer: str) -> str:
    """Return the answer as it is kept with a state, or refuse.

    Refuses a state that is none, and to work in or set aside without saying how or why.
    """
    if state not in STATES:
        raise NotValid(N_("Please choose what became of it."), field="state")
    if state in NEEDS_ANSWER and not answer:
        raise NotValid(N_("Please write how it was worked in, or why not."), field="answer")
    return answer
