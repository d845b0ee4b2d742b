"""What an operator types: workshop serve, workshop rehearse."""

import argparse
import os
import sys
from pathlib import Path

from workshop.rehearsal.doors import Place
from workshop.rehearsal.rehearsing import play_for
from workshop.rehearsal.rehearsing import rehearse as play_through


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="workshop", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve workshops")
    serving.add_argument("--sample", action="store_true", help="with a sample workshop waiting")
    serving.set_defaults(run=serve)
    add_rehearse(commands.add_parser("rehearse", help="play a whole workshop with made-up people"))
    options = parser.parse_args()
    options.run(options)


def serve(options: argparse.Namespace) -> None:
    """Replace this process by the server: one process, gevent, websockets."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    environ = {**os.environ, "HOST": host, "PORT": port}
    if options.sample:
        environ["WORKSHOP_SAMPLE"] = "1"
    arguments = [
        sys.executable, "-m", "gunicorn", "wsgi:app",
        "--worker-class", "geventwebsocket.gunicorn.workers.GeventWebSocketWorker",
        "--workers", "1", "--bind", f"{host}:{port}", "--graceful-timeout", "3",
        "--backlog", "4096", "--worker-connections", "10000", "--log-level", "warning",
    ]  # fmt: skip
    os.execve(sys.executable, arguments, environ)  # noqa: S606


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
    faults = {name: report[name] for name in ("lost", "duplicates", "stale_screens")}
    print(f"{options.out / 'report.json'}: {report['people']} people, {report['seconds']} seconds")
    for name, found in faults.items():
        print(f"{name}: {len(found)}")
    sys.exit(1 if any(faults.values()) else 0)


if __name__ == "__main__":
    main()
