"""From what an edition keeps (plain values) to the document model."""

from datetime import date
from typing import Any

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
    Source,
    VoicePeople,
)

View = dict[str, Any]
FEWEST_TOLD = 5
HAPPENED = {
    "workshop.started": "The workshop was set up.",
    "notes.shown": "{count} notes were shown, mixed up and without names: {prompt}",
    "activity.started": "The room went on to: {title}.",
    "principle.frozen": "A principle was fixed as revision {revision}.",
    "ballot.opened": "Ballot {ballot} opened with {principles} principles.",
    "ballot.closed": "Ballot {ballot} closed.",
    "ballot.voided": "Ballot {ballot} was made void. {reason}",
    "workshop.closed": "The workshop was put in this state: {state}.",
    "edition.published": "Edition {edition} was published.",
    "person.added": "A person without a phone was added.",
}


def guidance_from(document: View) -> Guidance:
    """The document model of a kept edition, or of the guidance as it stands."""
    return Guidance(
        title=document["title"],
        organisation=document["organisation"],
        question=document["question"],
        language=document["language"],
        edition_number=document["edition_number"],
        published_on=date.fromisoformat(document["published_on"]),
        introduction_markdown=document["introduction"],
        principles=tuple(_principle(view) for view in document["principles"]),
        values=(),
        about=_about(document),
        how_made=_how_made(document["how_made"]),
    )


def _about(document: View) -> tuple[About, ...]:
    pieces = []
    if document["about"]:
        pieces.append(About("What MI is, in easy words", tuple(document["about"])))
    if document["known"]:
        known, sources = tuple(document["known"]), tuple(document["sources"])
        pieces.append(About("What is known, and what is not", known, sources))
    return tuple(pieces)


def _principle(view: View) -> PrincipleText:
    last = view["ballots"][-1]
    said = [*last["conditions"], *last["reasons"]]
    return PrincipleText(
        number=view["number"],
        anchor=f"p{view['number']}",
        statement=view["statement"],
        fields=tuple(FieldText(f["key"], f["label"], f["text"]) for f in view["fields"]),
        values=tuple(view["tags"]),
        status=last["kind"] if last["kind"] != "on_hold" else "not_agreed",
        verdict=verdict_sentence(last),
        ballots=tuple(_ballot(one) for one in view["ballots"]),
        reservations=tuple(Reservation(text) for text in said),
        harms=tuple(last["harms"]),
        sources=tuple(Source(s["theme"], tuple(s["notes"])) for s in view["sources"]),
        revision=view["revision"],
    )


def verdict_sentence(outcome: View) -> str:
    """The whole sentence about an outcome, never shortened to "agreed"."""
    kind = outcome["kind"]
    if kind == "on_hold":
        return "On hold: somebody said that this could cause harm."
    if kind == "not_agreed":
        sentence = "Not agreed."
    elif kind == "agreed_by_every_voice":
        sentence = "Agreed by every voice."
    else:
        few, absent = ", ".join(outcome["too_few"]), ", ".join(outcome["absent"])
        sentence = "Agreed in the room."
        sentence += f" Too few to be counted alone: {few}." if few else ""
        sentence += f" Nobody was here for: {absent}." if absent else ""
    again = " Somebody still says that this could cause harm." if outcome["harm"] else ""
    return sentence + again


def _ballot(outcome: View) -> BallotRecord:
    needed = outcome["threshold"] / 100
    return BallotRecord(
        title=f"Ballot {outcome['ballot']}",
        held_on=date.fromisoformat(outcome["held_on"]),
        verdict=verdict_sentence(outcome),
        rows=tuple(_row(row, needed, outcome["if_counts"]) for row in outcome["rows"]),
    )


def _row(row: View, needed: float, if_counts: bool) -> OutcomeRow:
    return OutcomeRow(
        label=row["label"],
        shapes=tuple(row["shapes"]),
        size=row["people"],
        agrees=row["verdict"] == "agreed",
        low=row["low"] / 100 if row["low"] is not None else None,
        high=row["high"] / 100 if row["high"] is not None else None,
        counts=_counts(row["spans"], if_counts) if row.get("spans") else None,
        needed=needed,
    )


def _counts(spans: View, if_counts: bool) -> Counts:
    ranges = {name: tuple(spans[name]) for name in ("yes", "yes_if", "no", "passed")}
    return Counts(**ranges, yes_if_side="yes" if if_counts else "no")


def _how_made(view: View) -> HowMade:
    threshold = view["threshold"]
    return HowMade(
        first_day=date.fromisoformat(view["first_day"]),
        last_day=date.fromisoformat(view["last_day"]),
        people=tuple(
            VoicePeople(p["label"], p["shape"], _people(p["count"])) for p in view["people"]
        ),
        method=view["method"],
        rule=f"A group agrees when {threshold} of 100 who say yes or no say yes, "
        "and at least half of the group said yes or no.",
        happened=tuple(_happened(one) for one in view["happened"] if one["what"] in HAPPENED),
    )


def _people(count: int) -> str:
    if count == 0:
        return "nobody"
    return f"{count} people" if count >= FEWEST_TOLD else "fewer than five people"


def _happened(one: View) -> Happened:
    return Happened(date.fromisoformat(one["on"]), HAPPENED[one["what"]].format_map(one["detail"]))
