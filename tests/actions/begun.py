"""A workshop that began from an edition, with the same cast as every other."""

from typing import Any

from tests.house import TestHouse
from workshop.actions.origins import bring_in
from workshop.domain.origins import OriginField, OriginPrinciple, OriginWords, plain
from workshop.models import Origin, Principle, PrincipleField

ASKING = OriginPrinciple(
    "p1", 1, "We ask before we advise.",
    (OriginField("why_it_matters", "Why it matters", "Nobody had asked me."),
     OriginField("not_when", "Not when", "We are not ready to say.", is_open=True),
     OriginField("weather", "The weather", "It must not rain.")),
    ("Choice", "weather"), "agreed_by_every_voice", "Agreed by every voice.",
)  # fmt: skip
LISTENING = OriginPrinciple("p2", 2, "We listen first.", (), (), "not_agreed", "Not agreed.")
THIRD = OriginPrinciple("p5", 5, "We say what we do.", (), (), "agreed_openly", "Agreed openly.")
ORIGIN = OriginWords(
    "When we advise", "Heron House", "When do we advise?", 2, (ASKING, LISTENING, THIRD),
    "mi_in_peer_support", "http://127.0.0.1:8000/g/ABCD2345/2",
)  # fmt: skip


def begin_from(house: TestHouse, origin: OriginWords = ORIGIN) -> TestHouse:
    """Let the furnished workshop be one that began from an edition, and go to its draft step."""
    keep_origin(house, origin)
    house.go("draft")
    return house


def keep_origin(house: TestHouse, origin: OriginWords = ORIGIN) -> None:
    """Let the furnished workshop be one that began from an edition; nobody is told."""
    house.add(
        Origin(
            workshop_id=house.workshop, title=origin.title, organisation=origin.organisation,
            edition_number=origin.edition_number, document=plain(origin), address=origin.address,
            taken_at=house.clock(),
        )
    )  # fmt: skip


def brought(house: TestHouse, *anchors: str) -> list[int]:
    """Sam brings these in; the principles that they became."""
    answer: dict[str, Any] = house.do(bring_in, house.sam, anchors=anchors)
    return list(answer["principles"])


def statements(house: TestHouse) -> list[str]:
    """What each principle of the workshop says first, in their order."""
    return [
        house.row(PrincipleField, (one.id, "statement")).text for one in house.rows(Principle)
    ]
