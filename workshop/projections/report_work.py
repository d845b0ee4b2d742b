"""What the document says of how it was made, for the items of reports that ask about that.

Each function returns paragraphs of plain text; none where the workshop knows nothing of it.
"""

from collections.abc import Callable
from datetime import date

from workshop.domain.counting import people_told
from workshop.domain.days import day_sentence
from workshop.domain.paper import sentences_printed
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence, said, said_of, worded
from workshop.domain.ways import WAYS
from workshop.domain.words import N_
from workshop.projections.scope import View

Fill = Callable[[View], list[str]]

VOICES = N_("These voices took part: {voices}.")
INVOLVED = N_("People of every voice took part in the same steps: {steps}.")
VOTED = N_(
    "Each person had one vote, and each voice was counted for itself where it was large enough."
)
STEPS = N_("The method was: {method}. These were the steps: {steps}.")
AIMS = {
    "talk": N_("People talked first, so that they could think aloud."),
    "write": N_("People wrote alone, so that everybody could say what they think."),
    "group": N_("Notes were put together, so that themes could be seen."),
    "draft": N_("Principles were written from themes, so that there was something to agree on."),
    "suggest": N_("Other words were suggested, so that a principle could get better."),
    "ballot": N_("People voted in secret, so that nobody had to answer to anybody."),
    "review": N_("People talked about what came out, so that doubts were heard."),
}
PUT = N_("Each principle was put as a text that could not change while people voted.")
COULD = N_("{way}: {when}")
REASONED = N_("A reason could be given, and that something could cause harm.")
OTHER_WORDS = N_("Before a vote, everybody could suggest other words, and say why.")
AGAIN = N_("Principle {number} had been agreed in ballot {before}, and was voted on again.")
NEVER_AGAIN = N_("Nothing that had been agreed was voted on again.")
ALONE = N_("People did these alone: {steps}.")
TOGETHER = N_("People did these together: {steps}.")
ONE_NOTE = N_("One note was shown.")
NOTES = N_("{count} notes were shown, mixed up and without names.")
THEMES = N_("Notes were put into {count} themes by people in the room.")
ONE_THEME = N_("Notes were put into one theme by people in the room.")
GREW = N_("Each principle names the notes that it grew from, where there are any.")
COUNTED = N_("Votes were counted by the software.")
NOTES_SHOWN = N_("Notes were shown to all after they were written, without names.")
OUTCOMES_SHOWN = N_(
    "After each ballot all saw its outcome, for each group as far as nobody could be found out."
)
SECRET = N_(
    "No page shows who wrote a note, a suggestion or a reason. Votes were sealed, and deleted "
    "when the ballot was counted. Of small groups only the outcome is published."
)
NOT_ALL = N_(
    "People who compare their votes can guess more. While a ballot was open, whoever runs the "
    "server could have looked."
)
SET_UP = N_("The workshop was set up on {day}.")
MET_ON = N_("People met on {day}.")
MET = N_("People met from {first} to {last}.")
VOICE = N_("{voice}: {people}.")
VOICE_INVITED = N_("{voice}: {people}; invited: {invited}.")
BY_ONESELF = {"write", "suggest", "ballot"}
IN_THE_ROOM = {"talk", "group", "draft", "review"}
SUGGESTED_IN = {"draft", "suggest", "review"}
AGREED = ("agreed_by_every_voice", "agreed_in_the_room")


def involvement(document: View) -> list[str]:
    """Which voices there were, and what each person could do."""
    made = document["how_made"]
    voices = ", ".join(one["label"] for one in made["people"] if one["count"])
    if not voices:
        return []
    alike = said(INVOLVED, steps=_titles(made["steps"]))
    return [said(VOICES, voices=voices), f"{alike} {said(VOTED)}" if made["ballots"] else alike]


def steps(document: View) -> list[str]:
    """The method and the steps in their order."""
    made = document["how_made"]
    return [said(STEPS, method=made["method"], steps=_titles(made["steps"]))]


def step_aims(document: View) -> list[str]:
    """What each kind of step is for, in the order in which they came first."""
    kinds = dict.fromkeys(step["kind"] for step in document["how_made"]["steps"])
    return [" ".join(said(AIMS[kind]) for kind in kinds if kind in AIMS)]


def options(document: View) -> list[str]:
    """How principles were put, and which answers each way of voting has."""
    ways = dict.fromkeys(
        ballot["way"] for one in document["principles"] for ballot in one["ballots"]
    )
    told = [said(COULD, way=said(WAYS[way].NAME), when=said(WAYS[way].WHEN))
            for way in ways if way in WAYS]  # fmt: skip
    kinds = {step["kind"] for step in document["how_made"]["steps"]}
    also = [said(REASONED), *([said(OTHER_WORDS)] if kinds & SUGGESTED_IN else [])]
    return [said(PUT), *told, " ".join(also)] if told else []


def rule(document: View) -> list[str]:
    """What counted as agreed in which ballots, and when that was fixed."""
    return [
        " ".join(
            worded(one)
            for one in sentences_printed(
                Rule.from_json(kept["rule"]), kept["ballots"][0],
                date.fromisoformat(kept["fixed_on"]),
            )
        )
        for kept in document["how_made"]["rules"]
    ]  # fmt: skip


def again(document: View) -> list[str]:
    """Principles that were voted on once more after they had been agreed."""
    lines = []
    for one in document["principles"]:
        voted = [ballot for ballot in one["ballots"] if ballot["way"]]
        lines += [
            said(AGAIN, number=one["number"], before=before["ballot"])
            for before in voted[:-1]
            if before["kind"] in AGREED and before["round"] == before["rounds"]
        ]
    return lines or ([said(NEVER_AGAIN)] if document["how_made"]["ballots"] else [])


def alone_or_together(document: View) -> list[str]:
    """Which steps were done by oneself, and which in the room."""
    return [
        said(sentence, steps=_titles(done))
        for sentence, kinds in ((ALONE, BY_ONESELF), (TOGETHER, IN_THE_ROOM))
        if (done := [one for one in document["how_made"]["steps"] if one["kind"] in kinds])
    ]


def synthesis(document: View) -> list[str]:
    """From notes to themes, to principles, to outcomes."""
    counts = document["how_made"]["counts"]
    lines = (
        said_of(counts["notes"], ONE_NOTE, NOTES),
        said_of(counts["themes"], ONE_THEME, THEMES),
        said(GREW),
        said(COUNTED) if document["how_made"]["ballots"] else "",
    )
    return [" ".join(line for line in lines if line)]


def feedback(document: View) -> list[str]:
    """What people were shown on the way."""
    made = document["how_made"]
    notes = [said(NOTES_SHOWN)] if made["counts"]["notes"] else []
    return notes + ([said(OUTCOMES_SHOWN)] if made["ballots"] else [])


def secrecy(document: View) -> list[str]:
    """What nobody could see, and what can be guessed all the same."""
    return [said(SECRET), said(NOT_ALL)]


def organisers(document: View) -> list[str]:
    """What was decided without the room, as the document itself says it."""
    return list(document["how_made"]["alone"])


def access(document: View) -> list[str]:
    """What was done so that everybody could take part, as the document itself says it."""
    return list(document["how_made"]["access"])


def dates(document: View) -> list[str]:
    """When it was set up, and when people met."""
    made = document["how_made"]
    set_up, first, last = (_day(made[name]) for name in ("set_up_on", "first_day", "last_day"))
    met = said(MET_ON, day=first) if first == last else said(MET, first=first, last=last)
    return [f"{said(SET_UP, day=set_up)} {met}"]


def people(document: View) -> list[str]:
    """How many of each voice, as far as that is told, and the papers of each ballot."""
    made = document["how_made"]
    voices = [
        said(VOICE_INVITED if one["invited"] else VOICE, voice=one["label"],
             people=people_told(one["count"]), invited=one["invited"])
        for one in made["people"]
    ]  # fmt: skip
    return ["\n".join(voices), *_lines(made["ballots"])]


def changes(document: View) -> list[str]:
    """What was changed or dropped between ballots."""
    return _lines(document["how_made"]["changed"])


def formulation(document: View) -> list[str]:
    """The steps, and what counted as agreed."""
    return [*steps(document), *rule(document)]


def _titles(steps: list[View]) -> str:
    return ", ".join(dict.fromkeys(step["title"] for step in steps))


def _day(written: str) -> Sentence:
    return day_sentence(date.fromisoformat(written))


def _lines(sentences: list[str]) -> list[str]:
    return ["\n".join(sentences)] if sentences else []
