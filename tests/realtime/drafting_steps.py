"""The steps in which a workshop drafts, at tables too, and suggests other words."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.actions.begun import brought, keep_origin
from tests.house import TestHouse
from workshop.actions import (
    advising,
    answering,
    drafting,
    grouping,
    holding,
    joining,
    pairing,
    revising,
    suggesting,
    table_help,
    tables,
)
from workshop.actions import writing as notes
from workshop.actions.joint_writing import save_field, type_field
from workshop.domain.codes import pair_number
from workshop.domain.joint_text import seed_of, written
from workshop.models import (
    RoomTable,
    Seat,
)

Step = tuple[str, Callable[[], Any]]


def drafting_steps(house: TestHouse) -> Iterator[Step]:
    do, made = house.do, list[int]()
    theme = house.rows(grouping.Theme)[0].id
    note = house.rows(notes.Note, notes.Note.is_shown.is_(True))[0].id
    keep_origin(house)
    yield "to drafting", lambda: house.go("draft")
    yield "from a theme", lambda: made.append(house.add_principle("We ask.", theme=theme))
    yield "from nothing", lambda: made.append(house.add_principle("We wait."))
    yield "brings in", lambda: brought(house, "p1", "p2")
    yield "saves", lambda: do(save_field, house.people["Ada"], principle=made[0],
                              field="statement", text="We ask first.",
                              opened="We ask.")  # fmt: skip
    yield "types", lambda: do(type_field, house.people["Bo"], principle=made[0],
                              field="evidence", life=0,
                              update=written(seed_of("It helps.")))  # fmt: skip
    yield "attaches", lambda: do(drafting.attach_source, house.sam, principle=made[1], note=note)
    yield "detaches", lambda: do(drafting.detach_source, house.sam, principle=made[1], note=note)
    yield "attaches again", lambda: do(drafting.attach_source, house.sam, principle=made[0],
                                       note=note)  # fmt: skip
    yield "quotes", lambda: do(revising.quote_note, house.people["Bo"], principle=made[0],
                               note=note, field="why_it_matters")  # fmt: skip
    yield "is not ready", lambda: do(advising.leave_open, house.people["Bo"], principle=made[0],
                                     field="how_to_stop", is_open=True)  # fmt: skip
    yield "marked words", lambda: do(save_field, house.people["Bo"], principle=made[0],
                                     field="asking", text="Vulnerable.", opened="")  # fmt: skip
    yield "leaves the words", lambda: do(advising.leave_advice, house.people["Bo"],
                                         principle=made[0], field="asking", rule="vulnerable",
                                         is_left=True)  # fmt: skip
    yield "sets aside", lambda: do(drafting.set_aside, house.sam, principle=made[1],
                                   is_set_aside=True)  # fmt: skip
    yield "freezes", lambda: do(drafting.freeze, house.sam, principle=made[0])
    yield "saves again", lambda: do(save_field, house.people["Ada"], principle=made[0],
                                    field="statement", text="We wait.",
                                    opened="We ask first.")  # fmt: skip
    yield "restores", lambda: do(revising.restore_revision, house.sam, principle=made[0],
                                 revision=1)  # fmt: skip
    yield from _at_tables(house, made, theme)


SUGGESTED = {"Ada": "once", "Bo": "twice", "Cem": "calmly", "Dee": "always"}


def suggesting_steps(house: TestHouse) -> Iterator[Step]:
    do, people, made = house.do, house.people, list[int]()
    principle = house.rows(drafting.Principle)[0].id
    house.add_suggesting()

    yield "to suggesting", lambda: house.go("suggest")
    for name, word in SUGGESTED.items():
        yield f"{name} suggests", lambda name=name, word=word: made.append(
            do(suggesting.make_suggestion, people[name], principle=principle, field="statement",
               base="We ask first.", text=f"We ask {word} first.", reason=f"Canary of {name}",
               key=house.key())["suggestion"]
        )  # fmt: skip
    yield "me too", lambda: do(suggesting.say_me_too, people["Eva"], suggestion=made[0], is_so=True)
    yield "me too as well", lambda: do(suggesting.say_me_too, people["Ada"], suggestion=made[1],
                                       is_so=True)  # fmt: skip
    yield from _holding(house, made)
    yield "joins two", lambda: do(answering.join_suggestion, house.sam, suggestion=made[1],
                                  to=made[2])  # fmt: skip
    yield "holds what is joined", lambda: house.judge(made[1], "held")
    yield "lets it stand alone", lambda: house.judge(made[1], "kept")
    yield "joins them again", lambda: do(answering.join_suggestion, house.sam, suggestion=made[1],
                                         to=made[2])  # fmt: skip
    yield "me too on both", lambda: do(suggesting.say_me_too, people["Eva"], suggestion=made[1],
                                       is_so=True)  # fmt: skip
    yield "not any more", lambda: do(suggesting.say_me_too, people["Eva"], suggestion=made[1],
                                     is_so=False)  # fmt: skip
    yield "takes one", lambda: do(answering.take_suggestion, house.sam, suggestion=made[0])
    yield "reads it", lambda: do(suggesting.read_answer, people["Ada"], suggestion=made[0])
    yield "holds what was taken", lambda: house.judge(made[0], "held")
    yield "lets what was taken go on", lambda: house.judge(made[0], "kept")
    yield "takes another", lambda: do(answering.take_edited, house.sam, suggestion=made[2],
                                      text="We ask each first.",
                                      opened="We ask once first.")  # fmt: skip
    yield "declines", lambda: do(answering.decline_suggestion, house.sam, suggestion=made[3],
                                 reason="Too short.")  # fmt: skip
    yield "withdraws", lambda: do(suggesting.withdraw_suggestion, people["Dee"],
                                      suggestion=made[3])  # fmt: skip
    yield "freezes what was taken", lambda: do(drafting.freeze, house.sam, principle=principle)


def _holding(house: TestHouse, made: list[int]) -> Iterator[Step]:
    """One suggestion is held, changed and let go on; then it is returned, and changed again."""
    for state, word, back in (("held", "softly", "kept"), ("returned", "kindly", "")):
        yield f"{state} suggestion", lambda state=state: house.judge(made[1], state, "A name.")
        yield f"changes what was {state}", lambda word=word: house.do(
            holding.change_suggestion, house.people["Bo"], suggestion=made[1],
            text=f"We ask {word} first.", reason="Canary of Bo",
        )  # fmt: skip
        if back:
            yield "lets the suggestion go on", lambda: house.judge(made[1], "kept")


def _at_tables(house: TestHouse, made: list[int], theme: int) -> Iterator[Step]:
    do, sam, ada, bo = house.do, house.sam, house.people["Ada"], house.people["Bo"]
    number = pair_number(bo.participant_id or 0, house.settings.secret)
    yield "asks for a pair", lambda: do(pairing.ask_for_pair, ada, digits=number)
    yield "splits", lambda: do(tables.split_room, sam, size=4, key=house.key())
    yield "calls from a table", lambda: do(table_help.call_for_help, ada, is_calling=True)
    mine = house.row(RoomTable, house.row(Seat, ada.participant_id).table_id).number
    for is_done in (False, True):
        yield f"answers the table, {is_done}", lambda is_done=is_done: do(
            table_help.answer_call, house.maya, table=mine, is_done=is_done
        )
    other = 3 - mine
    yield "sits elsewhere", lambda: do(tables.move_person, sam, participant=ada.participant_id,
                                       table=other)  # fmt: skip
    yield "sits nowhere", lambda: do(tables.move_person, sam, participant=bo.participant_id,
                                     table=0)  # fmt: skip
    for table in (other, 0, mine):
        yield f"theme at {table}", lambda table=table: do(tables.give_work, sam, table=table,
                                                          theme=theme, principle=0)  # fmt: skip
        yield f"principle at {table}", lambda table=table: do(
            tables.give_work, sam, table=table, theme=0, principle=made[0]
        )
    yield "one table's time", lambda: do(tables.set_time, sam, table=mine, minutes=10)
    yield "every table's time", lambda: do(tables.set_time, sam, table=0, minutes=0)
    yield "begins at a table", lambda: do(drafting.add_principle, ada, statement="We listen.",
                                          key=house.key())  # fmt: skip
    yield "brings in at tables", lambda: brought(house, "p5")
    yield "renames at a table", lambda: do(grouping.rename_theme, sam, theme=theme, name="Pace")
    yield "sets aside at a table", lambda: do(drafting.set_aside, sam, principle=made[0],
                                              is_set_aside=True)  # fmt: skip
    yield "takes up at a table", lambda: do(drafting.set_aside, sam, principle=made[0],
                                            is_set_aside=False)  # fmt: skip
    yield "comes late to tables", lambda: house.come_in("Hal", "v1")
    hal = house.people["Hal"].participant_id
    yield "goes from a table", lambda: do(joining.place_person, sam, participant=hal,
                                          standing="removed")  # fmt: skip
    yield "splits anew", lambda: do(tables.split_room, sam, size=4, key=house.key())
    yield "takes the pair back", lambda: do(pairing.end_pair, bo)
    yield "comes together", lambda: do(tables.end_tables, sam)
