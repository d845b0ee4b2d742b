"""The way from notes to principles, counted from what the document says."""

from workshop.domain.words import N_
from workshop.publishing.blocks import Mark, Step, Way
from workshop.publishing.document import Guidance, PrincipleText, Source, Status, is_agreed
from workshop.publishing.outcome_words import ballot_title
from workshop.publishing.wording import Say, cleaned, one_line

MOST_MARKS = 40
IN_SHORT: dict[Status, str] = {
    "agreed_by_every_voice": N_("Agreed by every voice"),
    "agreed_in_the_room": N_("Agreed in the room"),
    "agreed_openly": N_("Agreed openly, not by secret ballot"),
    "not_agreed": N_("Not agreed"),
    "not_agreed_openly": N_("Not agreed, decided openly"),
    "on_hold": N_("On hold"),
    "first_round": N_("First of two rounds"),
    "not_voted": N_("Not voted on"),
}


def way_to(principle: PrincipleText, say: Say) -> Way:
    """How one principle came about: notes, themes, its words, ballots, and what it came to."""
    steps = [_notes(principle.sources, say), _themes(principle.sources, say),
             _revisions(principle.revision, say), _ballots(principle, say),
             _outcome(principle, say)]
    caption = say(N_("The way to principle {number}"), number=principle.number)
    return _way(caption, steps, say)


def way_of_all(guidance: Guidance, say: Say) -> Way | None:
    """How all principles came about; None where there is none."""
    principles = guidance.principles
    if not principles:
        return None
    sources = _joined(principles)
    agreed = [one for one in principles if is_agreed(one)]
    steps = [_notes(sources, say), _themes(sources, say),
             Step(_count(len(principles), ONE_PRINCIPLE, PRINCIPLES, say), "",
                  _marks("principle", len(principles))),
             Step(_count(len(agreed), ONE_AGREED, AGREED, say), _numbers(agreed, say),
                  tuple(Mark("principle", True, str(one.number)) for one in agreed[:MOST_MARKS]))]
    return _way(say(N_("The way from notes to principles")), steps, say)


ONE_NOTE, NOTES = N_("1 note"), N_("{n} notes")
ONE_THEME, THEMES = N_("1 theme"), N_("{n} themes")
ONE_REVISION, REVISIONS = N_("1 version of the words"), N_("{n} versions of the words")
ONE_BALLOT, BALLOTS = N_("1 ballot"), N_("{n} ballots")
ONE_PRINCIPLE, PRINCIPLES = N_("1 principle voted on"), N_("{n} principles voted on")
ONE_AGREED, AGREED = N_("1 agreed by secret ballot"), N_("{n} agreed by secret ballot")


def _way(caption: str, steps: list[Step | None], say: Say) -> Way:
    shown = tuple(step for step in steps if step)
    said = (f"{step.title}: {step.words}." if step.words else f"{step.title}." for step in shown)
    return Way(caption, " ".join(said), (say(N_("Step")), say(N_("Which"))), shown)


def _notes(sources: tuple[Source, ...], say: Say) -> Step | None:
    counts = [(one, sum(bool(cleaned(note)) for note in one.notes)) for one in sources]
    total = sum(count for _, count in counts)
    if not total:
        return None
    words = ", ".join(say(N_("{count} on “{theme}”"), count=count, theme=_theme(one, say))
                      for one, count in counts if count)
    return Step(_count(total, ONE_NOTE, NOTES, say), words, _marks("note", total, is_full=True))


def _themes(sources: tuple[Source, ...], say: Say) -> Step | None:
    names = [_theme(one, say) for one in sources if one.theme.strip()]
    if not names:
        return None
    quoted = ", ".join(say(N_("“{theme}”"), theme=name) for name in names)
    return Step(_count(len(names), ONE_THEME, THEMES, say), quoted, _marks("theme", len(names)))


def _revisions(count: int, say: Say) -> Step:
    marks = _marks("words", count)
    return Step(_count(count, ONE_REVISION, REVISIONS, say), "",
                (*marks[:-1], Mark("words", True)))


def _ballots(principle: PrincipleText, say: Say) -> Step | None:
    secret = [one for one in principle.ballots if one.way]
    if not secret:
        return None
    return Step(_count(len(secret), ONE_BALLOT, BALLOTS, say),
                "; ".join(ballot_title(one, say) for one in secret),
                _marks("ballot", len(secret)))


def _outcome(principle: PrincipleText, say: Say) -> Step:
    mark = Mark("principle", is_agreed(principle), str(principle.number))
    title = say(N_("Principle {number}"), number=principle.number)
    return Step(title, say(IN_SHORT[principle.status]), (mark,))


def _theme(source: Source, say: Say) -> str:
    return one_line(source.theme) or say(N_("no theme"))


def _joined(principles: tuple[PrincipleText, ...]) -> tuple[Source, ...]:
    """Every theme once, with every note once: a note may have led to several principles."""
    themes: dict[str, dict[str, None]] = {}
    for source in (source for one in principles for source in one.sources):
        themes.setdefault(one_line(source.theme), {}).update(dict.fromkeys(source.notes))
    return tuple(Source(theme, tuple(notes)) for theme, notes in themes.items())


def _numbers(principles: list[PrincipleText], say: Say) -> str:
    numbers = ", ".join(str(one.number) for one in principles)
    if not numbers:
        return ""
    return say(N_("Principles {numbers}") if len(principles) > 1 else N_("Principle {numbers}"),
               numbers=numbers)


def _marks(of: str, count: int, is_full: bool = False) -> tuple[Mark, ...]:
    """A mark for each, up to as many as can be seen apart; the words say how many there are."""
    return (Mark(of, is_full),) * min(count, MOST_MARKS)  # type: ignore[arg-type]


def _count(count: int, one: str, many: str, say: Say) -> str:
    return say(one) if count == 1 else say(many, n=count)
