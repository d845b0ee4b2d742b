"""Whether a file is small enough to come in: while it does, nobody else can write."""

from collections.abc import Sized

from workshop.archives.measures import LARGEST, MOST_THINGS
from workshop.archives.shape import Archive, Principle


def can_come_in(archive: Archive, content: bytes) -> bool:
    """Whether what went out may come back."""
    return len(content) <= LARGEST and things_in(archive) <= MOST_THINGS


def things_in(archive: Archive) -> int:
    """How many rows are made of an archive: notes, suggestions, entries and everything else."""
    questions = [one for step in archive.agenda for one in step.questions]
    lists: tuple[Sized, ...] = (
        archive.voices, archive.agenda, questions, archive.themes, archive.ballots,
        archive.document.sections, archive.document.answers, archive.editions, archive.journal,
        *(one.notes for one in questions), *(one.papers for one in archive.ballots),
    )  # fmt: skip
    return sum(map(len, lists)) + sum(map(_of_principle, archive.principles))


def _of_principle(one: Principle) -> int:
    lists: tuple[Sized, ...] = (
        one.fields, one.open_fields, one.left_advice, one.sources, one.revisions,
        one.suggestions, one.objections, one.open_decisions, one.other_views,
    )  # fmt: skip
    return 1 + sum(map(len, lists))
