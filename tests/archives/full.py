"""A workshop with something of everything in it, and words that must be in no file."""

from tests.actions.begun import brought, keep_origin
from tests.house import TestHouse
from workshop.actions import (
    advising,
    agenda,
    answering,
    caring,
    closing,
    drafting,
    grouping,
    joining,
    planning,
    publication,
    regrouping,
    reviewing,
    suggesting,
    tables,
    views,
)
from workshop.actions import writing as notes
from workshop.actions.joint_writing import save_field
from workshop.archives.writing import archive_of, written
from workshop.content import topic_for
from workshop.domain.actors import Actor
from workshop.models import (
    BallotRevision,
    Edition,
    Note,
    Objection,
    Participant,
    ReportAnswer,
    Withdrawal,
)

HELD, RETURNED, HIDDEN = "CanaryHeldNote", "CanaryReturnedNote", "CanaryHiddenNote"
HELD_VIEW, HELD_SUGGESTION = "CanaryHeldView", "CanaryHeldSuggestion"
NAMES = ("Xanthippe", "Yorick", "Zebulon")
SAID_SO_TOO, TAKEN_OUT = "CanaryMeToo", "CanaryTakenOut"
CANARIES = (HELD, RETURNED, HIDDEN, HELD_VIEW, HELD_SUGGESTION, SAID_SO_TOO, TAKEN_OUT, *NAMES)
FULLY = {"consent": "yes", "rating": "9", "dots": "yes", "pulse": "with"}


def file_of_a_full_workshop(house: TestHouse) -> bytes:
    """The file of a house that is furnished fully first."""
    furnish_fully(house)
    with house.database.reading() as session:
        return written(archive_of(session, house.workshop, house.clock()))


def furnish_fully(house: TestHouse) -> None:
    """A whole afternoon: notes, themes, tables, suggestions, ballots of each way, editions."""
    for name in NAMES:
        house.come_in(name, "v1")
    house.do(joining.add_person, house.sam, voice=house.voices["v3"], name=SAID_SO_TOO,
             key="somebody-without")  # fmt: skip
    house.add_talk()
    _write(house)
    first, second = _draft(house)
    _suggest(house, first)
    house.fill(16, "v2")
    house.fill(6, "v1")
    house.fill(3, "v3")
    house.do(regrouping.move_voice, house.sam, voice=house.voices["v2"], to=0)
    _vote(house, first, second)
    _review(house, first, second)
    _publish(house)


def _write(house: TestHouse) -> None:
    house.go("write")
    shown = [house.write(name, text) for name, text in (
        ("Ada", "Ask me first."), ("Xanthippe", "Wait for me."), ("Bo", "Ask me first."),
        ("Yorick", "Tell me why. “Quoted” <b>& so on</b> \u05e9\u05dc\u05d5\u05dd"),
    )]  # fmt: skip
    held = house.write("Cem", HELD)
    returned = house.write("Dee", RETURNED)
    house.do(notes.judge_note, house.sam, note=held, state="held", reason="A name.")
    house.do(notes.judge_note, house.sam, note=returned, state="returned", reason="A name.")
    house.show()
    house.write("Eva", HIDDEN)
    house.do(notes.pass_prompt, house.people["Eva"], prompt=house.prompts[1])
    house.go("group")
    for name in ("Pace", "Gone", "Choice"):
        house.add_theme(name)
    (pace, gone, choice) = house.rows(grouping.Theme)
    house.do(grouping.remove_theme, house.sam, theme=gone.id)
    for note, theme in zip(shown, (pace, pace, choice), strict=False):
        house.do(grouping.move_note, house.sam, note=note, theme=theme.id)


def _draft(house: TestHouse) -> tuple[int, int]:
    house.go("draft")
    (pace, _choice) = house.rows(grouping.Theme)
    do, ada = house.do, house.people["Ada"]
    first = house.add_principle("We ask before we advise.", theme=pace.id)
    second = house.add_principle("We wait.")
    third = house.add_principle("We are set aside.")
    save = {"principle": first, "field": "why_it_matters"}
    do(save_field, ada, **save, text=f"{TAKEN_OUT} and a lot more words that go again.", opened="")
    do(save_field, ada, **save, text="It is my life.",
       opened=f"{TAKEN_OUT} and a lot more words that go again.")  # fmt: skip
    do(save_field, ada, principle=first, field="asking", text="Vulnerable people.", opened="")
    do(advising.leave_advice, ada, principle=first, field="asking", rule="vulnerable", is_left=True)
    do(advising.leave_open, ada, principle=first, field="how_to_stop", is_open=True)
    keep_origin(house)
    brought(house, "p1")
    last = house.rows(Note, Note.text.like("Tell%"))[0]
    do(drafting.attach_source, house.sam, principle=second, note=last.id)
    do(drafting.set_aside, house.sam, principle=third, is_set_aside=True)
    starter = topic_for("mi_in_peer_support").starters[0].key
    do(drafting.add_starter, house.sam, starter=starter, key=house.key())
    do(agenda.skip_activity, house.sam, activity=house.steps["talk"], skipped=True)
    do(drafting.freeze, house.sam, principle=first)
    return first, second


def _suggest(house: TestHouse, first: int) -> None:
    do, place = house.do, {"principle": first, "field": "why_it_matters", "base": "It is my life."}

    def suggest(name: str, text: str, reason: str = "It is clearer.") -> int:
        made = do(suggesting.make_suggestion, house.people[name], **place, text=text,
                  reason=reason, key=house.key())  # fmt: skip
        return int(made["suggestion"])

    taken = suggest("Xanthippe", "It is my own life.")
    joined = suggest("Yorick", "It is my life, every day.")
    declined = suggest("Bo", "It is ours.")
    held = suggest("Cem", HELD_SUGGESTION)
    suggest("Dee", "It is not decided.")
    do(suggesting.say_me_too, house.people["Eva"], suggestion=taken, is_so=True)
    house.judge(held, "held", "A name.")
    do(answering.join_suggestion, house.sam, suggestion=joined, to=taken)
    do(answering.take_suggestion, house.sam, suggestion=taken)
    do(answering.decline_suggestion, house.sam, suggestion=declined, reason="It says less.")


def _vote(house: TestHouse, first: int, second: int) -> None:
    everybody = [one for one in house.rows(Participant) if one.has_phone]
    for way in FULLY:
        rounds = 2 if way == "rating" else 1
        for number in range(rounds):
            ballot = house.open_ballot(first, second, way=way, rounds=rounds)
            for place, person in enumerate(everybody):
                paper = _paper(house, ballot, way, place + number)
                house.hand_in(Actor(participant_id=person.id), ballot, paper)
            house.clock.turn(minutes=5)
            house.close_ballot(ballot)
    third = house.rows(Participant, Participant.voice_id == house.voices["v3"])
    for leaving in (third[1:], third[:1]):
        for person in leaving:
            house.do(joining.place_person, house.sam, participant=person.id, standing="gone")
        house.close_ballot(house.open_ballot(first))
    for name, hours in (("Void.", 0), ("Void again.", 48)):
        ballot = house.open_ballot(second, hours=hours)
        house.do(closing.void_ballot, house.sam, ballot=ballot, reason=name)


def _paper(house: TestHouse, ballot: int, way: str, place: int) -> dict[str, str]:
    rows = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    first, second = (str(row.revision_id) for row in sorted(rows, key=lambda one: one.position))
    paper = {first: FULLY[way]} if way == "dots" else dict.fromkeys((first, second), FULLY[way])
    if way == "rating":
        paper = dict.fromkeys((first, second), ("9", "5", "2", "8", "7")[place % 5])
    if way == "consent" and place == 0:
        paper |= {first: "if", f"{first}-if-why": "If it is in easy words."}
    if way == "consent" and place == 1:
        paper |= {second: "no", f"{second}-no-why": "It takes too long.", f"{second}-harm": "on"}
    if way == "consent" and place == 2:
        paper |= {first: "no", f"{first}-no-why": "Not for me."}
    return paper


def _review(house: TestHouse, first: int, second: int) -> None:
    do, sam = house.do, house.sam
    house.go("review")
    for row in house.rows(Objection)[:2]:
        do(reviewing.judge_objection, sam, objection=row.id, state="set_aside",
           answer="We said why.", was_state="raised", was_answer="")  # fmt: skip
    do(reviewing.write_decision, sam, principle=first, text="It stays.", version=0)
    view = do(views.write_view, house.people["Zebulon"], principle=second, text="I see it so.",
              key=house.key())  # fmt: skip
    held = do(views.write_view, house.people["Ada"], principle=second, text=HELD_VIEW,
              key=house.key())  # fmt: skip
    assert view != held
    do(views.hold_view, sam, view=held["view"], reason="A name.")
    house.clock.turn(minutes=1)
    do(reviewing.record_decision, sam, principle=second, is_agreed=True, text="By hands.",
       key=house.key())  # fmt: skip


def _publish(house: TestHouse) -> None:
    do, sam = house.do, house.sam
    house.go("close")
    do(caring.answer_closing, house.people["Ada"], answers={"heard": "yes"})
    do(planning.plan_guidance, sam, title="Talking about change", for_whom="Everybody here",
       owner="The board", contact="board@example.org", review_on="2027-05-01")  # fmt: skip
    do(planning.save_section, sam, section="summary", title="In short", text="We *ask*.",
       is_shown=True)  # fmt: skip
    for item, text, is_open in (("1a", "Yes.", True), ("invited-v1", "3", False),
                                ("invited-v2", "30", False)):
        row = ReportAnswer(workshop_id=house.workshop, item=item, text=text, is_open=is_open)
        house.add(row)
    do(publication.publish_edition, sam)
    house.clock.turn(days=1)
    do(publication.publish_edition, sam)
    (edition, _second) = house.rows(Edition)
    house.add(Withdrawal(edition_id=edition.id, at=house.clock(), reason="There was a mistake."))
    do(planning.save_section, sam, section="values", title="", text="", is_shown=False)
    house.go("draft")
    do(tables.split_room, sam, size=6, key=house.key())
    house.go("close")
    do(agenda.close_workshop, sam, goes_on=True, again="Tuesday")
