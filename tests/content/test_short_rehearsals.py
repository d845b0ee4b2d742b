"""The short rehearsals can be played: who votes what, on what, and on which day."""

import re

import pytest

from workshop.content import method_for, methods, rehearsal_for, rehearsals
from workshop.domain.ways import WAYS
from workshop.rehearsal.play import Play, play_from
from workshop.rehearsal.rehearsing import play_for
from workshop.web.rehearsal_pages import script_for

LETTERS = {"consent": "yinhp-", "rating": "123456789hp-", "dots": "1-", "pulse": "wun-"}
REASONED = {"consent": "inh", "rating": "123456h", "dots": "", "pulse": ""}
SHORT = [name for name in rehearsals() if rehearsal_for(name).like]


def play_of(name: str) -> Play:
    return play_from(rehearsal_for(name))


def test_there_are_short_rehearsals_in_every_way_of_voting() -> None:
    assert {"quick_session", "two_meetings", "every_way"} <= set(SHORT)
    assert {one.way for name in SHORT for one in play_of(name).rounds} == set(WAYS)
    assert set(LETTERS) == set(WAYS)


@pytest.mark.parametrize("method", [method.name for method in methods()])
def test_every_method_can_be_rehearsed_from_its_desk(method: str) -> None:
    assert rehearsal_for(script_for(method)).method == method


@pytest.mark.parametrize("name", SHORT)
def test_votes_and_days_are_there_for_each_person(name: str) -> None:
    play = play_of(name)
    for one in play.rounds:
        assert len(one.days) == (len(play.people) if one.hours else 0)
        for votes in one.votes:
            assert 1 <= votes.principle <= len(play.principles)
            assert len(votes.letters) == len(play.people)
            assert set(votes.letters) <= set(LETTERS[one.way])
            for reason in votes.reasons:
                assert votes.letters[reason.person - 1] in REASONED[one.way]


@pytest.mark.parametrize("name", SHORT)
def test_each_letter_in_a_script_is_its_own_persons(name: str) -> None:
    """A script is written for its cast, so that no letter is used twice by chance."""
    script = rehearsal_for(name)
    letters = [votes.letters for one in script.rounds for votes in one.votes]
    assert {len(one) for one in letters} == {script.cast}


@pytest.mark.parametrize("name", SHORT)
def test_every_principle_is_decided_on_and_has_a_step_to_vote(name: str) -> None:
    play = play_of(name)
    decided = {v.principle for one in play.rounds if WAYS[one.way].DECIDES for v in one.votes}
    assert decided == set(range(1, len(play.principles) + 1))
    kinds = [step.kind for step in method_for(play.method).activities]
    assert "ballot" in kinds
    assert play.stop is None or play.stop.after in kinds


@pytest.mark.parametrize("name", SHORT)
def test_a_short_rehearsal_has_few_notes_of_few_people(name: str) -> None:
    play = play_of(name)
    asked = {key for step in method_for(play.method).activities for key in step.prompts}
    assert 5 <= len(play.people) <= 9
    assert {note.person for note in play.notes} <= set(range(1, len(play.people) + 1))
    assert len(play.notes) <= 2 * len(play.people)
    assert {note.prompt for note in play.notes} <= asked


@pytest.mark.parametrize("name", SHORT)
def test_suggestions_are_of_those_who_are_there_about_what_is_there(name: str) -> None:
    play = play_of(name)
    for one in play.suggestions:
        assert {one.person, *one.too} <= set(range(1, len(play.people) + 1))
        assert one.field in play.principles[one.principle - 1].texts


def test_a_short_rehearsal_can_be_played_by_more_people() -> None:
    play = play_for("two_meetings", 20)
    assert (
        len(play.people) == len(play.rounds[0].days) == len(play.rounds[0].votes[0].letters) == 20
    )


def test_somebody_is_late_in_the_rehearsal_of_two_meetings() -> None:
    (over_days,) = [one for one in play_of("two_meetings").rounds if one.hours]
    assert re.fullmatch(r"[1-4]+", over_days.days)
    assert over_days.days.count("4") == 1
