"""An edition is withdrawn with a reason, can stand again, and keeps every word it was published
with."""

import json
from datetime import date, timedelta

import pytest

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from workshop.actions import agenda, planning, publication, revising, withdrawing
from workshop.actions.joint_writing import save_field
from workshop.domain.refusals import NotFound, NotValid
from workshop.models import Edition, Withdrawal, Workshop
from workshop.projections.editions import Standing, due_for_review, editions_of, published_by
from workshop.publishing.as_json import json_of
from workshop.publishing.editions import as_it_stands, edition_of, notice_of
from workshop.publishing.gathering import guidance_from
from workshop.publishing.markdown import markdown_from
from workshop.publishing.text import manuscript_of

SITE = "https://workshop.example.org"


@pytest.fixture
def two(house: TestHouse) -> TestHouse:
    """A house with two editions."""
    vote(house, drafted(house))
    for _ in range(2):
        house.do(publication.publish_edition, house.sam)
    return house


def standings(house: TestHouse) -> list[Standing]:
    with house.database.reading() as session:
        return editions_of(session, house.workshop)


def kinds(house: TestHouse) -> list[tuple[int, str]]:
    return [(one.number, one.kind) for one in standings(house)]


def withdraw(house: TestHouse, number: int, reason: str = "It named somebody.") -> None:
    house.do(withdrawing.withdraw_edition, house.sam, edition=number, reason=reason)


def test_the_newest_edition_that_is_not_withdrawn_holds(two: TestHouse) -> None:
    assert kinds(two) == [(2, "current"), (1, "superseded")]
    withdraw(two, 2)
    assert kinds(two) == [(2, "withdrawn"), (1, "current")]
    withdraw(two, 1)
    assert kinds(two) == [(2, "withdrawn"), (1, "withdrawn")]
    two.do(withdrawing.restore_edition, two.sam, edition=2)
    assert kinds(two) == [(2, "current"), (1, "withdrawn")]


def test_a_withdrawn_edition_says_since_when_and_why_and_which_one_holds(two: TestHouse) -> None:
    withdraw(two, 2, "It named somebody.")
    newest, first = standings(two)
    assert notice_of(newest) == (
        "This edition was withdrawn on 2 March 2026. The reason: It named somebody.\n\n"
        "Edition 1 of 2 March 2026 holds now."
    )
    withdraw(two, 1, "It was too old.")
    newest, first = standings(two)
    assert notice_of(first).endswith("No edition of this guidance holds now.")
    assert newest.holds is first.holds is None


def test_the_words_stay_and_only_the_standing_changes(two: TestHouse) -> None:
    before = json.dumps([row.document for row in two.rows(Edition)])
    withdraw(two, 2)
    kept = two.rows(Edition)
    assert json.dumps([row.document for row in kept]) == before
    bare = guidance_from(kept[1].document)
    told = as_it_stands(kept[1], standings(two)[0], SITE)
    assert (told.standing, told.newer) == ("withdrawn", f"{SITE}{standings(two)[1].path}")
    for name in ("principles", "sections", "how_made", "title", "published_on", "changes"):
        assert getattr(told, name) == getattr(bare, name)


def test_a_reason_is_needed_and_the_first_one_stays(two: TestHouse) -> None:
    with pytest.raises(NotValid):
        withdraw(two, 1, "  ")
    withdraw(two, 1, "First.")
    withdraw(two, 1, "Second.")
    assert [row.reason for row in two.rows(Withdrawal)] == ["First."]
    with pytest.raises(NotFound):
        withdraw(two, 3)


def test_an_edition_of_an_archived_workshop_can_still_be_withdrawn(two: TestHouse) -> None:
    two.do(agenda.archive_workshop, two.sam)
    withdraw(two, 2)
    assert kinds(two)[0] == (2, "withdrawn")


def test_what_happened_to_an_edition_is_told_in_the_next_one(two: TestHouse) -> None:
    withdraw(two, 1, "A mistake.")
    two.do(withdrawing.restore_edition, two.sam, edition=1)
    two.do(publication.publish_edition, two.sam)
    happened = guidance_from(two.rows(Edition)[2].document).how_made.happened
    told = [one.sentence for one in happened]
    assert "Edition 1 was withdrawn: A mistake." in told
    assert "Edition 1 stands again." in told


def test_an_edition_keeps_what_changed_since_the_last_one(house: TestHouse) -> None:
    principle = drafted(house)
    vote(house, principle)
    house.do(publication.publish_edition, house.sam)
    house.go("draft")
    house.do(revising.restore_revision, house.sam, principle=principle, revision=1)
    second = house.add_principle("We listen first.")
    vote(house, second)
    house.do(publication.publish_edition, house.sam)
    first, next_one = (row.document for row in house.rows(Edition))
    assert "changes" not in first
    changes = guidance_from(next_one).changes
    assert changes is not None
    assert (changes.since, [(one.became, one.statement) for one in changes.entries]) == (
        1, [("new", "We listen first.")],
    )  # fmt: skip


def test_editions_that_are_not_to_be_listed_are_not(two: TestHouse) -> None:
    organisation = two.row(Workshop, two.workshop).organisation_id
    with two.database.reading() as session:
        assert [len(one) for one in published_by(session, organisation)] == [2]
    two.do(withdrawing.list_editions, two.sam, is_listed=False)
    with two.database.reading() as session:
        assert published_by(session, organisation) == []


DAY = date(2027, 5, 1)


def due(house: TestHouse, today: date) -> list[int]:
    with house.database.reading() as session:
        found = [one.number for one in due_for_review(session, None, today)]
        assert [one.number for one in due_for_review(session, [house.workshop], today)] == found
        assert due_for_review(session, [], today) == []
        return found


def test_nothing_is_due_while_no_day_was_set(two: TestHouse) -> None:
    assert due(two, date(2030, 1, 1)) == []


def test_an_edition_is_due_from_thirty_days_before_its_day_until_another_holds(
    two: TestHouse,
) -> None:
    facts = {"title": "Ours", "for_whom": "", "owner": "", "contact": ""}
    two.do(planning.plan_guidance, two.sam, review_on=DAY.isoformat(), **facts)
    two.do(publication.publish_edition, two.sam)
    assert due(two, DAY - timedelta(days=31)) == []
    assert due(two, DAY - timedelta(days=30)) == due(two, DAY + timedelta(days=400)) == [3]
    withdraw(two, 3)
    assert due(two, DAY) == []
    two.do(withdrawing.restore_edition, two.sam, edition=3)
    two.do(planning.plan_guidance, two.sam, review_on="2028-05-01", **facts)
    assert due(two, DAY) == [3]
    two.do(publication.publish_edition, two.sam)
    assert due(two, DAY) == []


def test_an_edition_says_which_parts_changed_and_what_it_is_called_now(two: TestHouse) -> None:
    facts = {"title": "Our way", "for_whom": "", "owner": "", "contact": "", "review_on": ""}
    two.do(planning.plan_guidance, two.sam, **facts)
    two.do(planning.save_section, two.sam, section="concern", title="", text="Tell Kim.",
           is_shown=True)  # fmt: skip
    two.do(planning.save_section, two.sam, section="values", title="", text="", is_shown=False)
    two.do(publication.publish_edition, two.sam)
    text = markdown_from(manuscript_of(guidance_from(two.rows(Edition)[2].document)))
    assert "Changed: the name of the document" in text
    assert "Changed: the part “Raising a concern”" in text
    assert "Kim" in text.split("Changed: the part “Raising a concern”")[1]
    assert "Not there any more: the part “Our values”" in text
    assert "They left these parts of the document out: Our values." in text
    assert "No principle and no part changed." not in text


CANARY = "Call Maria Canary on the ward."


def test_words_of_a_withdrawn_edition_are_not_printed_again_in_the_next_one(
    house: TestHouse,
) -> None:
    principle = _with_a_canary(house)
    withdraw(house, 1)
    _without_it(house, principle)
    house.do(publication.publish_edition, house.sam)
    document = house.rows(Edition)[1].document
    assert "Canary" not in json.dumps(document)
    assert "changes" not in document


def test_an_edition_hides_what_changed_since_one_that_was_withdrawn_later(
    house: TestHouse,
) -> None:
    principle = _with_a_canary(house)
    _without_it(house, principle)
    house.do(publication.publish_edition, house.sam)
    key = house.row(Workshop, house.workshop).public_key
    with house.database.reading() as session:
        _kept, before = edition_of(session, "tern-house", key, 2, SITE)
    assert "Canary" in markdown_from(manuscript_of(before))
    withdraw(house, 1)
    with house.database.reading() as session:
        _kept, after = edition_of(session, "tern-house", key, 2, SITE)
    text = markdown_from(manuscript_of(after))
    assert "Canary" not in text
    assert "Canary" not in json_of(after).decode()
    assert "Edition 1 was withdrawn, so it is not compared with." in text


def _with_a_canary(house: TestHouse) -> int:
    principle = drafted(house, CANARY)
    vote(house, principle)
    house.do(publication.publish_edition, house.sam)
    return principle


def _without_it(house: TestHouse, principle: int) -> None:
    house.go("draft")
    house.do(save_field, house.sam, principle=principle, field="statement", opened=CANARY,
             text="Call the ward.", key=house.key())  # fmt: skip
    vote(house, principle)
