"""From what an edition keeps (plain values) to the document model."""

from datetime import date, datetime
from typing import Any

from workshop.domain.counting import people_told
from workshop.domain.objections import STATES
from workshop.domain.paper import sentences_printed
from workshop.domain.rules import Rule
from workshop.domain.sentences import NOT_READY, Sentence
from workshop.domain.telling import SENTENCES, telling
from workshop.domain.words import N_
from workshop.publishing.changes import changes_from
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
    Status,
    Term,
    VoicePeople,
)
from workshop.publishing.origin_text import begun_from, origin_text
from workshop.publishing.own_look import look_of
from workshop.publishing.report import reports_from
from workshop.publishing.verdicts import is_first_round, standing_sentence, verdict_sentence
from workshop.publishing.wording import day_words, in_one_piece, say_with, sentence_words

View = dict[str, Any]
SAY = say_with(str)
AGREED = N_(
    "A group agrees when {threshold} of 100 who say yes or no say yes, "
    "and at least half of the group said yes or no."
)
UNTIL = N_("Time to vote: until {day}, {time} UTC.")
BY_BALLOT = N_("Ballot {numbers}: {rule}")
OPENLY = N_("Decided openly")
IN_THE_OPEN = N_("{verdict} People could see how others decided.")
WHO = N_("Who was there: {people}.")
REMAINS = N_("Principle {number}, {field}: {words}")
QUOTED = N_("“{words}”")
LONG = N_("a sentence of {count} words")
NOBODY_COUNTED = N_("Nobody was counted.")


def guidance_from(document: View) -> Guidance:
    """The document model of a kept edition, or of the guidance as it stands."""
    begun = begun_from(document)
    principles = tuple(_principle(view, begun) for view in document["principles"])
    return Guidance(
        title=document["title"],
        organisation=document["organisation"],
        question=document["question"],
        language=document["language"],
        edition_number=document["edition_number"],
        published_on=date.fromisoformat(document["published_on"]),
        introduction_markdown=document.get("introduction", ""),
        principles=principles,
        values=tuple(document.get("values", ())),
        about=_about(document),
        how_made=_how_made(document["how_made"], document["principles"]),
        glossary=tuple(Term(**one) for one in document.get("glossary", ())),
        sections=tuple(section_from(one) for one in document.get("sections", ())),
        for_whom=document.get("for_whom", ""),
        owner=document.get("owner", ""),
        contact=document.get("contact", ""),
        review_on=_day(document.get("review_on", "")),
        look=look_of(document.get("look")),
        changes=changes_from(document.get("changes")),
        reports=reports_from(document.get("reports", [])),
        origin=origin_text(document, principles),
    )


def guidance_around(document: View) -> Guidance:
    """The model of what stands around the principles: without them, and how they were made."""
    day = document["published_on"]
    blank = {"first_day": day, "last_day": day, "people": [], "method": "", "rules": [],
             "happened": []}  # fmt: skip
    return guidance_from({**document, "principles": [], "how_made": blank})


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


def _principle(view: View, begun: dict[int, str]) -> PrincipleText:
    last, said = view["ballots"][-1], view.get("objections")
    if said is None:
        said = _said_in_the_last(last)
    return PrincipleText(
        number=view["number"],
        anchor=f"p{view['number']}",
        statement=view["statement"],
        fields=tuple(_field(one) for one in view["fields"]),
        values=tuple(view["tags"]),
        status=status_of(last),
        verdict=standing_sentence(view["ballots"]),
        ballots=tuple(_ballot(one) for one in view["ballots"]),
        reservations=tuple(_reservation(one) for one in said if one["kind"] != "harm"),
        harms=tuple(_reservation(one) for one in said if one["kind"] == "harm"),
        sources=tuple(Source(s["theme"], tuple(s["notes"])) for s in view["sources"]),
        revision=view["revision"],
        decision=view.get("decision", ""),
        other_views=tuple(view.get("other_views", ())),
        begun_from=begun.get(view["number"], ""),
    )


def _field(view: View) -> FieldText:
    text = SAY(NOT_READY) if view.get("is_open") else view["text"]
    return FieldText(view["key"], view["label"], text)


def status_of(last: View) -> Status:
    """What a principle came to; a first round of two decides nothing."""
    kind: Status = last["kind"]
    return "first_round" if kind != "on_hold" and is_first_round(last) else kind


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
            VoicePeople(p["label"], p["shape"], _people(p["count"]), p.get("invited", ""))
            for p in view["people"]
        ),
        method=view["method"],
        rule=_rule(view),
        happened=tuple(_happened(one) for one in view["happened"] if one["what"] in SENTENCES),
        remaining=tuple(
            _remains(principle["number"], one)
            for principle in principles
            for one in principle.get("remaining", ())
        ),
        ballots=tuple(view.get("ballots", ())),
        changed=tuple(view.get("changed", ())),
        access=tuple(view.get("access", ())),
        alone=tuple(view.get("alone", ())),
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
    rules = [(one["ballots"], _rule_words(one)) for one in view["rules"]]
    if len(rules) == 1:
        return rules[0][1]
    said = [
        SAY(BY_BALLOT, numbers=", ".join(map(str, ballots)), rule=rule) for ballots, rule in rules
    ]
    return "\n\n".join(said)


def _rule_words(one: View) -> str:
    fixed_on = _day(one.get("fixed_on", ""))
    sentences = sentences_printed(Rule.from_json(one["rule"]), one["ballots"][0], fixed_on)
    return " ".join(sentence_words(one, SAY) for one in sentences)


def _people(count: int | None) -> str:
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
