"""Why something could not be done, in the words that the person sees."""


class Refusal(Exception):
    """Something that a person asked for and that cannot be done.

    `sentence` is an English msgid with `{named}` places, filled from `values` after
    translation. `field` names the form field it belongs to, if one does.
    """

    status = 409

    def __init__(self, sentence: str, *, field: str = "", **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.values = values


class NotAllowed(Refusal):
    """The actor may not do this here and now."""

    status = 403


class NotFound(Refusal):
    """What was asked for is not in the actor's workshop."""

    status = 404


class NotValid(Refusal):
    """What was sent cannot be read, or breaks the rules for input."""

    status = 422


class TooMany(Refusal):
    """Too much was asked for in too short a time."""

    status = 429


class TryAgain(Refusal):
    """Nothing was done; the same request may succeed in a moment."""

    status = 503
