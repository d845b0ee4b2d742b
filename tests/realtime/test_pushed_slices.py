"""A whole workshop, one command at a time: what was pushed is what a page opened now would show."""


from tests.realtime.conftest import Room
from tests.realtime.whole_workshop import whole_workshop
from workshop.actions import writing as notes
from workshop.models import Edition

CANARY = "canaryword"


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
    # Stamps only rise.
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


def test_a_view_that_did_not_prevail_reaches_its_author_only(room: Room) -> None:
    ada = f"person:{room.house.people['Ada'].participant_id}"
    for name, act in whole_workshop(room, words=f"{CANARY} view"):
        act()
        sent = room.tick()
        if name in ("writes a view", "writes another", "takes it back"):
            assert {where.partition(":")[2] for where, _event, _message in sent} == {ada}
            assert _who_heard(room, CANARY) == {ada}
        if name == "publishes":
            (edition,) = room.house.rows(Edition)
            assert str(edition.document).count(CANARY) == 1
    assert _who_heard(room, CANARY) == _who_saw(room, CANARY) | {ada} == {ada}


def test_what_became_of_a_suggestion_is_pushed_to_its_author_only(room: Room) -> None:
    ada, eva = (f"person:{room.house.people[one].participant_id}" for one in ("Ada", "Eva"))
    for name, act in whole_workshop(room):
        act()
        sent = room.tick()
        persons = {where.partition(":")[2] for where, _e, _m in sent if ":person:" in where}
        if name == "takes one":
            assert persons == {ada}
        if name == "Ada suggests":
            assert persons == set()
        if name == "me too":
            assert persons == {eva}
    assert _who_heard(room, "What became of your suggestion") >= {ada}
    assert not _who_heard(room, "What became of your suggestion") & {"room", "desk", "wall"}
    assert {one.partition(":")[0] for one in _who_heard(room, "Canary of Ada")} == {
        "suggesting", "deciding"
    }  # fmt: skip


def test_a_held_suggestion_is_taken_off_every_screen_but_its_authors(room: Room) -> None:
    bo = f"person:{room.house.people['Bo'].participant_id}"
    seen = {}
    for name, act in whole_workshop(room):
        act()
        before = len(room.sent)
        room.tick()
        heard = {where for where, _e, said in room.sent[before:] if "Canary of Bo" in str(said)}
        if name in ("held suggestion", "changes what was held", "returned suggestion"):
            seen[name] = heard, _who_saw(room, "Canary of Bo") - {bo}
        if name == "changes what was returned":
            assert _who_saw(room, "We ask first.") > {"desk"}
            assert _who_saw(room, "Canary of Bo") > {"desk"}
            break
    nobody: tuple[set[str], set[str]] = (set(), set())
    assert seen == dict.fromkeys(seen, nobody)
    assert len(seen) == 3
    assert "A suggestion of yours was held back" in str([m for w, _e, m in room.sent if bo in w])


def test_what_one_said_to_a_suggestion_is_in_nothing_that_many_hear(room: Room) -> None:
    eva = f"person:{room.house.people['Eva'].participant_id}"
    for name, act in whole_workshop(room):
        act()
        room.tick()
        if name == "me too as well":
            break
    # Ada wants what Bo suggested, and made the first one: Eva's screen knows neither.
    own = [page for page in _pages(room, eva) if "Me too" in page]
    assert "You suggested this" not in str(own)
    assert str(own).count("You said “Me too”.") == 1
    many = {w for w, _e, m in room.sent if "You said" in str(m) or "You suggested" in str(m)}
    assert {one.partition(":")[2].partition(":")[0] for one in many} <= {"person"}


def _pages(room: Room, audience: str) -> list[str]:
    screen = room.screens[audience]
    return [screen.page(name) for name in screen.tops]


def _who_heard(room: Room, word: str) -> set[str]:
    return {where.partition(":")[2] for where, _e, message in room.sent if word in str(message)}


def _who_saw(room: Room, word: str) -> set[str]:
    return {
        audience
        for audience, screen in room.screens.items()
        if any(word in screen.page(name) for name in screen.tops)
    }
