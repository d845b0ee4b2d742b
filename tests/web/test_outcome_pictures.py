"""Pictures of a ballot show what may be said, and the words beside them say the same."""

import re
from typing import Any

import pytest

from tests.web.look_site import environment
from workshop.domain.ways import deciding_way_for
from workshop.projections.outcomes import counts_from

COUNTED: dict[str, Any] = {
    "shapes": "circle", "label": "Lived experience", "people": 18, "level": "counts",
    "verdict": "agreed", "low": 94, "high": 94,
    "spans": {"yes": (16, 16), "part": (3, 3), "no": (1, 1), "passes": (1, 1)},
    "part_of": "yes",
}  # fmt: skip
BANDED: dict[str, Any] = {
    "shapes": ["triangle", "diamond"], "label": "Managers, family", "people": 12,
    "level": "band", "verdict": "not_agreed", "low": 25, "high": 50,
}  # fmt: skip
SMALL: dict[str, Any] = {
    "shapes": "square", "label": "Peer supporters", "people": 6, "level": "verdict",
    "verdict": "agreed", "low": None, "high": None,
}  # fmt: skip


def test_a_small_group_has_its_verdict_and_no_bar() -> None:
    picture = _made("groups", [SMALL], "p")
    assert "bar__track" not in picture
    assert "Agreed" in picture
    assert _made("key", [SMALL]) == ""


def test_a_middle_group_has_its_band_and_no_number_of_votes() -> None:
    picture = _made("groups", [BANDED], "p")
    assert 'fill-together" x="0%" y="18%" width="25.0%"' in picture
    assert 'line-together" x="25%" y="18%" width="25%"' in picture
    assert "Between a quarter and a half" in picture
    assert re.findall(r">[^<]*\d[^<]*<", picture) == [">12 people<"]


def test_a_large_group_has_yes_in_full_and_yes_if_in_stripes_before_the_rest() -> None:
    picture = _made("groups", [COUNTED], "p")
    assert 'fill-circle" x="0%" y="18%" width="76.4%"' in picture
    assert 'fill="url(#p-1-if)" x="76.4%" y="18%" width="17.6%"' in picture
    assert "16 Yes (3 of them Yes if), 1 No, 1 passed" in picture


def test_veiled_counts_are_said_as_both_numbers_and_drawn_as_a_range() -> None:
    veiled = {"yes": (15, 16), "part": (0, 1), "no": (0, 1), "passes": (0, 1)}
    picture = _made("groups", [COUNTED | {"low": 94, "high": 100, "spans": veiled}], "p")
    assert "15 or 16 Yes (0 or 1 of them Yes if), 0 or 1 No, 0 or 1 passed" in picture
    assert 'line-circle" x="94%" y="18%" width="6%"' in picture
    assert "url(#" not in picture


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Not shown: fewer than 10 people"),
        ({"people": 18, "verdict": "not_enough"}, "Not shown: too few answered"),
        ({"people": 18}, "Not shown, so that nobody’s vote can be read"),
    ],
)
def test_the_table_says_why_a_group_is_not_shown(change: dict[str, Any], words: str) -> None:
    assert f"<td>{words}</td>" in _made("numbers", [SMALL | change])


@pytest.mark.parametrize("row", [COUNTED, BANDED, SMALL], ids=lambda row: row["level"])
def test_what_stands_beside_the_bar_stands_in_the_table(row: dict[str, Any]) -> None:
    beside = re.search(r"bar__words\"><span>([^<]+)</span>", _made("groups", [row], "p"))
    if beside:
        assert f"<td>{beside[1]}</td>" in _made("numbers", [row])
    assert row["label"] in _made("numbers", [row])


def test_the_ballot_before_is_drawn_thin_and_open_beside_the_one_now() -> None:
    then = BANDED | {"low": 50, "high": 75, "ballot": 1, "is_drawn": True}
    picture = _made("groups", [BANDED | {"before": then}], "p")
    first = re.search(r'<svg class="bar__first".*?</svg>', picture, flags=re.DOTALL)
    assert first
    assert 'track-first line-together" x="0" y="15%" width="50%"' in first[0]
    assert 'track-first--may line-together" x="50%" y="15%" width="25%"' in first[0]
    assert "fill-" not in first[0]
    assert picture.index("bar__first") < picture.index("bar__track")
    assert "Ballot 1: Not agreed. Between a half and three quarters" in picture
    assert "ballot 1" in _made("key", [BANDED | {"before": then}])
    table = _made("numbers", [BANDED | {"before": then}, SMALL | {"before": None}])
    assert '<th scope="col">In ballot 1</th>' in table
    assert "<td>Not agreed. Between a half and three quarters</td>" in table
    assert "<td>Another group</td>" in table


def test_the_key_names_yes_in_the_words_of_the_way() -> None:
    key = _made("key", [COUNTED], 75, "1 to 3", "7 to 9")
    assert "7 to 9</li>" in key
    assert "Yes</li>" not in key


def test_where_the_share_before_may_not_be_drawn_there_are_words_only() -> None:
    then = SMALL | {"ballot": 1, "is_drawn": False, "verdict": "not_agreed"}
    for row in (SMALL, BANDED):
        picture = _made("groups", [row | {"before": then}], "p")
        assert "bar__first" not in picture
        assert "Ballot 1: Not agreed</p>" in picture


def test_agreed_is_never_said_alone_of_the_whole() -> None:
    words = {kind: re.sub(r"<[^>]+>", "", _made("verdict", kind)) for kind in KINDS}
    assert len(set(words.values())) == len(KINDS)
    assert "" not in words.values()
    assert "Agreed" not in words.values()


KINDS = ("agreed_by_every_voice", "agreed_in_the_room", "agreed_openly", "not_agreed",
         "not_agreed_openly", "first_round", "on_hold", "not_enough", "void")  # fmt: skip


def _made(macro: str, *given: Any) -> str:
    module = environment().get_template("macros/outcome.html").make_module()
    rows, *more = given
    rows = rows if macro == "verdict" else [_in_words(row) for row in rows]
    more = [*more, "Said Yes"] if macro == "numbers" else more
    return str(getattr(module, macro)(rows, *more)).strip()


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    if row["level"] != "counts":
        return row
    counts, way = counts_from(row["spans"] | {"spread": None}), deciding_way_for("consent")
    return row | {"said": way.said(counts, row["part_of"]), "brief": way.brief(counts)}
