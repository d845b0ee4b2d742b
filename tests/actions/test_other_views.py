"""A view that did not prevail is its author's alone until an edition, and nobody's in it."""

import pytest

from tests.actions.voted import drafted, edition_now, printed, vote
from tests.house import TestHouse
from workshop.actions import agenda, joining, publication, reviewing, views
from workshop.domain.refusals import NotAllowed, NotFound, NotValid
from workshop.models import Edition, OtherView
from workshop.projections.other_views import views_to_judge
from workshop.projections.person import my_views
from workshop.projections.scope import Scope

WORDS = "I was glad that somebody asked me."


@pytest.fixture
def principle(house: TestHouse) -> int:
    """A principle that was voted on; the room looks at what came out."""
    made = drafted(house)
    vote(house, made, Ada="no", Bo="no", Cem="no")
    house.go("review")
    return made


def write(house: TestHouse, name: str, principle: int, text: str = WORDS, key: str = "") -> int:
    made = house.do(views.write_view, house.people[name], principle=principle, text=text,
                    key=key or house.key())  # fmt: skip
    return int(made["view"])


def seen_by(house: TestHouse, name: str) -> list[str]:
    scope = Scope(house.workshop, house.clock(), participant_id=house.people[name].participant_id)
    with house.database.reading() as session:
        return [view["text"] for view in my_views(session, scope)]


def test_a_view_is_seen_by_its_author_alone(house: TestHouse, principle: int) -> None:
    write(house, "Ada", principle)
    assert seen_by(house, "Ada") == [WORDS]
    assert seen_by(house, "Bo") == []


def test_a_view_sent_twice_is_kept_once_and_nobody_takes_anothers_key(
    house: TestHouse, principle: int
) -> None:
    first = write(house, "Ada", principle, key="the-same-key")
    assert write(house, "Ada", principle, key="the-same-key") == first
    with pytest.raises(NotValid):
        write(house, "Bo", principle, key="the-same-key")
    assert len(house.rows(OtherView)) == 1


def test_a_view_is_taken_only_on_what_something_has_come_out_of(
    house: TestHouse, principle: int
) -> None:
    house.go("draft")
    other = house.add_principle("Nobody has voted on this.")
    house.close_ballot(house.open_ballot(other, way="pulse"))
    house.go("review")
    with pytest.raises(NotValid, match="Nothing has come out on that principle yet"):
        write(house, "Ada", other)
    assert house.rows(OtherView) == []
    house.do(reviewing.record_decision, house.sam, principle=other, is_agreed=False, text="No.",
             key=house.key())  # fmt: skip
    write(house, "Ada", other)
    decided = edition_now(house).principles
    assert [one.other_views for one in decided] == [(), (WORDS,)]


def test_only_the_author_changes_a_view_or_takes_it_back(house: TestHouse, principle: int) -> None:
    view = write(house, "Ada", principle)
    with pytest.raises(NotFound):
        house.do(views.change_view, house.people["Bo"], view=view, text="Mine now.")
    with pytest.raises(NotFound):
        house.do(views.delete_view, house.people["Bo"], view=view)
    house.do(views.change_view, house.people["Ada"], view=view, text="Said better.")
    assert seen_by(house, "Ada") == ["Said better."]
    for _ in range(2):
        house.do(views.delete_view, house.people["Ada"], view=view)
    assert seen_by(house, "Ada") == []


def test_more_than_two_thousand_characters_are_refused(house: TestHouse, principle: int) -> None:
    with pytest.raises(NotValid):
        write(house, "Ada", principle, text="w" * 2001)
    assert write(house, "Ada", principle, text="w" * 2000)


def test_an_edition_prints_views_without_a_name_a_voice_or_the_order_of_writing(
    house: TestHouse, principle: int
) -> None:
    for number, name in enumerate(("Ada", "Bo", "Cem", "Dee", "Eva")):
        house.alter(OtherView, write(house, name, principle, f"View {number}"), id=900 - number)
    assert printed(house).other_views == tuple(f"View {number}" for number in range(4, -1, -1))
    house.do(publication.publish_edition, house.sam)
    (edition,) = house.rows(Edition)
    (kept,) = edition.document["principles"]
    assert kept["other_views"] == list(printed(house).other_views)
    assert all(str(who.participant_id) not in str(edition.document)
               for who in house.people.values())  # fmt: skip


def test_a_view_taken_back_is_not_in_the_next_edition_and_stays_in_the_last(
    house: TestHouse, principle: int
) -> None:
    view = write(house, "Ada", principle)
    house.do(publication.publish_edition, house.sam)
    house.do(views.delete_view, house.people["Ada"], view=view)
    house.do(publication.publish_edition, house.sam)
    first, second = house.rows(Edition)
    assert WORDS in str(first.document)
    assert WORDS not in str(second.document)


def test_a_view_held_back_is_in_no_edition_and_its_author_is_told_why(
    house: TestHouse, principle: int
) -> None:
    view = write(house, "Ada", principle)
    house.do(views.hold_view, house.sam, view=view, reason="It names Jo.")
    house.do(views.change_view, house.people["Ada"], view=view, text="Changed.")
    assert printed(house).other_views == ()
    kept = house.row(OtherView, view)
    assert (kept.state, kept.state_reason) == ("held", "It names Jo.")
    house.do(views.release_view, house.sam, view=view)
    assert printed(house).other_views == ("Changed.",)


def test_the_look_that_may_hold_one_back_does_not_learn_who_wrote_it(
    house: TestHouse, principle: int
) -> None:
    write(house, "Ada", principle)
    with house.database.reading() as session:
        (seen,) = views_to_judge(session, Scope(house.workshop, house.clock()))
    assert set(seen) == {"id", "text", "state", "reason", "number"}


def test_who_leaves_takes_their_views_along_and_only_if_they_want(
    house: TestHouse, principle: int
) -> None:
    write(house, "Ada", principle)
    write(house, "Bo", principle, "Bo's view.")
    house.do(joining.leave, house.people["Ada"], take_words=True)
    house.do(joining.leave, house.people["Bo"], take_words=False)
    assert [row.text for row in house.rows(OtherView)] == ["Bo's view."]


def test_after_the_archive_nothing_can_be_changed(house: TestHouse, principle: int) -> None:
    view = write(house, "Ada", principle)
    house.do(agenda.close_workshop, house.sam)
    house.do(views.change_view, house.people["Ada"], view=view, text="Still mine.")
    house.do(agenda.archive_workshop, house.sam)
    with pytest.raises(NotAllowed):
        house.do(views.delete_view, house.people["Ada"], view=view)
