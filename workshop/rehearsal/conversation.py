"""A conversation that took place, in the files that Polis exports, as a play."""

import csv
from pathlib import Path

from workshop.content.script import RehearsedNote, RehearsedPrinciple, Votes
from workshop.rehearsal.play import Play, Round

ON_A_BALLOT = 6
VOICES_BY = "4"
VOICES = (("Said yes to statement 4", "1"), ("Said no to it", "-1"), ("Said neither", ""))
LETTERS = {"1": "y", "-1": "n", "0": "p"}
Row = dict[str, str]


def play_from_folder(folder: Path) -> Play:
    """Statements as notes, each with a principle of its own; the last votes as votes."""
    statements = _statements(folder)
    votes = _last_votes(folder)
    people = sorted({voter for _, voter in votes}, key=int)
    notes = [_note(n, row, people) for n, row in enumerate(statements, 1)]
    letters = [
        Votes(principle=n, letters=_letters(votes, row["comment-id"], people))
        for n, row in enumerate(statements, 1)
    ]
    return Play(
        title="A conversation, played again",
        question=_question(folder),
        topic="blank",
        method="nominal_group",
        voices=tuple((label, "other") for label, _ in VOICES),
        people=tuple(_voice(votes.get((VOICES_BY, person), "")) for person in people),
        notes=tuple(notes),
        principles=tuple(
            RehearsedPrinciple(theme=0, tags=(), texts={"statement": note.text}) for note in notes
        ),
        sources=tuple((note.number, note.number) for note in notes),
        rounds=tuple(
            Round(tuple(letters[at : at + ON_A_BALLOT]))
            for at in range(0, len(letters), ON_A_BALLOT)
        ),
    )


def _statements(folder: Path) -> list[Row]:
    rows = [row for row in _rows(folder / "comments.csv") if row["moderated"] == "1"]
    return sorted(rows, key=lambda row: (int(row["timestamp"]), int(row["comment-id"])))


def _last_votes(folder: Path) -> dict[tuple[str, str], str]:
    """The last vote of each person on each statement, by (statement, person)."""
    rows = sorted(_rows(folder / "votes.csv"), key=lambda row: int(row["timestamp"]))
    return {(row["comment-id"], row["voter-id"]): row["vote"] for row in rows}


def _note(number: int, row: Row, people: list[str]) -> RehearsedNote:
    """What the hosts wrote before anybody came is spread over the people."""
    author = row["author-id"]
    person = people.index(author) + 1 if author in people else 1 + number % len(people)
    return RehearsedNote(
        number=number, person=person, prompt="wish", text=row["comment-body"].strip()
    )


def _letters(votes: dict[tuple[str, str], str], statement: str, people: list[str]) -> str:
    return "".join(LETTERS.get(votes.get((statement, person), ""), "-") for person in people)


def _voice(vote: str) -> int:
    known = [meant for _, meant in VOICES]
    return known.index(vote) + 1 if vote in known else len(known)


def _question(folder: Path) -> str:
    with (folder / "summary.csv").open(newline="", encoding="utf-8") as file:
        return next(row[1] for row in csv.reader(file) if row and row[0] == "topic")


def _rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
