"""What may rest on a phone's disk: words, never a vote, nothing that steers the room."""

import re
from pathlib import Path

from workshop.web.commands import COMMANDS

JS = Path(__file__).parents[2] / "static/js"
STEERS = ("agenda.", "ballot.", "clock.", "wall.", "workshop.", "help.", "participant.", "paper.")


def test_only_commands_with_words_may_rest_and_never_a_vote() -> None:
    (said,) = re.findall(r"const RESTS = \[(.*?)\];", (JS / "forms.js").read_text(), re.DOTALL)
    rests = re.findall(r'"([^"]+)"', said)
    assert {"note.post", "principle.add"} <= set(rests) <= set(COMMANDS)
    assert not [one for one in rests if one.startswith(STEERS)]


def test_keys_need_no_https() -> None:
    everything = "".join(path.read_text() for path in JS.rglob("*.js"))
    assert "getRandomValues" in everything
    assert "randomUUID" not in everything
    assert "crypto.subtle" not in everything
