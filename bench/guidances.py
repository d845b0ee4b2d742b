"""A guidance of any size, with texts as long as people write, ballots with pictures, sources."""

from datetime import date
from itertools import cycle, islice

from workshop.content import topic_for, topics
from workshop.publishing.document import (
    BallotRecord,
    Counts,
    FieldText,
    Guidance,
    Happened,
    HowMade,
    OutcomeRow,
    PrincipleText,
    Reservation,
    SectionText,
    Source,
    VoicePeople,
)

FIRST, SECOND, PUBLISHED = date(2026, 4, 23), date(2026, 5, 7), date(2026, 5, 14)
FIELDS = ("why", "helps", "not_when", "looks_like", "pressure", "stop", "training", "supervision")
LABELS = ("Why it matters", "It helps when", "Not when", "Looks like", "Signs of pressure",
          "How to stop", "Training first", "Who gives feedback")  # fmt: skip
SENTENCES = tuple(
    f"{sentence.strip().rstrip('.')}."
    for topic in topics() for one in topic.starters for text in one.texts.values()
    for sentence in text.split(". ") if sentence.strip()
)  # fmt: skip
WORDS_OF_A_FIELD, WORDS_OF_A_NOTE = 16, 12
"""As in the principles that the topic offers to begin with, a little more."""


def guidance_with(principles: int) -> Guidance:
    """A guidance with so many principles, the same each time."""
    topic = topic_for("mi_in_peer_support")
    sections = (SectionText(one.key, one.kind, one.title, one.text, tuple(one.gathers))
                for one in topic.sections)
    return Guidance(
        title="When motivational interviewing helps here, and when it does not",
        organisation="Tern House Peer Support",
        question="When, how, and when not do we use it?", language="en-GB", edition_number=1,
        published_on=PUBLISHED, introduction_markdown="",
        principles=tuple(_principle(number) for number in range(1, principles + 1)),
        values=tuple(f"{value.label}: {value.text}" for value in topic.values), about=(),
        how_made=_how_made(principles), sections=tuple(sections),
        owner="The peer support office", contact="Any peer supporter", review_on=date(2027, 5, 1),
    )  # fmt: skip


def _principle(number: int) -> PrincipleText:
    texts = zip(FIELDS, LABELS, range(len(FIELDS)), strict=True)
    ballots = (_ballot("First ballot", FIRST, number), _ballot("Second ballot", SECOND, number + 1))
    is_agreed = number % 4 != 0
    return PrincipleText(
        number, f"p{number}", _words(number, 14),
        tuple(FieldText(key, label, _words(number + 7 * place, WORDS_OF_A_FIELD))
              for key, label, place in texts),
        ("choice", "respect"), "agreed_in_the_room" if is_agreed else "not_agreed",
        "Agreed in the room. Family and friends were too few." if is_agreed else "Not agreed.",
        ballots[: 1 + number % 2],
        tuple(Reservation(_note(number + 3 * one), "Taken up.") for one in range(3)),
        (), (Source("Free to say no", tuple(_note(number + one) for one in range(5))),),
        2, "" if is_agreed else "We come back to it in the autumn.",
        () if is_agreed else (_words(number + 5, 22),),
    )  # fmt: skip


def _ballot(title: str, day: date, number: int) -> BallotRecord:
    size = 18 + number % 23
    yes = size // 2 + number % 7
    counts = Counts((yes, yes), (size - yes, size - yes), (1, 1), (number % 3, number % 3))
    share = yes / size
    rows = (
        OutcomeRow("Lived experience", ("circle",), size + 1, share >= 0.75, share, share, counts,
                   0.75),
        OutcomeRow("Peer supporters", ("square",), 12, True, 0.75, 1.0, None, 0.75),
        OutcomeRow("Managers", ("triangle",), 8, True, None, None, None, 0.75),
    )
    return BallotRecord(title, day, "Agreed in the room.", rows)


def _how_made(principles: int) -> HowMade:
    people = (VoicePeople("Lived experience", "circle", "18 people"),
              VoicePeople("Peer supporters", "square", "12 people"),
              VoicePeople("Managers", "triangle", "8 people"))  # fmt: skip
    happened = tuple(Happened(FIRST, f"Principle {number + 1} was put to a ballot.")
                     for number in range(principles))  # fmt: skip
    return HowMade(FIRST, SECOND, people, "Nominal group", "Three quarters of each group.",
                   happened)  # fmt: skip


def _note(start: int) -> str:
    return _words(start, WORDS_OF_A_NOTE)


def _words(start: int, count: int) -> str:
    """So many words, in whole sentences where that comes out."""
    place = start % len(SENTENCES)
    said = " ".join(islice(cycle((*SENTENCES[place:], *SENTENCES[:place])), count))
    return " ".join(said.split()[:count])
