"""People who come over plain HTTP, as a browser without scripts does: forms, and nothing else."""

import re
import secrets

import requests

from tests.journeys.served import Served


class Person:
    """One browser: what it was given, and the forms it posts."""

    def __init__(self, served: Served, page: str) -> None:
        self.served, self.page = served, page
        self.session = requests.Session()

    def see(self, path: str = "") -> str:
        """A page, by its path; the person's own page without one."""
        answer = self.session.get(f"{self.served.address}{path or self.page}", timeout=20)
        assert answer.ok, f"{path or self.page}: {answer.status_code}"
        return answer.text

    def do(self, command: str, path: str = "", **fields: object) -> requests.Response:
        """Give one command by its form's address."""
        form = {"workshop": self.served.workshop, "back": path or self.page, **fields}
        return self.post(f"/do/{command}", path, **form)

    def post(self, action: str, path: str = "", **fields: object) -> requests.Response:
        """Post a form of a page."""
        form = {"csrf_token": _token(self.see(path)), **fields}
        answer = self.session.post(f"{self.served.address}{action}", data=form, timeout=20)
        assert answer.ok, f"{action}: {answer.status_code} {answer.text[-800:]}"
        return answer


def participant(served: Served, voice: int) -> Person:
    """Somebody who joined by the code, in the voice of that place (0 is the first)."""
    door = f"/j/{served.code}"
    person = Person(served, f"/w/{served.workshop}")
    voices = found(r'name="voice" id="[^"]+" value="(\d+)"', person.see(door))
    key = secrets.token_hex(8)
    person.post(door, door, key=key, voice=voices[voice], name=f"Robin {key[:4]}", agrees="yes")
    return person


def facilitator(served: Served) -> Person:
    """The facilitator of the sample workshop."""
    person = Person(served, f"/desk/{served.workshop}")
    person.post("/sign-in", "/sign-in", email=served.email, password=served.password)
    return person


def found(pattern: str, html: str) -> list[str]:
    """Everything that a pattern finds in a page; at least one."""
    all_of_it = re.findall(pattern, html, flags=re.DOTALL)
    assert all_of_it, f"{pattern} is not on the page"
    return all_of_it


def _token(html: str) -> str:
    tokens = re.findall(r'(?:name="csrf_token" value|csrf-token" content)="([^"]+)"', html)
    return tokens[0] if tokens else ""
