"""The end: a call for someone, closing answers, a page in plain words, the edition, its files."""

import re
from datetime import date, timedelta
from pathlib import Path

from workshop.rehearsal.phone import Phone
from workshop.rehearsal.seeing import offers, shows
from workshop.rehearsal.stage import Stage, Stuck

FILES = (".html", ".pdf", ".docx", ".md", ".json")


def call_for_someone(stage: Stage) -> None:
    """Somebody asks for someone, and is all right again."""
    phone = stage.person(3)
    phone.give("help.ask", shows("mine", "You asked for someone"))
    phone.give("help.cancel", lambda s: "You asked for someone" not in s.pieces["mine"].text)


def close(stage: Stage) -> None:
    """Everybody answers the closing questions."""

    def answer(phone: Phone) -> None:
        given = {
            f"answers.{one.question}": one.choices[phone.number - 1] for one in stage.play.closing
        }
        given = {name: choice for name, choice in given.items() if choice}
        if given and phone.sees(offers("mine", "closing.answer")):
            phone.give("closing.answer", shows("mine", "Your answers are in"), **given)

    stage.together(answer, stage.people)


def publish(stage: Stage, out: Path) -> list[dict[str, object]]:
    """Write the page in plain words, answer for the reports, publish an edition, keep its files,
    and close the workshop."""
    if stage.play.introduction:
        words = {"title": "", "text": stage.play.introduction, "is_shown": True}
        stage.desk.give("section.save", section="summary", **words)
    _say_what_it_is(stage)
    _answer_reports(stage)
    stage.desk.give("edition.publish")
    page = stage.desk.visitor.get(f"{stage.desk.path}/guidance")
    links = re.findall(r'href="(/o/[^"/]+/[^"/]+/\d+)"', page)
    if not links:
        raise Stuck("No edition was published.")
    editions = [_keep(stage, out, link) for link in links]
    stage.press("workshop.close")
    stage.desk.sees(shows("next", "This workshop is closed."))
    return editions


def _say_what_it_is(stage: Stage) -> None:
    """Say who the document is for, who looks after it, and when it is looked at again."""
    if facts := stage.play.facts:
        page = stage.desk.visitor.get(f"{stage.desk.path}/guidance")
        today = re.findall(r'data-server-time="(\d{4}-\d\d-\d\d)', page)[0]
        again = date.fromisoformat(today) + timedelta(days=facts.again_after)
        stage.desk.give(
            "guidance.plan",
            title=stage.play.title,
            for_whom=facts.for_whom,
            owner=facts.owner,
            contact=facts.contact,
            review_on=again.isoformat(),
        )


def _answer_reports(stage: Stage) -> None:
    """Say what the reports ask; some of it stays open."""
    if stage.play.answers:
        stage.desk.give(
            "report.answer",
            answers={one.question: one.text for one in stage.play.answers},
            left_open=[one.question for one in stage.play.answers if one.left_open],
        )


def _keep(stage: Stage, out: Path, link: str) -> dict[str, object]:
    number = int(link.rpartition("/")[2])
    files: dict[str, int] = {}
    for ending in FILES:
        content = stage.desk.visitor.get_bytes(link + ("" if ending == ".html" else ending))
        name = f"guidance-{number}{ending}"
        (out / name).write_bytes(content)
        files[name] = len(content)
    return {"number": number, "files": files}
