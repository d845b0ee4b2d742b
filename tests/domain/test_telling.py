"""What the journal keeps is told in plain sentences, also what an earlier release kept."""

import pytest

from workshop.domain import events
from workshop.domain.sentences import Sentence
from workshop.domain.telling import SENTENCES, WHILE_AWAY, telling

# Told by the principles themselves, and too many to be listed.
SHOWN_ELSEWHERE = {"principle.added", "principle.set.aside"}


def said(what: str, **detail: object) -> str:
    found = telling(what, detail)
    assert found is not None
    return _filled(found)


def _filled(one: Sentence) -> str:
    values = {k: _filled(v) if isinstance(v, Sentence) else v for k, v in one.values.items()}
    return one.text.format(**values)


def test_everything_that_is_told_has_its_sentence() -> None:
    told = {name_of(kind) for kind in every_event() if kind.is_told}
    assert told - set(SENTENCES) == SHOWN_ELSEWHERE
    assert set(WHILE_AWAY) <= set(SENTENCES) <= told


def every_event() -> list[type[events.Event]]:
    return events.Event.__subclasses__()


def name_of(kind: type[events.Event]) -> str:
    return str(events.Event.name.fget(object.__new__(kind)))  # type: ignore[attr-defined]


def test_a_ballot_says_its_way_and_its_round() -> None:
    detail = {"ballot": 2, "principles": 3, "way": "rating", "round": 1, "rounds": 2}
    assert said("ballot.opened", **detail) == (
        "Ballot 2 opened with 3 principles: Rating from 1 to 9, round 1 of 2."
    )


def test_a_ballot_of_an_earlier_release_is_told_too() -> None:
    assert said("ballot.opened", ballot=1, principles=1) == (
        "Ballot 1 opened with one principle: Consent."
    )


def test_a_way_that_is_not_here_any_more_is_told_by_its_key() -> None:
    assert "stones" in said("ballot.opened", ballot=1, principles=2, way="stones")


@pytest.mark.parametrize(
    ("detail", "sentence"),
    [
        ({"state": "open"}, "The workshop was opened again."),
        ({"state": "closed"}, "The workshop was closed."),
        ({"state": "archived"}, "The workshop was put away."),
        (
            {"state": "closed", "goes_on": True},
            "The workshop was closed until the next meeting.",
        ),
        (
            {"state": "closed", "goes_on": True, "again": "Tuesday {at} two"},
            "The workshop was closed until the next meeting: Tuesday {at} two",
        ),
    ],
)
def test_a_close_says_whether_it_goes_on(detail: dict[str, object], sentence: str) -> None:
    assert said("workshop.closed", **detail) == sentence


def test_what_no_sentence_is_for_is_not_told() -> None:
    assert telling("principle.added", {"principle_id": 1}) is None
