"""What the topics and methods promise to those who start a workshop with them."""

import re
from pathlib import Path

import pytest

from tests.content.plain import long_sentences
from workshop.content import Method, Starter, Topic, method_for, methods, topic_for, topics
from workshop.domain.refusals import NotFound

MI = topic_for("mi_in_peer_support")
WORRIES = range(1, 13)
SAFEGUARDS = ("signs_of_pressure", "how_to_stop", "training", "supervision")
TABLE = Path(__file__).parents[2] / "docs" / "worries.md"


def everything() -> list[Topic | Method]:
    return [*topics(), *methods()]


def test_what_ships_is_there() -> None:
    assert {topic.name for topic in topics()} == {"mi_in_peer_support", "blank"}


@pytest.mark.parametrize("thing", everything(), ids=lambda thing: thing.name)
def test_no_sentence_is_longer_than_twenty_words(thing: Topic | Method) -> None:
    assert long_sentences(thing) == []


def test_a_sentence_of_twenty_one_words_would_be_noticed() -> None:
    assert long_sentences({"a": ["Fine. " + "word " * 21]}) != []
    assert long_sentences("word " * 20) == []


def test_there_are_twenty_five_questions_on_mi() -> None:
    assert len({prompt.key for prompt in MI.prompts}) == 25
    assert len({prompt.text for prompt in MI.prompts}) == 25


@pytest.mark.parametrize("worry", WORRIES)
def test_a_worry_has_a_question_a_field_and_a_starter(worry: int) -> None:
    assert any(worry in prompt.worries for prompt in MI.prompts)
    assert any(worry in field.worries for field in MI.fields)
    assert [starter.worry for starter in MI.starters].count(worry) == 1


@pytest.mark.parametrize("starter", MI.starters, ids=lambda starter: starter.key)
def test_a_starter_fills_its_safeguards_and_uses_only_known_fields_and_values(
    starter: Starter,
) -> None:
    fields = {field.key for field in MI.fields}
    assert all(starter.texts[key] for key in ("statement", "why_it_matters", *SAFEGUARDS))
    assert set(starter.texts) <= fields
    assert set(starter.tags) <= {value.key for value in MI.values}


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.name)
def test_every_topic_has_a_statement_safeguards_voices_and_three_last_questions(
    topic: Topic,
) -> None:
    assert topic.fields[0].key == "statement"
    assert tuple(field.key for field in topic.fields if field.safeguard) == SAFEGUARDS
    assert topic.prompts
    assert [voice.kind for voice in topic.voices] == ["lived", "peer", "manager"]
    assert topic.closing_questions[0].key == "heard"
    assert len(topic.closing_questions) == 3


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.name)
def test_no_key_is_used_twice(topic: Topic) -> None:
    for parts in (topic.prompts, topic.fields, topic.values, topic.starters):
        keys = [part.key for part in parts]
        assert len(keys) == len(set(keys))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(NotFound) as refused:
        topic_for("../secrets")
    assert refused.value.values == {"name": "../secrets"}
    with pytest.raises(NotFound):
        method_for("mi_in_peer_support")


@pytest.mark.parametrize("worry", WORRIES)
def test_the_table_in_the_docs_is_true(worry: int) -> None:
    rows = [
        row.split("|")[1:-1]
        for row in TABLE.read_text(encoding="utf-8").splitlines()
        if row.startswith(f"| {worry} |")
    ]
    (row,) = rows
    prompts, fields, starter = (re.findall(r"`(\w+)`", cell) for cell in row[2:])
    assert prompts == [prompt.key for prompt in MI.prompts if worry in prompt.worries]
    assert fields == [field.key for field in MI.fields if worry in field.worries]
    assert starter == [kept.key for kept in MI.starters if kept.worry == worry]
