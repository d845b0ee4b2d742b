"""Phones without a screen that write in one field: each has its own text, and sends what it has."""

from dataclasses import dataclass, field

from pycrdt import Doc, Text

from tests.house import TestHouse
from workshop.actions.joint_writing import type_field
from workshop.domain.actors import Actor
from workshop.domain.joint_text import read_update, written
from workshop.domain.refusals import NotValid
from workshop.models import PrincipleField
from workshop.projections.joint_texts import NOTHING, Standing, texts_for

FIELD = "evidence"


@dataclass
class Writer:
    """One page that is open at a field, from the moment at which it asked for the text."""

    house: TestHouse
    who: Actor
    principle: int
    name: str = FIELD
    standing: Standing = NOTHING
    doc: Doc[Text] = field(default_factory=Doc)
    there: Doc[Text] = field(default_factory=Doc)

    def __post_init__(self) -> None:
        self.text = self.doc.get("text", type=Text)
        self.receive()

    def __str__(self) -> str:
        return str(self.text)

    def write(self, words: str, at: int = -1) -> None:
        """Put words behind so many characters, or at the end."""
        before = str(self.text) if at < 0 else str(self.text)[:at]
        self.text.insert(len(before.encode()), words)

    def delete(self, start: int, end: int) -> None:
        """Take characters away."""
        now = str(self.text)
        del self.text[len(now[:start].encode()) : len(now[:end].encode())]

    def update(self) -> bytes:
        """What the server has not got yet, as far as this page knows."""
        return self.doc.get_update(self.there.get_state())

    def send(self, *, is_heard: bool = True) -> dict[str, object]:
        """Give what was written; its answer may be lost."""
        update = self.update()
        answer = self.give(written(update))
        if is_heard:
            self.there.apply_update(update)
        return answer

    def give(self, update: str, **more: object) -> dict[str, object]:
        """Give an update of any kind, in the life that this page knows."""
        return self.house.do(type_field, self.who, principle=self.principle, field=self.name,
                             life=max(self.standing.life, 0), update=update, **more)  # fmt: skip

    def keep_up(self) -> None:
        """Send and receive as a page does, also where the text was begun anew meanwhile."""
        life = self.standing.life
        try:
            self.send()
        except NotValid as refused:
            if refused.field != "life":
                raise
        if self.house.row(PrincipleField, (self.principle, self.name)).life != life:
            self.renew()
        self.receive()

    def renew(self) -> None:
        """Give what the server has not got as words, and ask for the text as it is now."""
        opened, text = str(self.there.get("text", type=Text)), str(self)
        if text != opened:
            self.give("", opened=opened, text=text, key=self.house.key())
        self.standing, self.doc, self.there = NOTHING, Doc(), Doc()
        self.__post_init__()

    def receive(self) -> int:
        """Ask what is new, and say how many bytes came."""
        with self.house.database.reading() as session:
            held = {self.name: self.standing}
            told = texts_for(session, self.principle, held, [self.name])[self.name]
        self.standing = Standing(told["life"], told["n"])
        if not told["update"]:
            return 0
        update = read_update(told["update"])
        self.doc.apply_update(update)
        self.there.apply_update(update)
        return len(update)


def writers(house: TestHouse, *names: str) -> list[Writer]:
    """People who have the house's principle open."""
    return [Writer(house, house.people[name], house.principle) for name in names]


def kept(house: TestHouse, field: str = FIELD) -> str:
    """What everybody else reads in a field."""
    return str(house.row(PrincipleField, (house.principle, field)).text)
