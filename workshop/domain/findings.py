"""Single views in which insiders learn something of the others, and each as a plain sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.domain.enumerator import (
    Kinds,
    Sight,
    answers_of,
    is_sure,
    kinds_ruled_out,
    left_for,
    others_of,
    tallies_by_record,
    tells_nothing,
)
from workshop.domain.records import GroupRecord
from workshop.domain.rules import Rule
from workshop.domain.sentences import Sentence
from workshop.domain.ways import DecidingWay, deciding_way_for

NEITHER = "none of these"


@dataclass(frozen=True)
class Finding:
    """What insiders look at, what is published, and what the others can have said then."""

    rule: Rule
    sight: Sight
    record: GroupRecord
    others: tuple[Kinds, ...]

    @property
    def way(self) -> DecidingWay:
        """The way of voting."""
        return deciding_way_for(self.rule.way)

    def words(self) -> str:
        """Return the finding as a plain sentence for the guide."""
        look = self.sight
        return (
            f"{look.papers} of {look.size} hand in, {self._insiders()}; published is "
            f"“{self._published()}”: {self._learnt()}."
        )

    def _insiders(self) -> str:
        look = self.sight
        many = [*look.own, look.insiders - sum(look.own)]
        names = [*self.way.KINDS, NEITHER]
        said = [f"{n} answered {name}" for n, name in zip(many, names, strict=True) if n]
        if not look.insiders:
            return "somebody who has not voted looks on"
        if look.insiders == 1:
            return f"{said[0].replace('1 ', 'one of them ', 1)} and looks on"
        return f"two of them put together what they know ({' and '.join(said)})"

    def _published(self) -> str:
        verdict = str(self.record.verdict).replace("_", " ")
        if self.record.band:
            return f"{verdict}, {self.record.band.replace('_', ' ')}"
        if self.record.counts:
            said = self.way.said(self.record.counts, self.way.part_of(self.rule))
            return f"{verdict}: {_in_english(said)}"
        return verdict

    def _learnt(self) -> str:
        names = [*self.way.KINDS, NEITHER]
        if is_sure(self.sight, self.others):
            (kind,) = left_for(self.sight, self.others)
            return f"so everybody else ({self.sight.others}) answered {names[kind]}"
        out = " or ".join(names[kind] for kind in kinds_ruled_out(self.sight, self.others))
        return f"so nobody else answered {out}"


def findings(size: int, rule: Rule, insiders: int, papers: int) -> Iterator[Finding]:
    """Yield each view, without words, in which something of the others is certain."""
    for own in answers_of(insiders, len(deciding_way_for(rule.way).KINDS)):
        sight = Sight(size, papers, insiders, own)
        for record, tallies in tallies_by_record(size, papers, rule).items():
            if sight.others < 1 or tells_nothing(sight, tallies):
                continue
            if others := others_of(sight, tallies):
                yield Finding(rule, sight, record, tuple(others))


def _in_english(said: Sentence) -> str:
    values = {
        name: _in_english(value) if isinstance(value, Sentence) else value
        for name, value in said.values.items()
    }
    return said.text.format(**values)
