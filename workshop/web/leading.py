"""What one process does for all, the one that leads: ballots that end, what was left, reminders."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import gevent
from sqlalchemy import select

from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.models import Ballot
from workshop.models.seals import destroy_key, key_names
from workshop.together import let_others_go_on
from workshop.web.closing import close_ended
from workshop.web.house import House
from workshop.web.reminding import Reminders

log = logging.getLogger("workshop.leading")
LOOK_SECONDS = 1
KEYS_EVERY = 10
LIVE = select(Ballot.seal).where(Ballot.state.in_(("open", "closing")))


def lead(house: House, takes_over: Callable[[], None] = lambda: None) -> NoReturn:
    """Look each second whether this process leads, and do what the leader does.

    A ballot that ended while no server ran is closed by the first look, and one that a stop left
    closing is counted. `takes_over` is called when the lead comes from another process.
    """
    led, looks, reminders = True, 0, Reminders(house)
    while True:
        with _calmly():
            leads = house.claim.leads()
            if leads and not led:
                takes_over()
            led = leads
            if leads:
                close_ended(house)
        if led and looks % KEYS_EVERY == 0:
            with _calmly():
                destroy_forgotten_keys(house)
            with _calmly():
                clear_old_files(house)
        if led:
            with _calmly():
                reminders.look()
        looks += 1
        gevent.sleep(LOOK_SECONDS)


def destroy_forgotten_keys(house: House) -> None:
    """Destroy every key whose ballot is over, or never came to be.

    A ballot that another process is opening just now has its row before its key, not committed
    yet. So the keys are listed first, then everybody who writes ballots is waited for.
    """
    names = key_names(house.settings.keys_dir)
    if not names - _live(house):
        return
    with house.database.writing() as connection:
        house.database.wait_for_writers(connection, Ballot.__tablename__)
        needed = set(connection.scalars(LIVE))
    for name in names - needed:
        destroy_key(house.settings.keys_dir, name)


def clear_old_files(house: House) -> None:
    """Delete files that were made more than a day ago, a little at a time."""
    while house.door.perform(exporting.clear_old_files, SERVER)["is_more"]:
        let_others_go_on()


def _live(house: House) -> set[str]:
    with house.database.reading() as session:
        return set(session.scalars(LIVE))


@contextmanager
def _calmly() -> Iterator[None]:
    """Let what fails fail: the next look tries again."""
    try:
        yield
    except Exception:
        log.exception("What the leader does was not done")
