"""Writing alone, one note held back, reveal, themes and moves."""

import re
from html import unescape

from workshop.content import topic_for
from workshop.content.script import RehearsedNote
from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.seeing import find_theme, has_theme, shows
from workshop.rehearsal.stage import Saved, Stage, Stuck

SLIP = "Sorry, this was not meant to be saved."


def write(stage: Stage) -> None:
    """Write to each question in turn; each is shown to everybody before the next one.

    What no question of the agenda asked for is written to the very last one.
    """
    is_last_step = "write" not in [kind for _, kind in stage.steps[stage.at + 1 :]]
    while True:
        stage.prompt, key, is_last = _prompt_after(stage, stage.prompt)
        prompt = stage.prompt
        now = [n for n in stage.unwritten if n.prompt == key or (is_last and is_last_step)]
        stage.unwritten = [n for n in stage.unwritten if n not in now]
        write_to(stage, prompt, now)
        slip(stage, prompt)
        hold_back(stage, now)
        stage.press("notes.show", prompt=prompt)
        if is_last:
            return
        stage.press("prompt.next", "prompt")


def write_to(stage: Stage, prompt: str, notes: list[RehearsedNote]) -> None:
    """Everybody writes their notes at the same time; who has none passes."""

    def write_mine(phone: Phone) -> None:
        phone.sees(lambda _screen: phone.find_value("prompt", ("task",)) == prompt)
        mine = [note for note in notes if note.person == phone.number]
        for note in mine:
            write_one(stage, phone, prompt, note)
        if not mine:
            phone.give("prompt.pass", shows("mine", "You passed"), prompt=prompt)

    stage.together(write_mine, stage.people)


def write_one(stage: Stage, phone: Phone, prompt: str, note: RehearsedNote) -> None:
    """Save a note, and remember that this phone was told so."""
    answer = phone.give(
        "note.post", shows("mine", note.text), prompt=prompt, text=note.text, key=new_key()
    )
    if answer.get("ok"):
        stage.saved.append(Saved(note.number, phone.number, note.text))


def slip(stage: Stage, prompt: str) -> None:
    """Somebody saves a note by mistake and takes it back."""
    phone = stage.people[0]
    told = phone.give("note.post", shows("mine", SLIP), prompt=prompt, text=SLIP, key=new_key())
    phone.give("note.delete", lambda s: SLIP not in s.pieces["mine"].text, note=told["note"])


def hold_back(stage: Stage, notes: list[RehearsedNote]) -> None:
    """The facilitator looks through the notes and holds one back; its writer is told why."""
    held = stage.play.held_back
    note = next((n for n in notes if held and n.number == held.note), None)
    if held is None or note is None:
        return
    listed = stage.desk.visitor.get(f"{stage.desk.path}/notes").split('<li class="note')
    place = next((part for part in listed if f">{note.text}<" in unescape(part)), "")
    found = re.search(r'name="note" value="(\d+)"', place)
    if found is None:
        return
    stage.desk.give("note.hold", note=found.group(1), state="held", reason=held.reason)
    stage.person(note.person).sees(shows("mine", held.reason))
    for saved in stage.saved:
        saved.is_held = saved.is_held or saved.number == note.number


def group(stage: Stage) -> None:
    """Make the themes, and move each note into its own, all at the same time."""
    for number, theme in enumerate(stage.play.themes, 1):
        phone = stage.person(number)
        phone.give("theme.add", has_theme(theme.name), name=theme.name, key=new_key())
    texts = {saved.number: saved.text for saved in stage.saved}
    moves = [
        (texts[number], theme.name)
        for theme in stage.play.themes
        for number in theme.notes
        if number in texts
    ]
    stage.share(_move, moves)
    stage.themes = _theme_numbers(stage)
    if stage.play.sources:
        stage.notes_shown = _numbers(stage)


def _theme_numbers(stage: Stage) -> dict[str, str]:
    """The number of each theme, by its name, as the first phone shows it."""
    screen = stage.people[0].screen
    found = {theme.name: find_theme(screen, theme.name) for theme in stage.play.themes}
    return {name: place.removeprefix("theme-") for name, place in found.items() if place}


def _numbers(stage: Stage) -> dict[str, str]:
    phone = stage.people[0]
    found = {" ".join(s.text.split()): phone.find_note(s.text) for s in stage.saved}
    return {text: number for text, number in found.items() if number}


def _move(phone: Phone, move: tuple[str, str]) -> None:
    text, name = move
    if not phone.sees(lambda s: bool(phone.find_note(text) and find_theme(s, name))):
        return
    note, theme = phone.find_note(text), find_theme(phone.screen, name) or ""
    phone.give(
        "note.move",
        lambda s: theme in s.pieces and f"note-{note}" in s.pieces[theme].inside,
        note=note,
        theme=theme.removeprefix("theme-"),
    )


def _prompt_after(stage: Stage, before: str) -> tuple[str, str, bool]:
    """The next question on the first phone: its number, its key, whether it is the last one."""
    phone = stage.people[0]
    if not phone.sees(lambda _s: phone.find_value("prompt", ("task",)) not in (None, before)):
        raise Stuck("No question came.")
    prompt = phone.find_value("prompt", ("task",)) or ""
    asked = phone.screen.pieces["task"].text
    keys = [p.key for p in topic_for(stage.play.topic).prompts if p.text in asked]
    if not phone.sees(lambda s: s.pieces["place"].text.startswith(stage.titles[stage.at])):
        raise Stuck("The phones do not say where we are.")
    counted = re.findall(r"(\d+) of (\d+)", phone.screen.pieces["place"].text)
    return prompt, keys[0] if keys else "", not counted or counted[-1][0] == counted[-1][1]
