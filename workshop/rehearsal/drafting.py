"""Principles: begun from their themes, written field by field, tied to notes, written anew."""

import re
from html import unescape

from workshop.content.script import Redraft
from workshop.rehearsal import tables
from workshop.rehearsal.joint_typing import Writing, type_jointly
from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.seeing import find_principle, shows
from workshop.rehearsal.stage import Stage, Stuck


def draft(stage: Stage) -> None:
    """Begin each principle, write in all of them at tables, and come back together.

    The last field of each is saved whole, as a phone without scripts does it; into the others a
    whole table types at the same time.
    """
    for number in range(1, len(stage.play.principles) + 1):
        _begin(stage, number)
    seating = tables.split(stage)
    tables.call_for_help(stage, seating)
    tables.try_elsewhere(stage, seating)
    typed, saved = _writings(stage)
    type_jointly(stage, seating, typed)
    for writing in saved:
        _save(stage, seating[tables.table_of(seating, writing[0])][-1], writing, opened="")
    tables.come_back(stage, seating)
    stage.share(lambda phone, source: _tie(stage, phone, *source), list(stage.play.sources))


def redraft(stage: Stage, new: Redraft) -> None:
    """Go back to the last step for writing, and save another text in one field."""
    so_far = enumerate(stage.steps[: stage.at + 1])
    before = [place for place, (_, kind) in so_far if kind == "draft"]
    if before:
        stage.go(before[-1])
    phone = stage.person(new.principle)
    place = f"principle-{stage.principles[new.principle]}"
    phone.sees(lambda screen: place in screen.pieces)
    opened = _opened(phone, stage.principles[new.principle], new.field)
    _save(stage, phone, (new.principle, new.field, new.text), opened)


def _begin(stage: Stage, number: int) -> None:
    principle = stage.play.principles[number - 1]
    statement, phone = principle.texts["statement"], stage.person(number)
    theme = stage.play.themes[principle.theme - 1].name if principle.theme else ""
    phone.sees(lambda s: 'data-command="principle.add"' in s.pieces["task"].html)
    phone.give(
        "principle.add",
        lambda screen: find_principle(screen, statement) is not None,
        statement=statement,
        theme=stage.themes.get(theme, "0"),
        key=new_key(),
    )
    found = find_principle(phone.screen, statement)
    if found is None:
        raise Stuck(f"Principle {number} does not come.")
    stage.principles[number] = found.removeprefix("principle-")
    stage.fields[number, "statement"] = statement


def _writings(stage: Stage) -> tuple[list[Writing], list[Writing]]:
    """What is typed together, and what is saved whole; statements are there already."""
    typed: list[Writing] = []
    saved: list[Writing] = []
    for number, principle in enumerate(stage.play.principles, 1):
        own = [(number, *one) for one in principle.texts.items() if one[0] != "statement"]
        typed += own[:-1]
        saved += own[-1:]
    return typed, saved


def _save(stage: Stage, phone: Phone, writing: Writing, opened: str) -> None:
    number, field, text = writing
    principle = stage.principles[number]
    answer = phone.give(
        "field.save",
        shows(f"principle-{principle}", text),
        principle=principle,
        field=field,
        text=text,
        opened=opened,
    )
    if answer.get("ok"):
        stage.fields[number, field] = text


def _tie(stage: Stage, phone: Phone, number: int, note: int) -> None:
    """Say that a principle grew from a note, whose number "All of it" shows."""
    text = next(saved.text for saved in stage.saved if saved.number == note)
    shown = stage.notes_shown.get(" ".join(text.split()))
    principle = stage.principles[number]
    if shown:
        phone.give(
            "source.attach", shows(f"principle-{principle}", text), principle=principle, note=shown
        )


def _opened(phone: Phone, principle: str, field: str) -> str:
    """What a field says on the page where it is written."""
    page = phone.visitor.get(f"{phone.path}/principle/{principle}")
    found = re.search(
        f'name="field" value="{field}">\\s*<input[^>]*name="opened" value="([^"]*)"', page
    )
    if found is None:
        raise Stuck(f"Principle {principle} has no {field}.")
    return unescape(found.group(1))
