"""The agenda from its first step to its last, as the method has it."""

from pathlib import Path

from workshop.rehearsal import ballots, drafting, endings, notes, suggesting
from workshop.rehearsal.days import rest
from workshop.rehearsal.play import Round
from workshop.rehearsal.progress import Progress
from workshop.rehearsal.stage import Stage

WORDS = {
    "welcome": "Everybody is welcomed",
    "talk": "People talk",
    "write": "Everybody writes alone",
    "group": "Notes are put together",
    "draft": "Principles are written, at tables",
    "suggest": "Other words are suggested",
    "ballot": "People vote",
    "review": "What came out is looked at",
    "close": "Closing questions, and the edition",
}


def walk(stage: Stage, out: Path, progress: Progress) -> list[dict[str, object]]:
    """Go through every step of the agenda; return the editions that were made at its end."""
    kinds = [kind for _, kind in stage.steps]
    rounds, stop = _rounds_at(kinds, stage.play.rounds), stage.play.stop
    for place, kind in enumerate(kinds):
        progress.step(WORDS[kind])
        stage.go(place)
        if kind == "write":
            notes.write(stage)
        elif kind == "group":
            notes.group(stage)
        elif kind == "draft" and not stage.principles:
            drafting.draft(stage)
            if "suggest" not in kinds:
                suggesting.suggest(stage)
        elif kind == "suggest":
            suggesting.suggest(stage)
        for round_ in rounds.get(place, ()):
            progress.step(f"Ballot {len(stage.ballots)}")
            ballots.vote(stage, round_)
        if place == 1:
            endings.call_for_someone(stage)
        if stop and place == kinds.index(stop.after):
            progress.step(f"{stop.days} days pass")
            rest(stage, stop)
    endings.close(stage)
    return endings.publish(stage, out)


def _rounds_at(kinds: list[str], rounds: tuple[Round, ...]) -> dict[int, tuple[Round, ...]]:
    """One round for each step that votes; the last of them has all that are left."""
    places = [place for place, kind in enumerate(kinds) if kind == "ballot"]
    at = {place: rounds[n : n + 1] for n, place in enumerate(places)}
    if places:
        at[places[-1]] = rounds[len(places) - 1 :]
    return at
