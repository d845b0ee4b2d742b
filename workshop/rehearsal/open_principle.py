"""A principle that is open on a phone: its fields are texts that others write in meanwhile."""

import json
import time
from typing import Any

from pycrdt import Doc, Text

from workshop.domain.joint_text import ROOT, read_update, written
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.visiting import Visitor

PACE = 0.08
LOOK = 3.0
News = dict[str, Any]


class JointField:
    """One field on one page: what it says here, and what the server has of it.

    `places` are where this phone writes on, in bytes of UTF-8, as the library counts; each moves
    with what comes before it.
    """

    def __init__(self, news: News) -> None:
        self.life, self.n = news["life"], news["n"]
        self.doc: Doc[Text] = Doc()
        self.there: Doc[Text] = Doc()
        self.text = self.doc.get(ROOT, type=Text)
        self.places: list[int] = []
        self._apply(news["update"])
        self._watch = self.text.observe(self._move)

    def __str__(self) -> str:
        return str(self.text)

    def take(self, news: News) -> bool:
        """Take what others wrote; say whether nothing before it is missing."""
        if news["life"] != self.life or news.get("after", -1) > self.n:
            return False
        self.n = max(self.n, news["n"])
        self._apply(news["update"])
        return True

    def place_behind(self, start: str) -> int:
        """Remember the place behind a beginning of this text; return its number."""
        self.places.append(len(start.encode()))
        return len(self.places) - 1

    def insert(self, place: int, letters: str) -> bytes:
        """Write on at a place; return all that the server has not got yet."""
        self.text.insert(self.places[place], letters)
        self.places[place] += len(letters.encode())
        return self.doc.get_update(self.there.get_state())

    def _move(self, event: Any) -> None:
        """What is put in before a place moves it; what is put in just there comes behind it."""
        at = 0
        for step in event.delta:
            came, gone = len(step.get("insert", "").encode()), step.get("delete", 0)
            self.places = [
                max(at, one - gone) + came if one > at else one for one in self.places
            ]
            at += step.get("retain", 0) + came

    def _apply(self, update: str) -> None:
        if update:
            for doc in (self.doc, self.there):
                doc.apply_update(read_update(update))


class OpenPrinciple(Phone):
    """The page of a principle; it listens for letters, and asks for those that it missed."""

    def __init__(self, phone: Phone, principle: str) -> None:
        self.principle = principle
        self.news: list[News] = []
        self._sent_at = 0.0
        path = f"{phone.path}/principle/{principle}"
        super().__init__(phone.visitor, path, phone.number, phone.record, phone.network)
        self.fields = fields_at(self.visitor, self.path)

    def close(self) -> None:
        """Put the page away; what it was sent counts for its phone."""
        super().close()
        self.visitor.bytes += self.line.bytes

    def type(self, field: str, place: int, letters: str) -> None:
        """Type a few letters into what others wrote meanwhile, no faster than the page sends."""
        time.sleep(max(0.0, self._sent_at + PACE - time.monotonic()))
        self._sent_at = time.monotonic()
        self._take_news()
        joint = self.fields[field]
        update = joint.insert(place, letters)
        answer = self.give(
            "field.type", principle=self.principle, field=field, life=joint.life,
            update=written(update),
        )  # fmt: skip
        if answer.get("ok"):
            joint.there.apply_update(update)

    def reads(self, field: str, text: str) -> bool:
        """Wait until a field says this; say whether it did."""
        until = time.monotonic() + self.network.patience
        while True:
            self._take_news()
            if str(self.fields[field]) == text or time.monotonic() > until:
                return str(self.fields[field]) == text
            with self.changed:
                has_come = self.changed.wait_for(lambda: self.news, LOOK)
            if not has_come:
                self._look()

    def _hear(self, event: str, message: Any) -> None:
        """Keep what comes until the hand rests: on the reader's thread nothing is changed."""
        if event != "connect" and self.network.swallows(self.number, event, message):
            return
        if event == "typed":
            with self.changed:
                self.news += message["fields"]
                self.changed.notify_all()

    def _take_news(self) -> None:
        with self.changed:
            came, self.news = self.news, []
        if not all(self.fields[news["field"]].take(news) for news in came):
            self._look()

    def _look(self) -> None:
        """Ask for all that is new; a text that began anew is taken as it is."""
        held = {name: f"{one.life}.{one.n}" for name, one in self.fields.items()}
        for name, news in texts_at(self.visitor, self.path, held)["fields"].items():
            if not self.fields[name].take(news):
                self.fields[name] = JointField(news)


def fields_at(visitor: Visitor, path: str) -> dict[str, JointField]:
    """Every field of a principle, as a page gets it that opens now."""
    found = texts_at(visitor, path, {})["fields"]
    return {name: JointField(news) for name, news in found.items()}


def texts_at(visitor: Visitor, path: str, held: dict[str, str]) -> dict[str, Any]:
    """What the page at a path is told: whether it may write, and what is new in each field."""
    asked = "&".join(f"{name}={standing}" for name, standing in held.items())
    told: dict[str, Any] = json.loads(visitor.get(f"{path}/texts?{asked}"))
    return told
