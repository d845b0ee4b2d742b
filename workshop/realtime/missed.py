"""What somebody missed who asks again; all who ask at the same time are answered together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.models.database import CANNOT_ANSWER, Database
from workshop.projections.person import read_persons
from workshop.realtime.painting import Painter
from workshop.realtime.rooms import participant_in
from workshop.realtime.slices import has_slice
from workshop.realtime.staleness import ROOM
from workshop.together import Asked, Together, let_others_go_on

Painted = dict[str, tuple[int, str]]
MOST_PAINTED = 5_000
TOGETHER = 25


@dataclass
class Question(Asked):
    """Somebody who asks for what they missed."""

    workshop_id: int
    audiences: tuple[str, ...]
    have: dict[str, int]
    language: str


class Missed:
    """Answers who came back; `painter` makes a painter for an audience of a workshop."""

    def __init__(self, database: Database, painter: Callable[..., Painter]) -> None:
        self.database = database
        self.painter = painter
        self.asking = Together(self._answer_all, TOGETHER)
        self._painted: dict[tuple[int, str], tuple[tuple[str, int], Painted]] = {}

    def answer(
        self, workshop_id: int, audiences: Iterable[str], have: dict[str, int], language: str
    ) -> dict[str, Any]:
        """What somebody who asks again has missed: every slice named with an older stamp."""
        return self.asking.ask(Question(workshop_id, tuple(audiences), have, language))

    def _answer_all(self, batch: list[Question]) -> None:
        """Answer all who ask at once from one moment: what they share is read once."""
        with self.database.reading() as session:
            asking = {participant_in(audience) for one in batch for audience in one.audiences}
            read_persons(session, sorted(asking - {0}))
            for one in batch:
                try:
                    one.answer = self._answer(session, one)
                except CANNOT_ANSWER:
                    raise
                except Exception as error:
                    one.error = error
        let_others_go_on()

    def _answer(self, session: Session, asked: Question) -> dict[str, Any]:
        items: list[dict[str, Any]] = []
        epoch = ""
        for audience in asked.audiences:
            named = {name: n for name, n in asked.have.items() if has_slice(audience, name)}
            if named:
                painter = self.painter(session, asked.workshop_id, audience, asked.language)
                epoch = painter.epoch
                items += self._newer(painter, named)
        return {"epoch": epoch, "items": items}

    def _newer(self, painter: Painter, have: dict[str, int]) -> list[dict[str, Any]]:
        newer = []
        for name, held in have.items():
            n = painter.stamps.get(name, 0)
            if held != n or held < 0:
                newer.append({"id": name, "n": n, "html": self._paint(painter, name)})
        return newer

    def _paint(self, painter: Painter, name: str) -> str:
        """Paint what a whole room asks for once, until it or the scene around it changes.

        A room that sorts hundreds of notes changes all the time; what nobody touched stays painted.
        """
        if painter.audience != ROOM:
            return painter.paint(name)
        place = (painter.scope.workshop_id, painter.language)
        version, n = (painter.epoch, painter.stamps.get("task", 0)), painter.stamps.get(name, 0)
        if self._painted.get(place, (None,))[0] != version:
            self._painted[place] = (version, {})
        kept = self._painted[place][1]
        if kept.get(name, (-1, ""))[0] == n:
            return kept[name][1]
        html = painter.paint(name)
        if html and len(kept) < MOST_PAINTED:
            kept[name] = (n, html)
        return html
