"""What a facilitator sees on the desk and behind its taps."""

import re
from datetime import UTC, datetime

from tests.actions.begun import begin_from
from tests.house import TestHouse
from tests.web.doors import Visitor, words_of


def question_asked(desk: Visitor, house: TestHouse) -> str:
    """The name of the question that a step asks before it is left early."""
    page = desk.get(f"/desk/{house.workshop}").text
    found = re.findall(r'<details class="next-step__sure" id="([^"]+)"', page)
    assert len(found) == 1
    return str(found[0])


def test_a_question_that_was_opened_is_not_the_one_of_the_next_step(
    desk: Visitor, house: TestHouse
) -> None:
    house.clock.now = datetime.now(UTC)  # pages tell the time by the real clock
    house.go("group")
    first = question_asked(desk, house)
    house.go("draft")
    assert question_asked(desk, house) != first


def test_a_ballot_on_nothing_says_what_to_choose(desk: Visitor, house: TestHouse) -> None:
    house.fill(6)
    house.go("draft")
    house.add_principle()
    house.go("ballot")
    page = desk.get(f"/desk/{house.workshop}").text
    ticks = page.partition("What is put to the vote?")[2].partition("</fieldset>")[0]
    assert 'data-form-state="principles"' in ticks, "it is said where they are ticked"
    answer = desk.do("ballot.open")
    assert answer.status_code == 422
    assert "Choose at least one principle." in words_of(answer)


def test_the_first_step_says_what_a_workshop_began_from(desk: Visitor, house: TestHouse) -> None:
    page = f"/desk/{house.workshop}"
    house.go("welcome")
    assert "This begins from" not in words_of(desk.get(page))
    begin_from(house).go("welcome")
    shown = desk.get(page)
    assert "This begins from “When we advise” of Heron House, edition 2." in words_of(shown)
    assert f'href="{page}/origin"' in shown.text
