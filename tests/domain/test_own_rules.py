"""A rule as somebody types it: read into words, or refused with a sentence at its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.content.lens import lens_with
from workshop.domain.lens import marks_in
from workshop.domain.own_rules import OwnRule, read_rule, typed_words
from workshop.domain.refusals import NotValid

FULL = {
    "why": " Only the team knows it. ",
    "words": "care pathway = what comes next\r\n\r\ncare  pathways=what comes next\nDNA",
    "instead": "Say what happens next.",
    "leave": "care pathway map\n",
}
LINES = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=5).map("\n".join)


def test_a_rule_is_read_from_lines() -> None:
    assert read_rule(1, "jargon", **FULL) == OwnRule(
        1, "jargon", "Only the team knows it.", "Say what happens next.",
        (("care pathway", "what comes next"), ("care pathways", "what comes next"), ("DNA", "")),
        ("care pathway map",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("words", " \n ", "Which words"),
        ("words", "care, pathway", "“{words}” cannot be looked for"),
        ("words", "= what", "“{words}” cannot be looked for"),
        ("words", "😀", "“{words}” cannot be looked for"),
        ("words", "care pathway\ncare-pathway", "stands here twice"),
        ("words", "one " * 13, "too long"),
        ("words", "x" * 101, "make it shorter"),
        ("words", f"care = {'x' * 101}", "make it shorter"),
        ("words", "\n".join(f"a{number}" for number in range(41)), "make two rules"),
        ("words", "care\0", "cannot be read"),
        ("why", " ", "say why"),
        ("why", "x" * 201, "make it shorter"),
        ("instead", "x" * 201, "make it shorter"),
        ("leave", "care!", "cannot be looked for"),
    ],
)
def test_what_is_no_rule_is_refused_at_its_field(field: str, typed: str, said: str) -> None:
    with pytest.raises(NotValid, match=said) as refused:
        read_rule(1, "jargon", **FULL | {field: typed})
    assert refused.value.field == field


def test_a_rule_says_what_to_write_instead_in_one_place_at_least() -> None:
    with pytest.raises(NotValid, match="instead") as refused:
        read_rule(1, "jargon", why="It hurts.", words="care pathway")
    assert refused.value.field == "instead"
    assert read_rule(1, "jargon", why="It hurts.", words="care = help").words == (
        ("care", "help"),
    )


@given(LINES)
def test_every_form_that_is_taken_is_found_and_reads_back_the_same(typed: str) -> None:
    try:
        rule = read_rule(1, "jargon", why="So.", words=typed, instead="Other words.")
    except NotValid:
        return
    again = read_rule(1, "jargon", why="So.", words=typed_words(rule.words), instead="Other.")
    assert again.words == rule.words
    lens = lens_with(own=(rule,))
    for words, _other in rule.words:
        assert [mark.rule for mark in marks_in(words, lens)] == ["own-1"], words
