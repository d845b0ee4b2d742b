"""Fields that a whole table writes at once: whose words they are, and whether every letter came."""

import re
from collections import Counter
from contextlib import ExitStack, closing

from workshop.rehearsal.open_principle import OpenPrinciple, fields_at
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.stage import Stage
from workshop.rehearsal.tables import Seating, table_of

BURST = 4
WORD = re.compile(r"\S+\s*")
Writing = tuple[int, str, str]


class Writer:
    """One phone of a table: its open pages, and which words of each field are its own."""

    def __init__(self, phone: Phone, place: int, of: int, writings: list[Writing]) -> None:
        self.phone, self.place, self.of, self.writings = phone, place, of, writings
        self.pages: dict[int, OpenPrinciple] = {}
        self.own: list[tuple[Writing, int, str]] = []

    def open(self, stage: Stage, stack: ExitStack) -> None:
        """Open each principle of the table."""
        for number in {number for number, _, _ in self.writings}:
            page = OpenPrinciple(self.phone, stage.principles[number])
            self.pages[number] = stack.enter_context(closing(page))

    def begin(self) -> None:
        """Type the first letters of all words, in the fields that are this phone's to begin."""
        for number, field, text in self.writings[self.place :: self.of]:
            page = self.pages[number]
            page.type(field, page.fields[field].place_behind(""), first_letters(text))

    def find_places(self) -> None:
        """See where one's own words go on, behind their first letters."""
        for writing in self.writings:
            number, field, text = writing
            if not self.pages[number].reads(field, first_letters(text)):
                continue
            joint = self.pages[number].fields[field]
            for at, word in list(enumerate(WORD.findall(text)))[self.place :: self.of]:
                start = joint.place_behind(first_letters(text)[: at + 1])
                self.own.append((writing, start, word[1:]))

    def go_on(self) -> None:
        """Type the rest of one's own words, a few letters at a time."""
        for (number, field, _), place, letters in self.own:
            for at in range(0, len(letters), BURST):
                self.pages[number].type(field, place, letters[at : at + BURST])

    def compare(self) -> None:
        """Note what this phone does not read as it was written."""
        for writing in self.writings:
            number, field, text = writing
            page = self.pages[number]
            if not page.reads(field, text):
                lost = _loss(f"person {self.phone.number}", writing, str(page.fields[field]))
                self.phone.record.letters_lost.append(lost)


def type_jointly(stage: Stage, seating: Seating, writings: list[Writing]) -> None:
    """Let each table write its fields, everybody at the same time; then compare every text."""
    writers = [
        Writer(phone, place, len(phones), [w for w in writings if table_of(seating, w[0]) == table])
        for table, phones in seating.items()
        for place, phone in enumerate(phones)
    ]
    with ExitStack() as stack:
        stage.together(lambda writer: writer.open(stage, stack), writers)
        for step in (Writer.begin, Writer.find_places, Writer.go_on, Writer.compare):
            stage.together(step, writers)
    stage.record.letters_lost += _lost_on_the_server(stage, writings)
    stage.record.letters += sum(len(text) for _, _, text in writings)
    stage.fields |= {(number, field): text for number, field, text in writings}


def first_letters(text: str) -> str:
    """The first letter of each word."""
    return "".join(word[0] for word in WORD.findall(text))


def _lost_on_the_server(stage: Stage, writings: list[Writing]) -> list[str]:
    phone = stage.people[0]
    there = {
        number: fields_at(phone.visitor, f"{phone.path}/principle/{stage.principles[number]}")
        for number in {number for number, _, _ in writings}
    }
    return [
        _loss("the server", writing, str(there[writing[0]][writing[1]]))
        for writing in writings
        if str(there[writing[0]][writing[1]]) != writing[2]
    ]


def _loss(where: str, writing: Writing, stands: str) -> str:
    number, field, text = writing
    lost = (Counter(text) - Counter(stands)).total()
    return f"{where}: principle {number}, {field}: {lost} letters lost, it says “{stands}”"
