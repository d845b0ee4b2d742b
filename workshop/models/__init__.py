"""Tables, sessions and migrations."""

from workshop.models.ballots import Ballot, BallotRevision, Elector, HandIn
from workshop.models.base import Base, new_id
from workshop.models.history import Edition, JournalEntry, Mark, Stamp
from workshop.models.notes import Note, Pass, Theme
from workshop.models.organisations import Account, Invitation, Organisation, SignIn
from workshop.models.participants import ClosingAnswer, HelpRequest, Participant
from workshop.models.principles import Principle, PrincipleField, PrincipleSource, Revision
from workshop.models.workshops import Activity, Facilitation, Prompt, VoiceRow, Workshop

__all__ = [
    "Account", "Activity", "Ballot", "BallotRevision", "Base", "ClosingAnswer", "Edition",
    "Elector", "Facilitation", "HandIn", "HelpRequest", "Invitation", "JournalEntry", "Mark",
    "Note", "Organisation", "Participant", "Pass", "Principle", "PrincipleField",
    "PrincipleSource", "Prompt", "Revision", "SignIn", "Stamp", "Theme", "VoiceRow", "Workshop",
    "new_id",
]  # fmt: skip
