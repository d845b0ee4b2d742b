"""Who may do what, and when: one table; what is not listed is refused."""

from dataclasses import dataclass

FACILITATOR = "facilitator"
SUPPORTER = "supporter"
PARTICIPANT = "participant"
WAITING = "waiting"
SERVER = "server"
NOBODY = "nobody"
ADMINISTRATOR = "administrator"
ROLES = (FACILITATOR, SUPPORTER, PARTICIPANT, WAITING, SERVER, NOBODY)

OPEN = "open"
CLOSED = "closed"
ARCHIVED = "archived"
STATES = (OPEN, CLOSED, ARCHIVED)

KINDS = ("welcome", "talk", "write", "group", "draft", "suggest", "ballot", "review", "close")


@dataclass(frozen=True)
class Permit:
    """Roles that may give a command, in which states, during which kinds of activity.

    `also` is for other roles that may give it at fewer times.
    """

    roles: frozenset[str]
    states: frozenset[str] = frozenset({OPEN})
    during: frozenset[str] = frozenset(KINDS)
    also: "Permit | None" = None

    def allows(self, role: str, state: str, kind: str) -> bool:
        """Say whether this role may, in this state, during this kind of activity."""
        if role in self.roles and state in self.states and kind in self.during:
            return True
        return self.also is not None and self.also.allows(role, state, kind)


def may(command: str, role: str, state: str, kind: str) -> bool:
    """Say whether the table permits a command; an unknown command is never permitted."""
    permit = PERMITS.get(command)
    return permit is not None and permit.allows(role, state, kind)


def may_in_organisation(command: str, role: str) -> bool:
    """Say whether an account of this role may change what is the whole organisation's."""
    return role in IN_ORGANISATION.get(command, ())


def _by(
    *roles: str, during: str = "", states: str = OPEN, also: Permit | None = None
) -> Permit:
    kinds = frozenset(during.split()) if during else frozenset(KINDS)
    return Permit(frozenset(roles), frozenset(states.split()), kinds, also)


BOTH = (PARTICIPANT, FACILITATOR)
WHO_WRITE = _by(PARTICIPANT, during="draft review")

PERMITS: dict[str, Permit] = {
    # joining and leaving
    "participant.join": _by(NOBODY, PARTICIPANT, WAITING, FACILITATOR, SUPPORTER),
    "participant.rejoin": _by(NOBODY, PARTICIPANT, WAITING, states="open closed"),
    "participant.words": _by(PARTICIPANT, WAITING, states="open closed"),
    "participant.change": _by(PARTICIPANT, WAITING),
    "participant.pause": _by(PARTICIPANT),
    "participant.return": _by(PARTICIPANT),
    "participant.hand_on": _by(PARTICIPANT, WAITING, states="open closed"),
    "participant.leave": _by(PARTICIPANT, WAITING, states="open closed"),
    "person.add": _by(FACILITATOR),
    "person.words": _by(FACILITATOR),
    "person.place": _by(FACILITATOR),
    "entrance.set": _by(FACILITATOR),
    # writing
    "note.post": _by(PARTICIPANT, during="write"),
    "note.change": _by(PARTICIPANT, states="open closed"),
    "note.delete": _by(PARTICIPANT, states="open closed"),
    "prompt.pass": _by(PARTICIPANT, during="write"),
    "note.type": _by(FACILITATOR, during="write"),
    "notes.show": _by(FACILITATOR),
    "note.hold": _by(FACILITATOR),
    "note.release": _by(FACILITATOR),
    "note.return": _by(FACILITATOR),
    # grouping
    "note.move": _by(*BOTH, during="group draft"),
    "theme.add": _by(*BOTH, during="group draft"),
    "theme.rename": _by(*BOTH, during="group draft"),
    "theme.remove": _by(FACILITATOR, during="group draft"),
    # drafting
    "principle.add": _by(*BOTH, during="draft"),
    "principle.start": _by(FACILITATOR, during="draft"),
    "origin.bring_in": _by(FACILITATOR, during="draft"),
    "principle.set_aside": _by(FACILITATOR),
    "field.save": _by(*BOTH, during="draft review"),
    "field.leave_open": _by(*BOTH, during="draft review"),
    "field.put_back": _by(*BOTH, during="draft review"),
    "field.remove_earlier": _by(FACILITATOR, states="open closed"),
    "advice.leave": _by(*BOTH, during="draft review"),
    "field.type": _by(*BOTH, during="draft review"),
    "principle.protect": _by(*BOTH, during="draft review"),
    "source.attach": _by(*BOTH, during="draft review"),
    "source.detach": _by(*BOTH, during="draft review"),
    "source.quote": _by(*BOTH, during="draft review"),
    "principle.restore": _by(FACILITATOR, during="draft suggest review"),
    "principle.freeze": _by(FACILITATOR, during="draft suggest ballot review"),
    # suggesting
    "suggestion.make": _by(PARTICIPANT, during="draft suggest review"),
    "suggestion.me_too": _by(PARTICIPANT, during="draft suggest review"),
    "suggestion.withdraw": _by(PARTICIPANT, states="open closed"),
    "suggestion.read": _by(PARTICIPANT, states="open closed"),
    "suggestion.change": _by(PARTICIPANT, states="open closed"),
    "suggestion.hold": _by(FACILITATOR, states="open closed"),
    "suggestion.return": _by(FACILITATOR, states="open closed"),
    "suggestion.release": _by(FACILITATOR, states="open closed"),
    "suggestion.take": _by(
        FACILITATOR, during="draft suggest review", also=WHO_WRITE
    ),
    "suggestion.take_edited": _by(
        FACILITATOR, during="draft suggest review", also=WHO_WRITE
    ),
    "suggestion.join": _by(FACILITATOR, during="draft suggest review"),
    "suggestion.decline": _by(FACILITATOR, during="draft suggest review"),
    # tables: who sits at one writes its principles, others read them (`seating.refuse_elsewhere`)
    "tables.split": _by(FACILITATOR, during="draft"),
    "tables.end": _by(FACILITATOR, during="draft"),
    "table.move": _by(FACILITATOR, during="draft"),
    "table.give": _by(FACILITATOR, during="draft"),
    "table.time": _by(FACILITATOR, during="draft"),
    "table.call": _by(PARTICIPANT, during="draft"),
    "table.answer": _by(FACILITATOR, SUPPORTER),
    "pair.ask": _by(PARTICIPANT),
    "pair.end": _by(PARTICIPANT),
    # voting
    "room.count": _by(FACILITATOR),
    "voice.move": _by(FACILITATOR),
    "ballot.open": _by(FACILITATOR, during="ballot"),
    "ballot.close": _by(FACILITATOR, SERVER),
    "ballot.finish": _by(SERVER, states="open closed archived"),
    "ballot.void": _by(FACILITATOR, SERVER),
    "paper.hand_in": _by(PARTICIPANT),
    # looking at what came out
    "objection.judge": _by(FACILITATOR, states="open closed"),
    "decision.write": _by(FACILITATOR, during="review close", states="open closed"),
    "decision.record": _by(FACILITATOR, during="ballot review"),
    "view.write": _by(PARTICIPANT, during="review close"),
    "view.change": _by(PARTICIPANT, states="open closed"),
    "view.delete": _by(PARTICIPANT, states="open closed"),
    "view.hold": _by(FACILITATOR, states="open closed"),
    "view.release": _by(FACILITATOR, states="open closed"),
    # running
    "agenda.go_on": _by(FACILITATOR),
    "agenda.go_to": _by(FACILITATOR),
    "agenda.move": _by(FACILITATOR),
    "agenda.skip": _by(FACILITATOR),
    "prompt.next": _by(FACILITATOR, during="write"),
    "ways.save": _by(FACILITATOR),
    "clock.add": _by(FACILITATOR),
    "clock.hold": _by(FACILITATOR),
    "clock.resume": _by(FACILITATOR),
    "wall.blank": _by(FACILITATOR),
    # looking after each other
    "help.ask": _by(PARTICIPANT, WAITING),
    "help.cancel": _by(PARTICIPANT, WAITING),
    # those who run the workshop only where no supporter is (`caring._require_to_come`)
    "help.see": _by(SUPPORTER, FACILITATOR),
    "help.end": _by(SUPPORTER, FACILITATOR),
    # ending and publishing
    "closing.answer": _by(PARTICIPANT, during="close"),
    "guidance.plan": _by(FACILITATOR, states="open closed"),
    "section.save": _by(FACILITATOR, states="open closed"),
    "report.answer": _by(FACILITATOR, states="open closed"),
    "edition.publish": _by(FACILITATOR, states="open closed"),
    "edition.withdraw": _by(FACILITATOR, states="open closed archived"),
    "edition.restore": _by(FACILITATOR, states="open closed archived"),
    "editions.list": _by(FACILITATOR, states="open closed archived"),
    "review.note": _by(SERVER, states="open closed archived"),
    "workshop.close": _by(FACILITATOR),
    "meeting.tell": _by(FACILITATOR, states="closed"),
    "workshop.reopen": _by(FACILITATOR, states="closed"),
    "workshop.archive": _by(FACILITATOR, states="open closed"),
}

IN_ORGANISATION: dict[str, frozenset[str]] = {
    # the words that the language lens points out, in every workshop
    "rule.switch": frozenset({ADMINISTRATOR}),
    "rule.save": frozenset({ADMINISTRATOR}),
    "rule.remove": frozenset({ADMINISTRATOR}),
    # the logo and the colour of every document
    "look.save": frozenset({ADMINISTRATOR}),
}
