"""A browser without scripts: it reads forms off pages and sends them, with their tokens."""

import re
from html import unescape
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.house import TestHouse

TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')


class Visitor:
    """One phone or one desk, at one address."""

    def __init__(self, app: Flask, house: TestHouse, address: str = "192.0.2.1") -> None:
        self.house, self.address = house, address
        self.client = app.test_client()
        self.token = ""

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page and remember its form token."""
        answer = self.client.get(path, environ_base={"REMOTE_ADDR": self.address}, **options)
        if found := TOKEN.search(answer.data.decode(errors="replace")):
            self.token = unescape(found[1])
        return answer

    def post(self, path: str, fields: dict[str, Any], **options: Any) -> TestResponse:
        """Send a form with the token of the last page."""
        return self.client.post(
            path, data={"csrf_token": self.token, **fields},
            environ_base={"REMOTE_ADDR": self.address}, **options,
        )  # fmt: skip

    def do(self, name: str, /, **fields: Any) -> TestResponse:
        """Give a command as a plain form."""
        return self.post(f"/do/{name}", {"workshop": self.house.workshop, **fields})

    def join(self, name: str = "Finn", voice: str = "v1") -> TestResponse:
        """Come in by the code, as the page asks."""
        page = self.get(f"/j/{self.house.code}")
        key = KEY.search(page.text)
        fields = {"key": key[1] if key else "", "voice": self.house.voices[voice], "name": name}
        return self.post(f"/j/{self.house.code}", {**fields, "agrees": "yes"})


def words_of(page: TestResponse) -> str:
    """What a page says, unescaped."""
    return unescape(page.text)
