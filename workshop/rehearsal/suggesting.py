"""Other words are suggested, wanted by others, and taken or declined; their author is told."""

from workshop.content.script import RehearsedSuggestion
from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.seeing import shows
from workshop.rehearsal.stage import Stage, Stuck

TOLD = "What became of your suggestion"


def suggest(stage: Stage) -> None:
    """Make every suggestion of the play, then let the desk say what becomes of each."""
    made = [(one, _make(stage, one)) for one in stage.play.suggestions]
    for one, number in made:
        for person in one.too:
            _say_me_too(stage, stage.person(person), number)
    for one, number in made:
        _settle(stage, one, number)


def _make(stage: Stage, one: RehearsedSuggestion) -> str:
    phone, principle = stage.person(one.person), stage.principles[one.principle]
    answer = phone.give(
        "suggestion.make",
        shows(f"principle-{principle}", "suggestion"),
        principle=principle,
        field=one.field,
        base=stage.fields.get((one.principle, one.field), ""),
        text=one.text,
        reason=one.reason,
        key=new_key(),
    )
    if "suggestion" not in answer:
        raise Stuck(f"A suggestion on principle {one.principle} was not kept.")
    stage.record.suggestions["made"] += 1
    return str(answer["suggestion"])


def _say_me_too(stage: Stage, phone: Phone, number: str) -> None:
    answer = phone.give("suggestion.me_too", None, suggestion=number, is_so="true")
    stage.record.suggestions["me_too"] += bool(answer.get("ok"))


def _settle(stage: Stage, one: RehearsedSuggestion, number: str) -> None:
    if one.declined:
        answer = stage.desk.give("suggestion.decline", None, suggestion=number, reason=one.declined)
        stage.record.suggestions["declined"] += bool(answer.get("ok"))
    else:
        _take(stage, one, number)
    phone = stage.person(one.person)
    if not phone.sees(shows("mine", one.declined or TOLD)):
        stage.record.unseen.append(f"{one.person}: what became of a suggestion")
    phone.give("suggestion.read", None, suggestion=number)


def _take(stage: Stage, one: RehearsedSuggestion, number: str) -> None:
    """Take it as it is, or in other words than were suggested."""
    place, text = (one.principle, one.field), one.edited or one.text
    seen = shows(f"principle-{stage.principles[one.principle]}", text)
    if one.edited:
        opened = stage.fields.get(place, "")
        answer = stage.desk.give(
            "suggestion.take_edited", seen, suggestion=number, text=text, opened=opened
        )
    else:
        answer = stage.desk.give("suggestion.take", seen, suggestion=number)
    if answer.get("ok"):
        stage.fields[place] = text
        stage.record.suggestions["edited" if one.edited else "taken"] += 1
