"""Whatever is sent to any command, by a phone or from the desk: never a failure of the server."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.models import Workshop
from workshop.web import limits
from workshop.web.commands import COMMANDS

EXAMPLES = 8
NASTY = (
    "", "0", "-1", "²", "٣", "9" * 15, "9" * 16, "9" * 40, "1e9", "true", "\0", "\u202e", "a\0b",
    "key-key-key", "<b>", "' OR 1=1 --", "../../etc/passwd", "{{ 7*7 }}", "x" * 3000, " ", "\n",
)  # fmt: skip
OPEN_FORMS = ("/join", "/sign-in", "/j/{code}", "/j/{code}/back", "/welcome/nothing")
FIELDS = ("code", "email", "password", "voice", "name", "agrees", "key", "words", "organisation")

any_text = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
suppressed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def test_no_command_fails_whatever_is_in_its_form(
    house: TestHouse, visitor: Visitor, desk: Visitor
) -> None:
    visitor.join()
    for name in sorted(COMMANDS, key="participant.leave".__eq__):
        fields = COMMANDS[name].payload.__struct_fields__
        _send_anything(house, visitor, desk, name, fields)


@pytest.mark.parametrize("path", OPEN_FORMS)
def test_no_open_form_fails_whatever_is_in_it(
    house: TestHouse, visitor: Visitor, path: str
) -> None:
    visitor.get("/join")

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None,
              suppress_health_check=suppressed)  # fmt: skip
    @given(fields=st.dictionaries(st.sampled_from(FIELDS), any_text))
    def send(fields: dict[str, str]) -> None:
        _fill_all_buckets()
        answer = visitor.post(path.format(code=house.code), fields)
        assert answer.status_code < 500, (path, fields)

    send()


@pytest.mark.parametrize("path", ["/j/{}", "/wall/{}", "/qr/{}.svg", "/welcome/{}", "/guidance/{}"])
def test_no_address_fails_whatever_is_in_it(visitor: Visitor, path: str) -> None:
    for text in (*NASTY, "1-²", "²-1", "%00", "%ff", "1-" + "9" * 40):
        _fill_all_buckets()
        answer = visitor.get(path.format(text.replace("/", "")))
        assert answer.status_code < 500, (path, text)


def _send_anything(
    house: TestHouse, visitor: Visitor, desk: Visitor, name: str, fields: tuple[str, ...]
) -> None:
    anything = st.fixed_dictionaries({field: any_text for field in fields if field != "workshop"})
    kinds = st.sampled_from(sorted(house.steps))

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None,
              suppress_health_check=suppressed)  # fmt: skip
    @given(sent=anything, kind=kinds, mended=st.booleans())
    def send(sent: dict[str, Any], kind: str, mended: bool) -> None:
        _fill_all_buckets()
        here = {"current_activity_id": house.steps[kind], "state": "open", "entrance": "open"}
        house.alter(Workshop, house.workshop, **here)
        if mended:
            sent |= _whole_numbers(sent)
        for who in (visitor, desk):
            answer = who.do(name, **sent)
            assert answer.status_code < 500, (name, sent)

    send()


def _whole_numbers(sent: dict[str, Any]) -> dict[str, Any]:
    """Arguments that get past the first check, so that the rest has to bear the nasty ones."""
    right = {
        "note": "9" * 15, "theme": "9" * 15, "prompt": "9" * 15, "participant": "9" * 15,
        "principle": "9" * 15, "ballot": "9" * 15, "version": "1", "number": "0", "voice": "1",
        "from_activity": "9" * 15, "activity": "9" * 15, "minutes": "9" * 15, "request": "9" * 15,
        "key": "key-key-key", "is_pausing": "true", "is_set_aside": "true", "is_blank": "true",
        "skipped": "true", "take_words": "false", "to": "1",
    }  # fmt: skip
    return {field: text for field, text in right.items() if field in sent}


def _fill_all_buckets() -> None:
    for buckets in vars(limits).values():
        if isinstance(buckets, limits.Buckets):
            buckets._levels.clear()
