"""What an operator types: workshop serve, rehearse, backup, restore."""

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from workshop.backups.backup import back_up
from workshop.backups.restore import restore
from workshop.backups.unfit import Unfit
from workshop.config import SettingError, Settings, settings_from
from workshop.metrics import SEVERAL
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
    serving.add_argument(
        "--workers", type=int, help="so many processes, with PostgreSQL and Redis; WORKERS, or 1"
    )
    serving.set_defaults(run=serve)
    add_rehearse(commands.add_parser("rehearse", help="play a whole workshop with made-up people"))
    add_backups(commands)
    options = parser.parse_args()
    try:
        options.run(options)
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


if __name__ == "__main__":
    main()
