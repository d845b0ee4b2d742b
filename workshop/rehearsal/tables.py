"""Tables: the room is split, each gets its work, one calls for help, and all come back."""

import re

from workshop.domain.joint_text import written
from workshop.domain.tables import sizes_for
from workshop.rehearsal.open_principle import fields_at, texts_at
from workshop.rehearsal.phone import Phone, Seen, new_key
from workshop.rehearsal.screen import Screen
from workshop.rehearsal.seeing import offers, shows
from workshop.rehearsal.stage import Stage, Stuck

Seating = dict[int, list[Phone]]
TOGETHER = 0
"""The number of the one table of a room that is not split."""
MINUTES = 15
AT = re.compile(r'data-table="(\d+)"')
SEAT = re.compile(
    r'for="seat-(\d+)">Table for Person (\d+)</label>\s*<select.*?value="(\d+)" selected', re.DOTALL
)
ELSEWHERE = "These words are for another table. "


def split(stage: Stage) -> Seating:
    """Split the room, move somebody, and give each table its principles and its time.

    With too few people for two tables everybody stays together.
    """
    size = stage.play.tables
    if not size or len(sizes_for(len(stage.people), wanted=size)) < 2:
        return {TOGETHER: stage.people}
    stage.desk.give("tables.split", offers("activity", "tables.end"), size=size, key=new_key())
    for phone in stage.people:
        if not phone.sees(lambda screen: table_on(screen) is not None):
            raise Stuck(f"Phone {phone.number} is not told its table.")
    if not stage.has_strangers:
        _move(stage)
    seating = _seating(stage)
    stage.record.tables = len(seating)
    _give_work(stage, seating)
    return seating


def table_of(seating: Seating, principle: int) -> int:
    """The number of the table that writes the n-th principle."""
    numbers = sorted(seating)
    return numbers[(principle - 1) % len(numbers)]


def call_for_help(stage: Stage, seating: Seating) -> None:
    """The last table calls; the desk sees it and says that somebody comes, then that it is done."""
    number = max(seating)
    if number == TOGETHER:
        return
    phone, desk = seating[number][0], stage.desk
    phone.give("table.call", shows("mine", "Your table called for help"), is_calling="true")
    if not desk.sees(shows("waiting", f"Table {number} needs help")):
        stage.record.unseen.append(f"desk: table {number} needs help")
    for is_done, told in (
        ("false", shows("mine", "is coming to your table")),
        ("true", shows("mine", "Our table needs help")),
    ):
        desk.give("table.answer", None, table=number, is_done=is_done)
        if not phone.sees(told):
            stage.record.unseen.append(f"{phone.number}: what became of the call for help")
    stage.record.tables_helped += 1


def try_elsewhere(stage: Stage, seating: Seating) -> None:
    """Somebody of another table reads what the first one writes, tries to write, and is refused."""
    if len(seating) < 2:
        return
    writing, other = sorted(seating)[:2]
    phone, principle = seating[other][-1], stage.principles[1]
    path = f"{phone.path}/principle/{principle}"
    page = phone.visitor.get(path)
    may = texts_at(phone.visitor, path, {})["can_write"]
    if may or f"Table {writing} writes this one. You can read it." not in page:
        stage.record.unseen.append(f"{phone.number}: principle 1 is at another table")
    field, joint = next(iter(fields_at(phone.visitor, path).items()))
    update = written(joint.insert(joint.place_behind(""), ELSEWHERE))
    answer = phone.ask_to(
        "field.type", principle=principle, field=field, life=joint.life, update=update
    )
    if "refused" in answer:
        stage.record.kept_out.append(f"{phone.number}: {answer['refused']}")
    else:
        stage.record.let_in.append(f"{phone.number}: principle 1, {field}")


def come_back(stage: Stage, seating: Seating) -> None:
    """Bring everybody together again: each phone shows all that was written, wherever it was."""
    if TOGETHER not in seating:
        stage.desk.give("tables.end", offers("activity", "tables.split"))

    def look(phone: Phone) -> None:
        if not phone.sees(lambda screen: table_on(screen) is None and not _missing(stage, screen)):
            missing = ", ".join(_missing(stage, phone.screen))
            stage.record.unseen.append(f"{phone.number}: after the tables: {missing}")

    stage.together(look, stage.people)


def table_on(screen: Screen) -> int | None:
    """The table at which a phone says that it is."""
    found = AT.search(screen.pieces["mine"].html)
    return int(found.group(1)) if found else None


def _move(stage: Stage) -> None:
    """Seat the last person of the first table at the second one; their phone follows."""
    first = [phone for phone in stage.people if table_on(phone.screen) == 1]
    participant, _ = _seats_on_desk(stage)[first[-1].number]
    stage.desk.give("table.move", None, participant=participant, table=2)
    if not first[-1].sees(lambda screen: table_on(screen) == 2):
        raise Stuck(f"Phone {first[-1].number} does not follow to the other table.")


def _seating(stage: Stage) -> Seating:
    """Who sits where, as the phones say; the desk has to say the same."""
    seating: Seating = {}
    for phone in stage.people:
        seating.setdefault(table_on(phone.screen) or TOGETHER, []).append(phone)
    ours = {phone.number: number for number, phones in seating.items() for phone in phones}
    theirs = {person: table for person, (_, table) in _seats_on_desk(stage).items()}
    if ours != theirs and not stage.has_strangers:
        stage.record.unseen.append("desk: who sits where")
    return seating


def _seats_on_desk(stage: Stage) -> dict[int, tuple[str, int]]:
    """Each person's number here, with their number there and their table, as the desk lists it."""
    page = stage.desk.visitor.get(f"{stage.desk.path}/tables")
    return {int(person): (there, int(table)) for there, person, table in SEAT.findall(page)}


def _give_work(stage: Stage, seating: Seating) -> None:
    for number, principle in stage.principles.items():
        table = table_of(seating, number)
        stage.desk.give("table.give", None, table=table, principle=principle)
        for phone in seating[table]:
            if not phone.sees(_is_own(principle)):
                stage.record.unseen.append(f"{phone.number}: principle {number} at its table")
    stage.desk.give("table.time", shows("activity", "left"), table=0, minutes=MINUTES)


def _is_own(principle: str) -> Seen:
    """Whether a phone shows a principle among those that its own table writes."""

    def is_there(screen: Screen) -> bool:
        own = screen.pieces["mine"].html.partition("What your table writes")[2]
        return f"[principle-{principle}]" in own.partition("<h2>")[0]

    return is_there


def _missing(stage: Stage, screen: Screen) -> list[str]:
    return [
        f"principle {number}, {field}"
        for (number, field), text in stage.fields.items()
        if not shows(f"principle-{stage.principles[number]}", text)(screen)
    ]
