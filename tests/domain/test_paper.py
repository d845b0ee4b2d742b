"""What the paper says before the first tap."""

from tests.domain.cast import VOICES, setup_of
from workshop.domain.paper import (
    ALONE,
    COMPARED,
    FEW_PAPERS,
    HARM,
    NEEDED,
    REASONS,
    SHOWN,
    TOGETHER,
    TOGETHER_ALONE,
    TOLD_BEFORE,
    sentences_guessable,
    sentences_needed,
)
from workshop.domain.rules import Rule

LABELS = {voice.key: voice.label for voice in VOICES}


def test_votes_needed_are_said_for_each_group() -> None:
    said = [s.named(LABELS) for s in sentences_needed(setup_of((10, 8, 6)).groups, Rule())]
    assert [s.text.format(**s.values) for s in said] == [
        "Lived experience: 8 of 10", "Peer supporters: 6 of 8", "Managers: 5 of 6",
    ]  # fmt: skip


def test_a_voice_that_is_too_few_is_told_so_and_what_it_can_do() -> None:
    said = sentences_needed(setup_of((8, 6, 3)).groups, Rule())
    assert [s.text for s in said] == [NEEDED, NEEDED, TOGETHER, TOLD_BEFORE]
    assert said[2].values["voices"] == ("peers", "managers")
    assert said[3].values["voices"] == ("managers",)


def test_what_can_be_guessed_goes_by_the_enumerator() -> None:
    def said(size: int) -> list[str]:
        return [s.text for s in sentences_guessable(setup_of((size, 0, 0)).groups, Rule())]

    always = [FEW_PAPERS, COMPARED, REASONS, HARM]
    assert said(5) == said(7) == [SHOWN["verdict"], ALONE, *always]
    assert said(8) == [SHOWN["verdict"], TOGETHER_ALONE, *always]
    assert said(12) == [SHOWN["band"], *always]
    assert said(15) == said(400) == [SHOWN["counts"], ALONE, *always]
