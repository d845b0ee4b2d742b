"""Guidances with anything in them that people type, paste, or draw from other scripts."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from tests.publishing.sample import LOOK, SAMPLE
from workshop.domain.differences import differences
from workshop.publishing.document import (
    About,
    BallotRecord,
    FieldText,
    Guidance,
    Happened,
    OutcomeRow,
    PrincipleText,
    Reservation,
    SectionText,
    Source,
    Term,
    VoicePeople,
)
from workshop.publishing.lineage import Change, ChangedText, Changes, FromOrigin, OriginText

NASTY = [
    "“quoted”", "<script>alert(1)</script>", "</p>", "&amp;", "& &lt;", "*stars*", "__init__",
    "# not a heading", "## two ##", "1. first", "2) second", "- dash", "+ plus", "> said", "---",
    "===", "***", "`code`", "```", "~~~", "~~gone~~", "[a](http://evil.example)", "![x](y.png)",
    "[ref]: http://evil.example", "a | b", "|---|---|", "\\", "\\*", "{% raw %}", "{{ 7*7 }}",
    "{0}", "%(name)s", "#read(\"/etc/passwd\")", "$x^2$", "@ref", "=SUM(A1:A9)", "=1+1",
    "x ≥ 75 %", "√2 ∑", "🙂", "👩🏽‍🦽", "é ñ ř ő", "Ωμέγα", "Привет",
    "first\nsecond", "one\n\ntwo", "fi ffi fl", "C#", "a\u00a0b", "\u200b",
    "tab\there", "w" * 120, "http://example.org/a_b_c", "\x07bell", "\u202eturned",
    "{++in++}", "{--out--}", "- [ ] box", "[ ] box", "]]>", "<w:t>", "' OR 1=1", "e\u0301 q\u0301",
    "a\u0323\u0302", "+44 20", "@SUM(1)", "https://" + "long/" * 40,
]  # fmt: skip
LEFTWARD = ["שלום", "שלום עולם", "שָׁלוֹם", "say שלום to all", "مرحبا", "مرحبا بالعالم", "لا 12",
            "نعم، إذا", "مَرْحَبًا", "(עברית)"]
LONG = ["lorem ipsum " * 833, "w" * 10_000, "line\n" * 2_000, "فهم " * 2_500]
TYPED = st.text("ab <>&*_#-|\\`'\"\n.1", max_size=12)
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.sampled_from(LEFTWARD), TYPED),
                 max_size=4).map(" ".join)
LONGER = st.one_of(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(LONG))
SHORT = st.one_of(st.just(""), TEXTS)
LISTS = st.sampled_from(["", "- [ ] asked\n- [ ] heard a no", "1. a\n2. b\n\ntext\n\n1. c",
                         "### Part\n\n> said\n\n- one\n- **two** and *three*"])
DAY = date(2026, 5, 14)
STATUSES = ("agreed_by_every_voice", "agreed_in_the_room", "agreed_openly", "not_agreed",
            "not_agreed_openly", "on_hold", "first_round", "not_voted")
KINDS = ("text", "short", "about", "values", "principles", "disagreed", "gathered", "review",
         "made", "changes", "origin", "glossary")


@st.composite
def principles(draw: st.DrawFn, number: int) -> PrincipleText:
    """One principle; its first ballot has a picture, its second one beside the first."""
    row = OutcomeRow(draw(SHORT), ("circle",), 12, True, 0.75, 1.0, None, 0.75)
    ballot = BallotRecord(draw(TEXTS), DAY, draw(TEXTS), (row,))
    again = replace(ballot, verdict=draw(TEXTS), rows=(replace(row, low=0.5, high=0.75),))
    openly = BallotRecord(draw(TEXTS), DAY, draw(TEXTS), (), way="")
    return PrincipleText(
        number, f"p{number}", draw(TEXTS),
        tuple(FieldText(key, draw(SHORT), draw(LONGER)) for key in "ab"), (draw(TEXTS),),
        draw(st.sampled_from(STATUSES)), draw(TEXTS),
        draw(st.sampled_from([(), (ballot,), (ballot, again), (ballot, again, openly)])),
        reservations=(Reservation(draw(TEXTS), draw(TEXTS)),),
        harms=(Reservation(draw(TEXTS), draw(TEXTS)),),
        decision=draw(TEXTS), other_views=(draw(TEXTS), draw(SHORT)),
        sources=(Source(draw(SHORT), (draw(TEXTS), draw(SHORT))), Source(draw(TEXTS), ())),
        revision=draw(st.integers(1, 60)))


@st.composite
def changed(draw: st.DrawFn) -> ChangedText:
    """A text that became another."""
    return ChangedText(draw(SHORT), differences(draw(TEXTS), draw(TEXTS)))


@st.composite
def guidances(draw: st.DrawFn) -> Guidance:
    """A whole guidance: every section in some order, every field with something or nothing."""
    kinds = draw(st.one_of(st.just(()), st.permutations(KINDS)))
    sections = tuple(
        SectionText(f"s{place}", kind, draw(SHORT), draw(st.one_of(LISTS, TEXTS)), ("a", "b"))
        for place, kind in enumerate(kinds))
    change = Change(draw(TEXTS), "changed", (draw(changed()),), draw(SHORT), draw(SHORT))
    taken = FromOrigin("p1", draw(TEXTS), "changed", 1, (draw(changed()),))
    return replace(
        SAMPLE, title=draw(SHORT), organisation=draw(SHORT), question=draw(TEXTS),
        introduction_markdown=draw(TEXTS), sections=sections,
        principles=tuple(draw(principles(number + 1)) for number in range(draw(st.integers(0, 2)))),
        values=(draw(TEXTS), draw(SHORT)),
        about=(About(draw(SHORT), (draw(TEXTS),), (draw(TEXTS),)),),
        glossary=(Term(draw(TEXTS), draw(TEXTS)),), contact=draw(SHORT), review=draw(SHORT),
        for_whom=draw(SHORT), owner=draw(SHORT), notice=draw(SHORT),
        review_on=draw(st.sampled_from([None, DAY])), look=draw(st.sampled_from([None, LOOK])),
        standing=draw(st.sampled_from(["current", "draft", "withdrawn", "superseded"])),
        changes=draw(st.sampled_from([None, Changes(1, (change,))])),
        origin=draw(st.sampled_from([None, OriginText(draw(TEXTS), draw(TEXTS), 2, draw(SHORT),
                                                      (taken,))])),
        how_made=replace(SAMPLE.how_made, happened=(Happened(DAY, draw(TEXTS)),),
                         paragraphs=(draw(TEXTS),), remaining=(draw(SHORT),),
                         people=(VoicePeople(draw(SHORT), "circle", draw(SHORT)),)))
