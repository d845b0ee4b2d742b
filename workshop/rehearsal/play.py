"""What will be played: a rehearsal of the content folder, or a conversation that took place."""

from dataclasses import dataclass, replace

from workshop.content import Rehearsal
from workshop.content.script import (
    ClosingAnswers,
    HeldBack,
    Redraft,
    RehearsedNote,
    RehearsedPrinciple,
    RehearsedTheme,
    Votes,
)


@dataclass(frozen=True)
class Round:
    """One ballot, and what is written anew before it."""

    votes: tuple[Votes, ...]
    redrafts: tuple[Redraft, ...] = ()


@dataclass(frozen=True)
class Play:
    """A whole workshop; `voices` are pairs of label and kind, none for those of the topic.

    `sources` are pairs of a principle's and a note's number, where no theme ties them.
    """

    title: str
    topic: str
    method: str
    people: tuple[int, ...]
    notes: tuple[RehearsedNote, ...]
    principles: tuple[RehearsedPrinciple, ...]
    rounds: tuple[Round, ...]
    question: str = ""
    introduction: str = ""
    voices: tuple[tuple[str, str], ...] = ()
    held_back: HeldBack | None = None
    themes: tuple[RehearsedTheme, ...] = ()
    sources: tuple[tuple[int, int], ...] = ()
    closing: tuple[ClosingAnswers, ...] = ()


def play_from(script: Rehearsal) -> Play:
    """The play of a script: two ballots, with a redraft between them."""
    return Play(
        title=script.title,
        topic=script.topic,
        method=script.method,
        people=script.people,
        notes=script.notes,
        principles=script.principles,
        rounds=(Round(script.first_ballot), Round(script.second_ballot, (script.redraft,))),
        introduction=script.introduction,
        held_back=script.held_back,
        themes=script.themes,
        closing=script.closing,
    )


def with_people(play: Play, count: int) -> Play:
    """The play with its first `count` people; with more, people come twice, in other words."""
    cast = len(play.people)
    notes = [
        replaced
        for person in range(1, count + 1)
        for replaced in _notes_of(play, person, 1 + (person - 1) % cast)
    ]
    kept = {note.number for note in notes}
    held = play.held_back
    if held is not None and held.note not in kept:
        held = HeldBack(note=notes[-1].number, reason=held.reason)
    away = held.note if held else 0
    return replace(
        play,
        people=tuple(play.people[one % cast] for one in range(count)),
        notes=tuple(notes),
        held_back=held,
        themes=tuple(_only(theme, kept - {away}) for theme in play.themes),
        rounds=tuple(
            replace(one, votes=tuple(_for_people(votes, count) for votes in one.votes))
            for one in play.rounds
        ),
        closing=tuple(
            ClosingAnswers(
                question=one.question,
                choices=tuple(one.choices[person % cast] for person in range(count)),
            )
            for one in play.closing
        ),
    )


def _notes_of(play: Play, person: int, model: int) -> list[RehearsedNote]:
    round_ = (person - 1) // len(play.people)
    return [
        RehearsedNote(
            number=note.number + 100_000 * round_,
            person=person,
            prompt=note.prompt,
            text=note.text + (f" ({round_ + 1})" if round_ else ""),
        )
        for note in play.notes
        if note.person == model
    ]


def _only(theme: RehearsedTheme, kept: set[int]) -> RehearsedTheme:
    return RehearsedTheme(name=theme.name, notes=tuple(n for n in theme.notes if n in kept))


def _for_people(votes: Votes, count: int) -> Votes:
    letters = "".join(votes.letters[person % len(votes.letters)] for person in range(count))
    reasons = tuple(one for one in votes.reasons if one.person <= count)
    return Votes(principle=votes.principle, letters=letters, reasons=reasons)
