"""Reminders by mail that an edition is to be looked at again: once for each edition.

At least once: that it was sent is kept after it was sent, so a stop just then sends it again, with
the same Message-ID. What could not be sent is tried again, after pauses that grow.
"""

import logging
import smtplib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import gevent
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.reviews_due import note_reminded
from workshop.domain.actors import SERVER
from workshop.models import Account, Facilitation, ReviewReminder
from workshop.projections.editions import Standing, due_for_review
from workshop.publishing.reviewing import reminder_of
from workshop.web.house import House
from workshop.web.mailing import letter, post_office

log = logging.getLogger("workshop.reminding")
LANGUAGE = "en"
BETWEEN_LOOKS = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass
class Reminders:
    """What this process has sent, and when it looks again; only the leader looks."""

    house: House
    next_look: datetime | None = None
    failed: int = 0
    sent: set[tuple[int, int]] = field(default_factory=set)
    running: gevent.Greenlet | None = None

    def look(self) -> None:
        """Begin to send what is due, beside everything else; nobody waits for a mail server."""
        if not self.house.settings.smtp_url or (self.running and not self.running.ready()):
            return
        if self.next_look is None or self.house.clock() >= self.next_look:
            self.running = gevent.spawn(self.send)

    def send(self) -> None:
        """Send what is due now; what fails is tried again later."""
        if self._send_all():
            self.failed, pause = 0, BETWEEN_LOOKS
        else:
            pause = min(FIRST_PAUSE * 2 ** min(self.failed, 20), LONGEST_PAUSE)
            self.failed += 1
        self.next_look = self.house.clock() + pause

    def _send_all(self) -> bool:
        """Remind of each edition, whatever came of the others; says whether all went well."""
        try:
            reminded = [self._is_reminded(edition) for edition in self._waiting()]
        except Exception as error:
            log.warning("It was not found what is to be mailed: %s", type(error).__name__)
            return False
        return all(reminded)

    def _is_reminded(self, edition: Standing) -> bool:
        try:
            self._remind(edition)
        except Exception as error:
            log.warning("A reminder could not be mailed: %s", type(error).__name__)
            return False
        return True

    def _waiting(self) -> list[Standing]:
        with self.house.database.reading() as session:
            done = set(session.scalars(select(ReviewReminder.edition_id)))
            due = due_for_review(session, None, self.house.clock().date())
            return [one for one in due if one.id not in done]

    def _remind(self, edition: Standing) -> None:
        """Send each facilitator a letter of their own, then keep that it was done."""
        with self.house.database.reading() as session:
            people = _facilitators(session, edition.workshop_id)
        with post_office(self.house.settings) as office:
            for account, name, email in people:
                if (edition.id, account) not in self.sent:
                    self._send_one(office, edition, account, name, email)
                    self.sent.add((edition.id, account))
        self.house.door.perform(
            note_reminded, SERVER, workshop=edition.workshop_id, edition=edition.id
        )

    def _send_one(
        self, office: smtplib.SMTP, edition: Standing, account: int, name: str, email: str
    ) -> None:
        """Send one letter; what will never be taken is given up, all else is raised."""
        settings, view = self.house.settings, self._words(edition, name)
        subject, body = (
            self.house.studio.environment(LANGUAGE).get_template(f"mail/{part}.txt").render(view)
            for part in ("review_subject", "review_body")
        )
        try:
            message = letter(settings, email, subject, body, f"review-{edition.id}-{account}")
            office.send_message(message, to_addrs=[email])
        except smtplib.SMTPRecipientsRefused as error:
            (code, _), = error.recipients.values()
            _give_up_or_raise(error, code)
        except smtplib.SMTPDataError as error:
            _give_up_or_raise(error, error.smtp_code)
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            _give_up_or_raise(error, 500)

    def _words(self, edition: Standing, name: str) -> dict[str, object]:
        site = self.house.settings.address
        return {
            "name": name,
            "reminder": reminder_of(edition, self.house.clock().date()),
            "address": f"{site}{edition.path}",
            "desk": f"{site}/desk/{edition.workshop_id}/guidance",
        }


def _facilitators(session: Session, workshop_id: int) -> list[tuple[int, str, str]]:
    found = (
        select(Account.id, Account.name, Account.email)
        .join(Facilitation, Facilitation.account_id == Account.id)
        .where(Facilitation.workshop_id == workshop_id, Facilitation.role == "facilitator")
        .order_by(Account.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(found)]


def _give_up_or_raise(error: Exception, code: int) -> None:
    if code < 500:
        raise error
    log.warning("A reminder was refused for good: %s %s", type(error).__name__, code)
