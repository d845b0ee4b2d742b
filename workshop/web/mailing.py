"""Sending mail, where an operator has set how."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from workshop.clock import server_clock
from workshop.config import Settings

WAIT_SECONDS = 20


class Unencrypted(Exception):
    """A password would have to be sent so that others can read it."""


def letter(settings: Settings, to: str, subject: str, body: str, mark: str) -> EmailMessage:
    """A plain letter; the same `mark` makes a repeat known to the reader's program.

    Raises ValueError where `to` is no address.
    """
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(server_clock())
    message["Message-ID"] = f"<{mark}@{urlsplit(settings.address).hostname or 'workshop'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


@contextmanager
def post_office(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A connection to the server of SMTP_URL, signed in where it says so.

    With smtp:// it is encrypted if the server can; a password is not sent before.
    """
    place = urlsplit(settings.smtp_url)
    with _connected(place) as office:
        if place.scheme == "smtp":
            office.ehlo()
            if office.has_extn("starttls"):
                office.starttls(context=ssl.create_default_context())
                office.ehlo()
            elif place.password and not _is_this_machine(place.hostname or ""):
                raise Unencrypted
        if place.username:
            office.login(unquote(place.username), unquote(place.password or ""))
        yield office


def _connected(place: SplitResult) -> smtplib.SMTP:
    host = place.hostname or ""
    if place.scheme == "smtps":
        safely = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, place.port or 465, timeout=WAIT_SECONDS, context=safely)
    return smtplib.SMTP(host, place.port or 587, timeout=WAIT_SECONDS)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
