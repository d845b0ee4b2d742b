"""What happened: a few lines for who was away, all of it on a page, and never a name."""

import re
from datetime import timedelta

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import agenda, closing
from workshop.models import JournalEntry
from workshop.realtime.staleness import Stale

TOLD = re.compile(r'data-told="(\d+)"')


def told_on(visitor: Visitor, house: TestHouse) -> str:
    return TOLD.findall(visitor.get(f"/w/{house.workshop}").text)[0]


def lines(visitor: Visitor, house: TestHouse, since: str) -> list[str]:
    page = visitor.get(f"/w/{house.workshop}/away?since={since}")
    assert page.status_code == 200
    found = re.findall(r"<li>(.*?)</li>", words_of(page), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]


def test_who_was_away_is_told_in_a_few_lines(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    since = told_on(visitor, house)
    house.write("Ada", "Ask me first.")
    house.show()
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=72)
    end = house.clock.now + timedelta(hours=72)
    said = lines(visitor, house, since)
    assert said[0].startswith("One note was shown, without a name:")
    assert said[1:] == [
        "The room went on to: Write what we agree.",
        "The room went on to: Vote in secret.",
        f"Ballot 1 opened with one principle: Consent. Time to vote: until "
        f"{end:%Y-%m-%d}, {end:%H:%M} UTC.",
    ]
    house.do(closing.void_ballot, house.sam, ballot=ballot, reason="The words {were} wrong.")
    assert lines(visitor, house, since)[-1] == "Ballot 1 was made void. The words {were} wrong."


def test_nothing_new_is_an_empty_answer(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("write")
    page = visitor.get(f"/w/{house.workshop}/away?since={told_on(visitor, house)}")
    assert page.text.strip() == ""


def test_there_are_six_lines_at_most_and_the_newest_are_kept(
    house: TestHouse, visitor: Visitor
) -> None:
    visitor.join()
    house.go("write")
    since = told_on(visitor, house)
    for _ in range(5):
        house.go("group")
        house.go("write")
    house.go("review")
    said = lines(visitor, house, since)
    assert len(said) == 6
    assert said[-1] == "The room went on to: Look at what came out."


def test_what_cannot_be_read_counts_as_nothing(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    for since in ("", "-1", "x", "9" * 40, "²"):
        assert visitor.get(f"/w/{house.workshop}/away?since={since}").status_code == 200


def test_strangers_are_told_nothing(house: TestHouse, visitor: Visitor) -> None:
    house.go("write")
    for page in ("away?since=0", "so-far"):
        assert visitor.get(f"/w/{house.workshop}/{page}").status_code == 403


def test_all_that_happened_is_listed_with_its_days(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    visitor.join()
    house.do(agenda.close_workshop, house.sam, goes_on=True, again="Tuesday")
    house.clock.turn(days=7)
    house.do(agenda.reopen_workshop, house.sam)
    house.go("write")
    assert f'href="/w/{house.workshop}/so-far"' in visitor.get(f"/w/{house.workshop}/all").text
    for one in (visitor, desk):
        page = words_of(one.get(f"/w/{house.workshop}/so-far"))
        for sentence in (
            "The workshop was set up.",
            "The workshop was closed until the next meeting: Tuesday",
            "The workshop was opened again.",
            "The room went on to: Write alone.",
        ):
            assert sentence in page
        assert page.count("<time ") == 4
        days = re.findall(r'datetime="(\d{4}-\d\d-\d\d)', page)
        assert days == ["2026-03-02"] * 2 + ["2026-03-09"] * 2


def test_what_is_told_names_nobody(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    house.go("draft")
    house.close_ballot(house.open_ballot(house.add_principle()))
    page = words_of(visitor.get(f"/w/{house.workshop}/so-far"))
    for name in (*house.people, "Finn", "Sam", "Maya"):
        assert not re.search(rf"\b{name}\b", page)


def test_a_room_that_looks_has_the_newest_entry(house: TestHouse, visitor: Visitor) -> None:
    """Whatever is told to who was away renews the place, so that who looks is told nothing."""
    visitor.join()
    house.go("write")
    house.write("Ada", "Ask me first.")
    house.told.clear()
    house.show()
    assert Stale(house.workshop, "room", "place") in house.told
    newest = max(row.id for row in house.rows(JournalEntry))
    assert told_on(visitor, house) == str(newest)
