"""Two processes serve one room: nobody can tell, whichever of them a phone came to."""

import os
import re
import signal
from datetime import UTC, datetime

import pytest
import redis
import requests
from sqlalchemy import update

from tests.faults.services import Redis
from tests.faults.several import Several, until
from tests.house import TestHouse
from workshop.models import (
    Ballot,
    BallotRevision,
    HandIn,
    JournalEntry,
    Note,
    Participant,
)
from workshop.models.seals import key_names
from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.screen import Screen
from workshop.rehearsal.visiting import token_on


def test_what_happens_at_one_is_seen_at_the_other(site: Several, inside: TestHouse) -> None:
    one, other = site.workers()
    desk, ada, bo = site.desk_at(one), site.phone_at(one), site.phone_at(other)
    assert desk.give("agenda.go_to", activity=inside.steps["write"])["ok"]
    for phone in (ada, bo):
        assert phone.sees(lambda screen: 'name="prompt"' in screen.pieces["task"].html)
    before = desk.screen.pieces["activity"].stamp
    said = bo.give("note.post", prompt=inside.prompts[0], text="I was heard.", key=new_key())
    assert said["ok"]
    assert desk.sees(lambda screen: screen.pieces["activity"].stamp > before)
    until(lambda: site.untrue() == [])


def test_who_is_awake_is_known_at_both(site: Several, inside: TestHouse) -> None:
    one, other = site.workers()
    inside.fill(2)
    desk = site.desk_at(one)
    site.phone_at(other)
    assert desk.sees(lambda screen: asleep(screen) == 2)
    for worker in (one, other):
        with site.only(worker):
            until(lambda: asleep(desk.fresh_screen()) == 2)


def test_who_is_removed_or_signed_out_at_one_is_gone_from_the_other(
    site: Several, inside: TestHouse
) -> None:
    one, other = site.workers()
    desk, away, ada = site.desk_at(one), site.desk_at(other), site.phone_at(other)
    (row,) = inside.rows(Participant, Participant.name == f"Person {ada.number}")
    assert desk.give("person.place", participant=row.id, standing="removed")["ok"]
    until(lambda: is_shut_out(ada))
    with site.only(one):
        token = token_on(away.visitor.get(away.path))
        away.visitor.post("/sign-out", [("csrf_token", token)])
    until(lambda: is_shut_out(away))
    assert desk.line._is_open


def test_wrong_codes_are_counted_at_both_together(site: Several) -> None:
    one, other = site.workers()
    guess = f"{site.server.address}/j/AAAAAAAA"
    stranger = {"X-Forwarded-For": "192.0.2.77"}
    with site.only(one):
        tried = [requests.get(guess, headers=stranger, timeout=30) for _ in range(10)]
    assert {answer.status_code for answer in tried} == {404}
    with site.only(other):
        refused = requests.get(guess, headers=stranger, timeout=30)
        welcome = requests.get(guess, headers={"X-Forwarded-For": "192.0.2.78"}, timeout=30)
    assert "too many wrong codes" in refused.text
    assert welcome.status_code == 404


def test_a_ballot_ends_once_and_what_nobody_told_is_found(site: Several, inside: TestHouse) -> None:
    phones = [site.phone_at(worker) for worker in site.workers()]
    inside.go("draft")
    people = inside.fill(5)
    ballot = inside.open_ballot(inside.add_principle(), hours=1)
    revision = str(inside.rows(BallotRevision)[0].revision_id)
    for who in people:
        inside.hand_in(who, ballot, {revision: "yes"})
    for phone in phones:
        assert phone.sees(lambda screen: "data-ballot=" in screen.pieces["task"].html)
    assert len(key_names(inside.settings.keys_dir)) == 1, "an open ballot lost its key"
    with inside.database.writing() as connection:
        connection.execute(update(Ballot).values(ends_at=datetime.now(UTC)))
    until(lambda: inside.row(Ballot, ballot).state == "closed")
    assert len(inside.rows(JournalEntry, JournalEntry.what == "ballot.closed")) == 1
    assert inside.rows(HandIn) == []
    until(lambda: not key_names(inside.settings.keys_dir))
    until(lambda: site.untrue() == [])


def test_without_redis_nothing_is_lost_and_every_screen_comes_true(
    site: Several, inside: TestHouse, queue: Redis | None
) -> None:
    if queue is None:
        pytest.skip("no redis-server on this machine: apt-get install redis-server")
    one, other = site.workers()
    desk, ada, bo = site.desk_at(one), site.phone_at(one), site.phone_at(other)
    queue.stop()
    assert desk.give("agenda.go_to", activity=inside.steps["write"])["ok"]
    for phone in (ada, bo):
        assert phone.sees(lambda screen: 'name="prompt"' in screen.pieces["task"].html)
    said = bo.give("note.post", prompt=inside.prompts[0], text="Without a queue.", key=new_key())
    assert said["ok"]
    until(lambda: site.untrue() == [])
    queue.start()
    until(lambda: listening_processes(queue) == 2)
    assert ada.give("note.post", prompt=inside.prompts[0], text="With one.", key=new_key())["ok"]
    until(lambda: site.untrue() == [])


def test_a_process_that_dies_is_replaced_and_its_phones_come_back(
    site: Several, inside: TestHouse
) -> None:
    one, other = site.workers()
    desk, ada = site.desk_at(other), site.phone_at(one)
    assert desk.give("agenda.go_to", activity=inside.steps["write"])["ok"]
    said = ada.give("note.post", prompt=inside.prompts[0], text="Not lost.", key=new_key())
    assert said["ok"]
    os.kill(one, signal.SIGKILL)
    assert inside.rows(Note, Note.id == said["note"])
    assert desk.give("agenda.go_to", activity=inside.steps["group"])["ok"]
    until(lambda: len(site.workers()) == 2 and one not in site.workers())
    until(lambda: ada.line._is_open)
    until(lambda: site.untrue() == [])
    (new,) = set(site.workers()) - {other}
    assert site.phone_at(new).line._is_open


def listening_processes(queue: Redis) -> int:
    with redis.Redis.from_url(queue.url) as looking:
        return sum(number for _, number in looking.pubsub_numsub(*looking.pubsub_channels()))


def is_shut_out(page: Phone) -> bool:
    """Cut off, and refused when it came back."""
    return page.line._cuts > 1 and not page.line._is_open


def asleep(screen: Screen) -> int:
    found = re.search(r"(\d+) phones? (?:is|are) asleep", screen.pieces["people"].text)
    return int(found[1]) if found else 0
