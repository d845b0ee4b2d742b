"""Clocks that are wrong: a phone's by an hour, the server's jumping back and forth by an hour."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Route

from tests.house import TestHouse
from tests.realtime.conftest import Room, room  # noqa: F401
from tests.realtime.whole_workshop import whole_workshop
from workshop.actions import agenda
from workshop.domain.codes import new_token, token_hash
from workshop.domain.refusals import Refusal
from workshop.models import Activity, Ballot, BallotRevision, HandIn, JournalEntry, SignIn
from workshop.realtime.presence import READS_FOR, Presence
from workshop.web.closing import close_ended
from workshop.web.identity import signed_in_account

JS = Path(__file__).parents[2] / "static/js"
HOUR = timedelta(hours=1)
ENDS = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
PAGE = f"""<body data-server-time="2026-03-02T09:00:00+00:00"><p data-behaviour="time"
data-ends="{ENDS.isoformat()}"></p><script type="module">
import {{ tellTime }} from "/behaviours/clock.js"; tellTime();</script></body>"""
WORDS = "export const word = (name, values) => `${name} ${values?.n ?? ''}`.trim();"


def test_an_afternoon_with_a_jumping_clock_refuses_nothing_and_every_push_is_true(
    room: Room,  # noqa: F811
) -> None:
    jumps = cycle((1, -1, -1, 1, 1, -1))
    for number, (name, act) in enumerate(whole_workshop(room)):
        room.house.clock.turn(hours=next(jumps))
        act()
        room.tick()
        assert number % 40 or room.compare() == [], name
    assert room.compare() == []


def test_a_ballot_ends_once_and_nothing_is_counted_twice(house: TestHouse) -> None:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=1)
    revision = str(house.rows(BallotRevision)[0].revision_id)
    for name in ("Ada", "Bo", "Cem", "Dee"):
        house.hand_in(name, ballot, {revision: "yes"})
    server = SimpleNamespace(database=house.database, door=house.door, clock=house.clock,
                             settings=house.settings)  # fmt: skip
    house.clock.turn(minutes=-60)
    close_ended(server)  # type: ignore[arg-type]
    assert house.row(Ballot, ballot).state == "open"
    assert house.hand_in("Ada", ballot, {revision: "yes"}, number=1) == 2
    for jump in (2, -1, 1, -1):
        house.clock.turn(hours=jump)
        close_ended(server)  # type: ignore[arg-type]
        assert house.row(Ballot, ballot).state == "closed"
        with pytest.raises(Refusal, match="closed"):
            house.hand_in("Eva", ballot, {revision: "no"})
    assert house.rows(BallotRevision)[0].record["papers"] == 4
    assert house.rows(HandIn) == []
    assert len(house.rows(JournalEntry, JournalEntry.what == "ballot.closed")) == 1


def test_a_held_clock_keeps_its_time_whatever_the_clock_does(house: TestHouse) -> None:
    house.go("write")
    step = house.row(Activity, house.steps["write"])
    house.do(agenda.hold_clock, house.sam)
    kept = house.row(Activity, step.id).held_seconds
    for jump in (1, -2, 1):
        house.clock.turn(hours=jump)
        house.do(agenda.resume_clock, house.sam)
        house.do(agenda.hold_clock, house.sam)
    assert house.row(Activity, step.id).held_seconds == kept == step.minutes * 60


def test_a_sign_in_outlives_a_clock_that_comes_back(house: TestHouse) -> None:
    token = new_token()
    row = SignIn(token_hash=token_hash(token), account_id=house.sam.account_id,
                 started_at=house.clock.now, seen_at=house.clock.now)  # fmt: skip
    house.add(row)
    found = {}
    for jump in (0, 1, -1, -1, 1):
        house.clock.turn(hours=jump)
        with house.database.reading() as session:
            at = house.clock.now.hour
            found[at] = signed_in_account(session, token, house.clock.now) is not None
    assert found == {8: True, 9: True, 10: False}


def test_who_was_heard_of_in_the_future_is_not_awake() -> None:
    presence, now = Presence(), datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    presence.heard(1, now + HOUR)
    presence.came(2)
    assert presence.awake(now) == {2}
    presence.heard(1, now)
    assert presence.awake(now) == {1, 2}


def test_who_opened_a_page_to_read_is_awake_for_two_minutes() -> None:
    presence, now = Presence(), datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    presence.heard(1, now, READS_FOR)
    assert presence.awake(now + timedelta(seconds=119)) == {1}
    assert presence.awake(now + timedelta(seconds=120)) == set()


@pytest.mark.browser
@pytest.mark.parametrize("off", [-HOUR, timedelta(0), HOUR], ids=str)
def test_a_phone_whose_clock_is_wrong_shows_the_time_that_is_left(
    browser: Browser, off: timedelta
) -> None:
    page = browser.new_page()
    page.route("http://unit.test/**", _serve)
    page.clock.install(time=ENDS - timedelta(minutes=10) + off)
    page.goto("http://unit.test/")
    page.wait_for_function("document.querySelector('p').textContent.startsWith('minutes')")
    assert page.locator("p").inner_text() in ("minutes 9", "minutes 10")
    page.close()


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix("http://unit.test/")
    made = {"": PAGE, "words.js": WORDS}
    body = made[path] if path in made else (JS / path).read_text("utf-8")
    route.fulfill(body=body, content_type="text/javascript" if path else "text/html")
