"""What the commands of `cli.py` do that is no serving: rehearse, back up, restore, archive."""

import argparse
import os
import sys

from sqlalchemy import select

from workshop.archives.checking import checked
from workshop.archives.fitting import can_come_in
from workshop.archives.measures import LARGEST
from workshop.archives.reading import bring_in
from workshop.archives.writing import archive_of, written
from workshop.backups.backup import back_up
from workshop.backups.files import whole_file
from workshop.backups.restore import restore
from workshop.backups.unfit import Unfit
from workshop.clock import server_clock
from workshop.config import settings_from
from workshop.domain.actors import Actor
from workshop.models import Account, Workshop
from workshop.models.database import Database
from workshop.models.upgrade import upgrade
from workshop.perform import Door
from workshop.rehearsal.doors import Place
from workshop.rehearsal.rehearsing import play_for
from workshop.rehearsal.rehearsing import rehearse as play_through

FAULTS = ("lost", "letters_lost", "duplicates", "stale_screens", "refused", "let_in")


def rehearse(options: argparse.Namespace) -> None:
    """Play a workshop through the real doors, and say where the report is."""
    password = os.environ.get("PASSWORD", "")
    if options.url and not (options.email and password):
        sys.exit("Say who runs the workshop: --email, and the password in PASSWORD.")
    place = Place(options.url, options.email, password, options.code) if options.url else None
    report = play_through(play_for(options.script, options.people), options.out, place)
    faults = {name: report[name] for name in FAULTS}
    print(f"{options.out / 'report.json'}: {report['people']} people, {report['seconds']} seconds")
    for name, found in faults.items():
        print(f"{name}: {len(found)}")
    print(f"letters typed together: {report['letters']}, at tables: {report['tables']}")
    for title, ways in report["reports"].items():
        print(f"{title}: " + ", ".join(f"{len(items)} {way}" for way, items in ways.items()))
    print("suggestions: " + ", ".join(f"{n} {name}" for name, n in report["suggestions"].items()))
    for name, found in (("late", report["late"]), ("at another table", report["kept_out"])):
        if found:
            print(f"{name}, and refused as it should be: {len(found)}")
    sys.exit(1 if any(faults.values()) else 0)


def save_backup(options: argparse.Namespace) -> None:
    """Write a backup of the database that the settings name."""
    back_up(settings_from().database_url, options.file, is_replaced=options.force)
    print(f"{options.file} is written and was looked through. No key of a ballot is in it.")


def restore_backup(options: argparse.Namespace) -> None:
    """Put a backup in the place of the database that the settings name."""
    kept = restore(settings_from(), options.file)
    print(f"{options.file} is restored. Every open page asks for itself again within seconds.")
    print("Facilitators sign in again. Ballots that were open are void, and are voted again.")
    if kept:
        print(f"What was there before is kept in {kept}")


def save_archive(options: argparse.Namespace) -> None:
    """Write the file of one workshop."""
    with _upgraded(settings_from().database_url).reading() as session:
        if session.get(Workshop, options.workshop) is None:
            raise Unfit(f"There is no workshop {options.workshop}.")
        archive = archive_of(session, options.workshop, server_clock())
    content = written(archive)
    with whole_file(options.file, is_replaced=options.force) as draft:
        draft.write_bytes(content)
    print(f"{options.file} is written. No vote and no person is in it.")
    if not can_come_in(archive, content):
        print("It is too large to be brought in again: it is a file to keep and to read.")


def bring_archive_in(options: argparse.Namespace) -> None:
    """Make a workshop from a file, through the same door as everything else."""
    settings = settings_from()
    if not options.file.is_file():
        raise Unfit(f"There is no file {options.file}.")
    with options.file.open("rb") as file:
        archive = checked(file.read(LARGEST + 1))
    database = _upgraded(settings.database_url)
    with database.reading() as session:
        email = Account.email == options.account.strip().lower()
        account = session.scalar(select(Account.id).where(email))
    if account is None:
        raise Unfit(f"There is no account {options.account}.")
    door = Door(database, lambda _stale: None, settings=settings)
    made = door.perform(bring_in, Actor(account_id=account), archive=archive)
    print(f"It is workshop {made['workshop']}: closed, and nobody is in it.")
    for name in made["unknown"]:
        print(f"Its {name} is not on this server: {getattr(archive.workshop, name)}.")


def _upgraded(url: str) -> Database:
    database = Database(url)
    upgrade(database)
    return database
