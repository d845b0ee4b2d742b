"""Other words are suggested, wanted by others, and taken or declined; their author is told."""

from workshop.content.script import RehearsedSuggestion
from workshop.rehearsal.phone import new_key
from workshop.rehearsal.seeing import shows
from workshop.rehearsal.stage import Stage, Stuck

TOLD = "What became of your suggestion"


def suggest(stage: Stage) -> None:
    """Make every suggestion of the play, then let the desk say what becomes of each."""
    made = [(one, _make(stage, one)) for one in stage.play.suggestions]
    for one, number in made:
        for person in one.too:
            stage.person(person).give(
                "suggestion.me_too", None, suggestion=number, is_so="true"
            )
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
    return str(answer["suggestion"])


def _settle(stage: Stage, one: RehearsedSuggestion, number: str) -> None:
    principle = f"principle-{stage.principles[one.principle]}"
    if one.declined:
        stage.desk.give("suggestion.decline", None, suggestion=number, reason=one.declined)
    else:
        answer = stage.desk.give("suggestion.take", shows(principle, one.text), suggestion=number)
        if answer.get("ok"):
            stage.fields[one.principle, one.field] = one.text
    phone = stage.person(one.person)
    if not phone.sees(shows("mine", one.declined or TOLD)):
        stage.record.unseen.append(f"{one.person}: what became of a suggestion")
    phone.give("suggestion.read", None, suggestion=number)
