"""What was taken out of a field, on the page that tells how its principle came about."""

from collections.abc import Callable

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.models import EarlierText, PrincipleField

WORDS = "People decide for themselves, at their own pace."


def emptied(house: TestHouse, visitor: Visitor) -> tuple[dict[str, object], str]:
    """A field that somebody wrote and another phone emptied, and the page that tells of it."""
    visitor.join("Finn")
    house.go("draft")
    principle = house.add_principle("We ask.")
    about = {"principle": principle, "field": "evidence"}
    visitor.get(f"/w/{house.workshop}/principle/{principle}")
    visitor.do("field.save", text=WORDS, opened="", **about)
    visitor.do("field.save", text="", opened=WORDS, **about)
    assert [row.text for row in house.rows(EarlierText)] == [WORDS]
    return about, f"/w/{house.workshop}/principle/{principle}/revisions"


def test_whoever_may_write_puts_back_what_was_taken_out(house: TestHouse, visitor: Visitor) -> None:
    about, page = emptied(house, visitor)
    seen = words_of(visitor.get(page))
    assert "Nothing has been fixed yet" in seen
    assert "Taken out" in seen
    assert WORDS in seen
    assert "field.remove_earlier" not in seen
    assert visitor.do("field.remove_earlier", number=1, **about).status_code == 403
    assert visitor.do("field.put_back", number=1, back=page, **about).status_code == 303
    row = house.row(PrincipleField, (about["principle"], "evidence"))
    assert row.text == WORDS
    assert "Taken out" not in words_of(visitor.get(page)), "it is what the field says"


def test_the_desk_removes_it_for_good_and_nobody_outside_reads_it(
    house: TestHouse, visitor: Visitor, desk: Visitor, new_visitor: Callable[[str], Visitor]
) -> None:
    about, page = emptied(house, visitor)
    stranger = new_visitor("192.0.2.9")
    assert stranger.get(page).status_code == 403
    house.go("ballot")
    seen = words_of(visitor.get(page))
    assert WORDS in seen
    assert "field.put_back" not in seen
    assert "field.remove_earlier" in words_of(desk.get(page))
    assert desk.do("field.remove_earlier", number=1, back=page, **about).status_code == 303
    for who in (visitor, desk):
        assert WORDS not in words_of(who.get(page))
        assert "Taken out" not in words_of(who.get(page))
