"""What a facilitator sees on the desk and behind its taps."""

import re
from datetime import UTC, datetime

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.actions import publication


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
