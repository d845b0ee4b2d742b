"""The one table of permissions, asked about every command, role, state and kind of activity."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import copy_of, open_database
from tests.house import TestHouse, settings_in
from workshop.actions.closing import finish_ballot
from workshop.domain import policy
from workshop.domain.actors import NOBODY, SERVER, Actor
from workshop.domain.refusals import NotAllowed, Refusal
from workshop.models import HelpRequest, Participant, Workshop
from workshop.models.organisations import ROLES
from workshop.web.commands import COMMANDS, read_command

OWN_DOORS = {
    "participant.join", "participant.rejoin", "participant.words", "participant.hand_on",
    "person.words", "ballot.finish", "review.note",
}  # fmt: skip


class Undone(Exception):
    """Ends a command after its permission was decided, so that nothing is changed."""


@pytest.fixture(scope="module")
def policy_house(
    furnished: tuple[TestHouse, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestHouse]:
    """A house with something of everything in it: a note, a principle, a call, a waiting guest."""
    folder = tmp_path_factory.mktemp("policy")
    url = copy_of(furnished[1], folder)
    house = furnished[0].copy_in(open_database(url), settings_in(folder, url))
    house.people["Guest"] = house.come_in("Guest", "v1")
    house.alter(Participant, house.people["Guest"].participant_id, standing="waiting")
    house.add_talk()
    house.add_suggesting()
    house.go("write")
    house.write("Ada", "Ask me first.")
    house.show()
    yield house
    house.database.engine.dispose()


def test_every_command_is_in_the_table_and_the_other_way_round() -> None:
    assert set(COMMANDS) - set(policy.PERMITS) == set()
    assert set(policy.PERMITS) - set(COMMANDS) - OWN_DOORS == set()


def test_only_an_administrator_changes_what_is_the_whole_organisations() -> None:
    for command in policy.IN_ORGANISATION:
        may = [role for role in ROLES if policy.may_in_organisation(command, role)]
        assert may == ["administrator"], command
    assert not any(policy.may_in_organisation("rule.print", role) for role in ROLES)


def test_an_unknown_command_is_never_permitted() -> None:
    assert not any(policy.may("note.publish", role, "open", "write") for role in policy.ROLES)


@pytest.mark.parametrize("name", sorted([*COMMANDS, "ballot.finish"]))
def test_a_command_is_refused_exactly_when_the_table_says_no(
    policy_house: TestHouse, name: str
) -> None:
    cases: Counter[bool] = Counter()
    for state in policy.STATES:
        for kind in policy.KINDS:
            _set(policy_house, state, kind)
            for role, actor in _actors(policy_house).items():
                permitted = policy.may(name, role, state, kind)
                assert _is_let_in(policy_house, name, actor) == permitted, (role, state, kind)
                cases[permitted] += 1
    assert cases.total() == len(policy.STATES) * len(policy.KINDS) * len(policy.ROLES) == 162
    assert cases[True], "nobody can ever do this"
    assert cases[False], "everybody can always do this"


def _actors(house: TestHouse) -> dict[str, Actor]:
    return {
        policy.FACILITATOR: house.sam,
        policy.SUPPORTER: house.maya,
        policy.PARTICIPANT: house.people["Ada"],
        policy.WAITING: house.people["Guest"],
        policy.SERVER: SERVER,
        policy.NOBODY: NOBODY,
    }


def _set(house: TestHouse, state: str, kind: str) -> None:
    house.alter(Workshop, house.workshop, state=state, current_activity_id=house.steps[kind])


def _is_let_in(house: TestHouse, name: str, actor: Actor) -> bool:
    """Give the command for real, and undo it: any answer but NotAllowed means let in."""
    action, args = _command(house, name)

    def undone(session: Any, actor: Actor, **args: Any) -> None:
        action(session, actor, **args)
        raise Undone

    try:
        house.door.perform(undone, actor, **args)
    except NotAllowed:
        return False
    except (Undone, Refusal):
        return True
    raise AssertionError("a command that was undone cannot be answered")


def _command(house: TestHouse, name: str) -> tuple[Any, dict[str, Any]]:
    if name == "ballot.finish":
        return finish_ballot, {"workshop": house.workshop, "ballot": 0, "records": None}
    message = {"workshop": str(house.workshop), **_sample(house, name)}
    return read_command(name, message, is_form=True)


def _sample(house: TestHouse, name: str) -> dict[str, Any]:
    """Arguments of the right form; what they name need not be there."""
    every: dict[str, Any] = {
        "voice": house.voices["v1"], "name": "Kim", "is_pausing": "true", "take_words": "false",
        "key": "a-key-of-its-own", "participant": house.people["Bo"].participant_id,
        "standing": "admitted", "entrance": "open", "prompt": house.prompts[0], "text": "Words.",
        "note": 1, "state": SAMPLE_STATES.get(name, "kept"), "theme": 0, "statement": "We ask.",
        "starter": "none", "principle": 1, "is_set_aside": "true", "field": "statement",
        "version": 1, "principles": [1], "ballot": 1, "reason": "Because.", "number": 0,
        "opened": "Words.", "life": 0, "update": "AAA",
        "from_activity": 0, "activity": house.steps["write"], "to": 1, "skipped": "true",
        "minutes": 2, "counts": {}, "is_blank": "true", "request": 1, "answers": {},
        "size": 6, "table": 1, "digits": "123456", "is_calling": "true", "is_done": "true",
        "objection": 1, "was_state": "raised", "was_answer": "", "view": 1, "is_agreed": "true",
        "revision": 1, "suggestion": 1, "is_so": "true", "base": "",
        "is_open": "true", "rule": "vulnerable", "is_left": "true", "title": "A title",
        "for_whom": "", "owner": "", "contact": "", "review_on": "", "section": "summary",
        "is_shown": "true", "edition": 1, "is_listed": "true", "value": "choice",
        "was": {}, "left_open": [], "anchors": ["p1"],
    }  # fmt: skip
    wanted = COMMANDS[name].payload.__struct_fields__
    return {field: every[field] for field in wanted if field in every}


SAMPLE_STATES = {"note.hold": "held", "note.return": "returned"}


def test_nothing_was_changed_by_asking(policy_house: TestHouse) -> None:
    assert policy_house.rows(HelpRequest) == []
    assert len(policy_house.rows(Participant)) == 6
