"""No word, name, code, token, password or address of anybody comes into the log, whatever fails."""

import io
import logging
import re
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gevent
import pytest
from flask import Flask
from gevent.hub import Hub
from msgspec import inspect
from sqlalchemy import text

from tests.house import TestHouse
from tests.journeys.people import Person, facilitator, participant
from tests.journeys.served import serving
from tests.web.doors import Visitor
from workshop.config import SettingError
from workshop.extensions import socketio
from workshop.perform import Door
from workshop.realtime.painting import Painter
from workshop.web import discreet, limits
from workshop.web.commands import COMMANDS
from workshop.web.listeners import listeners

CANARY = "Wagtail"
REFERENCE = re.compile(r"Reference: ([0-9a-f]{8})")
JUNK = (
    "GIT /j/{0} HTTP/1.1\r\n\r\n",
    "GET /j/{0} HTTP/9.1\r\n\r\n",
    "GET /j/{0} {0} HTTP/1.1\r\n\r\n",
    "GET /j/{0}\0 HTTP/1.1\r\nHost: x\r\nCookie: {0}\r\n{0}\r\n\r\n",
    "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {0}\r\n\r\n",
    "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n{0}\r\n{0}\r\n",
    "GET /socket.io/?EIO=4&transport=websocket&x={0} HTTP/1.1\r\nHost: x\r\n"
    "Origin: http://{0}.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {0}\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "GET /socket.io/?EIO=4&transport=websocket&x={0} HTTP/1.1\r\nHost: x\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {0}\r\n"
    "Sec-WebSocket-Version: 99\r\n\r\n",
    "POST /socket.io/?EIO=4&transport=polling&sid={0} HTTP/1.1\r\nHost: x\r\n"
    "Content-Length: 7\r\n\r\n{0}",
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: http://{0}.example\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
)  # fmt: skip


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that a server would write to its log from now on."""
    kept, out = (logging.getLogRecordFactory(), Hub.print_exception), io.StringIO()
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(Hub, "exception_stream", out, raising=False)
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter(discreet.LINE))
    logging.getLogger().addHandler(handler)
    discreet.keep_words_out()
    yield out
    logging.getLogger().removeHandler(handler)
    logging.setLogRecordFactory(kept[0])
    Hub.print_exception = kept[1]
    listeners.clear()


@pytest.fixture
def sockets(
    app: Flask, house: TestHouse, visitor: Visitor, desk: Visitor, written: io.StringIO
) -> Callable[[], list[Any]]:
    """Opens a phone and a desk that listen."""

    def opened() -> list[Any]:
        visitor.join(f"{CANARY} Robin")
        visitor.get(f"/w/{house.workshop}")
        return [
            socketio.test_client(app, auth=auth, flask_test_client=one.client)
            for one, auth in (
                (visitor, {"page": "phone", "workshop": house.workshop, "csrf": visitor.token}),
                (desk, {"page": "desk", "workshop": house.workshop, "csrf": desk.token}),
            )
        ]

    return opened


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_commands_that_are_refused_or_done_leave_no_word(
    house: TestHouse, visitor: Visitor, desk: Visitor, sockets: Callable[[], list[Any]],
    written: io.StringIO,
) -> None:  # fmt: skip
    opened = sockets()
    for name in sorted(COMMANDS, key="participant.leave".__eq__):
        message = _words_for(house, name)
        for socket_ in opened:
            _fill_buckets()
            socket_.emit("command", name, message, callback=True)
        for one in (visitor, desk):
            _fill_buckets()
            assert one.do(name, **message).status_code < 500, name
    _assert_discreet(written, house)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_commands_that_fail_leave_a_reference_and_no_word(
    house: TestHouse, visitor: Visitor, sockets: Callable[[], list[Any]], written: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    phone, *_ = sockets()

    def fail(_door: Door, _action: Any, _actor: Any, **args: Any) -> None:
        try:
            int(str(args))
        except ValueError as error:
            raise KeyError(f"{args}") from error

    monkeypatch.setattr(Door, "perform", fail)
    for name in sorted(COMMANDS):
        message = _words_for(house, name)
        _fill_buckets()
        said = phone.emit("command", name, message, callback=True)["refused"]
        _fill_buckets()
        for words in (said, visitor.do(name, **message).text):
            found = REFERENCE.search(words)
            assert found, (name, words)
            assert found[1] in written.getvalue()
    assert written.getvalue().count("builtins.KeyError") == 2 * len(COMMANDS)
    _assert_discreet(written, house)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_fails_beside_the_requests_leaves_no_word(
    app: Flask, house: TestHouse, sockets: Callable[[], list[Any]], written: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sockets()

    def fail(_painter: Painter, _name: str) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(Painter, "paint", fail)
    house.go("write")
    house.write("Ada", CANARY)
    publisher = app.extensions["workshop"].publisher
    publisher.mark(house.told)
    publisher.tick()
    assert "builtins.ValueError" in written.getvalue()
    gevent.spawn(_fail_with, CANARY).join()
    assert "A greenlet failed" in written.getvalue()
    _assert_discreet(written, house)


def test_what_the_database_says_leaves_no_word(house: TestHouse, written: io.StringIO) -> None:
    log = logging.getLogger("workshop.test")
    statements = (
        f"INSERT INTO organisations (name, slug) VALUES ('{CANARY}', 'tern-house')",
        f"SELECT '{CANARY}' FROM nowhere",
        f"SELECT CAST('{CANARY}' AS INTEGER) FROM {CANARY}",
    )
    for statement in statements:
        try:
            with house.database.writing() as connection:
                connection.execute(text(statement))
        except Exception:
            log.exception("It failed")
    assert written.getvalue().count("sqlalchemy.exc.") == len(statements)
    _assert_discreet(written, house)


def test_what_libraries_say_is_only_told_by_its_place(written: io.StringIO) -> None:
    logging.getLogger("engineio.server").error(f"{CANARY} is not an accepted origin.")
    assert "engineio.server: said at test_discreet_log.py:" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a_wrong_setting_is_told_in_full() -> None:
    assert discreet.kind_of(SettingError("PORT is wrong.")).endswith("SettingError: PORT is wrong.")


def test_a_real_server_writes_no_word_of_what_it_is_sent(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        desk, phone = facilitator(served), participant(served, 0)
        for junk in JUNK:
            _send_raw(served.address, junk.format(CANARY).encode())
        for name in sorted(COMMANDS):
            fields = {"text": f"{CANARY} text", "name": CANARY, "reason": CANARY, "key": CANARY * 2}
            _try(desk, name, fields)
            _try(phone, name, fields)
        signing = {"email": f"{CANARY}@example.org", "password": CANARY * 3}
        desk.session.post(f"{served.address}/sign-in", data=signing, timeout=20)
        assert phone.session.get(f"{served.address}/j/{CANARY}", timeout=20).status_code < 500
    said = (tmp_path / "server.log").read_text()
    after = said.partition("A request could not be read")[2]
    assert after, said
    tokens = [one.value for person in (desk, phone) for one in person.session.cookies]
    for word in (CANARY, served.code, served.email, served.password, served.wall, "127.0.0.1",
                 *filter(None, tokens)):  # fmt: skip
        assert word not in after, word
    assert "Traceback" not in said


def _words_for(house: TestHouse, name: str) -> dict[str, Any]:
    """A message that can be read, with canaries in everything that is text."""
    words: dict[str, Any] = {}
    for one in inspect.type_info(COMMANDS[name].payload).fields:  # type: ignore[attr-defined]
        words |= _filled_in(one.encode_name, one.type)
    return words | {"workshop": house.workshop}


def _filled_in(name: str, kind: Any) -> dict[str, Any]:
    each = getattr(kind, "types", (kind,))
    kinds = {type(one) for one in each}
    if inspect.LiteralType in kinds:
        return {name: kind.values[0]}
    if inspect.DictType in kinds:
        value = "1" if isinstance(kind.value_type, inspect.IntType) else CANARY
        return {f"{name}.{CANARY}": value}
    if kinds & {inspect.ListType, inspect.VarTupleType}:
        is_text = isinstance(kind.item_type, inspect.StrType)
        return {f"{name}[]": [f"{CANARY} {name}" if is_text else "1"]}
    if kinds & {inspect.IntType, inspect.BoolType}:
        return {name: "1"}
    text = f"{CANARY} {name} robin@example.org"
    has_pattern = any(getattr(one, "pattern", None) for one in each)
    return {name: CANARY * 2 if has_pattern else text}


def _assert_discreet(written: io.StringIO, house: TestHouse) -> None:
    said = written.getvalue()
    for word in (CANARY, house.code, *house.tokens.values(), *house.words.values(), "192.0.2.1"):
        assert word not in said, word


def _fail_with(words: str) -> None:
    raise RuntimeError(words)


def _fill_buckets() -> None:
    for buckets in vars(limits).values():
        if isinstance(buckets, limits.Buckets):
            buckets._levels.clear()


def _try(person: Person, name: str, fields: dict[str, str]) -> None:
    form = {"workshop": person.served.workshop, **fields}
    person.session.post(f"{person.served.address}/do/{name}", json=form, timeout=20)


def _send_raw(address: str, content: bytes) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as sent:
        sent.sendall(content)
        answer = sent.recv(100)
    assert answer, content
    assert b" 500 " not in answer, content
