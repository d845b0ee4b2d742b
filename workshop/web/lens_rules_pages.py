"""The words that an organisation points out: every rule, a page to write one, and a try."""

from collections import defaultdict
from typing import Any

from flask import Blueprint, Response, request
from flask_login import current_user, login_required
from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict
from workshop.actions.lens_rules import (
    remove_rule,
    rule_for,
    save_rule,
    switch_rule,
    typed_rule,
)
from workshop.content.lens import RuleEntry, lens_with, reasons, shipped_rules
from workshop.domain.lens import Lens
from workshop.domain.own_rules import OwnRule, own_key, typed_words
from workshop.domain.policy import may_in_organisation
from workshop.domain.refusals import NotAllowed, NotFound, Refusal
from workshop.domain.text import FIELD_LENGTH, clean_text
from workshop.domain.words import N_
from workshop.models import Organisation
from workshop.projections.advice import marks_by_words
from workshop.projections.lens import as_rule, lens_of, own_rules, rules_by_reason, rules_off
from workshop.web.errors import sentence_of
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import page, see_other

blueprint = Blueprint("lens_rules", __name__, url_prefix="/plain-words")
TYPED = ("reason", "why", "words", "instead", "leave")
TAKEN_OUT = N_(
    "Somebody took this rule out while you wrote. What you wrote is below. You can keep it as a "
    "new rule."
)


@blueprint.get("")
@login_required  # type: ignore[untyped-decorator]
def every() -> Response:
    """Every rule, under its reason."""
    return _list_page()


@blueprint.post("")
@login_required  # type: ignore[untyped-decorator]
def try_out() -> Response:
    """What a typed sentence would have marked."""
    return _list_page()


@blueprint.post("/switch")
@login_required  # type: ignore[untyped-decorator]
def switch() -> Response:
    """Switch a rule that ships off, or on again."""
    key = request.form.get("rule", "")
    is_off = request.form.get("is_off") == "true"
    house().door.perform(switch_rule, account_actor(), rule=key, is_off=is_off)
    return see_other(_place_of(shipped_rules()[key][1].name, key))


@blueprint.get("/new")
@login_required  # type: ignore[untyped-decorator]
def begin() -> Response:
    """Write a rule; `?like=key` begins with one that ships, to take its place."""
    like = shipped_rules().get(request.args.get("like", ""))
    if like is None:
        return _rule_page(0, {"reason": request.args.get("reason", "")})
    entry, reason = like
    return _rule_page(0, _typed(entry, reason.name))


@blueprint.get("/rule/<int:number>")
@login_required  # type: ignore[untyped-decorator]
def change(number: int) -> Response:
    """Change a rule of one's own."""
    with house().database.reading() as session:
        rule = as_rule(rule_for(session, current_user.organisation_id, number))
    return _rule_page(number, _typed(rule, rule.reason) | {"opened": rule.stamp})


@blueprint.post("/new")
@blueprint.post("/rule/<int:number>")
@login_required  # type: ignore[untyped-decorator]
def keep(number: int = 0) -> Response:
    """Keep what was typed, or only try it; a rule that was taken out is offered as a new one."""
    typed = {name: request.form.get(name, "") for name in TYPED}
    opened = request.form.get("opened", "")
    try:
        if "try" in request.form:
            return _rule_page(number, typed | {"opened": opened}, typed_rule(**typed))
        made = house().door.perform(
            save_rule, account_actor(), rule=number, opened=opened, **typed
        )  # fmt: skip
    except Refusal as refusal:
        return _rule_page(number, typed | {"opened": opened}, refusal=refusal)
    return see_other(_place_of(typed["reason"], own_key(made["rule"])))


@blueprint.post("/rule/<int:number>/remove")
@login_required  # type: ignore[untyped-decorator]
def remove(number: int) -> Response:
    """Take a rule of one's own out."""
    house().door.perform(remove_rule, account_actor(), rule=number)
    return see_other("/plain-words")


def _place_of(reason: str, key: str) -> str:
    """Where a rule stands: its group is open, also for a browser without scripts."""
    return f"/plain-words?open={reason}#rule-{key}"


def _typed(rule: OwnRule | RuleEntry, reason: str) -> dict[str, str]:
    words = tuple(dict(rule.words).items())
    return {
        "reason": reason, "why": rule.why, "words": typed_words(words),
        "instead": rule.instead, "leave": "\n".join(rule.leave),
    }  # fmt: skip


def _may_change() -> bool:
    return may_in_organisation("rule.save", current_user.role)


def _list_page() -> Response:
    organisation = current_user.organisation_id
    with house().database.reading() as session:
        tried = _tried(lens_of(session, organisation))
        shown = page(
            "pages/plain_words.html",
            groups=rules_by_reason(session, organisation),
            opened=request.args.get("open", ""),
            may_change=_may_change(),
            organisation_name=session.get_one(Organisation, organisation).name,
            home_href="/",
            **tried,
        )
    shown.status_code = 422 if tried["error"] else 200
    return shown


def _rule_page(
    number: int, typed: dict[str, str], rule: OwnRule | None = None, refusal: Refusal | None = None
) -> Response:
    if not _may_change():
        raise NotAllowed(N_("Only an administrator of your organisation can change this."))
    with house().database.reading() as session:
        if number and not _is_here(session, number):
            number, refusal = 0, NotFound(TAKEN_OUT)
        titles = {one.name: one.title for one in reasons()}
        conflict = refusal if isinstance(refusal, Conflict) else None
        shown = page(
            "pages/plain_word.html",
            number=number,
            typed=defaultdict(str, typed, **(conflict.seen if conflict else {})),
            conflict=conflict,
            reasons=list(titles.items()),
            has_place=typed["reason"] in titles or not number,
            silent=", ".join(f"“{one.title}”" for one in reasons() if one.is_done),
            wrong=refusal.field if refusal else "",
            refused=sentence_of(refusal) if refusal else "",
            organisation_name="",
            home_href="/",
            **_tried(_lens_that_is_written(session, number, rule)),
        )
    shown.status_code = refusal.status if refusal else 200
    return shown


def _is_here(session: Session, number: int) -> bool:
    return any(one.number == number for one in own_rules(session, current_user.organisation_id))


def _lens_that_is_written(session: Session, number: int, rule: OwnRule | None) -> Lens:
    """The lens that would hold if this rule were kept."""
    organisation = current_user.organisation_id
    if rule is None:
        return lens_of(session, organisation)
    others = (one for one in own_rules(session, organisation) if one.number != number)
    return lens_with(rules_off(session, organisation), (*others, rule))


def _tried(lens: Lens) -> dict[str, Any]:
    """The sentence that was typed, and what it has marked if that was asked."""
    said: dict[str, Any] = {"sentence": request.form.get("sentence", ""), "error": ""}
    if "try" not in request.form:
        return said | {"marks": None}
    try:
        text = clean_text(said["sentence"], longest=FIELD_LENGTH, field="sentence")
    except Refusal as refusal:
        return said | {"marks": None, "error": sentence_of(refusal)}
    return said | {"marks": marks_by_words(text, lens)}
