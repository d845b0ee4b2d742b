"""What a facilitator sees on the desk and behind its taps."""

import re
from datetime import UTC, datetime

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import publication
from workshop.models import Edition, Workshop


def question_asked(desk: Visitor, house: TestHouse) -> str:
    """The name of the question that a step asks before it is left early."""
    page = desk.get(f"/desk/{house.workshop}").text
    found = re.findall(r'<details class="next-step__sure" id="([^"]+)"', page)
    assert len(found) == 1
    return str(found[0])


def test_the_introduction_is_shown_formatted_and_harmless(desk: Visitor, house: TestHouse) -> None:
    text = "Some **bold** words.\n\n<script>alert(1)</script>"
    house.do(publication.save_introduction, house.sam, text=text)
    page = desk.get(f"/desk/{house.workshop}/guidance").text
    assert "<p>Some <strong>bold</strong> words.</p>" in page
    preview = page.partition('<div class="text">')[2].partition("</div>")[0]
    assert preview
    assert "<script" not in preview


def test_a_question_that_was_opened_is_not_the_one_of_the_next_step(
    desk: Visitor, house: TestHouse
) -> None:
    house.clock.now = datetime.now(UTC)  # pages tell the time by the real clock
    house.go("group")
    first = question_asked(desk, house)
    house.go("draft")
    assert question_asked(desk, house) != first


def test_an_introduction_that_was_typed_and_not_saved_is_published(
    desk: Visitor, house: TestHouse
) -> None:
    house.fill(6)
    house.go("draft")
    house.close_ballot(house.open_ballot(house.add_principle("We ask first.")))
    page = desk.get(f"/desk/{house.workshop}/guidance").text
    asked = page.partition("Publish an edition</summary>")[2].partition("</details>")[0]
    assert "We ask first." in asked, "it says what is published"
    (button,) = re.findall(r"<button[^>]*>", asked)
    for told in ('form="introduction"', 'formaction="/do/edition.publish"', 'name="expected"'):
        assert told in button
    form = page.partition('id="introduction"')[2].partition("</form>")[0]
    assert 'name="text"' in form
    desk.do("edition.publish", expected=1, text="Typed just now.")
    (edition,) = house.rows(Edition)
    assert edition.document["introduction"] == "Typed just now."
    assert house.row(Workshop, house.workshop).introduction == "Typed just now."
    desk.do("edition.publish", expected=2)
    assert house.rows(Edition)[1].document["introduction"] == "Typed just now."


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
