"""What is said of an outcome, in whole sentences that are never shortened."""

from typing import Any

from workshop.domain.words import N_
from workshop.publishing.wording import say_with

View = dict[str, Any]
SAY = say_with(str)
VERDICTS = {
    "agreed_by_every_voice": N_("Agreed by every voice."),
    "agreed_in_the_room": N_("Agreed in the room."),
    "not_agreed": N_("Not agreed."),
    "agreed_openly": N_("Agreed openly, not by secret ballot."),
    "not_agreed_openly": N_("Not agreed. This was decided openly, not by secret ballot."),
    "on_hold": N_("On hold: somebody said that this could cause harm."),
}
FIRST_ROUND = N_("First of two rounds, it decides nothing yet.")
TOO_FEW = N_("Too few to be counted alone: {voices}.")
ABSENT = N_("Nobody was here for: {voices}.")
STILL_HARM = N_("Somebody still says that this could cause harm.")
BEFORE_THAT = N_("{now} Before that, by secret ballot: {before}")


def standing_sentence(outcomes: list[View]) -> str:
    """What stands on a principle; before an open decision, the secret ballot stands too."""
    now = verdict_sentence(outcomes[-1])
    secret = [one for one in outcomes if one.get("way", "consent")]
    if secret and outcomes[-1] is not secret[-1]:
        return SAY(BEFORE_THAT, now=now, before=verdict_sentence(secret[-1]))
    return now


def verdict_sentence(outcome: View) -> str:
    """The whole sentence about an outcome, never shortened to "agreed"."""
    kind, is_first = outcome["kind"], is_first_round(outcome)
    said = [] if is_first and kind != "on_hold" else [SAY(VERDICTS[kind])]
    if is_first:
        said.append(SAY(FIRST_ROUND))
    elif kind == "agreed_in_the_room":
        said += [
            SAY(sentence, voices=", ".join(voices))
            for sentence, voices in ((TOO_FEW, outcome["too_few"]), (ABSENT, outcome["absent"]))
            if voices
        ]
    if outcome["harm"] and not is_first and kind != "on_hold":
        said.append(SAY(STILL_HARM))
    return " ".join(said)


def is_first_round(outcome: View) -> bool:
    """Whether it is the first of two rounds, which decides nothing."""
    return bool(outcome.get("round", 1) < outcome.get("rounds", 1))
