"""Time that passes: a ballot over days, a week between meetings. It is moved, never awaited."""

from collections.abc import Callable
from typing import Any

from workshop.content.script import Stop
from workshop.rehearsal import doors
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.play import Round
from workshop.rehearsal.seeing import offers, shows
from workshop.rehearsal.stage import Stage, Stuck

HOUR = 3600
DAY = 24 * HOUR
Papers = dict[int, dict[str, Any]]


def vote_over_days(
    stage: Stage, round_: Round, papers: Papers, hand_in: Callable[[Phone, dict[str, Any]], None]
) -> None:
    """Each hands in on their own day; the ballot closes by itself; who comes later is refused."""
    days = round_.hours // 24
    for day in range(1, days + 1):
        if day > 1:
            pass_time(stage, DAY)
        coming = [phone for phone in stage.people if round_.days[phone.number - 1] == str(day)]
        stage.together(lambda phone: hand_in(phone, papers[phone.number]), coming)
    pass_time(stage, round_.hours * HOUR - (days - 1) * DAY)
    late = [phone for phone in stage.people if round_.days[phone.number - 1] > str(days)]
    for phone in late:
        answer = phone.ask_to("paper.hand_in", **papers[phone.number])
        stage.record.late.append(f"{phone.number}: {answer.get('refused', 'taken')}")


def rest(stage: Stage, stop: Stop) -> None:
    """Close until the next meeting, let the days pass, and go on with everybody on new phones."""
    stage.desk.give("workshop.close", None, goes_on="true", again=stop.again)
    for phone in stage.people:
        if not phone.sees(shows("task", stop.again)):
            raise Stuck(f"Phone {phone.number} does not say when we meet again.")
    half = len(stage.people) // 2
    pass_time(stage, stop.days * DAY)
    early = [_on_a_new_phone(stage, phone) for phone in stage.people[:half]]
    if not stage.desk.sees(offers("next", "workshop.reopen")):
        raise Stuck("The desk does not offer to go on.")
    stage.desk.give("workshop.reopen")
    stage.people = early + [_on_a_new_phone(stage, phone) for phone in stage.people[half:]]


def pass_time(stage: Stage, seconds: int) -> None:
    """Move the server's clock; the facilitator was signed out meanwhile, and signs in again."""
    clock = stage.place.clock
    if clock is None:
        raise Stuck("There is no clock to move.")
    stage.desk.close()
    before = int(clock.read_text()) if clock.exists() else 0
    moved = clock.with_suffix(".new")
    moved.write_text(str(before + seconds))
    moved.replace(clock)
    visitor = doors.sign_in(stage.place)
    stage.desk = Phone(visitor, stage.desk.path, 0, stage.record, stage.desk.network)


def _on_a_new_phone(stage: Stage, old: Phone) -> Phone:
    """Come back by the three words; the phone before is put away, and lets nobody in any more."""
    old.close()
    new = doors.rejoin(stage.place.base, stage.code, old)
    _, address = old.visitor.open(old.path)
    if address.partition("?")[0] != "/join":
        raise Stuck(f"The old phone of person {old.number} is still in.")
    return new
