"""A file that comes to no good end, or is not wanted any more, holds up no other."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import gevent
import pytest

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from tests.web.filing import STATEMENT, get, rows, stuck, until
from workshop.actions import exporting
from workshop.domain.refusals import Refusal
from workshop.web import exporting as making
from workshop.web import file_pages, heavy
from workshop.web.house import House

Hang = Callable[[str], heavy.Maker]


@pytest.fixture
def hang(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hang]:
    """Ask for a file whose maker hangs; the next makers work."""
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    monkeypatch.setattr(making, "LOOK_SECONDS", 0.05)
    made: list[heavy.Maker] = []

    def asked(extension: str) -> heavy.Maker:
        with monkeypatch.context() as patched:
            patched.setattr(making, "Maker", lambda *told: made.append(stuck(*told)) or made[-1])
            visitor.get(f"{edition}.{extension}")
            return until(lambda: made)[-1]

    yield asked
    for maker in made:
        maker.end()


def is_gone(maker: heavy.Maker) -> bool:
    try:
        os.kill(maker.pid, 0)
    except ProcessLookupError:
        return True
    return False


def away(*_args: Any, **_more: Any) -> Any:
    """A database that is not there."""
    raise ConnectionError(STATEMENT)


def test_who_runs_the_workshop_can_end_the_process_that_makes_a_file(
    edition: str, desk: Visitor, server: House, house: TestHouse, hang: Hang
) -> None:
    maker = hang("zip")
    assert "/cancel" in desk.get(f"{edition}.zip?waited=1").text
    token = house.rows(making.Export)[0].token
    left = desk.post(f"/files/{token}/cancel", {"back": edition})
    assert (left.status_code, left.headers["Location"]) == (303, edition)
    until(lambda: not server.exports.working)
    assert rows(house) == {"zip": "cancelled"}
    assert is_gone(maker)
    assert get(desk, f"{edition}.md").status_code == 200


def test_a_stranger_cannot_keep_a_file_from_being_finished(
    edition: str, visitor: Visitor, new_visitor: Any, house: TestHouse, server: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    monkeypatch.setattr(file_pages, "SOON", 0)
    stranger = new_visitor("192.0.2.66")
    visitor.get(f"{edition}.zip")
    token = house.rows(making.Export)[0].token
    waiting = stranger.get(f"{edition}.zip")
    assert waiting.status_code == 202
    assert "/cancel" not in waiting.text
    assert f'<a href="{edition}">' in waiting.text
    stranger.get("/join")

    def is_ready() -> bool:
        left = stranger.post(f"/files/{token}/cancel", {"back": edition})
        assert (left.status_code, left.headers["Location"]) == (303, edition)
        return rows(house)["zip"] not in exporting.OPEN

    until(is_ready)
    assert rows(house) == {"zip": "ready"}
    assert visitor.get(f"{edition}.zip").mimetype == "application/zip"


def test_a_process_that_is_killed_is_told_and_the_next_file_is_made(
    edition: str, visitor: Visitor, server: House, house: TestHouse, hang: Hang
) -> None:
    os.killpg(hang("pdf").pid, 9)
    until(lambda: rows(house) == {"pdf": "failed"})
    answer = visitor.get(f"{edition}.pdf")
    assert answer.status_code == 409
    assert "Something went wrong while this file was made." in words_of(answer)
    assert get(visitor, f"{edition}.md").status_code == 200


def test_a_process_that_hangs_is_ended_in_time_and_the_next_file_is_made(
    edition: str, visitor: Visitor, server: House, house: TestHouse, hang: Hang,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(making, "MOST_SECONDS", 0.2)
        maker = hang("pdf")
    until(lambda: rows(house) == {"pdf": "failed"})
    assert "This took too long, so it was stopped." in words_of(visitor.get(f"{edition}.pdf"))
    assert is_gone(maker)
    assert get(visitor, f"{edition}.md").status_code == 200


def test_a_process_that_does_not_even_read_its_order_is_ended_in_time(
    edition: str, visitor: Visitor, server: House, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []
    popen = heavy.subprocess.Popen

    def hung(*args: Any, **more: Any) -> Any:
        begun.append(popen(*args, **more))
        os.kill(begun[-1].pid, 19)
        return begun[-1]

    large = "x" * 1_000_000
    with monkeypatch.context() as patched:
        patched.setattr(file_pages, "PATIENCE", 0)
        patched.setattr(heavy, "BEGIN_SECONDS", 0.2)
        patched.setattr(heavy.subprocess, "Popen", hung)
        patched.setattr(heavy.msgspec.json, "encode", lambda _order: large.encode())
        with gevent.Timeout(30), pytest.raises(heavy.BrokenOff):
            heavy.Maker(None, 0)  # type: ignore[arg-type]
    assert begun[0].returncode is not None


def test_with_the_database_away_at_the_end_a_maker_that_hangs_is_ended_and_the_next_file_is_made(
    edition: str, visitor: Visitor, server: House, house: TestHouse, hang: Hang,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(making, "MOST_SECONDS", 0.2)
        patched.setattr(exporting, "note_progress", away)
        patched.setattr(exporting, "fail_file", away)
        maker = hang("pdf")
        until(lambda: is_gone(maker) and "A file was not made" in caplog.text)
    assert server.exports.working
    assert rows(house) == {"pdf": "making"}
    row = house.rows(making.Export)[0]
    house.alter(making.Export, row.id, seen_at=row.seen_at - 2 * exporting.GONE_AFTER)
    assert get(visitor, f"{edition}.md").status_code == 200
    assert STATEMENT not in "".join(one.getMessage() for one in caplog.records)


def test_a_turn_that_cannot_be_taken_is_taken_later(
    edition: str, visitor: Visitor, server: House, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(making, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(file_pages, "PATIENCE", 0)
    with monkeypatch.context() as patched:
        patched.setattr(exporting, "take_next", away)
        visitor.get(f"{edition}.md")
        until(lambda: caplog.text.count("A file was not made") > 1)
    assert get(visitor, f"{edition}.md").status_code == 200


@pytest.mark.parametrize(
    "error", [Refusal(STATEMENT), ValueError(STATEMENT), SystemExit(STATEMENT)]
)
def test_what_a_thread_raises_comes_to_who_asked_and_nowhere_else(
    error: BaseException, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_words: str) -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        heavy.off_the_loop(refuse, STATEMENT)
    assert raised.value is error
    assert "refuse" in [frame.name for frame in raised.traceback]
    shown = "".join(capfd.readouterr())
    assert STATEMENT not in shown + caplog.text
    assert "Traceback" not in shown


def test_what_a_thread_gives_is_given() -> None:
    assert heavy.off_the_loop(sorted, [2, 1]) == [1, 2]
