"""Afterwards: what the phones were told against what the server shows, and every screen."""

import json
import re
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

from workshop.rehearsal.phone import Phone
from workshop.rehearsal.stage import Saved, Stage

# A lost push is noticed by a pulse; two pulses later, nothing may be behind any more.
PATIENCE = 12.0
PAUSE = 0.5
TEXT = re.compile(r'class="note__text">(.*?)</p>', re.DOTALL)
Finding = str


def find_stale(stage: Stage) -> list[Finding]:
    """Every screen that differs from a freshly opened page, and stays so for two pulses."""
    until = time.monotonic() + PATIENCE
    behind = stage.screens()
    found: list[Finding] = []
    while behind:
        compared = [(phone, _differences(phone)) for phone in behind]
        behind = [phone for phone, names in compared if names]
        found = [f"{_who(stage, phone)}: {', '.join(names)}" for phone, names in compared if names]
        if time.monotonic() > until:
            break
        time.sleep(PAUSE if behind else 0)
    return found


def find_lost(stage: Stage, edition: dict[str, Any]) -> tuple[list[Finding], list[Finding]]:
    """What was told to be saved and is not there; and what is there more than once."""
    places = [*_on_own_pages(stage), *_on_all_of_it(stage), *_in_sources(stage, edition)]
    lost = [f"{where}: {text}" for where, text, told, there in places if there < told]
    doubled = [f"{where}: {text}" for where, text, told, there in places if there > told]
    return lost + _fields_lost(stage, edition), doubled


def edition_in(out: Path, number: int) -> dict[str, Any]:
    """The edition as it was downloaded for programs."""
    read: dict[str, Any] = json.loads((out / f"guidance-{number}.json").read_text())
    return read


def outcomes_of(edition: dict[str, Any]) -> list[dict[str, Any]]:
    """What each ballot came to, in the edition's own words."""
    return [
        {"principle": one["number"], "statement": one["statement"], "ballot": ballot["title"],
         "outcome": ballot["verdict"]}
        for one in edition["principles"]
        for ballot in one["ballots"]
    ]  # fmt: skip


def reports_of(edition: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """For each report of the edition: which items have which way."""
    ways: dict[str, dict[str, list[str]]] = {}
    for report in edition["reports"]:
        found = ways.setdefault(report["title"], {"workshop": [], "organisers": [], "open": []})
        for item in report["items"]:
            found[item["way"]].append(item["key"])
    return ways


Count = tuple[str, str, int, int]


def _on_own_pages(stage: Stage) -> list[Count]:
    counts: list[Count] = []
    for phone in stage.people:
        told = Counter(_plain(s.text) for s in stage.saved if s.person == phone.number)
        there = _texts_on(phone, "words")
        where = f"My words of person {phone.number}"
        counts += [(where, text, told[text], there[text]) for text in told | there]
    return counts


def _on_all_of_it(stage: Stage) -> list[Count]:
    told = Counter(_plain(saved.text) for saved in stage.saved if not saved.is_held)
    there = _texts_on(stage.people[0], "all")
    if stage.has_strangers:
        there = Counter({text: n for text, n in there.items() if text in told})
    return [("All of it", text, told[text], there[text]) for text in told | there]


def _in_sources(stage: Stage, edition: dict[str, Any]) -> list[Count]:
    told = Counter(_plain(saved.text) for saved in _with_a_principle(stage))
    there = Counter(
        _plain(text)
        for principle in edition["principles"]
        for source in principle["sources"]
        for text in source["notes"]
    )
    return [("Edition", text, told[text], there[text]) for text in told | there]


def _with_a_principle(stage: Stage) -> list[Saved]:
    """The notes that went into a theme, or were tied, from which a principle grew."""
    play = stage.play
    begun = {principle.theme for principle in play.principles}
    numbers = {note for _, note in play.sources}
    for at, theme in enumerate(play.themes, 1):
        numbers |= set(theme.notes) if at in begun and stage.themes else set()
    return [s for s in stage.saved if s.number in numbers and not s.is_held]


def _fields_lost(stage: Stage, edition: dict[str, Any]) -> list[Finding]:
    printed = {
        _plain(text)
        for one in edition["principles"]
        for text in [one["statement"], *(field["text"] for field in one["fields"])]
    }
    fields = stage.fields.items()
    return [
        f"Edition, principle {n}: {f}" for (n, f), text in fields if _plain(text) not in printed
    ]


def _texts_on(phone: Phone, page: str) -> Counter[str]:
    html = phone.visitor.get(f"{phone.path}/{page}")
    return Counter(_plain(unescape(text)) for text in TEXT.findall(html))


def _differences(phone: Phone) -> list[str]:
    with phone.changed:
        return phone.screen.differences(phone.fresh_screen())


def _who(stage: Stage, phone: Phone) -> str:
    names = {id(stage.desk): "desk", id(stage.wall): "wall"}
    return names.get(id(phone), f"person {phone.number}")


def _plain(text: str) -> str:
    return " ".join(text.split())
