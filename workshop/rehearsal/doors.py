"""Coming in: a facilitator signs in and starts a workshop, people join with its code."""

import re
from dataclasses import dataclass
from pathlib import Path

from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.play import Play
from workshop.rehearsal.record import Network, Record
from workshop.rehearsal.visiting import NotServed, Visitor, token_on

VOICE = re.compile(r'name="voice"[^>]*value="(\d+)"')
CODE = re.compile(r'desk-bar__code">[^<]*<strong>([^<]+)</strong>')
HOME = re.compile(r'"(/w/\d+)"')
WORDS = re.compile(r'class="code code--long">([^<]+)<')
WALL = re.compile(r'href="(?:https?://[^/"]+)?(/wall/[^"]+)"')


@dataclass(frozen=True)
class Place:
    """Where a workshop is, and who runs it; a file moves the clock of a rehearsal's own server."""

    base: str
    email: str
    password: str
    code: str = ""
    clock: Path | None = None


def sign_in(place: Place) -> Visitor:
    """A browser that is signed in as the facilitator."""
    visitor = Visitor(place.base)
    token = token_on(visitor.get("/sign-in"))
    page, _ = visitor.post(
        "/sign-in",
        [("csrf_token", token), ("email", place.email), ("password", place.password)],
    )
    if 'name="password"' in page:
        raise NotServed("The address and the password do not fit.")
    return visitor


def start(visitor: Visitor, play: Play) -> str:
    """Start the play's workshop; return the path of its desk."""
    fields = [
        ("csrf_token", token_on(visitor.get("/new"))),
        ("title", play.title),
        ("question", play.question),
        ("topic", play.topic),
        ("method", play.method),
    ]
    for label, kind in play.voices:
        fields += [("voice_label", label), ("voice_kind", kind)]
    _, address = visitor.post("/new", fields)
    return address


def find_desk(visitor: Visitor, code: str) -> str:
    """The path of the desk whose workshop has this code."""
    paths: list[str] = re.findall(r'href="(/desk/\d+)"', visitor.get("/"))
    for path in paths:
        if _plain(_first(CODE, visitor.get(path))) == _plain(code):
            return path
    raise NotServed("This facilitator runs no workshop with that code.")


def code_on(desk: str) -> str:
    """The join code that a desk shows."""
    return _plain(_first(CODE, desk))


def wall_on(desk: str) -> str:
    """The path of the wall that a desk opens."""
    return _first(WALL, desk)


def join(
    base: str, code: str, number: int, voice: int, record: Record, network: Network,
    kind: type[Phone] = Phone,
) -> Phone:  # fmt: skip
    """Join with the code, for the voice at this place in the order of power."""
    visitor = Visitor(base)
    page = visitor.get(f"/j/{code}")
    voices = VOICE.findall(page)
    fields = [("csrf_token", token_on(page)), ("key", new_key()), ("agrees", "yes")]
    fields += [("voice", voices[voice - 1]), ("name", f"Person {number}")]
    after, _ = visitor.post(f"/j/{code}", fields)
    phone = kind(visitor, _first(HOME, after), number, record, network)
    phone.words = _first(WORDS, after)
    return phone


def rejoin(base: str, code: str, old: Phone) -> Phone:
    """Come back in on another phone, by the three words."""
    visitor = Visitor(base)
    token = token_on(visitor.get(f"/j/{code}/back"))
    after, _ = visitor.post(f"/j/{code}/back", [("csrf_token", token), ("words", old.words)])
    phone = Phone(visitor, _first(HOME, after), old.number, old.record, old.network)
    phone.words = old.words
    return phone


def _first(pattern: re.Pattern[str], page: str) -> str:
    found: list[str] = pattern.findall(page)
    if not found:
        raise NotServed(f"The page does not have {pattern.pattern}.")
    return found[0]


def _plain(code: str) -> str:
    return "".join(letter for letter in code if letter.isalnum()).upper()
