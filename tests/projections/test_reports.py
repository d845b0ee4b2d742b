"""What reports are filled with: true of the workshop, and nothing that is not published."""

import json
from typing import Any

import pytest

from tests.actions.voted import EVERYBODY, NO_WORDS, drafted, edition_now, vote
from tests.house import TestHouse
from workshop.actions import agenda, drafting, joint_writing, starting, writing
from workshop.content import methods, topics
from workshop.models import Participant
from workshop.projections.guidance import guidance
from workshop.projections.report_form import MADE, report_shown, reports_shown
from workshop.projections.reports import WAYS, counts_of
from workshop.projections.scope import Scope


def document(house: TestHouse, workshop: int = 0) -> dict[str, Any]:
    with house.database.reading() as session:
        kept = guidance(session, Scope(workshop or house.workshop, house.clock()))
    assert json.loads(json.dumps(kept)) == kept
    return kept


def text_of(kept: dict[str, Any], report: str, key: str) -> str:
    (found,) = (one for one in kept["reports"] if one["name"] == report)
    return next(str(item["text"]) for item in found["items"] if item["key"] == key)


@pytest.mark.parametrize("topic", [topic.name for topic in topics()])
@pytest.mark.parametrize("method", [method.name for method in methods()])
def test_a_workshop_in_which_nothing_happened_has_reports(
    house: TestHouse, topic: str, method: str
) -> None:
    made = house.door.perform(
        starting.start_workshop, house.sam, title="New", topic=topic, method=method
    )
    for report in document(house, made["workshop"])["reports"]:
        assert {item["way"] for item in report["items"]} <= set(WAYS)
        assert sum(counts_of(report["items"]).values()) == len(report["items"])
        for item in report["items"]:
            assert item["text"] or item["way"] == "open", item["key"]


def test_what_came_between_two_ballots_is_told(house: TestHouse) -> None:
    first = drafted(house)
    second = house.add_principle("We listen first.")
    dropped = house.add_principle("A draft that names somebody.")
    vote(house, first, Ada="no")
    vote(house, second)
    house.go("draft")
    house.do(joint_writing.save_field, house.sam, principle=first, field="statement",
             text="We ask, and we wait.", opened="We ask before we advise.")  # fmt: skip
    vote(house, first)
    for principle in (second, dropped):
        house.do(drafting.set_aside, house.sam, principle=principle, is_set_aside=True)
    made = edition_now(house).how_made
    assert made.changed == (
        "Principle 1 was changed between ballot 1 and ballot 3: What we agree.",
        "Principle 2 was set aside after ballot 2.",
        "One draft was set aside before it came to a decision.",
    )
    assert made.ballots[0] == (
        "Ballot 1, 2 March 2026: one principle, Consent. 5 of 6 papers came in."
    )
    assert len(made.ballots) == 3
    assert "names somebody" not in json.dumps(document(house))
    assert text_of(document(house), "accord", "R5") == "\n".join(made.changed)


def test_what_was_agreed_and_voted_on_again_is_told(house: TestHouse) -> None:
    principle = drafted(house)
    vote(house, principle)
    assert text_of(document(house), "accord", "M13").startswith("Nothing that had been agreed")
    vote(house, principle)
    again = text_of(document(house), "accord", "M13")
    assert again == "Principle 1 had been agreed in ballot 1, and was voted on again."
    same = text_of(document(house), "accord", "R5")
    assert same == "Principle 1 was voted on in ballot 1 and ballot 2 as it was."


def test_what_the_organisers_did_without_the_room_is_counted(house: TestHouse) -> None:
    house.go("write")
    note = house.write("Ada", "My canary manager, Mr Finch, shouted.")
    house.do(writing.judge_note, house.sam, note=note, state="held", reason="It names somebody.")
    house.go("draft")
    house.do(drafting.add_starter, house.sam, starter="training_first", key=house.key())
    house.do(agenda.skip_activity, house.sam, activity=house.steps["review"], skipped=True)
    house.do(agenda.move_activity, house.sam, activity=house.steps["close"], to=0)
    said = " ".join(edition_now(house).how_made.alone)
    assert "One principle began with a text that comes with the software." in said
    assert "They held one note back, or gave it back to its writer." in said
    assert "They left these steps out: Look at what came out." in said
    assert "They put the steps in another order." in said
    assert "Finch" not in json.dumps(document(house))


def test_the_days_are_those_on_which_people_met(house: TestHouse) -> None:
    house.clock.turn(days=3)
    vote(house, drafted(house))
    house.clock.turn(days=40)
    house.do(agenda.close_workshop, house.sam)
    made = edition_now(house).how_made
    assert (made.first_day.isoformat(), made.last_day.isoformat()) == ("2026-03-05", "2026-03-05")
    said = text_of(document(house), "accord", "R1")
    assert said == "The workshop was set up on 2 March 2026. People met on 5 March 2026."


def test_no_report_tells_a_name_an_author_or_how_many_a_small_group_were(
    house: TestHouse,
) -> None:
    for number, name in enumerate(EVERYBODY):
        key = house.people[name].participant_id
        house.alter(Participant, key, name=f"Canary{number}")
    vote(house, drafted(house), Ada="no", Bo="harm")
    kept = document(house)
    said = json.dumps([kept["reports"], {k: v for k, v in kept["how_made"].items()
                                         if k not in ("people", "happened")}])  # fmt: skip
    for word in ("Canary", str(house.people["Ada"].participant_id), NO_WORDS):
        assert word not in said, word
    people = text_of(kept, "accord", "R3")
    assert "People with lived experience, Peer supporters, Managers: 6 people." in people
    assert "2 people" not in people
    assert "Of one principle somebody said" in text_of(kept, "agree", "11")


def test_the_form_says_how_far_each_report_is(house: TestHouse) -> None:
    with house.database.reading() as session:
        scope = Scope(house.workshop, house.clock())
        shown = reports_shown(session, scope)
        assert shown["made"] == {"all": 5, "new": 5}
        assert [one["to_say"]["all"] for one in shown["reports"]] == [13, 3, 8]
        making = report_shown(session, scope, MADE)
        accord = report_shown(session, scope, "accord")
    assert [one["key"] for one in making["asked"]][:3] == [
        "invited-v1", "invited-v2", "invited-v3",
    ]  # fmt: skip
    shared = {one["key"]: one["used"] for one in accord["asked"]}
    assert shared["funding"] == "ACCORD O3, AGREE 22"
    assert shared["leaders"] == ""
    places = len(accord["asked"]) + len(accord["filled"]) + len(accord["open"])
    assert places == 35
