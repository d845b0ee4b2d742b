"""Whatever file somebody brings along: no apology, and a whole workshop or none."""

import json
import os
import re
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import TestHouse
from tests.publishing.sample import SAMPLE
from tests.web.doors import Visitor
from tests.web.test_beginnings import FORM, send
from tests.web.test_starting_pages import value_of
from workshop.models import Activity, Origin, Principle, Workshop
from workshop.publishing.as_json import json_of

MANY = 60 if os.environ.get("LONG") else 12
REAL = json_of(SAMPLE)
NASTY: list[Any] = [
    None, True, -1, 0, 10**30, 1e308, "", " ", "\0", "\ud800", "\u202e", "<script>", "a" * 20_000,
    "workshop-guidance/9", "withdrawn", [], {}, [[]], [{}], {"a": 1}, "p1", "javascript:alert(1)",
    float("nan"), float("inf"), "{0}", "{{ 7 * 7 }}", "%(name)s", "\u0315\u0300" * 500,
]  # fmt: skip
KEYS = sorted({"version", "title", "anchor", "key", "statement", "constructor", "", "\0"})


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in a document, itself not."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))  # type: ignore[arg-type]
    else:
        inner = []
    found = [(*path, key) for key, _ in inner]
    return found + [one for key, below in inner for one in places(below, (*path, key))]


PLACES = places(json.loads(REAL))


@st.composite
def changed_values(draw: st.DrawFn) -> bytes:
    """The real file with up to three things in it taken out, doubled, or made another thing."""
    document = json.loads(REAL)
    for path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        act = draw(st.sampled_from(("replace", "remove", "double", "add")))
        try:
            change(document, path, act, draw(st.sampled_from(NASTY)), draw(st.sampled_from(KEYS)))
        except (LookupError, TypeError, AttributeError):
            continue  # An earlier change took this place away.
    return json.dumps(document).encode()


def change(document: Any, path: tuple[Any, ...], act: str, nasty: Any, key: str) -> None:
    """Change one place in a document."""
    *way, last = path
    for step in way:
        document = document[step]
    if act == "replace":
        document[last] = nasty
    elif act == "remove":
        del document[last]
    elif act == "double" and isinstance(document, list):
        document.extend([document[last]] * 3)
    elif isinstance(document[last], dict):
        document[last][key] = nasty
    else:
        document[last] = [nasty]


@st.composite
def changed_bytes(draw: st.DrawFn) -> bytes:
    """The real file with bytes of it lost, changed or put in."""
    at, length = draw(st.integers(0, len(REAL))), draw(st.integers(0, 200))
    return REAL[:at] + draw(st.binary(max_size=40)) + REAL[at + length :]


@pytest.mark.parametrize("files", [changed_values(), changed_bytes()], ids=["values", "bytes"])
def test_a_changed_file_is_refused_or_becomes_a_whole_workshop(
    desk: Visitor, house: TestHouse, files: st.SearchStrategy[bytes]
) -> None:
    came_in = 0

    @settings(
        max_examples=MANY, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(files)
    def bring(content: bytes) -> None:
        nonlocal came_in
        desk.get("/new/from")
        before = len(house.rows(Workshop))
        proposed = send(desk, "/new/from", csrf_token=desk.token, file=content)
        assert proposed.status_code in (200, 422)
        assert len(house.rows(Workshop)) == before
        if proposed.status_code == 422:
            assert "field__error" in proposed.text
            return
        carried = unescape(value_of(proposed.text, "origin_file"))
        answer = send(desk, "/new", csrf_token=desk.token, origin_file=carried,
                      knows_withdrawn="yes", **FORM)  # fmt: skip
        assert answer.status_code == 303
        assert len(house.rows(Workshop)) == before + 1
        came_in += 1
        is_whole(desk, house)

    bring()
    assert came_in, "nothing that was changed was ever fit to begin from"


ANYTHING = st.one_of(st.sampled_from([str(one) for one in NASTY if one != "\ud800"]), st.text())


def test_the_form_of_a_new_workshop_bears_whatever_is_in_it(
    desk: Visitor, house: TestHouse
) -> None:
    @settings(
        max_examples=MANY, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.dictionaries(st.sampled_from(["from", "origin_file", "knows_withdrawn", "topic"]),
                           ANYTHING, min_size=1))  # fmt: skip
    def start(sent: dict[str, str]) -> None:
        desk.get("/new/from")
        answer = desk.post("/new", {**FORM, **sent})
        assert answer.status_code < 500
        assert desk.get("/new", query_string=sent).status_code < 500
        assert desk.post("/new/from", sent).status_code < 500

    start()
    assert house.rows(Origin) == []


def is_whole(desk: Visitor, house: TestHouse) -> None:
    """The newest workshop has its steps and its origin, and everything of that comes in."""
    made = max(row.id for row in house.rows(Workshop))
    steps = house.rows(Activity, Activity.workshop_id == made)
    draft = next(step.id for step in steps if step.kind == "draft")
    house.alter(Workshop, made, current_activity_id=draft)
    assert house.row(Origin, made)
    page = desk.get(f"/desk/{made}/origin")
    assert page.status_code == 200
    anchors = set(re.findall(r'name="anchors\[\]" value="([^"]+)"', page.text))
    answer = desk.post("/do/origin.bring_in", {"workshop": made, "anchors[]": sorted(anchors)})
    assert answer.status_code == 303
    assert len(house.rows(Principle, Principle.workshop_id == made)) == len(anchors) > 0
    assert desk.get(f"/desk/{made}").status_code == 200
