"""What changed since the edition before: nothing that was said in either is lost on the way."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop.domain.sentences import NOT_READY
from workshop.projections.changes import changes_between, same_principles
from workshop.publishing.changes import changes_from

View = dict[str, Any]
AGREED: View = {"kind": "agreed_by_every_voice", "way": "consent", "ballot": 1, "round": 1,
                "rounds": 1, "harm": False, "too_few": [], "absent": [], "at": "2026-03-02",
                "rows": [], "papers": 12}  # fmt: skip
HELD = AGREED | {"kind": "on_hold", "harm": True, "ballot": 2}


def principle(number: int, statement: str, *ballots: View, **more: Any) -> View:
    return {"id": f"id-{number}", "number": number, "statement": statement, "fields": [],
            "ballots": list(ballots or [AGREED]), "tags": [], "decision": "",
            **more}  # fmt: skip


def field(key: str, text: str, is_open: bool = False) -> View:
    return {"key": key, "label": key.title(), "text": text, "is_open": is_open}


def document(*principles: View, number: int | None = 1) -> View:
    return {"edition_number": number, "principles": list(principles)}


def changed(before: View, now: View) -> list[View]:
    entries: list[View] = changes_between(document(before), document(now, number=2))["entries"]
    return entries


def side(text: View, *kinds: str) -> str:
    return "".join(words for kind, words in text["pieces"] if kind in kinds)


def test_where_nothing_changed_there_is_no_entry() -> None:
    one = principle(1, "We ask.", fields=[field("why", "So.")])
    assert changes_between(document(one), document(one)) == {"since": 1, "entries": []}


def test_changed_words_are_told_with_every_word_of_both() -> None:
    old = principle(1, "We ask first.", fields=[field("why", "So."), field("stop", "Say no.")])
    new = principle(1, "We always ask.", fields=[field("why", "So.")])
    (entry,) = changed(old, new)
    assert (entry["became"], entry["statement"]) == ("changed", "We always ask.")
    statement, stop = entry["texts"]
    assert side(statement, "kept", "removed") == "We ask first."
    assert side(statement, "kept", "added") == "We always ask."
    assert stop == {"label": "Stop", "pieces": [["removed", "Say no."]]}
    assert entry["before"] == entry["now"] == []


def test_a_new_outcome_alone_is_told_as_decided_anew() -> None:
    (entry,) = changed(principle(1, "We ask.", HELD), principle(1, "We ask.", HELD, AGREED))
    assert (entry["became"], entry["texts"]) == ("decided", [])
    (told,) = changes_from({"since": 1, "entries": [entry]}).entries  # type: ignore[union-attr]
    assert told.outcome_before == "On hold: somebody said that this could cause harm."
    assert told.outcome_now == "Agreed by every voice."


def test_what_came_and_what_went_is_told() -> None:
    kept, gone = principle(1, "We ask."), principle(2, "We tell.", fields=[field("why", "Once.")])
    new = principle(3, "We listen.")
    came, went = changes_between(document(kept, gone), document(kept, new))["entries"]
    assert (came["became"], came["statement"], len(came["now"])) == ("new", "We listen.", 1)
    assert (went["became"], went["statement"], len(went["before"])) == ("left", "We tell.", 1)
    assert [side(text, "removed") for text in went["texts"]] == ["Once."]


def test_a_field_left_open_is_never_mixed_with_words_of_ours() -> None:
    old = principle(1, "We ask.", fields=[field("why", "", is_open=True)])
    new = principle(1, "We ask.", fields=[field("why", "We are not alone.")])
    (entry,) = changed(old, new)
    assert entry["texts"][0]["pieces"] == [["removed", NOT_READY], ["added", "We are not alone."]]


def test_a_principle_is_known_by_its_id_when_all_its_words_changed() -> None:
    moved = principle(1, "Entirely other words.") | {"number": 7}
    assert same_principles([principle(1, "We ask.")], [moved]) == {0: 0}


def test_editions_of_an_earlier_release_are_matched_by_words_then_by_number() -> None:
    old = [bare(1, "We ask before we advise."), bare(2, "We listen."), bare(3, "Gone for good.")]
    new = [principle(1, "We ask before we talk."), principle(3, "Something else now."),
           principle(4, "We listen.")]  # fmt: skip
    assert same_principles(old, new) == {0: 0, 2: 1}


def bare(number: int, statement: str) -> View:
    return {k: v for k, v in principle(number, statement).items() if k != "id"}


WORDS = st.lists(
    st.sampled_from(["we", "ask", "never", "(if)", "“yes”", "=1+1", "שלום", "👩🏽‍🦽", "é", "\n\n"]),
    max_size=6,
).map(" ".join)
FIELDS = st.dictionaries(st.sampled_from(["why", "stop", "helps"]), st.tuples(WORDS, st.booleans()))


@st.composite
def principles(draw: st.DrawFn) -> list[View]:
    """Some principles of a common stock, with words of their own."""
    numbers = draw(st.lists(st.integers(1, 5), unique=True, max_size=5).map(sorted))
    return [
        principle(
            number, f"{number} {draw(WORDS)}", draw(st.sampled_from([AGREED, HELD])),
            decision=draw(WORDS),
            fields=[field(key, *said) for key, said in draw(FIELDS).items()],
        )
        for number in numbers
    ]


@given(old=principles(), new=principles())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_of_both_editions_is_told_or_stayed(old: list[View], new: list[View]) -> None:
    found = changes_between(document(*old), document(*new, number=2))["entries"]
    told = {int(one["statement"].split()[0]): one for one in found}
    before, now = ({one["number"]: one for one in some} for some in (old, new))
    assert len(told) == len(found)
    for number in {**before, **now}:
        _assert_told(told.pop(number, None), before.get(number), now.get(number))
    assert told == {}


def _assert_told(entry: View | None, before: View | None, now: View | None) -> None:
    if before is None or now is None:
        assert entry is not None
        assert entry["became"] == ("new" if before is None else "left")
        if before:
            assert _texts_told(entry) == {
                label: (text, "") for label, text in _texts(before).items() if label and text
            }
        return
    texts, is_decided = _texts_changed(before, now), before["ballots"] != now["ballots"]
    assert (entry is not None) == bool(texts or is_decided)
    if entry is not None:
        assert entry["became"] == ("changed" if texts else "decided")
        assert _texts_told(entry) == texts
        assert (len(entry["before"]), len(entry["now"])) == ((1, 1) if is_decided else (0, 0))


def _texts_told(entry: View) -> dict[str, tuple[str, str]]:
    return {
        text["label"]: (side(text, "kept", "removed"), side(text, "kept", "added"))
        for text in entry["texts"]
    }


def _texts_changed(before: View, now: View) -> dict[str, tuple[str, str]]:
    old, new = _texts(before), _texts(now)
    return {
        label: (old.get(label, ""), new.get(label, ""))
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    }


def _texts(one: View) -> dict[str, str]:
    fields = {
        said["label"]: NOT_READY if said["is_open"] else said["text"] for said in one["fields"]
    }
    return {"": one["statement"], **fields, "What was decided": one["decision"]}


@pytest.mark.parametrize("kept", [None, {"since": 1, "entries": []}])
def test_an_edition_that_kept_no_changes_still_reads(kept: View | None) -> None:
    found = changes_from(kept)
    assert found is None if kept is None else found is not None and found.entries == ()
