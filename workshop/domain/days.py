"""A day as people say it: 14 May 2026."""

from datetime import date

from workshop.domain.sentences import Sentence
from workshop.domain.words import N_

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def day_sentence(day: date) -> Sentence:
    """Return the day with its month and year."""
    month = Sentence(MONTHS[day.month - 1])
    return Sentence(
        N_("{day} {month} {year}"), {"day": day.day, "month": month, "year": day.year}
    )
