"""Each person's paper has an order of its own, always the same."""

from collections import Counter

from workshop.domain.paper import order_for


def test_an_order_is_always_the_same_for_one_person_and_holds_every_place() -> None:
    assert order_for(7, "seal:12") == order_for(7, "seal:12")
    assert sorted(order_for(7, "seal:12")) == list(range(7))


def test_every_principle_comes_first_for_about_as_many_people() -> None:
    firsts = Counter(order_for(5, f"seal:{person}")[0] for person in range(2000))
    assert all(300 < firsts[place] < 500 for place in range(5))
