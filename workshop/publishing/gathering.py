"""From what an edition keeps (plain values) to the document model."""

from datetime import date, datetime
from typing import Any

from workshop.domain.counting import people_told
from workshop.domain.objections import STATES
from workshop.domain.paper import sentences_of_rule
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.telling import SENTENCES, telling
from workshop.domain.words import N_
from workshop.publishing.document import (
    About,
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
    Term,
    VoicePeople,
)
from workshop.publishing.wording import day_words, in_one_piece, say_with, sentence_words

View = dict[str, Any]
SAY = say_with(str)
AGREED = N_(
    "A group agrees when {threshold} of 100 who say yes or no say yes, "
    "and at least half of the group said yes or no."
)
SMALLEST = N_("A group is counted only if it has {k} people or more.")
UNTIL = N_("Time to vote: until {day}, {time} UTC.")
BY_BALLOT = N_("Ballot {numbers}: {rule}")
VERDICTS = {
    "agreed_by_every_voice": N_("Agreed by every voice."),
    "agreed_in_the_room": N_("Agreed in the room."),
    "not_agreed": N_("Not agreed."),
    "agreed_openly": N_("Agreed openly, not by secret ballot."),
    "not_agreed_openly": N_("Not agreed. This was decided openly, not by secret ballot."),
    "on_hold": N_("On hold: somebody said that this could cause harm."),
}
FIRST_ROUND = N_("First of two rounds, it decides nothing yet.")
TOO_FEW = N_("Too few to be counted alone: {voices}.")
ABSENT = N_("Nobody was here for: {voices}.")
STILL_HARM = N_("Somebody still says that this could cause harm.")
BEFORE_THAT = N_("{now} Before that, by secret ballot: {before}")
OPENLY = N_("Decided openly")
IN_THE_OPEN = N_("{verdict} People could see how others decided.")
WHO = N_("Who was there: {people}.")
NOT_READY = N_("We are not ready to say.")
REMAINS = N_("Principle {number}, {field}: {words}")
QUOTED = N_("“{words}”")
LONG = N_("a sentence of {count} words")
NOBODY_COUNTED = N_("Nobody was counted.")


def guidance_from(document: View) -> Guidance:
    """The document model of a kept edition, or of the guidance as it stands."""
    return Guidance(
        title=document["title"],
        organisation=document["organisation"],
        question=document["question"],
        language=document["language"],
        edition_number=document["edition_number"],
        published_on=date.fromisoformat(document["published_on"]),
        introduction_markdown=document.get("introduction", ""),
        principles=tuple(_principle(view) for view in document["principles"]),
        values=tuple(document.get("values", ())),
        about=_about(document),
        how_made=_how_made(document["how_made"], document["principles"]),
        glossary=tuple(Term(**one) for one in document.get("glossary", ())),
        sections=tuple(section_from(one) for one in document.get("sections", ())),
        for_whom=document.get("for_whom", ""),
        owner=document.get("owner", ""),
        contact=document.get("contact", ""),
        review_on=_day(document.get("review_on", "")),
    )


def section_from(view: View) -> SectionText:
    """One section of the document, from plain values."""
    return SectionText(
        view["key"], view["kind"], view["title"], view["markdown"], tuple(view["gathers"])
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _about(document: View) -> tuple[About, ...]:
    pieces = []
    if document["about"]:
        pieces.append(About(SAY(N_("What MI is, in easy words")), tuple(document["about"])))
    if document["known"]:
        known, sources = tuple(document["known"]), tuple(document["sources"])
        pieces.append(About(SAY(N_("What is known, and what is not")), known, sources))
    return tuple(pieces)


def _principle(view: View) -> PrincipleText:
    last, said = view["ballots"][-1], view.get("objections")
    if said is None:
        said = _said_in_the_last(last)
    return PrincipleText(
        number=view["number"],
        anchor=f"p{view['number']}",
        statement=view["statement"],
        fields=tuple(_field(one) for one in view["fields"]),
        values=tuple(view["tags"]),
        status=_status(last),
        verdict=_standing_sentence(view["ballots"]),
        ballots=tuple(_ballot(one) for one in view["ballots"]),
        reservations=tuple(_reservation(one) for one in said if one["kind"] != "harm"),
        harms=tuple(_reservation(one) for one in said if one["kind"] == "harm"),
        sources=tuple(Source(s["theme"], tuple(s["notes"])) for s in view["sources"]),
        revision=view["revision"],
        decision=view.get("decision", ""),
        other_views=tuple(view.get("other_views", ())),
    )


def _field(view: View) -> FieldText:
    text = SAY(NOT_READY) if view.get("is_open") else view["text"]
    return FieldText(view["key"], view["label"], text)


def _status(last: View) -> Any:
    """What a principle came to; a first round of two decides nothing."""
    return "first_round" if last["kind"] != "on_hold" and _is_first_round(last) else last["kind"]


def _is_first_round(outcome: View) -> bool:
    return bool(outcome.get("round", 1) < outcome.get("rounds", 1))


def _said_in_the_last(last: View) -> list[View]:
    """Editions of an earlier release kept no answers: what was said in the last ballot stands."""
    kinds = (("condition", "conditions"), ("against", "reasons"), ("harm", "harms"))
    return [
        {"kind": kind, "text": text, "state": "", "answer": ""}
        for kind, name in kinds
        for text in last[name]
    ]


def _reservation(one: View) -> Reservation:
    """What became of it is told in the words of the screens; of an old edition nothing is known."""
    state = SAY(N_("{state}."), state=SAY(STATES[one["state"]])) if one["state"] else ""
    became = " ".join(part for part in (state, one["answer"]) if part)
    return Reservation(one["text"] or SAY(N_("Somebody marked it, without words.")), became)


def _standing_sentence(outcomes: list[View]) -> str:
    """What stands on a principle; before an open decision, the secret ballot stands too."""
    now = verdict_sentence(outcomes[-1])
    secret = [one for one in outcomes if one.get("way", "consent")]
    if secret and outcomes[-1] is not secret[-1]:
        return SAY(BEFORE_THAT, now=now, before=verdict_sentence(secret[-1]))
    return now


def verdict_sentence(outcome: View) -> str:
    """The whole sentence about an outcome, never shortened to "agreed"."""
    kind, is_first = outcome["kind"], _is_first_round(outcome)
    said = [] if is_first and kind != "on_hold" else [SAY(VERDICTS[kind])]
    if is_first:
        said.append(SAY(FIRST_ROUND))
    elif kind == "agreed_in_the_room":
        said += [
            SAY(sentence, voices=", ".join(voices))
            for sentence, voices in ((TOO_FEW, outcome["too_few"]), (ABSENT, outcome["absent"]))
            if voices
        ]
    if outcome["harm"] and not is_first and kind != "on_hold":
        said.append(SAY(STILL_HARM))
    return " ".join(said)


def _ballot(outcome: View) -> BallotRecord:
    if not outcome.get("way", "consent"):
        return _open_decision(outcome)
    needed = outcome["threshold"] / 100
    return BallotRecord(
        title=SAY(N_("Ballot {number}"), number=outcome["ballot"]),
        held_on=date.fromisoformat(outcome["held_on"]),
        verdict=verdict_sentence(outcome),
        rows=tuple(_row(row, needed, outcome) for row in outcome["rows"]),
        way=outcome.get("way", "consent"),
    )


def _open_decision(outcome: View) -> BallotRecord:
    people = [f"{one['label']}: {_people(one['count'])}" for one in outcome["people"]]
    here = SAY(WHO, people="; ".join(people)) if people else SAY(NOBODY_COUNTED)
    sentence = SAY(IN_THE_OPEN, verdict=verdict_sentence(outcome))
    return BallotRecord(
        title=SAY(OPENLY),
        held_on=date.fromisoformat(outcome["held_on"]),
        verdict=f"{sentence}\n\n{outcome['text']}\n\n{here}",
        rows=(),
        way="",
    )


def _row(row: View, needed: float, outcome: View) -> OutcomeRow:
    return OutcomeRow(
        label=row["label"],
        shapes=tuple(row["shapes"]),
        size=row["people"],
        agrees=row["verdict"] == "agreed",
        low=row["low"] / 100 if row["low"] is not None else None,
        high=row["high"] / 100 if row["high"] is not None else None,
        counts=_counts(row["spans"], outcome) if row.get("spans") else None,
        needed=needed,
    )


def _counts(spans: View, outcome: View) -> Counts:
    ranges: View = {name: tuple(spans[name]) for name in ("yes", "no", "passes", "part")}
    spread = tuple(spans["spread"]) if spans["spread"] else None
    return Counts(**ranges, part_of=outcome["part_of"], way=outcome["way"], spread=spread)


def _how_made(view: View, principles: list[View]) -> HowMade:
    return HowMade(
        first_day=date.fromisoformat(view["first_day"]),
        last_day=date.fromisoformat(view["last_day"]),
        people=tuple(
            VoicePeople(p["label"], p["shape"], _people(p["count"])) for p in view["people"]
        ),
        method=view["method"],
        rule=_rule(view),
        happened=tuple(_happened(one) for one in view["happened"] if one["what"] in SENTENCES),
        remaining=tuple(
            _remains(principle["number"], one)
            for principle in principles
            for one in principle.get("remaining", ())
        ),
    )


def _remains(number: int, one: View) -> str:
    words = [SAY(QUOTED, words=in_one_piece(said)) for said in one["words"]]
    words += [SAY(LONG, count=count) for count in one["long"]]
    return SAY(REMAINS, number=number, field=one["label"], words=", ".join(words))


def _rule(view: View) -> str:
    """When a group agreed: by the one rule of all ballots, or a paragraph for each rule.

    Editions of an earlier release kept the workshop's threshold only.
    """
    if "rules" not in view:
        return sentence_words(Sentence(AGREED, {"threshold": view["threshold"]}), SAY)
    rules = [(one["ballots"], _rule_words(Rule.from_json(one["rule"]))) for one in view["rules"]]
    if len(rules) == 1:
        return rules[0][1]
    said = [
        SAY(BY_BALLOT, numbers=", ".join(map(str, ballots)), rule=rule) for ballots, rule in rules
    ]
    return "\n\n".join(said)


def _rule_words(rule: Rule) -> str:
    sentences = [*sentences_of_rule(rule), Sentence(SMALLEST, {"k": rule.k})]
    return " ".join(sentence_words(one, SAY) for one in sentences)


def _people(count: int) -> str:
    return sentence_words(people_told(count), SAY)


def _happened(one: View) -> Happened:
    told = telling(one["what"], one["detail"])
    sentence = sentence_words(told, SAY) if told else ""
    ends_at = one["detail"].get("ends_at") if one["what"] == "ballot.opened" else ""
    if ends_at:
        end = datetime.fromisoformat(ends_at)
        said = SAY(UNTIL, day=day_words(end.date(), SAY), time=f"{end:%H:%M}")
        sentence = f"{sentence} {said}"
    return Happened(date.fromisoformat(one["on"]), sentence)
