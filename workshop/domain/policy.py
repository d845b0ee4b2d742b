"""Who may do what, and when: one table; what is not listed is refused."""

from dataclasses import dataclass

FACILITATOR = "facilitator"
SUPPORTER = "supporter"
PARTICIPANT = "participant"
WAITING = "waiting"
SERVER = "server"
NOBODY = "nobody"
ROLES = (FACILITATOR, SUPPORTER, PARTICIPANT, WAITING, SERVER, NOBODY)

OPEN = "open"
CLOSED = "closed"
ARCHIVED = "archived"
STATES = (OPEN, CLOSED, ARCHIVED)

KINDS = ("welcome", "write", "group", "draft", "ballot", "review", "close")


@dataclass(frozen=True)
class Permit:
    """Roles that may give a command, in which states, during which kinds of activity."""

    roles: frozenset[str]
    states: frozenset[str] = frozenset({OPEN})
    during: frozenset[str] = frozenset(KINDS)

    def allows(self, role: str, state: str, kind: str) -> bool:
        """Say whether this role may, in this state, during this kind of activity."""
        return role in self.roles and state in self.states and kind in self.during


def may(command: str, role: str, state: str, kind: str) -> bool:
    """Say whether the table permits a command; an unknown command is never permitted."""
    permit = PERMITS.get(command)
    return permit is not None and permit.allows(role, state, kind)


def _by(*roles: str, during: str = "", states: str = OPEN) -> Permit:
    kinds = frozenset(during.split()) if during else frozenset(KINDS)
    return Permit(frozenset(roles), frozenset(states.split()), kinds)


BOTH = (PARTICIPANT, FACILITATOR)

PERMITS: dict[str, Permit] = {
    # joining and leaving
    "participant.join": _by(NOBODY, PARTICIPANT, WAITING, FACILITATOR, SUPPORTER),
    "participant.rejoin": _by(NOBODY, PARTICIPANT, WAITING, states="open closed"),
    "participant.change": _by(PARTICIPANT, WAITING),
    "participant.pause": _by(PARTICIPANT),
    "participant.leave": _by(PARTICIPANT, WAITING, states="open closed"),
    "person.add": _by(FACILITATOR),
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
    "principle.set_aside": _by(FACILITATOR),
    "field.save": _by(*BOTH, during="draft review"),
    "source.attach": _by(*BOTH, during="draft review"),
    "source.detach": _by(*BOTH, during="draft review"),
    "principle.freeze": _by(FACILITATOR, during="draft ballot review"),
    # voting
    "ballot.open": _by(FACILITATOR, during="ballot"),
    "ballot.close": _by(FACILITATOR),
    "ballot.finish": _by(SERVER, states="open closed archived"),
    "ballot.void": _by(FACILITATOR, SERVER),
    "paper.hand_in": _by(PARTICIPANT),
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
    "help.see": _by(SUPPORTER),
    "help.end": _by(SUPPORTER),
    # ending and publishing
    "closing.answer": _by(PARTICIPANT, during="close"),
    "introduction.save": _by(FACILITATOR, states="open closed"),
    "edition.publish": _by(FACILITATOR, states="open closed"),
    "workshop.close": _by(FACILITATOR),
    "workshop.reopen": _by(FACILITATOR, states="closed"),
    "workshop.archive": _by(FACILITATOR, states="open closed"),
}
