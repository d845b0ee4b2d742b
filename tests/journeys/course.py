"""One workshop brought from activity to activity over plain HTTP, small or very full."""

import secrets
from collections.abc import Iterator

from tests.journeys.people import Person, facilitator, found, participant
from tests.journeys.served import Served

LONG = (
    "When somebody has said no to a way of talking, I want us to stop there and then, to say that "
    "we have heard it, and to ask what would help instead, even if the plan, the training or the "
    "person who pays for the session would like us to go on. Nobody should have to say it twice."
)


class Course:
    """A workshop with its people, taken through its activities in order."""

    def __init__(self, served: Served, people: int = 11, notes: int = 8, principles: int = 2):
        self.served = served
        self.facilitator = facilitator(served)
        self.people = [participant(served, number % 2) for number in range(people)]
        self.notes, self.principles = notes, principles
        self.prompt = self.theme = ""

    def stages(self) -> Iterator[str]:
        """Go from activity to activity; each name is said when its state is reached."""
        yield "welcome"
        self.go_on()
        yield "write"
        self._write()
        yield "notes"
        self._show()
        yield "shown"
        self.go_to("Put")
        self._group()
        yield "group"
        self.go_to("Write what")
        self._draft()
        yield "draft"
        self.go_to("Vote")
        yield "before-ballot"
        self.open_ballot()
        yield "ballot"
        self._vote()
        yield "papers-in"
        self.close_ballot()
        yield "counted"
        self.go_to("Look")
        yield "review"
        self.go_to("Close")
        yield "close"
        self.facilitator.do("edition.publish", f"{self.facilitator.page}/guidance")
        yield "edition"

    def go_on(self) -> None:
        """On to the next step."""
        now = found(r'name="from_activity" value="(\d+)"', self.facilitator.see())[0]
        self.facilitator.do("agenda.go_on", from_activity=now)

    def go_to(self, title: str) -> None:
        """To the step whose title begins so."""
        step = (
            r'name="activity" value="(\d+)">\s*<button class="agenda__step">'
            rf"(?:(?!</button>).)*?<span>{title}"
        )
        self.facilitator.do("agenda.go_to", activity=found(step, self.facilitator.see())[0])

    def open_ballot(self) -> None:
        """Put every principle to the vote, six at most."""
        offered = found(r'id="put-(\d+)"', self.facilitator.see())
        size = found(r'name="expected" value="([^"]*)"', self.facilitator.see())[0]
        self.facilitator.do("ballot.open", expected=size, **{"principles[]": offered[:6]})

    def close_ballot(self) -> None:
        """Close the ballot that is open."""
        ballot = found(r'name="ballot" value="(\d+)"', self.facilitator.see())[0]
        self.facilitator.do("ballot.close", ballot=ballot)

    def answer_and_decide(self) -> str:
        """What comes after a ballot: an answer, a decision in words and openly, another view."""
        sam, page = self.facilitator, self.facilitator.page
        principle = found(r"/review/(\d+)", sam.see())[0]
        said = found(r'name="objection" value="(\d+)"', sam.see(f"{page}/review/{principle}"))[0]
        sam.do("objection.judge", objection=said, state="integrated", answer=LONG,
               was_state="raised", was_answer="")  # fmt: skip
        sam.do("decision.write", principle=principle, text=LONG, version=0)
        last = found(r"/review/(\d+)", sam.see())[-1]
        sam.do("decision.record", principle=last, is_agreed="true", text=LONG,
               key=secrets.token_hex(8))  # fmt: skip
        self.people[0].do("view.write", principle=principle, text=LONG, key=secrets.token_hex(8))
        return principle

    def _write(self) -> None:
        self.prompt = found(r'name="prompt" value="(\d+)"', self.people[0].see())[0]
        for number in range(self.notes):
            text = LONG if self.notes > 20 and number % 3 == 0 else _short(number)
            writer = self.people[number % len(self.people)]
            writer.do("note.post", prompt=self.prompt, text=text, key=secrets.token_hex(8))

    def _show(self) -> None:
        self.facilitator.do("notes.show", prompt=self.prompt)

    def _group(self) -> None:
        who = self.people[0]
        for name in ("Free to say no", "In our own words, at our own pace"):
            who.do("theme.add", name=name, key=secrets.token_hex(8))
        self.theme = found(r'id="theme-([1-9]\d*)"', who.see())[0]
        for number, note in enumerate(found(r'id="note-(\d+)"', who.see())[: self.notes // 2]):
            who = self.people[number % len(self.people)]
            who.do("note.move", note=note, theme=self.theme)

    def _draft(self) -> None:
        who = self.people[0]
        for number in range(self.principles):
            said = LONG if number % 4 == 3 else _principle(number)
            who.do(
                "principle.add", statement=said, theme=self.theme if number % 2 == 0 else 0,
                key=secrets.token_hex(8),
            )  # fmt: skip
        first = found(r'id="principle-(\d+)"', who.see())[0]
        for field, text in (
            ("signs_of_pressure", "Asking twice. Going quiet when somebody says no."),
            ("how_to_stop", "Say “let us stop here”. Put the sheet away."),
        ):
            who.do("field.save", principle=first, field=field, text=text, opened="")

    def _vote(self) -> None:
        for number, person in enumerate(self.people):
            hand_in(person, number)


def hand_in(person: Person, number: int) -> None:
    """Fill in one paper: most say yes, some say if or no with a reason."""
    page = person.see()
    ballot = found(r'name="ballot" value="(\d+)"', page)[0]
    asked = sorted(set(found(r'name="answers\.(\d+)"', page)), key=int)
    paper = {f"answers.{one}": "yes" for one in asked}
    if number % 5 == 2:
        paper |= {f"answers.{asked[0]}": "if", f"answers.{asked[0]}-if-why": "If it is written."}
    if number % 2 == 0:
        paper |= {f"answers.{asked[-1]}": "no", f"answers.{asked[-1]}-no-why": "Not like this."}
    person.do("paper.hand_in", ballot=ballot, number=0, **paper)


def _short(number: int) -> str:
    said = (
        "Ask me first, and let me say no without a reason.",
        "Do not write a goal for me that is not mine.",
        "Tell me what you are doing and why.",
        "It felt like being steered.",
        "Silence is all right. Give me time.",
        "I want to hear “that is up to you”, and for it to be true.",
        "Managers should not count how many people changed.",
    )
    return f"{said[number % len(said)]} ({number + 1})"


def _principle(number: int) -> str:
    said = (
        "We ask before we use motivational interviewing, and a no is enough.",
        "We never use it to reach a goal that somebody else has set.",
        "We say what we are doing, in plain words.",
    )
    return said[number % len(said)]
