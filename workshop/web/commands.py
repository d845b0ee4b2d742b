"""The table of commands: everything that can be done here, by the name that the doors know."""

from dataclasses import dataclass
from typing import Any

import msgspec

from workshop.actions import (
    advising,
    agenda,
    answering,
    caring,
    closing,
    drafting,
    grouping,
    holding,
    joining,
    joint_writing,
    opening,
    origins,
    pairing,
    papers,
    planning,
    publication,
    regrouping,
    reporting,
    reviewing,
    revising,
    suggesting,
    table_help,
    tables,
    views,
    withdrawing,
    writing,
)
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.words import N_
from workshop.perform import Action
from workshop.web import payloads as p
from workshop.web import payloads_drafting as d
from workshop.web import payloads_editions as ed
from workshop.web import payloads_tables as t


@dataclass(frozen=True)
class Command:
    """What a message must look like, and what it does."""

    payload: type[msgspec.Struct]
    action: Action


COMMANDS: dict[str, Command] = {
    # being here
    "participant.change": Command(p.Me, joining.change_me),
    "participant.pause": Command(p.Pausing, joining.pause),
    "participant.return": Command(p.Nothing, joining.come_back),
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
    "origin.bring_in": Command(d.BroughtIn, origins.bring_in),
    "principle.set_aside": Command(p.Aside, drafting.set_aside),
    "principle.freeze": Command(p.OnePrinciple, drafting.freeze),
    "field.leave_open": Command(p.FieldOpen, advising.leave_open),
    "advice.leave": Command(p.AdviceLeft, advising.leave_advice),
    "field.save": Command(p.FieldText, joint_writing.save_field),
    "field.type": Command(p.FieldChange, joint_writing.type_field),
    "field.put_back": Command(d.Earlier, revising.put_back),
    "field.remove_earlier": Command(d.Earlier, revising.remove_earlier),
    "principle.protect": Command(p.Protecting, drafting.protect_value),
    "source.attach": Command(p.Source, drafting.attach_source),
    "source.detach": Command(p.Source, drafting.detach_source),
    "source.quote": Command(d.Quotation, revising.quote_note),
    "principle.restore": Command(d.OldRevision, revising.restore_revision),
    # suggesting
    "suggestion.make": Command(d.NewSuggestion, suggesting.make_suggestion),
    "suggestion.me_too": Command(d.Support, suggesting.say_me_too),
    "suggestion.withdraw": Command(d.OneSuggestion, suggesting.withdraw_suggestion),
    "suggestion.read": Command(d.OneSuggestion, suggesting.read_answer),
    "suggestion.change": Command(d.ChangedSuggestion, holding.change_suggestion),
    "suggestion.hold": Command(d.JudgedSuggestion, holding.judge_suggestion),
    "suggestion.return": Command(d.JudgedSuggestion, holding.judge_suggestion),
    "suggestion.release": Command(d.JudgedSuggestion, holding.judge_suggestion),
    "suggestion.take": Command(d.OneSuggestion, answering.take_suggestion),
    "suggestion.take_edited": Command(d.EditedSuggestion, answering.take_edited),
    "suggestion.join": Command(d.JoinedSuggestion, answering.join_suggestion),
    "suggestion.decline": Command(d.DeclinedSuggestion, answering.decline_suggestion),
    # tables
    "tables.split": Command(t.Splitting, tables.split_room),
    "tables.end": Command(p.Nothing, tables.end_tables),
    "table.move": Command(t.Seating, tables.move_person),
    "table.give": Command(t.Giving, tables.give_work),
    "table.time": Command(t.TableTime, tables.set_time),
    "table.call": Command(t.Calling, table_help.call_for_help),
    "table.answer": Command(t.TableAnswer, table_help.answer_call),
    "pair.ask": Command(t.PairNumber, pairing.ask_for_pair),
    "pair.end": Command(p.Nothing, pairing.end_pair),
    # voting
    "room.count": Command(p.RoomCount, regrouping.count_room),
    "voice.move": Command(p.MoveVoice, regrouping.move_voice),
    "ballot.open": Command(p.NewBallot, opening.open_ballot),
    "ballot.close": Command(p.OneBallot, closing.close_ballot),
    "ballot.void": Command(p.VoidBallot, closing.void_ballot),
    "paper.hand_in": Command(p.Paper, papers.hand_in),
    # looking at what came out
    "objection.judge": Command(p.ObjectionAnswer, reviewing.judge_objection),
    "decision.write": Command(p.DecisionText, reviewing.write_decision),
    "decision.record": Command(p.DecisionTaken, reviewing.record_decision),
    "view.write": Command(p.NewView, views.write_view),
    "view.change": Command(p.ViewText, views.change_view),
    "view.delete": Command(p.OneView, views.delete_view),
    "view.hold": Command(p.ViewHeld, views.hold_view),
    "view.release": Command(p.OneView, views.release_view),
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
    "guidance.plan": Command(ed.PlannedGuidance, planning.plan_guidance),
    "section.save": Command(ed.SectionWords, planning.save_section),
    "report.answer": Command(p.ReportAnswers, reporting.answer_report),
    "edition.publish": Command(ed.NextEdition, publication.publish_edition),
    "edition.withdraw": Command(ed.WithdrawnEdition, withdrawing.withdraw_edition),
    "edition.restore": Command(ed.OneEdition, withdrawing.restore_edition),
    "editions.list": Command(ed.ListedEditions, withdrawing.list_editions),
    "workshop.close": Command(p.Ending, agenda.close_workshop),
    "meeting.tell": Command(p.Meeting, agenda.tell_meeting),
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
