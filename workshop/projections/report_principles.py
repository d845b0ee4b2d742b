"""What the document says it is, and what came out, for the items of reports that ask about that.

Each function returns paragraphs of plain text; none where the workshop knows nothing of it.
"""

from collections import Counter
from datetime import date

from workshop.domain.days import day_sentence
from workshop.domain.sentences import said, said_of
from workshop.domain.words import N_
from workshop.projections.scope import View

TITLE = N_("The title is “{title}”. The method, {method}, is named under “How it was made”.")
QUESTION = N_("The question was: {question}")
FOR_WHOM = N_("It is for: {for_whom}")
WHERE = N_("It holds for {organisation}.")
FIRST = N_("This is the first edition. It renews nothing.")
BROUGHT = N_(
    "Editions of this workshop came out before it was brought in from a file. "
    "What changed since then is not listed."
)
LATER = N_("It follows edition {number} of the same workshop, and says what changed since.")
TOGETHER = N_("People with lived experience were to answer the question together with others.")
OUTCOMES = {
    "agreed_by_every_voice": N_("{count} agreed by every voice"),
    "agreed_in_the_room": N_("{count} agreed in the room"),
    "agreed_openly": N_("{count} agreed openly, not by secret ballot"),
    "not_agreed": N_("{count} not agreed"),
    "not_agreed_openly": N_("{count} not agreed, decided openly"),
    "on_hold": N_("{count} on hold"),
}
RESULTS = N_("Of {all} principles: {outcomes}.")
FIRST_ROUND = N_("{count} not decided yet, after the first of two rounds")
IN_FULL = N_("Each principle is printed with its outcome, its reservations and the other views.")
EVIDENCE = N_(
    "The guidance says in easy words what is known and what is not, from {count} sources. "
    "Whether people read that beforehand is not recorded."
)
FIELD = N_("{label}: {count} of {all} principles say it.")
HARM = N_("Of one principle somebody said that it could cause harm.")
HARMS = N_("Of {count} principles somebody said that they could cause harm.")
NO_HARM = N_("In no ballot did anybody say that a principle could cause harm.")
GREW = N_("{count} of {all} principles name the notes that they grew from.")
LIVED = N_("They rest on what people here know and have lived through, not on research.")
REVIEW = N_("It is looked at again on {day}.")
OWNER = N_("It is looked after by: {owner}")
SPECIFIC = N_("Each principle is one statement of its own, with fields for when it is meant.")
FINDABLE = N_("All principles stand on one list at the front, with what came of each.")
TOOLS = N_("The guidance has these parts to use it with: {parts}.")
WEIGHED = ("evidence", "helps_when", "not_when", "signs_of_pressure", "how_to_stop")
WHEN = ("helps_when", "not_when", "looks_like", "looks_unlike")
TO_USE = ("summary", "glossary")


def title(document: View) -> list[str]:
    """The title, and where the method is named."""
    return [said(TITLE, title=document["title"], method=document["how_made"]["method"])]


def question(document: View) -> list[str]:
    """The question that people were asked."""
    return [said(QUESTION, question=document["question"])]


def aim(document: View) -> list[str]:
    """The question, who it is for, and where it holds."""
    where = said(WHERE, organisation=document["organisation"])
    return [*question(document), *for_whom(document), where]


def for_whom(document: View) -> list[str]:
    """Who the facilitator says it is for."""
    named = document["for_whom"]
    return [said(FOR_WHOM, for_whom=named)] if named else []


def update(document: View) -> list[str]:
    """Whether there was an edition before."""
    counts = document["how_made"]["counts"]
    if counts["editions"]:
        return [said(LATER, number=counts["editions"])]
    return [said(BROUGHT if counts["brought"] else FIRST)]


def involvement_aim(document: View) -> list[str]:
    """What people were asked to do."""
    return [said(TOGETHER), *question(document)]


def results(document: View) -> list[str]:
    """How many principles came to what, as it was published."""
    last = [one["ballots"][-1] for one in document["principles"]]
    if not last:
        return []
    found = Counter("first_round" if _is_first_round(one) else one["kind"] for one in last)
    words = OUTCOMES | {"first_round": FIRST_ROUND}
    outcomes = ", ".join(said(words[kind], count=found[kind]) for kind in words if found[kind])
    return [f"{said(RESULTS, all=len(last), outcomes=outcomes)} {said(IN_FULL)}"]


def evidence(document: View) -> list[str]:
    """What the topic says is known, and from how many sources."""
    sources = document["sources"]
    return [said(EVIDENCE, count=len(sources))] if known(document) and sources else []


def known(document: View) -> list[str]:
    """What is known and what is not, in the words of the topic where the document prints them."""
    is_printed = any(
        one["kind"] == "about" and not one["markdown"].strip() for one in document["sections"]
    )
    return list(document["known"]) if is_printed else []


def benefits(document: View) -> list[str]:
    """How many principles say when they help and when not, and where harm was named."""
    lines = ["\n".join(filled)] if (filled := _filled(document, WEIGHED)) else []
    voted = [[two for two in one["ballots"] if two["way"]] for one in document["principles"]]
    harms = sum(any(ballot["harm"] for ballot in ballots) for ballots in voted)
    return [*lines, said_of(harms, HARM, HARMS) or said(NO_HARM)] if any(voted) else lines


def trail(document: View) -> list[str]:
    """How many principles name the notes that they grew from."""
    every = document["principles"]
    if not every:
        return []
    count = sum(1 for one in every if one["sources"])
    return [f"{said(GREW, count=count, all=len(every))} {said(LIVED)}"]


def review(document: View) -> list[str]:
    """The day of the next look, and who looks after it."""
    if not document["review_on"]:
        return []
    day = day_sentence(date.fromisoformat(document["review_on"]))
    owner = [said(OWNER, owner=document["owner"])] if document["owner"] else []
    return [said(REVIEW, day=day), *owner]


def specific(document: View) -> list[str]:
    """How many principles say when they are meant, and how that looks."""
    filled = _filled(document, WHEN)
    return [said(SPECIFIC), "\n".join(filled)] if filled else []


def findable(document: View) -> list[str]:
    """Where the principles stand; nothing where that list was switched off."""
    kinds = {one["kind"] for one in document["sections"]}
    return [said(FINDABLE)] if document["principles"] and "short" in kinds else []


def tools(document: View) -> list[str]:
    """The parts of the document that help to use it."""
    parts = [one["title"] for one in document["sections"] if _is_tool(one)]
    return [said(TOOLS, parts=", ".join(parts))] if parts else []


def _is_tool(section: View) -> bool:
    """A gathered part, or a page in plain words that has words."""
    is_written = section["kind"] != "text" or bool(section["markdown"])
    return section["kind"] == "gathered" or (section["key"] in TO_USE and is_written)


def _filled(document: View, keys: tuple[str, ...]) -> list[str]:
    """For each of these fields that some principle says: how many do."""
    every = document["principles"]
    labels = {field["key"]: field["label"] for one in every for field in one["fields"]}
    counts = Counter(
        field["key"] for one in every for field in one["fields"] if field.get("text")
    )
    return [said(FIELD, label=labels[key], count=counts[key], all=len(every))
            for key in keys if counts[key]]  # fmt: skip


def _is_first_round(outcome: View) -> bool:
    return bool(outcome.get("round", 1) < outcome.get("rounds", 1))
