"""What an operator types: workshop serve."""

import argparse
import os
import sys


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="workshop", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve workshops")
    serving.add_argument("--sample", action="store_true", help="with a sample workshop waiting")
    serving.set_defaults(run=serve)
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


if __name__ == "__main__":
    main()
