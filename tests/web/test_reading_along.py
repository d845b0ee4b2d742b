"""Who reads a page of a workshop is counted as awake, on every page that has no socket."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.house import TestHouse
from tests.web.doors import Visitor


@pytest.mark.parametrize("path", ["all", "words", "me", "someone"])
def test_who_reads_a_page_is_awake(
    app: Flask, house: TestHouse, visitor: Visitor, path: str
) -> None:
    visitor.join()
    presence, now = app.extensions["workshop"].presence, app.extensions["workshop"].clock()
    presence._until.clear()
    assert presence.awake(now) == frozenset()
    assert visitor.get(f"/w/{house.workshop}/{path}").status_code == 200
    assert len(presence.awake(now + timedelta(seconds=60))) == 1


def test_who_only_looks_at_the_join_page_is_nobody(
    app: Flask, house: TestHouse, visitor: Visitor
) -> None:
    visitor.get("/join")
    assert not app.extensions["workshop"].presence._until
