"""The real server of runs in a page: its actions and its database, and starts in the middle."""

from collections import Counter
from random import Random
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.house import TestHouse
from workshop.actions import drafting
from workshop.actions.joint_writing import type_field
from workshop.domain.joint_text import JointText, read_update
from workshop.domain.refusals import NotValid
from workshop.models import FieldUpdate, PrincipleField
from workshop.perform import Door, Waiting
from workshop.projections.joint_texts import NOTHING, Standing, news_of, texts_for

FIELD = "evidence"
START = "We ask \N{GRINNING FACE} first."
Told = dict[str, Any]


class Answering:
    """One field of one principle, as it is written in run after run."""

    def __init__(self, house: TestHouse) -> None:
        self.house = house
        self.people = [*house.people.values(), *house.fill(1)]
        self.lives = 0
        self.again: set[str] = set()
        """Letters of a word that one changed, and another too: the merge may say it twice."""
        self.is_in_doubt = False
        """Whether words came once more when the text in which they had come was put away."""
        self._keys: dict[str, int] = {}
        house.go("draft")
        self.principle = house.add_principle("We listen.")
        house.add(PrincipleField(principle_id=self.principle, field=FIELD, text=START, life=0))

    def begin(self) -> None:
        """Begin a run with the same text as each, and nothing else."""
        with self.house.database.writing() as connection, Session(connection) as session:
            session.execute(delete(FieldUpdate))
            row = session.get_one(PrincipleField, (self.principle, FIELD))
            self.lives += row.life
            row.text, row.life = START, 0
            session.flush()
        self.again.clear()
        self._keys.clear()
        self.is_in_doubt = False
        self.restart()

    def restart(self) -> None:
        """Go on with what is in the database, and nothing of what was in memory."""
        house = self.house
        house.told.clear()
        house.door = Door(house.database, house._publish, house.clock, house.settings)

    def take(self, log: list[str | None], chance: Random) -> None:
        """Take a run's updates in order, some together and some twice; None is a restart."""
        batch: list[Waiting] = []
        for update in log:
            if update is not None:
                args = {"life": 0, "update": update, **self._place()}
                times = chance.randint(1, 2)
                batch += [Waiting(type_field, self.people[0], args) for _ in range(times)]
            if update is None or not chance.randrange(5):
                self._work(batch)
            if update is None:
                self.restart()
        self._work(batch)

    def stand_behind(self, page: Page) -> None:
        """Answer what a page asks, one question after another."""
        page.expose_function("give", self._give)
        page.expose_function("texts", self._texts)
        page.expose_function("news", self._news)
        page.expose_function("page", self.kept)
        page.expose_function("restart", self.restart)
        page.expose_function("putAway", self._put_away)

    def kept(self) -> str:
        """What everybody reads who does not write."""
        return str(self._row().text)

    def text(self) -> str:
        """The joint text of what is kept; also the one that is told to who comes late."""
        rows = self.house.rows(FieldUpdate, FieldUpdate.field == FIELD)
        told = self._texts(None)
        late = str(JointText([read_update(told["update"])])) if told["update"] else ""
        assert not rows or str(JointText(row.change for row in rows)) == late
        return late

    def _give(self, who: int, change: Told) -> Told:
        before, life = Counter(self.text()), self._row().life
        try:
            args = {**change, **self._place()}
            answer = self.house.door.perform(type_field, self.people[who], **args)
        except NotValid as refused:
            return {"ok": False, "field": refused.field, "refused": str(refused)}
        if not change["update"] or change["life"] != life:
            new = Counter(change["text"]) - Counter(change["opened"])
            self.again |= {*(Counter(self.text()) - before - new)}
            self.is_in_doubt |= self._keys.setdefault(change["key"], life) != life
        return {"ok": True, **answer}

    def _texts(self, held: Told | None) -> Told:
        has = Standing(held["life"], held["n"]) if held else NOTHING
        with self.house.database.reading() as session:
            found: Told = texts_for(session, self.principle, {FIELD: has}, [FIELD])[FIELD]
        return found

    def _news(self, held: Told) -> Told | None:
        told = {FIELD: Standing(held["life"], held["n"])}
        with self.house.database.reading() as session:
            news = news_of(session, self.principle, told)
        return next((one for one in news if one["field"] == FIELD), None)

    def _put_away(self) -> None:
        self.house.do(drafting.freeze, self.house.sam, principle=self.principle)

    def _work(self, batch: list[Waiting]) -> None:
        waiting = self.house.door.waiting
        waiting.queue.extend(batch)
        while waiting.queue:
            waiting.run_next()
        for one in batch:
            assert one.error is None, one.error
        batch.clear()

    def _place(self) -> Told:
        return {"workshop": self.house.workshop, "principle": self.principle, "field": FIELD}

    def _row(self) -> PrincipleField:
        row: PrincipleField = self.house.row(PrincipleField, (self.principle, FIELD))
        return row
