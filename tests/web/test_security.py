"""What holds for every answer: headers, cookies, and no failure whatever is sent."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.house import TestHouse, settings_in
from tests.web.doors import Visitor, words_of
from workshop.application import create_app
from workshop.web import limits

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = (
    "/join", "/sign-in", "/nothing/here", "/healthz", "/w/1", "/desk/1", "/j/00000000",
    "/wall/1-x", "/wall/²-x",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in answer.headers


def test_refusals_and_failures_carry_the_headers_too(
    house: TestHouse, app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = visitor.client.post("/do/note.post")
    assert refused.status_code == 403

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("Ada wrote this")

    monkeypatch.setattr(app.extensions["workshop"].door, "perform", broken)
    visitor.get("/join")
    failed = visitor.join()
    assert failed.status_code == 500
    assert "Reference:" in words_of(failed)
    assert "Ada wrote this" not in failed.text
    for answer in (refused, failed):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_page_that_is_not_there_says_so_in_plain_words(visitor: Visitor) -> None:
    answer = visitor.get("/nothing/here")
    assert answer.status_code == 404
    assert "There is no page at this address." in words_of(answer)


@pytest.mark.parametrize("number", ["0", "999", "9" * 12, "9" * 30])
def test_a_number_of_nothing_is_an_address_of_nothing(desk: Visitor, number: str) -> None:
    for path in ("/w/{}", "/desk/{}", "/w/{}/note/1", "/desk/{}/people", "/desk/{}/guidance"):
        assert desk.get(path.format(number)).status_code in (302, 303, 403, 404), path


def test_cookies_are_hidden_from_scripts_and_from_other_sites(visitor: Visitor) -> None:
    answer = visitor.join()
    cookies = answer.headers.getlist("Set-Cookie") + visitor.get("/sign-in").headers.getlist(
        "Set-Cookie"
    )
    assert any(cookie.startswith("p") for cookie in cookies)
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_behind_tls_cookies_are_secure_and_bound_to_the_host(
    database_url: str, house: TestHouse, tmp_path: Path
) -> None:
    plain = settings_in(tmp_path, database_url)
    behind_tls = replace(plain, is_behind_tls=True, origins=("https://localhost",))
    app = create_app(behind_tls, async_mode="threading")
    visitor = Visitor(app, house)
    answer = visitor.join()
    app.extensions["workshop"].database.engine.dispose()
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_a_message_too_large_is_refused_before_it_is_read(visitor: Visitor) -> None:
    visitor.join()
    answer = visitor.do("note.post", text="x" * 70_000)
    assert answer.status_code == 422
    assert "too much at once" in words_of(answer)


def test_the_way_back_never_leads_to_another_site(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = visitor.do("help.ask", back=back)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(("came_from", "leads_to"), [
    ("http://localhost/w/1?page=2", "/w/1"), ("http://evil.example/w/1", "/"), ("", "/"),
    ("http://[", "/"), ("http://localhost//evil.example", "/"),
])  # fmt: skip
def test_a_page_that_is_not_there_leads_back_to_ours_only(
    visitor: Visitor, came_from: str, leads_to: str
) -> None:
    answer = visitor.get("/nowhere", headers={"Referer": came_from})
    assert answer.status_code == 404
    assert f'<a href="{leads_to}">Go back</a>' in answer.text


def test_a_chatterbox_has_to_wait(visitor: Visitor) -> None:
    visitor.join()
    said = [visitor.do("help.ask").status_code for _ in range(60)]
    assert said[:20] == [303] * 20
    assert 429 in said
    limits.commands._levels.clear()
    assert visitor.do("help.ask").status_code == 303
