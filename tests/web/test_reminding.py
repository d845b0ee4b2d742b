"""Reminders by mail: once for each edition, to those who run its workshop, and only if wanted."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.actions.voted import drafted, vote
from tests.house import TestHouse
from tests.web.post import PostOffice, open_post_office
from workshop.actions import planning, publication, withdrawing
from workshop.config import SettingError, Settings, settings_from
from workshop.models import Account, Facilitation, ReviewReminder
from workshop.web.house import House
from workshop.web.mailing import Unencrypted, post_office
from workshop.web.reminding import BETWEEN_LOOKS, FIRST_PAUSE, Reminders

FACTS = {"title": "What we do", "for_whom": "", "owner": "", "contact": ""}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as one:
        yield one


@pytest.fixture
def due(house: TestHouse) -> TestHouse:
    """A house with an edition whose day is in a week, run by Sam and Kim."""
    vote(house, drafted(house))
    day = (house.clock() + timedelta(days=7)).date().isoformat()
    house.do(planning.plan_guidance, house.sam, review_on=day, **FACTS)
    house.do(publication.publish_edition, house.sam)
    (sam,) = house.rows(Account, Account.name == "Sam")
    house.add(Account(organisation_id=sam.organisation_id, email="kim@example.org", name="Kim",
                      role="facilitator", password_hash="-"))  # fmt: skip
    (kim,) = house.rows(Account, Account.name == "Kim")
    house.add(Facilitation(workshop_id=house.workshop, account_id=kim.id, role="facilitator"))
    return house


Make = Callable[[str], Reminders]


@pytest.fixture
def reminders(app: Flask, due: TestHouse) -> Make:
    """Makes what a process remembers of reminders, with the clock of the test."""
    whole: House = app.extensions["workshop"]

    def make(url: str) -> Reminders:
        settings = replace(whole.settings, smtp_url=url, mail_from="Workshop <w@example.org>")
        return Reminders(replace(whole, settings=settings, clock=due.clock))

    return make


def test_each_facilitator_gets_one_letter_of_their_own_once(
    office: PostOffice, reminders: Make, due: TestHouse
) -> None:
    one = reminders(office.url)
    one.send()
    assert [to for to, _ in office.letters] == ["sam@example.org", "kim@example.org"]
    to, letter = office.letters[1]
    assert letter["To"] == to
    assert letter["From"] == "Workshop <w@example.org>"
    assert letter["Subject"] == "“What we do” is to be looked at again on 9 March 2026."
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content().replace("\r\n", "\n")
    assert text.startswith("Hello Kim,\n\n“What we do” is to be looked at again on 9 March 2026.")
    assert f"http://127.0.0.1:8000/desk/{due.workshop}/guidance" in text
    assert "http://127.0.0.1:8000/o/tern-house/" in text
    one.send()
    reminders(office.url).send()
    assert len(office.letters) == 2
    assert one.next_look == due.clock() + BETWEEN_LOOKS


def test_a_title_cannot_write_lines_of_the_letter(
    office: PostOffice, reminders: Make, due: TestHouse
) -> None:
    due.do(planning.plan_guidance, due.sam, review_on="2026-03-03",
           **FACTS | {"title": "A & <b>\r\nBcc: x@example.org"})  # fmt: skip
    due.do(publication.publish_edition, due.sam)
    reminders(office.url).send()
    assert {to for to, _ in office.letters} == {"sam@example.org", "kim@example.org"}
    letter = office.letters[0][1]
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("“A & <b> Bcc: x@example.org” is to be")


def test_nothing_is_sent_of_an_edition_that_does_not_hold(
    office: PostOffice, reminders: Make, due: TestHouse
) -> None:
    due.do(withdrawing.withdraw_edition, due.sam, edition=1, reason="A mistake.")
    reminders(office.url).send()
    assert office.letters == []
    due.do(withdrawing.restore_edition, due.sam, edition=1)
    due.do(planning.plan_guidance, due.sam, review_on="", **FACTS)
    due.do(publication.publish_edition, due.sam)
    reminders(office.url).send()
    assert office.letters == []


def test_what_is_refused_for_now_is_tried_again_after_growing_pauses(
    office: PostOffice, reminders: Make, due: TestHouse, caplog: pytest.LogCaptureFixture
) -> None:
    office.answers = ["250 ok", "450 later <kim@example.org>", "451 later"]
    one, began = reminders(office.url), due.clock()
    with caplog.at_level(logging.WARNING):
        one.send()
        assert one.next_look == began + FIRST_PAUSE
        one.send()
        assert one.next_look == began + 2 * FIRST_PAUSE
    assert [to for to, _ in office.letters] == ["sam@example.org"]
    assert due.rows(ReviewReminder) == []
    assert "example.org" not in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    one.send()
    assert [to for to, _ in office.letters] == ["sam@example.org", "kim@example.org"]
    assert len(due.rows(ReviewReminder)) == 1


def test_who_is_refused_for_good_does_not_hold_up_the_others(
    office: PostOffice, reminders: Make, due: TestHouse
) -> None:
    office.answers = ["550 nobody here"]
    reminders(office.url).send()
    assert [to for to, _ in office.letters] == ["kim@example.org"]
    assert len(due.rows(ReviewReminder)) == 1


def test_a_server_that_does_not_answer_is_only_logged(
    office: PostOffice, reminders: Make, due: TestHouse, caplog: pytest.LogCaptureFixture
) -> None:
    url = office.url
    office.server_close()
    office.shutdown()
    one = reminders(url)
    one.send()
    assert one.next_look == due.clock() + FIRST_PAUSE
    assert due.rows(ReviewReminder) == []
    assert "could not be mailed" in caplog.text


def test_without_a_server_nothing_is_begun(reminders: Make) -> None:
    one = reminders("")
    one.look()
    assert one.running is None


def test_a_password_is_given_to_this_machine_and_never_in_the_clear_to_another(
    office: PostOffice, reminders: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = office.url.replace("smtp://", "smtp://sam:s%40crets@")
    reminders(url).send()
    assert len(office.signed_in) == 1
    monkeypatch.setattr("workshop.web.mailing._is_this_machine", lambda host: False)
    settings = reminders(url).house.settings
    before = len(office.signed_in)
    with pytest.raises(Unencrypted), post_office(settings):
        pass
    assert len(office.signed_in) == before


def mail_settings(tmp_path: object, **environ: str) -> Settings:
    return settings_from({"INSTANCE": str(tmp_path), **environ})


@pytest.mark.parametrize("url", [
    "mail.example.org", "http://mail.example.org", "smtp://", "smtp://mail.example.org:99999",
    "smtp://:secret-word@mail.example.org", "smtp://mail.example.org/path", "smtp://[bad",
    "smtp://mail.example.org?x=secret-word",
])  # fmt: skip
def test_a_wrong_mail_server_is_refused_at_the_start_without_its_password(
    tmp_path: object, url: str
) -> None:
    with pytest.raises(SettingError, match="SMTP_URL must look like") as refused:
        mail_settings(tmp_path, SMTP_URL=url, MAIL_FROM="w@example.org")
    assert "secret-word" not in str(refused.value)


def test_sender_and_server_belong_together(tmp_path: object) -> None:
    for one in ({"SMTP_URL": "smtp://mail.example.org"}, {"MAIL_FROM": "w@example.org"}):
        with pytest.raises(SettingError, match="belong together"):
            mail_settings(tmp_path, **one)
    for sender in ("nobody", "a@b@c", "w@example.org\nBcc: x@example.org"):
        with pytest.raises(SettingError, match="MAIL_FROM must be an address"):
            mail_settings(tmp_path, SMTP_URL="smtp://mail.example.org", MAIL_FROM=sender)
    kept = mail_settings(
        tmp_path, SMTP_URL="smtps://w:secret-word@mail.example.org", MAIL_FROM="W <w@example.org>"
    )
    assert "secret-word" not in repr(kept)
    assert mail_settings(tmp_path).smtp_url == ""
