"""The lens that an organisation looks through, and its rules as a page lists them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content.lens import Reason, RuleEntry, lens_with, reasons
from workshop.domain.lens import Lens, words_of
from workshop.domain.own_rules import OwnRule
from workshop.models import OrganisationRule, RuleOff
from workshop.projections.remembered import remembered
from workshop.projections.scope import View


@remembered
def lens_of(session: Session, organisation_id: int) -> Lens:
    """The lens of the rules that hold in an organisation now."""
    return lens_with(rules_off(session, organisation_id), own_rules(session, organisation_id))


def rules_off(session: Session, organisation_id: int) -> frozenset[str]:
    """The keys of the rules that an organisation switched off."""
    found = select(RuleOff.rule).where(RuleOff.organisation_id == organisation_id)
    return frozenset(session.scalars(found))


def own_rules(session: Session, organisation_id: int) -> tuple[OwnRule, ...]:
    """The rules that an organisation wrote."""
    ours = OrganisationRule.organisation_id == organisation_id
    found = session.scalars(select(OrganisationRule).where(ours).order_by(OrganisationRule.id))
    return tuple(as_rule(row) for row in found)


def as_rule(row: OrganisationRule) -> OwnRule:
    """A rule as the lens takes it."""
    pairs = tuple((words, other) for words, other in row.words)
    return OwnRule(row.id, row.reason, row.why, row.instead, pairs, tuple(row.leave))


def rules_by_reason(session: Session, organisation_id: int) -> list[View]:
    """Every rule under its reason: the organisation's own first, then those that ship.

    Rules whose reason there is not any more come first of all, under no title.
    """
    off, own = rules_off(session, organisation_id), own_rules(session, organisation_id)
    known = {reason.name for reason in reasons()}
    placed = [one for one in own if one.reason in known]
    taken = {words_of(words) for rule in placed for words, _other in rule.words}
    groups = [_group(reason, off, placed, taken) for reason in reasons()]
    lost = [_listed(one) | {"number": one.number} for one in own if one.reason not in known]
    return [_view_of(Reason(name="", title="", rules=()), lost), *groups] if lost else groups


def _group(
    reason: Reason, off: frozenset[str], own: Iterable[OwnRule], taken: set[str]
) -> View:
    ours = sorted((one for one in own if one.reason == reason.name), key=lambda one: one.words)
    rules = [_listed(one) | {"number": one.number} for one in ours]
    for one in reason.rules:
        given_over = [words for words in one.words if words_of(words) in taken]
        rules.append(_listed(one) | {"is_off": one.key in off, "given_over": given_over})
    return _view_of(reason, rules)


def _view_of(reason: Reason, rules: list[View]) -> View:
    return {
        "name": reason.name,
        "title": reason.title,
        "is_done": reason.is_done,
        "rules": rules,
        "in_use": sum(not one["is_off"] for one in rules),
    }


def _listed(rule: OwnRule | RuleEntry) -> View:
    words = list(dict(rule.words).items())
    return {
        "key": rule.key,
        "number": 0,
        "why": rule.why,
        "instead": rule.instead,
        "words": words,
        "first_other": next((other for _words, other in words if other), ""),
        "leave": list(rule.leave),
        "is_off": False,
        "given_over": [],
    }
