"""Every step of a whole workshop, as commands that are given one at a time."""

from collections.abc import Iterator

from tests.house import TestHouse
from tests.realtime.conftest import Room
from tests.realtime.drafting_steps import Step, drafting_steps, suggesting_steps
from workshop.actions import (
    agenda,
    caring,
    closing,
    drafting,
    grouping,
    joining,
    passed_phone,
    planning,
    publication,
    regrouping,
    reporting,
    reviewing,
    views,
    withdrawing,
)
from workshop.actions import writing as notes
from workshop.models import (
    BallotRevision,
    HelpRequest,
    Objection,
    Participant,
)


def whole_workshop(room: Room, why: str = "", words: str = "I see it so.") -> Iterator[Step]:
    """Every command of an afternoon, in order; each is given when its step is reached."""
    house = room.house
    yield from _arriving(room)
    yield from _talking(house)
    yield from _writing(house)
    yield from _grouping(house)
    for name, act in drafting_steps(house):
        yield name, act
        if name == "from a theme":
            room.read_suggestions(("Ada", "Eva"))
    yield from suggesting_steps(house)
    yield from _voting(house, why)
    yield from _ending(house, words)


def _arriving(room: Room) -> Iterator[Step]:
    house, people, do = room.house, room.house.people, room.house.do
    yield "joins", lambda: room.listen_as(house.come_in("Finn", "v1"))
    yield "the door asks", lambda: do(joining.set_entrance, house.sam, entrance="ask")
    yield "waits", lambda: house.come_in("Gil", "v2")
    number = people["Gil"].participant_id
    yield "let in", lambda: do(joining.place_person, house.sam, participant=number,
                               standing="admitted")  # fmt: skip
    yield "no phone", lambda: do(joining.add_person, house.sam, voice=house.voices["v1"],
                                 name="Gus", key="gus-has-no-phone")  # fmt: skip
    (gus,) = house.rows(Participant, Participant.has_phone.is_(False))
    yield "words", lambda: do(passed_phone.give_words, house.sam, participant=gus.id)
    yield "new name", lambda: do(joining.change_me, people["Bo"], voice=house.voices["v1"],
                                 name="Bobby")  # fmt: skip
    yield "pauses", lambda: do(joining.pause, people["Cem"], is_pausing=True)
    yield "is back", lambda: do(joining.pause, people["Cem"], is_pausing=False)
    yield "calls", lambda: do(caring.ask_for_help, people["Dee"])
    (call,) = house.rows(HelpRequest)
    yield "seen", lambda: do(caring.see_help, house.maya, request=call.id)
    yield "ended", lambda: do(caring.end_help, house.maya, request=call.id)
    yield "blank", lambda: do(agenda.blank_wall, house.sam, is_blank=True)
    yield "shown again", lambda: do(agenda.blank_wall, house.sam, is_blank=False)
    places = {"moved": 6, "moved back": 5}
    for name, to in places.items():
        yield name, lambda to=to: do(agenda.move_activity, house.sam,
                                     activity=house.steps["review"], to=to)  # fmt: skip


def _talking(house: TestHouse) -> Iterator[Step]:
    house.add_talk()
    yield "to talking", lambda: house.go("talk")
    yield "talk is held", lambda: house.do(agenda.hold_clock, house.sam)
    yield "talk goes on", lambda: house.do(agenda.resume_clock, house.sam)


def _writing(house: TestHouse) -> Iterator[Step]:
    do, kept = house.do, list[int]()
    yield "to writing", lambda: house.go("write")
    for name in ("Ada", "Bo", "Cem"):
        yield f"{name} writes", lambda name=name: kept.append(house.write(name, f"{name} thinks"))
    yield "changes", lambda: do(notes.change_note, house.people["Ada"], note=kept[0], text="Ask.")
    yield "passes", lambda: do(notes.pass_prompt, house.people["Dee"], prompt=house.prompts[0])
    yield "held", lambda: do(notes.judge_note, house.sam, note=kept[1], state="held", reason="Name")
    yield "shows", house.show
    yield "writes late", lambda: kept.append(house.write("Eva", "Late thought"))
    yield "shows late", house.show
    yield "changes shown", lambda: do(notes.change_note, house.people["Ada"], note=kept[0],
                                      text="Ask first.")  # fmt: skip
    yield "released", lambda: do(notes.judge_note, house.sam, note=kept[1], state="kept")
    yield "shows released", house.show
    yield "returned", lambda: do(notes.judge_note, house.sam, note=kept[3], state="returned")
    yield "deletes returned", lambda: do(notes.delete_note, house.people["Eva"], note=kept[3])
    yield "writes again", lambda: kept.append(house.write("Eva", "Not yet"))
    yield "deletes hidden", lambda: do(notes.delete_note, house.people["Eva"], note=kept[4])
    yield "writes returned", lambda: kept.append(house.write("Eva", "Once more"))
    yield "returned again", lambda: do(notes.judge_note, house.sam, note=kept[5], state="returned")
    yield "changes returned", lambda: do(notes.change_note, house.people["Eva"], note=kept[5],
                                         text="Better now")  # fmt: skip
    yield "takes back", lambda: do(notes.delete_note, house.people["Cem"], note=kept[2])
    yield "next question", lambda: do(agenda.next_prompt, house.sam, prompt=house.prompts[1])
    yield "held clock", lambda: do(agenda.hold_clock, house.sam)
    yield "clock goes on", lambda: do(agenda.resume_clock, house.sam)
    yield "more time", lambda: do(agenda.add_time, house.sam, minutes=5)


def _grouping(house: TestHouse) -> Iterator[Step]:
    do, made = house.do, list[int]()
    shown = [_shown_note(house, name) for name in ("Ada", "Bo")]
    yield "to grouping", lambda: house.go("group")
    for name in ("Pace", "Choice"):
        yield name, lambda name=name: made.append(house.add_theme(name))
    yield "moves", lambda: do(grouping.move_note, house.people["Ada"], note=shown[0], theme=made[0])
    yield "moves on", lambda: do(grouping.move_note, house.sam, note=shown[0], theme=made[1])
    yield "moves two", lambda: do(grouping.move_note, house.sam, note=shown[1], theme=made[0])
    yield "renames", lambda: do(grouping.rename_theme, house.people["Bo"], theme=made[0],
                                name="My own pace")  # fmt: skip
    yield "changes in theme", lambda: do(notes.change_note, house.people["Ada"], note=shown[0],
                                         text="Ask first, always.")  # fmt: skip
    yield "holds in theme", lambda: do(notes.judge_note, house.sam, note=shown[1], state="held")
    yield "undoes theme", lambda: do(grouping.remove_theme, house.sam, theme=made[1])


def _voting(house: TestHouse, why: str) -> Iterator[Step]:
    principle = house.rows(drafting.Principle)[0].id
    yield "to voting", lambda: house.go("ballot")
    for standing in ("gone", "admitted"):
        for name in ("Bo", "Cem", "Dee"):
            who = house.people[name].participant_id
            yield f"{name} {standing}", lambda who=who, standing=standing: house.do(
                joining.place_person, house.sam, participant=who, standing=standing
            )
    yield "counts the room", lambda: house.do(regrouping.count_room, house.sam, counts={"v1": "9"})
    yield "regroups", lambda: house.do(regrouping.move_voice, house.sam, voice=house.voices["v2"],
                                       to=0)  # fmt: skip
    ballot: list[int] = []
    yield "opens", lambda: ballot.append(house.open_ballot(principle))
    yield "comes late", lambda: house.come_in("Late", "v1")
    (revision,) = {row.revision_id for row in house.rows(BallotRevision)}
    no = {str(revision): "no", f"{revision}-no-why": why or "It hurts.", f"{revision}-harm": "on"}
    yield "Ada votes", lambda: house.hand_in("Ada", ballot[0], no)
    for name in ("Bo", "Cem", "Dee", "Eva", "Finn"):
        yield f"{name} votes", lambda name=name: house.hand_in(name, ballot[0],
                                                               {str(revision): "yes"})  # fmt: skip
    yield "the last paper", lambda: house.hand_in("Gil", ballot[0], {str(revision): "pass"})
    yield "closing", lambda: house.do(closing.close_ballot, house.sam, ballot=ballot[0])
    yield "closed", lambda: house.finish_ballot(ballot[0])
    yield "second ballot", lambda: ballot.append(house.open_ballot(principle))
    yield "void", lambda: house.do(closing.void_ballot, house.sam, ballot=ballot[1],
                                   reason="Again.")  # fmt: skip


def _reviewing(house: TestHouse, words: str) -> Iterator[Step]:
    do, sam, ada = house.do, house.sam, house.people["Ada"]
    principle = house.rows(drafting.Principle)[0].id
    (objection,) = house.rows(Objection)
    kept: list[int] = []
    seen = {"was_state": "raised", "was_answer": ""}
    for state in ("talked", "integrated", "set_aside", "remains"):
        yield state, lambda state=state, seen=seen: do(
            reviewing.judge_objection, sam, objection=objection.id, state=state,
            answer="We said why.", **seen,
        )  # fmt: skip
        seen = {"was_state": state, "was_answer": "We said why."}
    yield "decides", lambda: do(reviewing.write_decision, sam, principle=principle,
                                text="It stays off.", version=0)  # fmt: skip
    yield "writes a view", lambda: kept.append(
        do(views.write_view, ada, principle=principle, text=words, key=house.key())["view"]
    )
    yield "holds the view", lambda: do(views.hold_view, sam, view=kept[0], reason="A name.")
    yield "changes the view", lambda: do(views.change_view, ada, view=kept[0], text=f"{words} 2")
    yield "releases the view", lambda: do(views.release_view, sam, view=kept[0])
    yield "writes another", lambda: kept.append(
        do(views.write_view, ada, principle=principle, text=words, key=house.key())["view"]
    )
    yield "takes it back", lambda: do(views.delete_view, ada, view=kept[1])
    house.clock.turn(minutes=1)
    yield "decides openly", lambda: do(
        reviewing.record_decision, sam, principle=principle, is_agreed=False, text="In turn.",
        key=house.key(),
    )  # fmt: skip


def _ending(house: TestHouse, words: str) -> Iterator[Step]:
    do = house.do
    yield "to review", lambda: house.go("review")
    yield from _reviewing(house, words)
    yield "to the close", lambda: house.go("close")
    for name in ("Ada", "Bo", "Cem", "Dee", "Eva"):
        yield f"{name} answers", lambda name=name: do(caring.answer_closing, house.people[name],
                                                      answers={"heard": "yes"})  # fmt: skip
    words = {"title": "", "text": "Hello.", "is_shown": True}
    yield "introduces", lambda: do(planning.save_section, house.sam, section="summary", **words)
    yield "answers a report", lambda: do(reporting.answer_report, house.sam,
                                         answers={"funding": "The council."})  # fmt: skip
    yield "publishes", lambda: do(publication.publish_edition, house.sam)
    yield "withdraws", lambda: do(withdrawing.withdraw_edition, house.sam, edition=1,
                                  reason="A mistake.")  # fmt: skip
    yield "stands again", lambda: do(withdrawing.restore_edition, house.sam, edition=1)
    yield "is not listed", lambda: do(withdrawing.list_editions, house.sam, is_listed=False)
    yield "leaves", lambda: do(joining.leave, house.people["Dee"], take_words=True)
    yield "closes", lambda: do(agenda.close_workshop, house.sam)
    yield "reopens", lambda: do(agenda.reopen_workshop, house.sam)
    yield "stops", lambda: do(agenda.close_workshop, house.sam, goes_on=True, again="Tuesday")
    yield "says when", lambda: do(agenda.tell_meeting, house.sam, again="Wednesday at two")
    yield "goes on", lambda: do(agenda.reopen_workshop, house.sam)
    gone = house.people["Bo"].participant_id
    yield "gone", lambda: do(joining.place_person, house.sam, participant=gone, standing="gone")
    yield "is here again", lambda: do(joining.come_back, house.people["Bo"])
    yield "is done on a phone", lambda: do(passed_phone.hand_on, house.people["Bo"])
    yield "archives", lambda: do(agenda.archive_workshop, house.sam)


def _shown_note(house: TestHouse, name: str) -> int:
    is_theirs = notes.Note.participant_id == house.people[name].participant_id
    (note,) = house.rows(notes.Note, notes.Note.is_shown.is_(True), is_theirs)
    return int(note.id)
