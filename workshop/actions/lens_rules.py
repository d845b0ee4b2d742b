"""What an organisation changes about the language lens, for all of its workshops at once."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict
from workshop.actions.permission import require_in_organisation
from workshop.actions.recording import record
from workshop.content.lens import reasons, shipped_rules
from workshop.domain.actors import Actor
from workshop.domain.events import LensChanged
from workshop.domain.lens import words_of
from workshop.domain.own_rules import MOST_RULES, OwnRule, read_rule, typed_words
from workshop.domain.policy import OPEN
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.models import OrganisationRule, Principle, RuleOff, Workshop
from workshop.projections.lens import as_rule, own_rules


def switch_rule(session: Session, actor: Actor, *, rule: str, is_off: bool) -> None:
    """Switch a rule that ships off, or on again."""
    account = require_in_organisation(session, actor, "rule.switch")
    if rule not in shipped_rules():
        raise NotFound(N_("That rule is not here any more."))
    row = session.get(RuleOff, (account.organisation_id, rule))
    if is_off and row is None:
        session.add(RuleOff(organisation_id=account.organisation_id, rule=rule))
    elif not is_off and row is not None:
        session.delete(row)
    _tell(session, account.organisation_id)


def save_rule(
    session: Session, actor: Actor, *, rule: int = 0, reason: str, why: str, words: str,
    instead: str = "", leave: str = "", opened: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Add a rule, or change the one with that number, if it still says what it said when `opened`.

    That is told by its stamp. Refuses words that another rule of the organisation has; a rule
    that ships gives them over.
    """
    account = require_in_organisation(session, actor, "rule.save")
    row = rule_for(session, account.organisation_id, rule, is_locked=True) if rule else None
    typed = typed_rule(reason, why=why, words=words, instead=instead, leave=leave)
    if row is not None:
        _refuse_unseen(as_rule(row), typed, opened)
    own = own_rules(session, account.organisation_id)
    others = [one for one in own if one.number != rule]
    _refuse_same_words(typed, others)
    if row is None:
        if len(others) >= MOST_RULES:
            raise Refusal(
                N_("There is room for {most} rules of your own. Please take one out first."),
                most=MOST_RULES,
            )
        row = OrganisationRule(organisation_id=account.organisation_id)
        session.add(row)
    row.reason, row.why, row.instead = typed.reason, typed.why, typed.instead
    row.words, row.leave = [list(pair) for pair in typed.words], list(typed.leave)
    session.flush()
    _tell(session, account.organisation_id)
    return {"rule": row.id}


def remove_rule(session: Session, actor: Actor, *, rule: int) -> None:
    """Take out a rule of the organisation's own; a rule that ships has its words back."""
    account = require_in_organisation(session, actor, "rule.remove")
    session.delete(rule_for(session, account.organisation_id, rule, is_locked=True))
    _tell(session, account.organisation_id)


def rule_for(
    session: Session, organisation_id: int, rule: int, *, is_locked: bool = False
) -> OrganisationRule:
    """A rule of this organisation, or a refusal; locked, nobody else changes it meanwhile."""
    row = session.get(OrganisationRule, rule, with_for_update=is_locked)
    if row is None or row.organisation_id != organisation_id:
        raise NotFound(N_("That rule is not here any more."))
    return row


def typed_rule(reason: str, **typed: str) -> OwnRule:
    """The rule that somebody typed, not kept yet; refuses a reason that there is not."""
    if reason not in {one.name for one in reasons()}:
        raise NotValid(N_("Please choose where it belongs."), field="reason")
    return read_rule(0, reason, **typed)


def _refuse_unseen(stands: OwnRule, typed: OwnRule, opened: str) -> None:
    if stands.stamp not in (opened, typed.stamp):
        titles = {one.name: one.title for one in reasons()}
        raise Conflict(
            _in_full(stands),
            _in_full(typed),
            command="rule.save",
            seen={"opened": stands.stamp},
            stands=titles.get(stands.reason, ""),
            chosen=titles[typed.reason],
        )


def _in_full(rule: OwnRule) -> str:
    """All that a rule says, one under the other."""
    parts = (typed_words(rule.words), rule.why, rule.instead, "\n".join(rule.leave))
    return "\n\n".join(part for part in parts if part)


def _refuse_same_words(typed: OwnRule, others: list[OwnRule]) -> None:
    taken = {words_of(words) for one in others for words, _other in one.words}
    for words, _other in typed.words:
        if words_of(words) in taken:
            raise NotValid(
                N_("Another rule of yours points out “{words}” already."),
                field="words", words=words,
            )  # fmt: skip


def _tell(session: Session, organisation_id: int) -> None:
    """The desks of workshops that are open say anew what is left to look at."""
    found = (
        select(Principle.workshop_id, Principle.id)
        .join(Workshop, Workshop.id == Principle.workshop_id)
        .where(Workshop.organisation_id == organisation_id, Workshop.state == OPEN)
        .where(Principle.is_set_aside.is_(False))
    )
    for workshop_id, principle_id in session.execute(found):
        record(session, LensChanged(workshop_id, principle_id))
