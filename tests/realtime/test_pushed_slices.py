"""A whole workshop, one command at a time: what was pushed is what a page opened now would show."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.house import TestHouse
from tests.realtime.conftest import Room
from workshop.actions import agenda, caring, drafting, grouping, joining, publication, voting
from workshop.actions import writing as notes
from workshop.domain.actors import SERVER
from workshop.models import BallotRevision, HelpRequest

CANARY = "canaryword"
Step = tuple[str, Callable[[], Any]]


def test_every_push_leaves_every_screen_as_if_opened_now(room: Room) -> None:
    wrong = {}
    for name, act in whole_workshop(room):
        act()
        room.tick()
        if differing := room.compare():
            wrong[name] = differing
    print(f"{room.compared} slices compared")
    assert wrong == {}, wrong
    assert room.compared > 600


def test_stamps_only_rise(room: Room) -> None:
    for _name, act in whole_workshop(room):
        act()
        room.tick()
    assert {audience: screen.fell for audience, screen in room.screens.items() if screen.fell} == {}


def test_nothing_is_painted_for_who_does_not_need_it(room: Room) -> None:
    room.house.go("write")
    room.tick()
    room.house.write("Ada", "One.")
    audiences = {where.partition(":")[2] for where, _event, _message in room.tick()}
    assert audiences == {"desk", f"person:{room.house.people['Ada'].participant_id}"}


def test_hidden_words_reach_their_author_only(room: Room) -> None:
    house = room.house
    house.go("write")
    note = house.write("Ada", f"{CANARY} one")
    room.tick()
    house.do(notes.change_note, house.people["Ada"], note=note, text=f"{CANARY} two")
    room.tick()
    assert _who_heard(room, CANARY) == {f"person:{house.people['Ada'].participant_id}"}
    house.show()
    room.tick()
    everybody = {"room", "desk", "wall"}
    assert _who_saw(room, CANARY) >= everybody


def test_a_held_note_is_taken_off_every_screen(room: Room) -> None:
    house = room.house
    house.go("write")
    note = house.write("Ada", f"{CANARY} one")
    house.show()
    room.tick()
    house.do(notes.judge_note, house.sam, note=note, state="held", reason="A name.")
    room.tick()
    assert _who_saw(room, CANARY) == {f"person:{house.people['Ada'].participant_id}"}


def test_no_message_says_who_wrote_or_how_anybody_voted(room: Room) -> None:
    for name, act in whole_workshop(room, why=f"{CANARY} reason"):
        act()
        room.tick()
        if name == "the last paper":
            assert _who_heard(room, CANARY) == set()
    sent = [(where, str(message)) for where, _event, message in room.sent]
    assert len(sent) > 100
    for who in room.house.people.values():
        assert [where for where, said in sent if str(who.participant_id) in said] == []
    helpers = ("supporter", "desk")
    for name in ("Ada", "Bo", "Cem", "Dee", "Eva"):
        heard = {where.partition(":")[2] for where, said in sent if f">{name}<" in said}
        assert heard <= set(helpers), name


def whole_workshop(room: Room, why: str = "") -> Iterator[Step]:
    """Every command of an afternoon, in order; each is given when its step is reached."""
    house = room.house
    yield from _arriving(room)
    yield from _writing(house)
    yield from _grouping(house)
    yield from _drafting(house)
    yield from _voting(house, why)
    yield from _ending(house)


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
    yield "moved", lambda: do(agenda.move_activity, house.sam, activity=house.steps["review"], by=1)
    yield "moved back", lambda: do(agenda.move_activity, house.sam, activity=house.steps["review"],
                                   by=-1)  # fmt: skip


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


def _drafting(house: TestHouse) -> Iterator[Step]:
    do, made = house.do, list[int]()
    theme = house.rows(grouping.Theme)[0].id
    note = house.rows(notes.Note, notes.Note.is_shown.is_(True))[0].id
    yield "to drafting", lambda: house.go("draft")
    yield "from a theme", lambda: made.append(house.add_principle("We ask.", theme=theme))
    yield "from nothing", lambda: made.append(house.add_principle("We wait."))
    yield "saves", lambda: do(drafting.save_field, house.people["Ada"], principle=made[0],
                              field="statement", text="We ask first.", version=1)  # fmt: skip
    yield "attaches", lambda: do(drafting.attach_source, house.sam, principle=made[1], note=note)
    yield "detaches", lambda: do(drafting.detach_source, house.sam, principle=made[1], note=note)
    yield "attaches again", lambda: do(drafting.attach_source, house.sam, principle=made[0],
                                       note=note)  # fmt: skip
    yield "sets aside", lambda: do(drafting.set_aside, house.sam, principle=made[1],
                                   is_set_aside=True)  # fmt: skip
    yield "freezes", lambda: do(drafting.freeze, house.sam, principle=made[0])


def _voting(house: TestHouse, why: str) -> Iterator[Step]:
    principle = house.rows(drafting.Principle)[0].id
    yield "to voting", lambda: house.go("ballot")
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
    yield "closing", lambda: house.do(voting.close_ballot, house.sam, ballot=ballot[0])
    yield "closed", lambda: house.do(voting.finish_ballot, SERVER, ballot=ballot[0])
    yield "second ballot", lambda: ballot.append(house.open_ballot(principle))
    yield "void", lambda: house.do(voting.void_ballot, house.sam, ballot=ballot[1], reason="Again.")


def _ending(house: TestHouse) -> Iterator[Step]:
    do = house.do
    yield "to review", lambda: house.go("review")
    yield "to the close", lambda: house.go("close")
    for name in ("Ada", "Bo", "Cem", "Dee", "Eva"):
        yield f"{name} answers", lambda name=name: do(caring.answer_closing, house.people[name],
                                                      answers={"heard": "yes"})  # fmt: skip
    yield "introduces", lambda: do(publication.save_introduction, house.sam, text="Hello.")
    yield "publishes", lambda: do(publication.publish_edition, house.sam)
    yield "leaves", lambda: do(joining.leave, house.people["Dee"], take_words=True)
    yield "closes", lambda: do(agenda.close_workshop, house.sam)
    yield "reopens", lambda: do(agenda.reopen_workshop, house.sam)
    yield "archives", lambda: do(agenda.archive_workshop, house.sam)


def _shown_note(house: TestHouse, name: str) -> int:
    is_theirs = notes.Note.participant_id == house.people[name].participant_id
    (note,) = house.rows(notes.Note, notes.Note.is_shown.is_(True), is_theirs)
    return int(note.id)


def _who_heard(room: Room, word: str) -> set[str]:
    return {where.partition(":")[2] for where, _e, message in room.sent if word in str(message)}


def _who_saw(room: Room, word: str) -> set[str]:
    return {
        audience
        for audience, screen in room.screens.items()
        if any(word in screen.page(name) for name in screen.tops)
    }
