"""What an operator types: workshop serve, rehearse, backup, restore, archive, bring-in."""

import argparse
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from workshop.backups.unfit import Unfit
from workshop.config import SettingError, Settings, settings_from
from workshop.domain.refusals import Refusal
from workshop.metrics import SEVERAL


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
    serving.set_defaults(run="")
    add_rehearse(commands.add_parser("rehearse", help="play a whole workshop with made-up people"))
    add_backups(commands)
    add_archives(commands)
    options = parser.parse_args()
    try:
        if options.run:
            # A server starts without all that the other commands need.
            getattr(import_module("workshop.operating"), options.run)(options)
        else:
            serve(options)
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
    parser.set_defaults(run="rehearse")


def add_backups(commands: Any) -> None:
    """Say what can be told to a backup and a restore."""
    saving = commands.add_parser("backup", help="write a backup, also while the server runs")
    saving.add_argument("file", type=Path)
    saving.add_argument("--force", action="store_true", help="replace the file, if there is one")
    saving.set_defaults(run="save_backup")
    restoring = commands.add_parser("restore", help="put a backup in place, also under a server")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run="restore_backup")


def add_archives(commands: Any) -> None:
    """Say what can be told of the file of one workshop."""
    taking = commands.add_parser("archive", help="write one workshop as a file, without persons")
    taking.add_argument("workshop", type=int, help="its number, as in the address of its desk")
    taking.add_argument("file", type=Path)
    taking.add_argument("--force", action="store_true", help="replace the file, if there is one")
    taking.set_defaults(run="save_archive")
    bringing = commands.add_parser("bring-in", help="make a workshop from such a file")
    bringing.add_argument("file", type=Path)
    bringing.add_argument("--account", required=True, help="the e-mail address of who will run it")
    bringing.set_defaults(run="bring_archive_in")


if __name__ == "__main__":
    main()
