"""The built-in rehearsal can be played, and comes out as it was meant to."""

import pytest

from tests.content.plain import long_sentences
from workshop.content import Votes, method_for, rehearsal_for, topic_for
from workshop.content.script import RehearsedSuggestion
from workshop.domain.refusals import NotFound
from workshop.domain.tables import sizes_for

PLAY = rehearsal_for("mi_in_peer_support")
TOPIC = topic_for(PLAY.topic)
METHOD = method_for(PLAY.method)
FIRST, SECOND = PLAY.rounds
(REDRAFT,) = SECOND.redrafts
MADE = PLAY.suggestions
EVERYBODY = range(1, len(PLAY.people) + 1)
SAFEGUARDS = {"signs_of_pressure", "how_to_stop", "training", "supervision"}


def share_of_yes(votes: Votes, voice: int) -> float:
    """Yes and yes-if, of those of one voice who said yes or no."""
    said = "".join(letter for letter, own in zip(votes.letters, PLAY.people, strict=True)
                   if own == voice)  # fmt: skip
    answered = sum(map(said.count, "yinh"))
    assert answered * 2 >= len(said)
    return sum(map(said.count, "yi")) / answered


def agreed_by(votes: Votes) -> list[bool]:
    return [share_of_yes(votes, voice) >= 0.75 for voice in (1, 2, 3)]


def test_twenty_four_people_speak_for_three_voices() -> None:
    assert [PLAY.people.count(voice) for voice in (1, 2, 3)] == [11, 8, 5]
    assert len(TOPIC.voices) == 3


def test_there_are_a_hundred_notes_and_four_or_more_of_each_person() -> None:
    assert len(PLAY.notes) >= 100
    assert [note.number for note in PLAY.notes] == list(range(1, len(PLAY.notes) + 1))
    assert all(sum(note.person == person for note in PLAY.notes) >= 4 for person in EVERYBODY)
    assert len({note.text for note in PLAY.notes}) == len(PLAY.notes)


def test_every_note_answers_a_question_that_the_method_asks() -> None:
    asked = {key for step in METHOD.activities for key in step.prompts}
    assert {note.prompt for note in PLAY.notes} == asked


def test_notes_try_what_people_really_type() -> None:
    texts = "".join(note.text for note in PLAY.notes)
    assert all(sign in texts for sign in ("<b>", "“", '"', "é", "À", "🙂", "=NO"))
    assert max(len(note.text) for note in PLAY.notes) > 500


def test_every_note_lies_in_one_theme_but_the_one_held_back() -> None:
    grouped = [number for theme in PLAY.themes for number in theme.notes]
    assert 6 <= len(PLAY.themes) <= 8
    assert sorted([*grouped, PLAY.held_back.note]) == [note.number for note in PLAY.notes]
    assert PLAY.held_back.reason


def test_principles_use_known_themes_fields_and_values() -> None:
    assert len(PLAY.principles) == 8
    for principle in PLAY.principles:
        assert 1 <= principle.theme <= len(PLAY.themes)
        assert {"statement", "why_it_matters"} <= set(principle.texts)
        assert set(principle.texts) <= {field.key for field in TOPIC.fields}
        assert set(principle.tags) <= {value.key for value in TOPIC.values}


def test_most_principles_fill_every_safeguard() -> None:
    assert sum(set(principle.texts) >= SAFEGUARDS for principle in PLAY.principles) >= 6


def test_principles_are_written_at_more_than_two_tables() -> None:
    assert len(sizes_for(len(PLAY.people), wanted=PLAY.tables)) > 2


def test_one_suggestion_is_taken_one_edited_one_declined_and_others_want_some_too() -> None:
    fates = ["declined" if one.declined else "edited" if one.edited else "taken" for one in MADE]
    assert sorted(fates) == ["declined", "edited", "taken"]
    assert any(one.too for one in MADE)


@pytest.mark.parametrize("one", MADE, ids=lambda one: one.field)
def test_a_suggestion_changes_what_a_principle_says_and_its_author_does_not_want_it_twice(
    one: RehearsedSuggestion,
) -> None:
    texts = PLAY.principles[one.principle - 1].texts
    assert texts[one.field] not in (one.text, one.edited)
    assert one.reason
    assert one.person not in one.too
    assert {one.person, *one.too} <= set(EVERYBODY)
    assert (one.principle, one.field) != (REDRAFT.principle, REDRAFT.field)


@pytest.mark.parametrize(
    "texts", [PLAY.principles, REDRAFT, PLAY.introduction, PLAY.themes, MADE]
)
def test_no_sentence_of_the_guidance_is_longer_than_twenty_words(texts: object) -> None:
    assert long_sentences(texts) == []


@pytest.mark.parametrize("votes", FIRST.votes + SECOND.votes)
def test_a_ballot_has_one_letter_for_each_person_and_reasons_where_they_may_stand(
    votes: Votes,
) -> None:
    assert len(votes.letters) == len(PLAY.people)
    assert set(votes.letters) <= set("yinhp-")
    assert all(votes.letters[reason.person - 1] in "inh" for reason in votes.reasons)


def test_in_the_first_ballot_one_is_held_one_not_agreed_by_one_voice_and_the_rest_agreed() -> None:
    assert [votes.principle for votes in FIRST.votes] == list(range(1, 9))
    held = [votes for votes in FIRST.votes if "h" in votes.letters]
    refused = [votes for votes in FIRST.votes if not all(agreed_by(votes))]
    assert [votes.principle for votes in held] == [REDRAFT.principle]
    assert [agreed_by(votes) for votes in refused] == [[True, True, False]]
    assert not {votes.principle for votes in held} & {votes.principle for votes in refused}


def test_in_the_second_ballot_the_redraft_is_agreed_and_the_other_is_still_not() -> None:
    first, second = SECOND.votes
    assert first.principle == REDRAFT.principle
    assert "h" not in first.letters
    assert agreed_by(first) == [True, True, True]
    assert agreed_by(second) == [True, True, False]
    assert not all(agreed_by(FIRST.votes[second.principle - 1]))


def test_the_redraft_changes_a_text() -> None:
    before = PLAY.principles[REDRAFT.principle - 1].texts[REDRAFT.field]
    assert REDRAFT.text != before


def test_everybody_answers_the_closing_questions_with_a_choice_or_not_at_all() -> None:
    assert [answers.question for answers in PLAY.closing] == [
        q.key for q in TOPIC.closing_questions
    ]
    for answers, question in zip(PLAY.closing, TOPIC.closing_questions, strict=True):
        assert len(answers.choices) == len(PLAY.people)
        assert set(answers.choices) <= {"", *(choice.key for choice in question.scale)}


def test_an_unknown_rehearsal_is_refused() -> None:
    with pytest.raises(NotFound):
        rehearsal_for("../topics/blank")
