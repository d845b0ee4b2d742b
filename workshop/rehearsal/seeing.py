"""What people look for on a screen before they go on."""

from workshop.rehearsal.phone import Seen
from workshop.rehearsal.screen import Screen


def shows(name: str, text: str) -> Seen:
    """Whether a slice shows these words."""
    words = " ".join(text.split())
    return lambda screen: name in screen.pieces and words in screen.pieces[name].text


def offers(name: str, command: str) -> Seen:
    """Whether a slice has a form for this command."""
    mark = f'data-command="{command}"'
    return lambda screen: name in screen.pieces and mark in screen.pieces[name].html


def has_theme(name: str) -> Seen:
    """Whether a theme with this name is there."""
    return lambda screen: find_theme(screen, name) is not None


def find_theme(screen: Screen, name: str) -> str | None:
    """The slice of the theme with this name."""
    return _find(screen, "theme-", name, at_start=True)


def find_principle(screen: Screen, statement: str) -> str | None:
    """The slice of the principle that says this."""
    return _find(screen, "principle-", statement, at_start=False)


def _find(screen: Screen, kind: str, words: str, *, at_start: bool) -> str | None:
    words = " ".join(words.split())
    for name, piece in list(screen.pieces.items()):
        place = piece.text.find(words) if name.startswith(kind) else -1
        if place == 0 or (place > 0 and not at_start):
            return name
    return None
