"""What will be played: a rehearsal of the content folder, or a conversation that took place."""

from dataclasses import dataclass, replace

import msgspec

from workshop.content import Rehearsal, method_for
from workshop.content.script import (
    ClosingAnswers,
    HeldBack,
    Redraft,
    RehearsedAnswer,
    RehearsedFacts,
    RehearsedNote,
    RehearsedPrinciple,
    RehearsedRound,
    RehearsedSuggestion,
    RehearsedTheme,
    Stop,
    Votes,
)


@dataclass(frozen=True)
class Round:
    """One ballot in its way of voting, and what is written anew before it.

    With `hours` it ends by itself; `days` then has the day of each person's paper.
    """

    votes: tuple[Votes, ...]
    redrafts: tuple[Redraft, ...] = ()
    way: str = "consent"
    rounds: int = 1
    hours: int = 0
    days: str = ""


@dataclass(frozen=True)
class Play:
    """A whole workshop; `voices` are pairs of label and kind, none for those of the topic.

    `sources` are pairs of a principle's and a note's number, where no theme ties them. With
    `tables`, people write principles at tables of about so many.
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
    stop: Stop | None = None
    tables: int = 0
    suggestions: tuple[RehearsedSuggestion, ...] = ()
    answers: tuple[RehearsedAnswer, ...] = ()
    facts: RehearsedFacts | None = None


def play_from(script: Rehearsal) -> Play:
    """The play of a script, with those people, notes and principles that it is about."""
    picks = script.picks or tuple(range(1, len(script.principles) + 1))
    play = Play(
        title=script.title,
        topic=script.topic,
        method=script.method,
        people=script.people,
        notes=_first_notes(script),
        principles=tuple(script.principles[number - 1] for number in picks),
        rounds=tuple(_round(one, picks) for one in script.rounds),
        introduction=script.introduction,
        held_back=script.held_back,
        themes=script.themes,
        closing=script.closing,
        stop=script.stop,
        tables=script.tables,
        answers=script.answers,
        facts=script.facts,
        suggestions=tuple(
            msgspec.structs.replace(one, principle=picks.index(one.principle) + 1)
            for one in script.suggestions
            if one.principle in picks
        ),
    )
    return with_people(play, script.cast or len(play.people))


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
        held = HeldBack(note=notes[-1].number, reason=held.reason) if notes else None
    away = held.note if held else 0
    return replace(
        play,
        people=tuple(play.people[one % cast] for one in range(count)),
        notes=tuple(notes),
        held_back=held,
        themes=tuple(_only(theme, kept - {away}) for theme in play.themes),
        rounds=tuple(_round_for(one, count) for one in play.rounds),
        closing=tuple(
            ClosingAnswers(
                question=one.question,
                choices=tuple(one.choices[person % cast] for person in range(count)),
            )
            for one in play.closing
        ),
        suggestions=tuple(_wanted(one, count) for one in play.suggestions if one.person <= count),
    )


def _first_notes(script: Rehearsal) -> tuple[RehearsedNote, ...]:
    """The first notes of each person to what the method asks; all of them where none is said."""
    asked = {key for step in method_for(script.method).activities for key in step.prompts}
    if not script.notes_of_each or not asked:
        return script.notes if asked else ()
    notes: list[RehearsedNote] = []
    for note in script.notes:
        before = sum(one.person == note.person for one in notes)
        if before < script.notes_of_each and note.prompt in asked:
            notes.append(note)
    return tuple(notes)


def _round(one: RehearsedRound, picks: tuple[int, ...]) -> Round:
    """A round about the picked principles, which are numbered anew."""
    place = {number: at for at, number in enumerate(picks, 1)}
    return Round(
        votes=tuple(
            Votes(principle=place[v.principle], letters=v.letters, reasons=v.reasons)
            for v in one.votes
        ),
        redrafts=tuple(
            Redraft(principle=place[r.principle], field=r.field, text=r.text)
            for r in one.redrafts
        ),
        way=one.way,
        rounds=one.rounds,
        hours=one.hours,
        days=one.days,
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


def _wanted(one: RehearsedSuggestion, count: int) -> RehearsedSuggestion:
    return msgspec.structs.replace(one, too=tuple(who for who in one.too if who <= count))


def _round_for(one: Round, count: int) -> Round:
    votes = tuple(_for_people(votes, count) for votes in one.votes)
    return replace(one, votes=votes, days=_letters_for(one.days, count))


def _for_people(votes: Votes, count: int) -> Votes:
    reasons = tuple(one for one in votes.reasons if one.person <= count)
    letters = _letters_for(votes.letters, count)
    return Votes(principle=votes.principle, letters=letters, reasons=reasons)


def _letters_for(letters: str, count: int) -> str:
    return "".join(letters[person % len(letters)] for person in range(count)) if letters else ""
