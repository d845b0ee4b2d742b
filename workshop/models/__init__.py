"""Tables, sessions and migrations."""

from workshop.models.advice import LeftAdvice, OpenField
from workshop.models.ballots import Ballot, BallotRevision, Elector, HandIn
from workshop.models.base import Base, new_id
from workshop.models.exports import Export, ExportPiece
from workshop.models.guidance import (
    BroughtEdition,
    GuidancePlan,
    GuidanceSection,
    OrganisationLook,
    Origin,
    PrincipleOrigin,
    ReportAnswer,
    ReviewReminder,
    Withdrawal,
)
from workshop.models.history import Edition, JournalEntry, Mark, Stamp
from workshop.models.lens_rules import OrganisationRule, RuleOff
from workshop.models.notes import Note, Pass, Theme
from workshop.models.organisations import Account, Invitation, Organisation, SignIn
from workshop.models.participants import ClosingAnswer, HelpRequest, Participant
from workshop.models.principles import (
    EarlierText,
    FieldUpdate,
    Principle,
    PrincipleField,
    PrincipleSource,
    Revision,
)
from workshop.models.reviews import Decision, Objection, OpenDecision, OtherView
from workshop.models.suggestions import MeToo, Suggestion
from workshop.models.tables import Companion, RoomTable, Seat, TablePrinciple, TableTheme
from workshop.models.workshops import Activity, Facilitation, Prompt, VoiceRow, Workshop

__all__ = [
    "Account", "Activity", "Ballot", "BallotRevision", "Base", "BroughtEdition", "ClosingAnswer",
    "Companion", "Decision", "EarlierText", "Edition", "Elector", "Export", "ExportPiece",
    "Facilitation", "FieldUpdate", "GuidancePlan", "GuidanceSection", "HandIn", "HelpRequest",
    "Invitation", "JournalEntry", "LeftAdvice", "Mark", "MeToo", "Note", "Objection",
    "OpenDecision", "OpenField", "Organisation", "OrganisationLook", "OrganisationRule", "Origin",
    "OtherView", "Participant", "Pass", "Principle", "PrincipleField", "PrincipleOrigin",
    "PrincipleSource", "Prompt", "ReportAnswer", "ReviewReminder", "Revision", "RoomTable",
    "RuleOff", "Seat", "SignIn", "Stamp", "Suggestion", "TablePrinciple", "TableTheme", "Theme",
    "VoiceRow", "Withdrawal", "Workshop", "new_id",
]  # fmt: skip
