"""A guidance of any size, with texts as long as people write, ballots with pictures, sources."""

from itertools import cycle, islice
from typing import Any

from workshop.content import topic_for, topics

FIRST, SECOND, PUBLISHED = "2026-04-23", "2026-05-07", "2026-05-14"
SENTENCES = tuple(
    f"{sentence.strip().rstrip('.')}."
    for topic in topics() for one in topic.starters for text in one.texts.values()
    for sentence in text.split(". ") if sentence.strip()
)  # fmt: skip
WORDS_OF_A_FIELD, WORDS_OF_A_NOTE = 16, 12
"""As in the principles that the topic offers to begin with, a little more."""
NOTES, SAID = 5, 3
FILLED = ("why_it_matters", "helps_when", "not_when", "looks_like", "signs_of_pressure",
          "how_to_stop", "training", "supervision")  # fmt: skip
"""Of all fields as many as the topic's own principles fill, and those that are gathered."""
ROOM = {"kind": "agreed_in_the_room", "too_few": ["family and friends"], "absent": []}
NOT = {"kind": "not_agreed", "too_few": [], "absent": []}
Values = dict[str, Any]


def document_with(principles: int) -> Values:
    """A guidance with so many principles as an edition keeps it, the same each time."""
    topic = topic_for("mi_in_peer_support")
    sections = [
        {"key": one.key, "kind": one.kind, "title": one.title, "markdown": one.text,
         "gathers": list(one.gathers)}
        for one in topic.sections
    ]  # fmt: skip
    return {
        "title": "When motivational interviewing helps here, and when it does not",
        "organisation": "Tern House Peer Support", "language": "en-GB", "edition_number": 1,
        "question": "When, how, and when not do we use it?", "published_on": PUBLISHED,
        "principles": [_principle(number) for number in range(1, principles + 1)],
        "values": [f"{value.label}: {value.text}" for value in topic.values],
        "glossary": [{"word": one.word, "meaning": one.meaning} for one in topic.glossary],
        "about": list(topic.about), "known": list(topic.known), "sources": list(topic.sources),
        "sections": sections, "how_made": _how_made(principles),
        "owner": "The peer support office", "contact": "Any peer supporter",
        "review_on": "2027-05-01",
    }  # fmt: skip


def _principle(number: int) -> Values:
    fields = [one for one in topic_for("mi_in_peer_support").fields if one.key in FILLED]
    is_agreed = number % 4 != 0
    ballots = [_ballot(1, FIRST, number, is_agreed), _ballot(2, SECOND, number + 1, is_agreed)]
    return {
        "number": number, "statement": _words(number, 14), "tags": ["choice", "respect"],
        "fields": [{"key": one.key, "label": one.label,
                    "text": _words(number + 7 * place, WORDS_OF_A_FIELD)}
                   for place, one in enumerate(fields)],
        "ballots": ballots[: 1 + number % 2], "revision": 2,
        "objections": [{"kind": "condition", "text": _note(number + 3 * one), "state": "",
                        "answer": "Taken up."} for one in range(SAID)],
        "sources": [{"theme": "Free to say no",
                     "notes": [_note(number + one) for one in range(NOTES)]}],
        "decision": "" if is_agreed else "We come back to it in the autumn.",
        "other_views": [] if is_agreed else [_words(number + 5, 22)],
    }  # fmt: skip


def _ballot(number: int, day: str, seed: int, is_agreed: bool) -> Values:
    size = 18 + seed % 23
    yes = size // 2 + seed % 7
    share = round(100 * yes / size, 1)
    spans = {"yes": [yes, yes], "no": [size - yes, size - yes], "passes": [1, 1],
             "part": [seed % 3, seed % 3], "spread": None}  # fmt: skip
    rows = (
        ("Lived experience", "circle", size + 1, share, share, spans),
        ("Peer supporters", "square", 12, 75, 100, None),
        ("Managers", "triangle", 8, None, None, None),
    )
    return {
        "ballot": number, "held_on": day, "threshold": 75, "way": "consent", "part_of": "yes",
        "harm": False, "conditions": [], "reasons": [], "harms": [],
        **(ROOM if is_agreed else NOT),
        "rows": [{"label": label, "shapes": [shape], "people": people, "low": low, "high": high,
                  "verdict": "agreed", "spans": counted}
                 for label, shape, people, low, high, counted in rows],
    }  # fmt: skip


def _how_made(principles: int) -> Values:
    people = (("Lived experience", "circle", 18), ("Peer supporters", "square", 12),
              ("Managers", "triangle", 8))  # fmt: skip
    happened = [
        {"on": FIRST, "what": "ballot.opened", "detail": {"ballot": number + 1, "principles": 1}}
        for number in range(principles)
    ]
    return {
        "first_day": FIRST, "last_day": SECOND, "method": "Nominal group", "threshold": 75,
        "people": [{"label": label, "shape": shape, "count": count}
                   for label, shape, count in people],
        "happened": happened,
    }  # fmt: skip


def _note(start: int) -> str:
    return _words(start, WORDS_OF_A_NOTE)


def _words(start: int, count: int) -> str:
    """So many words, in whole sentences where that comes out."""
    place = start % len(SENTENCES)
    said = " ".join(islice(cycle((*SENTENCES[place:], *SENTENCES[:place])), count))
    return " ".join(said.split()[:count])
