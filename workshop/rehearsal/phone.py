"""An open page of the workshop: it listens, asks for what it missed, and gives commands."""

import re
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from workshop.rehearsal.line import Cut, Line
from workshop.rehearsal.record import Network, Record
from workshop.rehearsal.screen import Screen
from workshop.rehearsal.visiting import Visitor, token_on

TRIES = 40
IDENTITY = ("page", "workshop", "token", "principle")
PAUSE = 0.5
Seen = Callable[[Screen], bool]


class Phone:
    """One page and its line; `number` is the person's, 0 for the desk."""

    def __init__(
        self, visitor: Visitor, path: str, number: int, record: Record, network: Network
    ) -> None:
        self.visitor, self.path, self.number = visitor, path, number
        self.record, self.network = record, network
        self.words = ""
        page = visitor.get(path)
        self.screen = Screen(page)
        self.changed = threading.Condition()
        self.owed: dict[str, int] = {}
        self.answered: dict[str, int] = {}
        self.questions = 0
        self.workshop = Screen.value_on_body(page, "data-workshop")
        auth = {name: Screen.value_on_body(page, f"data-{name}") for name in IDENTITY}
        auth["csrf"] = "" if auth["token"] else token_on(page)
        self.line = Line(visitor.base, visitor.cookies, auth, self._hear)
        self.line.open()

    @property
    def bytes(self) -> int:
        """Everything this phone was sent: pages and pushes."""
        return self.visitor.bytes + self.line.bytes

    def give(self, name: str, seen: Seen | None = None, /, **message: Any) -> dict[str, Any]:
        """Give a command, and wait until the screen shows it (where `seen` says how)."""
        message = {"workshop": self.workshop, **message}
        answer, told_at, is_repeat = self._answer_to(name, message)
        if is_repeat and not answer.get("ok") and seen is not None and self.sees(seen):
            # The first try was kept, but its answer was cut off.
            return {"ok": True}
        if not answer.get("ok"):
            self.record.refused.append(f"{self.number}: {name}: {answer.get('refused')}")
        elif seen is not None and self.sees(seen):
            self.record.screen_ms.append(1000 * (time.monotonic() - told_at))
        elif seen is not None:
            self.record.unseen.append(f"{self.number}: {name}")
        return answer

    def ask_to(self, name: str, /, **message: Any) -> dict[str, Any]:
        """Give a command that may be refused; return the answer."""
        return self._answer_to(name, {"workshop": self.workshop, **message})[0]

    def sees(self, seen: Seen) -> bool:
        """Wait until the screen shows something; say whether it did."""
        with self.changed:
            return self.changed.wait_for(lambda: seen(self.screen), self.network.patience)

    def find_value(self, name: str, slices: tuple[str, ...] = ("task", "mine")) -> str | None:
        """The value of a hidden field on the screen."""
        for one in slices:
            piece = self.screen.pieces.get(one)
            found = piece and re.search(f'name="{name}" type="hidden" value="([^"]*)"', piece.html)
            if found:
                return found.group(1)
        return None

    def find_note(self, text: str) -> str | None:
        """The number of a shown note on the screen, by its words."""
        shown = " ".join(text.split())
        for name, piece in list(self.screen.pieces.items()):
            if name.startswith("note-") and _says(piece.text, shown):
                return name.removeprefix("note-")
        return None

    def fresh_screen(self) -> Screen:
        """The same page, opened anew."""
        return Screen(self.visitor.get(self.path))

    def close(self) -> None:
        """Put the phone away."""
        self.line.close()

    def _answer_to(self, name: str, message: dict[str, Any]) -> tuple[dict[str, Any], float, bool]:
        """Send until there is an answer, always with the same key, as the page's scripts do.

        Return the answer, when it came, and whether an earlier try was cut off.
        """
        made_up = self.network.answers(self.number, name, message)
        if made_up is not None:
            return made_up, time.monotonic(), False
        began, is_repeat = time.monotonic(), False
        for _ in range(TRIES):
            try:
                answer: dict[str, Any] = self.line.call("command", name, message)
            except Cut:
                is_repeat = True
                continue
            if not answer.get("again"):
                self.record.commands += 1
                self.record.ack_ms.append(1000 * (time.monotonic() - began))
                return answer, time.monotonic(), is_repeat
            time.sleep(PAUSE)
        raise Cut(f"{name} was not answered.")

    def _hear(self, event: str, message: Any) -> None:
        if event == "connect":
            return self._ask(self.screen.stamps())
        if self.network.swallows(self.number, event, message):
            return None
        if event == "slices":
            return self._receive(message)
        if event == "pulse":
            return self._notice(message)
        return None

    def _receive(self, message: dict[str, Any]) -> None:
        if message["epoch"] and message["epoch"] != self.screen.epoch:
            return self._open_again()
        with self.changed:
            scene = self.screen.scene()
            wanted = self.screen.apply(message["items"])
            if self.screen.scene() != scene:
                wanted.append("mine")
            self.changed.notify_all()
        if wanted:
            self._ask(dict.fromkeys(wanted, -1))
        return None

    def _notice(self, message: dict[str, Any]) -> None:
        if message["epoch"] != self.screen.epoch:
            return self._open_again()
        held = self.screen.stamps()
        behind = {
            n: held[n] for n, stamp in message["stamps"].items() if held.get(n, stamp) < stamp
        }
        if behind:
            self._ask(behind)
        return None

    def _ask(self, have: dict[str, int]) -> None:
        """Ask for what is newer than what one has; -1 asks for a slice whatever its stamp.

        What is owed in that way is asked for again with every question, until it has come.
        """
        self.owed |= {name: self.questions for name, stamp in have.items() if stamp < 0}
        have = have | dict.fromkeys(self.owed, -1)
        self.questions += 1
        number = self.questions
        self.line.say("ask", have, then=lambda answer: self._take(number, have, answer))

    def _take(self, number: int, have: dict[str, int], answer: dict[str, Any]) -> None:
        if answer.get("again"):
            return
        for name in have:
            if self.owed.get(name, number) < number:
                del self.owed[name]
        # One's own part changes with the scene and keeps its stamp: an answer may be from before.
        items = [one for one in answer["items"] if self.answered.get(one["id"], 0) <= number]
        self.answered |= {one["id"]: number for one in items}
        self._receive({**answer, "items": items})

    def _open_again(self) -> None:
        with self.changed:
            self.screen = self.fresh_screen()
            self.changed.notify_all()


def new_key() -> str:
    """A key for a command that creates something."""
    return secrets.token_hex(16)


def _says(text: str, words: str) -> bool:
    return text == words or text.startswith(f"{words} Move to")
