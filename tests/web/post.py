"""A mail server for tests: it listens on this machine, and keeps what it was sent."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class PostOffice(socketserver.ThreadingTCPServer):
    """`answers` are given to RCPT, one after the other; when none is left, everybody is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[tuple[str, EmailMessage]] = []
        self.signed_in: list[str] = []
        self.answers: list[str] = []

    @property
    def url(self) -> str:
        """The setting that leads here."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self.say("220 ready")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "EHLO":
                self.say("250-here\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")
            elif word == "AUTH":
                self.server.signed_in.append(line)
                self.say("235 ok")
            elif word == "RCPT":
                to = line.partition("<")[2].rstrip(">")
                self.say(self.server.answers.pop(0) if self.server.answers else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                self.keep(to)
                self.say("250 kept")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def keep(self, to: str) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        found: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append((to, found))


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A mail server that is closed at the end of a test."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
