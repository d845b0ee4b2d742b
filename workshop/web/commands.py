"""The table of commands: everything that can be done here, by the name that the doors know."""

from dataclasses import dataclass
from typing import Any

import msgspec

from workshop.actions import (
    agenda,
    caring,
    drafting,
    grouping,
    joining,
    publication,
    voting,
    writing,
)
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.words import N_
from workshop.perform import Action
from workshop.web import payloads as p


@dataclass(frozen=True)
class Command:
    """What a message must look like, and what it does."""

    payload: type[msgspec.Struct]
    action: Action


COMMANDS: dict[str, Command] = {
    # being here
    "participant.change": Command(p.Me, joining.change_me),
    "participant.pause": Command(p.Pausing, joining.pause),
    "participant.leave": Command(p.Leaving, joining.leave),
    "person.add": Command(p.NewPerson, joining.add_person),
    "person.place": Command(p.Placing, joining.place_person),
    "entrance.set": Command(p.Entrance, joining.set_entrance),
    # writing
    "note.post": Command(p.NewNote, writing.post_note),
    "note.type": Command(p.TypedNote, writing.type_note),
    "note.change": Command(p.NoteText, writing.change_note),
    "note.delete": Command(p.OneNote, writing.delete_note),
    "note.hold": Command(p.Judgement, writing.judge_note),
    "note.release": Command(p.Judgement, writing.judge_note),
    "note.return": Command(p.Judgement, writing.judge_note),
    "prompt.pass": Command(p.OnePrompt, writing.pass_prompt),
    "notes.show": Command(p.OnePrompt, writing.show_notes),
    # grouping
    "note.move": Command(p.Moving, grouping.move_note),
    "theme.add": Command(p.NewTheme, grouping.add_theme),
    "theme.rename": Command(p.ThemeName, grouping.rename_theme),
    "theme.remove": Command(p.OneTheme, grouping.remove_theme),
    # drafting
    "principle.add": Command(p.NewPrinciple, drafting.add_principle),
    "principle.start": Command(p.Starter, drafting.add_starter),
    "principle.set_aside": Command(p.Aside, drafting.set_aside),
    "principle.freeze": Command(p.OnePrinciple, drafting.freeze),
    "field.save": Command(p.FieldText, drafting.save_field),
    "source.attach": Command(p.Source, drafting.attach_source),
    "source.detach": Command(p.Source, drafting.detach_source),
    # voting
    "ballot.open": Command(p.NewBallot, voting.open_ballot),
    "ballot.close": Command(p.OneBallot, voting.close_ballot),
    "ballot.void": Command(p.VoidBallot, voting.void_ballot),
    "paper.hand_in": Command(p.Paper, voting.hand_in),
    # running the room
    "agenda.go_on": Command(p.GoOn, agenda.go_on),
    "agenda.go_to": Command(p.OneActivity, agenda.go_to),
    "agenda.move": Command(p.MoveActivity, agenda.move_activity),
    "agenda.skip": Command(p.SkipActivity, agenda.skip_activity),
    "prompt.next": Command(p.OnePrompt, agenda.next_prompt),
    "ways.save": Command(p.WaysOfBeing, agenda.save_ways),
    "clock.add": Command(p.MoreTime, agenda.add_time),
    "clock.hold": Command(p.Nothing, agenda.hold_clock),
    "clock.resume": Command(p.Nothing, agenda.resume_clock),
    "wall.blank": Command(p.Blank, agenda.blank_wall),
    # looking after each other
    "help.ask": Command(p.Nothing, caring.ask_for_help),
    "help.cancel": Command(p.Nothing, caring.cancel_help),
    "help.see": Command(p.OneRequest, caring.see_help),
    "help.end": Command(p.OneRequest, caring.end_help),
    # ending and publishing
    "closing.answer": Command(p.Closing, caring.answer_closing),
    "introduction.save": Command(p.Introduction, publication.save_introduction),
    "edition.publish": Command(p.NextEdition, publication.publish_edition),
    "workshop.close": Command(p.Nothing, agenda.close_workshop),
    "workshop.reopen": Command(p.Nothing, agenda.reopen_workshop),
    "workshop.archive": Command(p.Nothing, agenda.archive_workshop),
}


def read_command(name: str, message: Any, *, is_form: bool) -> tuple[Action, dict[str, Any]]:
    """The action of a command and its checked arguments; refuses what does not fit.

    A form has only texts, so its numbers are read from them; a socket's message is strict.
    """
    command = COMMANDS.get(name)
    if command is None:
        raise NotFound(N_("There is no such thing to do here."))
    try:
        payload = msgspec.convert(message, command.payload, strict=not is_form)
    except msgspec.ValidationError:
        raise NotValid(N_("Something in what was sent cannot be read. Please try again.")) from None
    return command.action, msgspec.structs.asdict(payload)
