"""One guidance on MI in peer support, as a room might have made it."""

import struct
import zlib
from dataclasses import replace
from datetime import date

from workshop.domain.differences import differences
from workshop.publishing.document import (
    About,
    BallotRecord,
    Counts,
    FieldText,
    Guidance,
    Happened,
    HowMade,
    Look,
    OutcomeRow,
    PrincipleText,
    Reservation,
    SectionText,
    Source,
    Term,
    VoicePeople,
)
from workshop.publishing.lineage import Change, ChangedText, Changes, FromOrigin, OriginText

LABELS = {
    "why": "Why it matters", "helps": "It helps when", "not_when": "Not when",
    "looks_like": "Looks like", "pressure": "Signs of pressure", "stop": "How to stop",
    "training": "Training first", "supervision": "Who gives feedback",
}


def fields(**texts: str) -> tuple[FieldText, ...]:
    return tuple(FieldText(key, label, texts.get(key, "")) for key, label in LABELS.items())


def lived(yes: int, yes_if: int, no: int, passed: int) -> OutcomeRow:
    said = yes + yes_if + no
    share = (yes + yes_if) / said
    in_favour = yes + yes_if
    counts = Counts((in_favour, in_favour), (no, no), (passed, passed), (yes_if, yes_if))
    return OutcomeRow("Lived experience", ("circle",), said + passed, share >= 0.75, share, share,
                      counts, 0.75)


def peers(low: float, high: float) -> OutcomeRow:
    return OutcomeRow("Peer supporters", ("square",), 12, low >= 0.75, low, high, None, 0.75)


def managers(agrees: bool) -> OutcomeRow:
    return OutcomeRow("Managers", ("triangle",), 8, agrees, None, None, None, 0.75)


def managers_and_family(low: float, high: float) -> OutcomeRow:
    return OutcomeRow("Managers, and family and friends", ("triangle", "diamond"), 11,
                      low >= 0.75, low, high, None, 0.75)


FIRST, SECOND = date(2026, 4, 23), date(2026, 5, 7)

ASKING = PrincipleText(
    1, "p1", "We ask before we use MI, and a no changes nothing about a person’s support.",
    fields(
        why="Many of us have said yes because we were afraid to lose help.\n"
            "A yes like that is not a choice.",
        helps="The person has time, and has been told in easy words what MI is.",
        not_when="The person has just said no to something else.",
        looks_like="“Would it be all right if we talk about that? It is fine to say no.”\n\n"
                   "The same words are on the card that people take home.",
        pressure="Asking again in the same meeting. Going quiet or cool after a no. "
                 "Writing “did not take part”.",
        stop="Say “stop”, or turn the card over. The peer supporter says “thank you for telling "
             "me” and talks about something else.",
        training="Half a day on asking, and on hearing a no, before any other part of MI.",
    ),
    ("choice", "respect"), "agreed_in_the_room",
    "Agreed in the room, with reservations. Family and friends were too few to be counted alone.",
    (
        BallotRecord("First ballot", FIRST, "Not agreed. Lived experience did not agree.",
                     (lived(9, 3, 5, 1), peers(0.75, 1.0), managers(True))),
        BallotRecord("Second ballot", SECOND, "Agreed in the room. Family and friends were too few "
                     "to be counted alone; they were counted with the managers.",
                     (lived(13, 3, 1, 1), peers(0.75, 1.0), managers_and_family(0.75, 1.0))),
    ),
    (
        Reservation("If the card is in easy words, and in Polish and Urdu too.",
                    "Taken up: cards are due by September."),
        Reservation("If managers stop counting who took part.",
                    "Taken up in “Signs of pressure”."),
        Reservation("Asking can itself feel like pressure when you are very unwell.",
                    "Not settled. We come back to it."),
    ),
    (),
    (
        Source("Free to say no", (
            "She asked me first. Nobody had asked me for years.",
            "If I say no, do I still get my Thursday?",
            "A card I can point at would help when I have no words 🙂",
        )),
    ),
    2,
)

LISTENING = PrincipleText(
    2, "p2", "We listen first. We talk about change only if the person brings it up.",
    fields(
        why="Peer support is walking beside someone. It is not getting them somewhere.",
        helps="Someone says “part of me wants to, part of me does not”, and wants to think aloud.",
        not_when="Someone is grieving, frightened or angry, and wants to be heard.",
        looks_like="“That sounds hard. Do you want me to listen, or to think with you?”",
        pressure="More questions about change than about the person. A goal that somebody else "
                 "wrote.",
        stop="Anyone can say “just listen today”.",
        supervision="Somebody who has done peer support, every four weeks.",
    ),
    ("mutuality", "non-directive"), "agreed_by_every_voice", "Agreed by every voice",
    (BallotRecord("First ballot", FIRST,
                  "Agreed by every voice.",
                  (lived(15, 1, 1, 1), peers(0.75, 1.0), managers(True))),),
    (Reservation("Yes, if we may still share what helped us."),),
    (),
    (Source("Being heard", ("Sometimes I want a cup of tea, and no plan.",)),
     Source("Whose goal is it?", ("They wrote “lose weight” on my sheet. I never said that.",))),
)

MEDICINE = PrincipleText(
    3, "p3", "No MI here: we never use MI to bring someone to take medicine or go to hospital.",
    fields(
        why="A talk that is meant to end in one answer is not a talk between peers.",
        not_when="Always. There is no case where this is right for a peer supporter.",
        pressure="“The team would be pleased if you…”. A peer supporter who is asked to find out.",
        stop="Tell any peer supporter, or the advocate. It is written down without your name.",
    ),
    ("safety", "honesty"), "agreed_by_every_voice", "Agreed by every voice",
    (BallotRecord("First ballot", FIRST, "Agreed by every voice.",
                  (lived(17, 0, 0, 1), peers(0.75, 1.0), managers(True))),),
    sources=(Source("Never here", ("My peer worker stopped being mine that day.",)),),
)

FEELINGS = PrincipleText(
    4, "p4", "When feelings are big, we do not talk about change that day.",
    fields(
        why="We do not agree on this, and we say so.",
        looks_like="“Shall we leave that for another day?”",
        pressure="Using tears as a way in.",
        stop="Say “not today”.",
    ),
    ("safety",), "not_agreed",
    "Not agreed. Managers, and family and friends, agreed; the others did not.",
    (
        BallotRecord("First ballot", FIRST, "Held: somebody said that it could cause harm.",
                     (lived(6, 3, 8, 1), peers(0.25, 0.5), managers(True))),
        BallotRecord("Second ballot", SECOND, "Not agreed.",
                     (lived(7, 3, 7, 1), peers(0.5, 0.75), managers_and_family(0.75, 1.0))),
    ),
    (Reservation("When I cried was the only time I said what I wanted to change. "
                 "Do not take that away."),
     Reservation("The day after, I was ashamed of what I had promised.")),
    (Reservation("Someone may be sent home with nobody to talk to.",
                 "Set aside. The evening line is open every day."),),
    (Source("Big feelings", ("I was not myself. I agreed to everything.",)),),
    decision="We leave it open for half a year.\n\nThen we look at it again, with the same people.",
    other_views=("I was glad that somebody asked me that day.",
                 "It should be in the guidance as it is."),
)

INTRODUCTION = """People who use Tern House, peer supporters, managers, and family and friends
wrote this together. It says **when motivational interviewing helps here, and when it does not**.

### How to read it

- Each principle says what *signs of pressure* look like, and how to stop.
- “Not agreed” is a result. We print it as it is.

Questions? Ask [the peer support office](mailto:peers@ternhouse.example)."""

SAMPLE = Guidance(
    title="When motivational interviewing helps here, and when it does not",
    organisation="Tern House Peer Support",
    question="When, how, and when not do we use motivational interviewing (MI) in peer support?",
    language="en-GB",
    edition_number=2,
    published_on=date(2026, 5, 14),
    introduction_markdown=INTRODUCTION,
    principles=(ASKING, LISTENING, MEDICINE, FEELINGS),
    values=("Choice", "Mutuality", "Shared experience", "Honesty", "Safety"),
    about=(
        About("What motivational interviewing is", (
            "Motivational interviewing (MI) is a way of talking. It helps a person find their own "
            "reasons for change.",
            "Those who made it say that it rests on partnership, acceptance, compassion, and on "
            "drawing out what the person already knows.",
        ), ("Miller and Rollnick, Motivational Interviewing, 2013",)),
        About("What is known, and what is not", (
            "One small study taught MI to 14 peer supporters. They gave less advice that nobody "
            "had asked for. They also shared less of their own story.",
            "We found no study of harm from MI by peer supporters in mental health. This guidance "
            "is what people here know and want. It is not a clinical guideline.",
        ), ("Tsai and others, 2017", "Frost and others, 2018")),
    ),
    how_made=HowMade(
        FIRST, SECOND,
        (VoicePeople("Lived experience", "circle", "18 people"),
         VoicePeople("Peer supporters", "square", "12 people"),
         VoicePeople("Managers", "triangle", "8 people"),
         VoicePeople("Family and friends", "diamond", "fewer than 5 people")),
        "Nominal group, 90 minutes, in two sessions. Everyone wrote alone first. Nobody could see "
        "who wrote what, or how anyone voted.",
        "Fixed before the first ballot: in each group, three quarters of those who say yes or no "
        "say Yes, or Yes if, and at least half of the group say yes or no. No group can be "
        "outvoted.",
        (Happened(FIRST, "38 notes were written on three prompts, and shown without names."),
         Happened(FIRST, "The notes were grouped into four themes by everyone."),
         Happened(FIRST, "Four principles were drafted at tables with mixed voices."),
         Happened(FIRST, "First ballot, on four principles."),
         Happened(SECOND, "Second ballot, on two principles that had been redrafted.")),
        ("Everyone without a salary for the day was paid £25 an hour and travel, whatever they "
         "said or voted.",),
        ("Principle 4, Why it matters: “refused”, a sentence of 31 words",),
    ),
    glossary=(
        Term("Peer supporter", "Somebody who uses their own experience of distress to support "
                               "others."),
        Term("Reservation", "A reason why a Yes is not a full Yes, or a condition for it."),
    ),
    contact="The peer support office, or any peer supporter",
    review="By 1 May 2027, or when someone asks",
)


def png(width: int = 90, height: int = 30) -> bytes:
    """A plain blue picture."""
    rows = (b"\x00" + b"\x00\x47\xa2" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts)


LOOK = Look(png(), "Tern House", "#0047a2")
_WORDS = differences("They were afraid.", "They are afraid.")
CHANGED = replace(
    SAMPLE,
    look=LOOK,
    standing="withdrawn",
    notice="This edition was withdrawn on 3 June 2026. The evening line has closed.",
    sections=(
        SectionText("ticks", "gathered", "Checklist", "- [ ] I asked.\n- [ ] I heard a no.",
                    ("pressure", "stop")),
        SectionText("short", "short", "In short"),
        SectionText("principles", "principles", "Our principles"),
        SectionText("disagreed", "disagreed", "What we did not agree"),
        SectionText("changes", "changes", "What changed"),
        SectionText("origin", "origin", "Where it began"),
        SectionText("review", "review", "When we look again"),
        SectionText("made", "made", "How it was made"),
    ),
    for_whom="Everyone who gives or takes peer support here",
    owner="The peer support council",
    review_on=date(2027, 5, 1),
    changes=Changes(1, (
        Change("We ask.", "changed", (ChangedText("Why it matters", _WORDS),), "Not agreed.",
               "Agreed in the room."),
        Change("We listen.", "new"),
    )),
    origin=OriginText("MI at Harbour House", "Harbour House", 3, "https://example.org/g/abc/3", (
        FromOrigin("p1", "We ask.", "kept", 1),
        FromOrigin("p2", "We heard.", "changed", 2, (ChangedText("", _WORDS),)),
        FromOrigin("p3", "We hurry.", "left"),
    )),
)
"""The sample withdrawn, changed since its first edition, begun from another, with a look."""
