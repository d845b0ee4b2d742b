"""What an operator types: workshop serve, rehearse, backup, restore, archive, bring-in."""

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

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
from workshop.config import SettingError, Settings, settings_from
from workshop.domain.actors import Actor
from workshop.domain.refusals import Refusal
from workshop.metrics import SEVERAL
from workshop.models import Account, Workshop
from workshop.models.database import Database
from workshop.models.upgrade import upgrade
from workshop.perform import Door
from workshop.rehearsal.doors import Place
from workshop.rehearsal.rehearsing import play_for
from workshop.rehearsal.rehearsing import rehearse as play_through

FAULTS = ("lost", "letters_lost", "duplicates", "stale_screens", "refused", "let_in")


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="workshop", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve workshops")
    serving.add_argument("--sample", action="store_true", help="with a sample workshop waiting")
    serving.add_argument("--finished", action="store_true", help="and one that is finished")
    serving.add_argument(
        "--workers", type=int, help="so many processes, with PostgreSQL and Redis; WORKERS, or 1"
    )
    serving.set_defaults(run=serve)
    add_rehearse(commands.add_parser("rehearse", help="play a whole workshop with made-up people"))
    add_backups(commands)
    add_archives(commands)
    options = parser.parse_args()
    try:
        options.run(options)
    except Refusal as refusal:
        sys.exit(refusal.sentence.format(**refusal.values))
    except (SettingError, Unfit) as error:
        sys.exit(str(error))


def serve(options: argparse.Namespace) -> None:
    """Replace this process by the server: gevent and websockets, each worker one process.

    gunicorn lets them listen on one socket together, and replaces one that dies.
    """
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    workers = os.environ.get("WORKERS") or "1"
    if options.workers is not None:
        workers = str(options.workers)
    environ = {**os.environ, "HOST": host, "PORT": port, "WORKERS": workers}
    settings = settings_from(environ)
    environ |= _place_for_numbers(settings, port)
    if options.finished:
        environ["WORKSHOP_FINISHED"] = "1"
    if options.sample:
        environ["WORKSHOP_SAMPLE"] = "1"
    arguments = [
        sys.executable, "-m", "gunicorn", "wsgi:app",
        "--worker-class", "workshop.web.worker.Worker",
        "--workers", workers, "--bind", f"{host}:{port}", "--graceful-timeout", "3",
        "--backlog", "4096", "--worker-connections", "10000", "--log-level", "warning",
    ]  # fmt: skip
    os.execve(sys.executable, arguments, environ)  # noqa: S606


def _place_for_numbers(settings: Settings, port: str) -> dict[str, str]:
    """Several processes put their numbers together in a folder that is empty at the start."""
    if settings.workers == 1 or os.environ.get(SEVERAL):
        return {}
    folder = settings.instance / f"metrics-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return {SEVERAL: str(folder)}


def add_rehearse(parser: argparse.ArgumentParser) -> None:
    """Say what can be told to a rehearsal."""
    parser.add_argument("--script", default="mi_in_peer_support", help="a script, or a folder")
    parser.add_argument("--people", type=int, default=0, help="as many as the script has")
    parser.add_argument("--out", type=Path, default=Path("instance/rehearsal"))
    parser.add_argument("--url", default="", help="a running server; without it, one of its own")
    parser.add_argument("--code", default="", help="the workshop there; without it, a new one")
    parser.add_argument("--email", default="", help="who runs it; the password is in PASSWORD")
    parser.set_defaults(run=rehearse)


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


def add_backups(commands: Any) -> None:
    """Say what can be told to a backup and a restore."""
    saving = commands.add_parser("backup", help="write a backup, also while the server runs")
    saving.add_argument("file", type=Path)
    saving.add_argument("--force", action="store_true", help="replace the file, if there is one")
    saving.set_defaults(run=save_backup)
    restoring = commands.add_parser("restore", help="put a backup in place, also under a server")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=restore_backup)


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


def add_archives(commands: Any) -> None:
    """Say what can be told of the file of one workshop."""
    taking = commands.add_parser("archive", help="write one workshop as a file, without persons")
    taking.add_argument("workshop", type=int, help="its number, as in the address of its desk")
    taking.add_argument("file", type=Path)
    taking.add_argument("--force", action="store_true", help="replace the file, if there is one")
    taking.set_defaults(run=save_archive)
    bringing = commands.add_parser("bring-in", help="make a workshop from such a file")
    bringing.add_argument("file", type=Path)
    bringing.add_argument("--account", required=True, help="the e-mail address of who will run it")
    bringing.set_defaults(run=bring_archive_in)


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


if __name__ == "__main__":
    main()
