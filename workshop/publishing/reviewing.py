"""What is said when an edition is to be looked at again."""

from datetime import date

from workshop.domain.sentences import Sentence
from workshop.domain.words import N_
from workshop.projections.editions import Standing
from workshop.publishing.wording import day_words, say_with

DUE = N_("“{title}” is to be looked at again on {day}.")
OVERDUE = N_("“{title}” was to be looked at again on {day}.")


def reminder_of(edition: Standing, today: date) -> Sentence:
    """The sentence for an edition that has a day."""
    assert edition.review_on is not None  # noqa: S101 (who calls has looked)
    said = OVERDUE if edition.review_on < today else DUE
    day = day_words(edition.review_on, say_with(str))
    return Sentence(said, {"title": edition.title, "day": day})
