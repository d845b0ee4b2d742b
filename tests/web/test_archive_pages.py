"""A workshop is taken away as a file and brought in from one, by those who may."""

from collections.abc import Callable

import pytest

from tests.house import TestHouse
from tests.web.bringing import bring, rows
from tests.web.conftest import sign_in
from tests.web.doors import Visitor, words_of
from workshop.archives import checking, fitting
from workshop.models import Account, BroughtEdition, Edition, Workshop
from workshop.projections.guidance import guidance
from workshop.projections.scope import Scope


def test_what_is_taken_away_can_be_brought_in(house: TestHouse, desk: Visitor) -> None:
    house.go("draft")
    house.add_principle("We ask.")
    page = words_of(desk.get(f"/desk/{house.workshop}/archive"))
    assert "No vote: votes were deleted" in page
    answer = desk.get(f"/desk/{house.workshop}/archive/file")
    assert 'filename="talking-about-change.workshop.json"' in answer.headers["Content-Disposition"]
    made = bring(desk, answer.data)
    assert made.status_code == 303
    here = made.headers["Location"].partition("?")[0]
    shown = words_of(desk.get(made.headers["Location"]))
    assert "The workshop is here" in shown
    new = house.row(Workshop, int(here.split("/")[2]))
    assert (new.state, new.title, new.organisation_id) == ("closed", "Talking about change", 1)
    assert new.code != house.code
    again = desk.get(f"{here}/file")
    assert [row for row in again.data.splitlines() if b"made_at" not in row] == [
        row for row in answer.data.splitlines() if b"made_at" not in row
    ]


def test_a_full_workshop_looks_the_same_on_its_new_desk(
    house: TestHouse, desk: Visitor, archive_file: bytes
) -> None:
    made = bring(desk, archive_file).headers["Location"].partition("/archive")[0]
    for path in ("", "/guidance", "/notes", "/suggestions", "/views", "/agenda", "/people"):
        assert desk.get(f"{made}{path}").status_code == 200, path
    guidance = words_of(desk.get(f"{made}/guidance"))
    assert "We ask before we advise." in guidance
    assert desk.post("/do/edition.publish", {"workshop": made.split("/")[2]}).status_code == 303
    (edition,) = house.rows(Edition)
    came = house.rows(BroughtEdition)
    last = came[-1].guidance["principles"][0]["ballots"]
    key = house.row(Workshop, edition.workshop_id).public_key
    published = desk.get(f"/o/tern-house/{key}/1.json").json
    assert published is not None
    assert published["principles"][0]["ballots"] == last
    assert published["how_made"]["people"] == came[-1].guidance["how_made"]["people"]
    assert "brought in from a file" in published["how_made"]["happened"][-1]["sentence"]


def test_editions_that_came_are_read_by_who_runs_the_workshop_and_nobody_else(
    house: TestHouse, desk: Visitor, visitor: Visitor, archive_file: bytes
) -> None:
    made = bring(desk, archive_file).headers["Location"].partition("?")[0]
    page = words_of(desk.get(f"{made}/1"))
    assert "published it, and nobody here" in page
    assert "It was withdrawn: There was a mistake." in page
    assert "It was withdrawn" not in words_of(desk.get(f"{made}/2"))
    assert desk.get(f"{made}/3").status_code == 404
    number = int(made.split("/")[2])
    new = house.row(Workshop, number)
    for path in (f"/o/tern-house/{new.public_key}/1", f"/g/{new.code}/1"):
        assert visitor.get(path, follow_redirects=True).status_code == 404, path
    assert "Talking about change" not in words_of(visitor.get("/o/tern-house"))
    for path in (made, f"{made}/file", f"{made}/1"):
        assert visitor.get(path).status_code == 302, path


def test_a_file_that_could_not_come_back_says_so_and_is_taken_all_the_same(
    house: TestHouse, desk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = words_of(desk.get(f"/desk/{house.workshop}/archive"))
    assert "at most 8 MB, and 12,000 notes" in page
    monkeypatch.setattr(fitting, "MOST_THINGS", 3)
    answer = desk.get(f"/desk/{house.workshop}/archive/file")
    assert answer.headers["Location"].endswith("/archive?large")
    told = words_of(desk.get(f"/desk/{house.workshop}/archive?large"))
    assert "could not be brought in again" in told
    anyway = desk.get(f"/desk/{house.workshop}/archive/file?anyway")
    assert b'"workshop-archive/1"' in anyway.data
    monkeypatch.setattr(checking, "MOST_THINGS", 3)
    desk.get("/bring-in")
    refused = bring(desk, anyway.data)
    assert refused.status_code == 422
    assert "more than 3 notes" in words_of(refused)


def test_the_next_edition_of_a_workshop_that_had_some_is_not_called_the_first(
    house: TestHouse, desk: Visitor, archive_file: bytes
) -> None:
    made = int(bring(desk, archive_file).headers["Location"].split("/")[2])
    with house.database.reading() as session:
        kept = guidance(session, Scope(made, house.clock()))
    items = [one for report in kept["reports"] for one in report["items"]]
    said = " ".join(one["text"] for one in items)
    assert "Editions of this workshop came out before it was brought in" in said
    assert "This is the first edition" not in said


def test_who_does_not_run_a_workshop_cannot_take_it_away(
    house: TestHouse, desk: Visitor, new_visitor: Callable[[str], Visitor]
) -> None:
    other = Account(organisation_id=1, email="o@example.org", name="O", role="facilitator",
                    password_hash="-")  # fmt: skip
    house.add(other)
    (number,) = [one.id for one in house.rows(Account) if one.name == "O"]
    for account in (number, house.maya.account_id or 0):
        stranger = new_visitor("192.0.2.7")
        sign_in(stranger, house, account)
        for path in ("archive", "archive/file", "archive/1"):
            assert stranger.get(f"/desk/{house.workshop}/{path}").status_code == 403, path


def test_a_supporter_brings_nothing_in(
    house: TestHouse, visitor: Visitor, archive_file: bytes
) -> None:
    sign_in(visitor, house, house.maya.account_id or 0)
    assert visitor.get("/bring-in").status_code == 403
    visitor.get("/plain-words")
    assert bring(visitor, archive_file).status_code == 403
    assert len(house.rows(Workshop)) == 1


def test_while_a_ballot_is_open_there_is_no_file(house: TestHouse, desk: Visitor) -> None:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=24)
    assert "it has closed: 2026-03-03, 09:00 UTC" in words_of(
        desk.get(f"/desk/{house.workshop}/archive")
    )
    answer = desk.get(f"/desk/{house.workshop}/archive/file")
    assert answer.status_code == 409
    house.clock.turn(hours=24)
    house.close_ballot(ballot)
    assert desk.get(f"/desk/{house.workshop}/archive/file").status_code == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not the file of a workshop"),
        (b"\x89PNG", "not the file of a workshop"),
        (b"{}", "not the file of a workshop"),
        (b'{"format": "workshop-archive/2"}', "newer release"),
        (b'{"format": "workshop-archive/1"}', "not as it should be"),
        (b"[" * 1000, "too deep"),
        (b" " * 8_000_001, "larger than 8 MB"),
        (b" " * 8_100_000, "larger than 8 MB"),
    ],
)
def test_what_is_no_archive_is_refused_in_words(
    house: TestHouse, desk: Visitor, content: bytes, said: str
) -> None:
    before = rows(house)
    desk.get("/bring-in")
    answer = bring(desk, content)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert rows(house) == before


def test_a_form_without_a_file_or_without_its_token_brings_nothing_in(
    house: TestHouse, desk: Visitor, archive_file: bytes
) -> None:
    desk.get("/bring-in")
    answer = desk.post("/bring-in", {})
    assert "choose a file first" in words_of(answer)
    desk.token = "another"
    assert bring(desk, archive_file).status_code == 403
    assert len(house.rows(Workshop)) == 1


def test_a_topic_that_is_not_here_becomes_the_blank_one(
    house: TestHouse, desk: Visitor, archive_file: bytes
) -> None:
    content = archive_file.replace(b'"mi_in_peer_support"', b'"gardens"')
    content = content.replace(b'"method": "quick_session"', b'"method": "slow_session"')
    made = bring(desk, content).headers["Location"]
    page = words_of(desk.get(made))
    assert "the blank one stands in its place" in page
    assert "Its method is not on this server" in page
    new = house.rows(Workshop)[-1]
    assert (new.topic, new.method) == ("blank", "slow_session")
    assert desk.get(f"/desk/{new.id}/guidance").status_code == 200


def test_files_are_taken_a_few_at_a_time(desk: Visitor) -> None:
    desk.get("/bring-in")
    answers = [bring(desk, b"{}").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
