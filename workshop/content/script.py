"""The shapes of a rehearsal: what simulated people write, draft and vote, set out beforehand."""

from workshop.content.structs import Content


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

    `letters` has one letter for each person in their order: y yes, i yes-if, n no,
    h no and harm, p pass, - not voted.
    """

    principle: int
    letters: str
    reasons: tuple[Reason, ...] = ()


class Redraft(Content, frozen=True, kw_only=True):
    """The new text of one field of a principle, written between the two ballots."""

    principle: int
    field: str
    text: str


class ClosingAnswers(Content, frozen=True, kw_only=True):
    """Everybody's answers to one closing question: a choice key for each person, or nothing."""

    question: str
    choices: tuple[str, ...]


class Rehearsal(Content, frozen=True, kw_only=True):
    """A whole workshop, as it will be played.

    `people` holds the voice of each person, as its place from 1 in the order of power.
    `introduction` is Markdown.
    """

    name: str
    title: str
    topic: str
    method: str
    introduction: str
    people: tuple[int, ...]
    notes: tuple[RehearsedNote, ...]
    held_back: HeldBack
    themes: tuple[RehearsedTheme, ...]
    principles: tuple[RehearsedPrinciple, ...]
    first_ballot: tuple[Votes, ...]
    redraft: Redraft
    second_ballot: tuple[Votes, ...]
    closing: tuple[ClosingAnswers, ...]
