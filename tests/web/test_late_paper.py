"""Who came in after a ballot opened gets no paper, and is told why; everybody else gets one."""

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of

TOO_LATE = "You came in after this ballot opened"


def test_who_came_in_later_is_told_so_and_gets_no_paper(
    house: TestHouse, visitor: Visitor
) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle("We ask first."))
    visitor.join()
    page = words_of(visitor.get(f"/w/{house.workshop}"))
    assert TOO_LATE in page
    assert "Hand in my paper" not in page


def test_who_was_here_gets_a_paper(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("draft")
    house.open_ballot(house.add_principle("We ask first."))
    page = words_of(visitor.get(f"/w/{house.workshop}"))
    assert TOO_LATE not in page
    assert "Hand in my paper" in page
