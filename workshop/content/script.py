"""The shapes of a rehearsal: what simulated people write, draft and vote, set out beforehand."""

from workshop.content.structs import Content, Kind


class RehearsedNote(Content, frozen=True, kw_only=True):
    """A note; `number` and `person` count from 1, `prompt` is a key of the topic."""

    number: int
    person: int
    prompt: str
    text: str


class HeldBack(Content, frozen=True, kw_only=True):
    """A note that the facilitator holds back, and what its writer is told."""

    note: int
    reason: str


class RehearsedTheme(Content, frozen=True, kw_only=True):
    """A theme, with the numbers of its notes."""

    name: str
    notes: tuple[int, ...]


class RehearsedPrinciple(Content, frozen=True, kw_only=True):
    """A principle: the number of its theme, the values it protects, its texts by field key."""

    theme: int
    tags: tuple[str, ...]
    texts: dict[str, str]


class Reason(Content, frozen=True, kw_only=True):
    """What one person writes beside a Yes-if or a No."""

    person: int
    text: str


class Votes(Content, frozen=True, kw_only=True):
    """How everybody votes on one principle, by its number.

    `letters` has one letter for each person in their order. Consent: y yes, i yes-if, n no,
    h no and harm. Rating: 1 to 9, and h for 1 and harm. Dots: 1 for a dot. Pulse: w with it,
    u unsure, n not with it. Everywhere: p pass, - nothing on this one.
    """

    principle: int
    letters: str
    reasons: tuple[Reason, ...] = ()


class Redraft(Content, frozen=True, kw_only=True):
    """The new text of one field of a principle, written between the two ballots."""

    principle: int
    field: str
    text: str


class RehearsedSuggestion(Content, frozen=True, kw_only=True):
    """Other words that one person suggests for a field of a principle, and who wants them too.

    With `declined` the facilitator says that it is not taken and why; with `edited` it is taken in
    these words; else it is taken as it is.
    """

    person: int
    principle: int
    field: str
    text: str
    reason: str
    too: tuple[int, ...] = ()
    edited: str = ""
    declined: str = ""


class RehearsedRound(Content, frozen=True, kw_only=True):
    """One ballot, in its way of voting, and what is written anew before it.

    With `hours` it ends by itself, and `days` has a digit for each person: the day on which
    they hand in. A day after the end is a paper that comes too late.
    """

    votes: tuple[Votes, ...]
    redrafts: tuple[Redraft, ...] = ()
    way: str = "consent"
    rounds: int = 1
    hours: int = 0
    days: str = ""


class Stop(Content, frozen=True, kw_only=True):
    """Where the first meeting stops: after a kind of step, for so many days."""

    after: Kind
    days: int
    again: str


class ClosingAnswers(Content, frozen=True, kw_only=True):
    """Everybody's answers to one closing question: a choice key for each person, or nothing."""

    question: str
    choices: tuple[str, ...]


class RehearsedAnswer(Content, frozen=True, kw_only=True):
    """What is answered to a question of the reports, or that it stays open."""

    question: str
    text: str = ""
    left_open: bool = False


class RehearsedFacts(Content, frozen=True, kw_only=True):
    """What is said about the document; it is looked at again after so many days."""

    for_whom: str
    owner: str
    contact: str
    again_after: int


class Rehearsal(Content, frozen=True, kw_only=True):
    """A whole workshop, as it will be played.

    `people` holds the voice of each person, as its place from 1 in the order of power.
    `introduction` is Markdown. Principles are written at `tables` of about so many people, if
    there are enough for two. A short rehearsal is `like` a long one: it has everything of it that
    it does not say itself, but only the first `cast` people, the first `notes_of_each` notes of
    each person, and the principles whose numbers it `picks` (0 and none: all).
    """

    name: str
    title: str
    topic: str
    method: str
    introduction: str
    people: tuple[int, ...]
    notes: tuple[RehearsedNote, ...]
    held_back: HeldBack | None = None
    themes: tuple[RehearsedTheme, ...]
    principles: tuple[RehearsedPrinciple, ...]
    rounds: tuple[RehearsedRound, ...]
    closing: tuple[ClosingAnswers, ...]
    like: str = ""
    cast: int = 0
    notes_of_each: int = 0
    picks: tuple[int, ...] = ()
    stop: Stop | None = None
    tables: int = 0
    suggestions: tuple[RehearsedSuggestion, ...] = ()
    answers: tuple[RehearsedAnswer, ...] = ()
    facts: RehearsedFacts | None = None
