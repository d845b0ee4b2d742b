"""A way of voting that nobody knew: one module and one template, and everything else goes by it."""

import sys
from pathlib import Path

import pytest
from markupsafe import Markup

from tests.actions.voted import printed
from tests.house import SECRET, TestHouse
from workshop.domain import ways
from workshop.domain.codes import shown_code
from workshop.models import BallotRevision
from workshop.projections.guidance import guidance
from workshop.projections.opening import before_opening
from workshop.projections.scope import Scope
from workshop.publishing.gathering import guidance_from
from workshop.publishing.markdown import markdown_of
from workshop.publishing.outcome_words import picture_of
from workshop.publishing.wording import say_with
from workshop.realtime.painting import Painter, Studio

ROOT = Path(__file__).parents[2]
MODULE = '''
from workshop.domain.counting import count_words
from workshop.domain.sentences import Sentence
from workshop.domain.ways import consent
from workshop.domain.ways.consent import (
    HOLD, KINDS, PART, UNITES, WORDED, YES, about, answer_for, brief, check_paper, column,
    part_of, reasons, rule_words, tally, tally_of,
)

KEY, PLACE, NAME, WHEN = "thumbs", 9, "Thumbs", "Up or down."
DECIDES, IS_LIVE, ROUNDS = True, False, 1

def read(fields):
    thumb = fields.get("", "")
    return {"choice": {"up": "yes", "down": "no"}.get(thumb, thumb)} if thumb else None

def said(counts, part_of):
    return Sentence("{yes} thumbs up", {"yes": count_words(counts.yes)})
'''
TEMPLATE = """
{%- macro answers(name) -%}<p>thumbs for {{ name }}</p>{%- endmacro -%}
{%- macro picture(outcome, brief=false) -%}<p>the picture of thumbs</p>{%- endmacro -%}
"""
OWN_WORDS = """
YES, UNITES, ROUNDS = "Thumb up", "Of all thumbs in each group, {share} or more were up.", 2
"""
SOUNDING = '''
from workshop.domain.ways.pulse import about, answer_for, check_paper, found, read

KEY, PLACE, NAME, WHEN = "nods", 10, "Nods", "Nod or not."
DECIDES, IS_LIVE, ROUNDS = False, False, 1
'''


@pytest.fixture
def thumbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The new way's two files, where its kin would lie."""
    return _added(tmp_path, monkeypatch, "thumbs", MODULE)


@pytest.fixture
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same way with words of its own, and in two rounds."""
    return _added(tmp_path, monkeypatch, "thumbs", MODULE + OWN_WORDS)


@pytest.fixture
def nods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new way that decides nothing."""
    return _added(tmp_path, monkeypatch, "nods", SOUNDING)


def test_a_new_way_needs_its_module_and_its_template_only(house: TestHouse, thumbs: Path) -> None:
    house.fill(14, "v1")
    house.go("draft")
    principle = house.add_principle()
    ballot = house.open_ballot(principle, way="thumbs")
    (revision,) = {row.revision_id for row in house.rows(BallotRevision)}
    assert f"thumbs for answers.{revision}" in _painted(house, thumbs, "mine")
    for number, who in enumerate(house.people.values()):
        house.hand_in(who, ballot, {str(revision): "up" if number else "down"})
    house.close_ballot(ballot)
    assert "the picture of thumbs" in _painted(house, thumbs, "task")
    assert "thumbs up" in _written(house)


def test_a_new_way_that_decides_says_yes_in_its_own_words(
    house: TestHouse, own_words: Path
) -> None:
    house.fill(14, "v1")
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), way="thumbs")
    _all_hand_in(house, ballot, "up")
    house.close_ballot(ballot)
    house.go("review")
    seen = _painted(house, own_words, "task")
    assert "Principle 1. Of all thumbs in each group, 94 in 100 or more were up." in seen
    (counted,) = printed(house).ballots
    key = [entry.words for entry in picture_of(counted, say_with(str)).key]
    assert "at least this much: Thumb up" in key


def test_a_second_round_is_offered_in_the_way_of_the_first(
    house: TestHouse, own_words: Path
) -> None:
    house.fill(6, "v1")
    house.go("draft")
    house.close_ballot(house.open_ballot(house.add_principle(), way="thumbs", rounds=2))
    with house.database.reading() as session:
        offered = before_opening(session, Scope(house.workshop, house.clock.now))
    assert [one["key"] for one in offered["ways"] if one["is_chosen"]] == ["thumbs"]


def test_a_new_way_that_decides_nothing_says_so_and_has_its_picture(
    house: TestHouse, nods: Path
) -> None:
    house.fill(6, "v1")
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), way="nods")
    _all_hand_in(house, ballot, "with")
    house.close_ballot(ballot)
    seen = _painted(house, nods, "task")
    assert "It decides nothing." in seen
    assert "the picture of nods" in _painted(house, nods, "wall")


def _added(folder: Path, patch: pytest.MonkeyPatch, key: str, module: str) -> Path:
    modules, templates = folder / "ways", folder / "templates" / "ways"
    for made in (modules, templates):
        made.mkdir(parents=True)
    (modules / f"{key}.py").write_text(module)
    (templates / f"{key}.html").write_text(TEMPLATE.replace("thumbs", key))
    patch.setattr(ways, "__path__", [*ways.__path__, str(modules)])
    patch.delitem(sys.modules, f"{ways.__name__}.{key}", raising=False)
    patch.setitem(ways.WAYS, key, ways.find_ways()[key])  # type: ignore[arg-type]
    return folder / "templates"


def _all_hand_in(house: TestHouse, ballot: int, choice: str) -> None:
    (revision,) = {row.revision_id for row in house.rows(BallotRevision)}
    for who in house.people.values():
        house.hand_in(who, ballot, {str(revision): choice})


def _painted(house: TestHouse, templates: Path, name: str) -> str:
    functions = {"asset": str, "shown_code": shown_code, "host": "example.org"}
    folders = [ROOT / "templates", templates]
    studio = Studio(folders, ROOT / "locales", functions)  # type: ignore[arg-type]
    ada = house.people["Ada"].participant_id or 0
    scope = Scope(house.workshop, house.clock.now, participant_id=ada, secret=SECRET)
    with house.database.reading() as session:
        audience = {"mine": f"person:{ada}", "wall": "wall"}.get(name, "room")
        painted: Markup = Painter(studio, session, scope, audience).paint(name)
    return str(painted)


def _written(house: TestHouse) -> str:
    with house.database.reading() as session:
        return markdown_of(guidance_from(guidance(session, Scope(house.workshop, house.clock.now))))
