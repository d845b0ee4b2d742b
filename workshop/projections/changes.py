"""What became of each principle and part since the edition before, kept in the new one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workshop.domain.differences import ADDED, REMOVED, differences
from workshop.domain.sentences import NOT_READY, said
from workshop.domain.words import N_
from workshop.projections.scope import View

DECISION = N_("What was decided")
TAGS = N_("It protects")
NAME, WORDS = N_("Its name"), N_("Its words")
DOCUMENT, PART = N_("the name of the document"), N_("the part “{title}”")
OUTCOME = ("kind", "way", "ballot", "round", "rounds", "harm", "too_few", "absent", "at")
"""What is kept of an outcome: enough for its sentence, and to tell one from another."""
LIKE = 0.5
Text = tuple[str, str, bool]


def changes_between(before: View, now: View) -> View:
    """What is new, changed, decided anew and left between two documents, in reading order.

    Of a principle that stayed, each text that changed is there with every word of both; of one
    that is left, every word; of a new one only the statement, for its words stand in the document.
    """
    old, new = before["principles"], now["principles"]
    twins = same_principles(old, new)
    entries = [
        entry
        for place, principle in enumerate(new)
        for entry in _entry(old[twins[place]] if place in twins else None, principle)
    ]
    gone = [one for place, one in enumerate(old) if place not in twins.values()]
    entries += [_left(one) for one in gone]
    return {
        "since": before["edition_number"], "entries": [*entries, *_of_the_parts(before, now)]
    }  # fmt: skip


def same_principles(old: Sequence[View], new: Sequence[View]) -> dict[int, int]:
    """The place in `old` for each place in `new` that holds the same principle.

    A principle is known by its `id`. Editions of an earlier release have none: there it is the one
    with the same words, else the one with the same number and at least half of the words.
    """
    free, twins = dict(enumerate(old)), dict[int, int]()
    for is_same in (_has_same_id, _says_the_same, _is_like):
        for place in set(range(len(new))) - set(twins):
            found = next((at for at, other in free.items() if is_same(other, new[place])), None)
            if found is not None:
                twins[place] = found
                del free[found]
    return twins


def _has_same_id(old: View, new: View) -> bool:
    return bool(old.get("id")) and old.get("id") == new.get("id")


def _says_the_same(old: View, new: View) -> bool:
    return _may_be(old, new) and bool(old["statement"] == new["statement"])


def _is_like(old: View, new: View) -> bool:
    if not _may_be(old, new) or old["number"] != new["number"]:
        return False
    mine, theirs = (Counter(one["statement"].lower().split()) for one in (old, new))
    return (mine & theirs).total() >= LIKE * max(mine.total(), theirs.total())


def _may_be(old: View, new: View) -> bool:
    return not (old.get("id") and new.get("id"))


def _entry(old: View | None, new: View) -> Iterator[View]:
    if old is None:
        yield _told("new", new["statement"], [], [], new["ballots"])
        return
    texts = list(_changed(_texts(old), _texts(new)))
    outcomes = (old["ballots"], new["ballots"])
    if [_outcome(one) for one in old["ballots"]] == [_outcome(one) for one in new["ballots"]]:
        outcomes = ([], [])
    if texts or outcomes[1]:
        yield _told("changed" if texts else "decided", new["statement"], texts, *outcomes)


def _left(old: View) -> View:
    texts = list(_changed({k: t for k, t in _texts(old).items() if k != "statement"}, {}))
    return _told("left", old["statement"], texts, old["ballots"], [])


def _told(
    became: str, statement: str, texts: list[View], before: list[View], now: list[View]
) -> View:
    return {
        "became": became, "statement": statement, "texts": texts,
        "before": [_outcome(one) for one in before], "now": [_outcome(one) for one in now],
    }  # fmt: skip


def _of_the_parts(before: View, now: View) -> Iterator[View]:
    """The name of the document, and its parts; an edition of an earlier release had none."""
    if before.get("title") != now.get("title"):
        pieces = _pieces((NAME, before["title"], False), (NAME, now["title"], False))
        yield _told("changed", said(DOCUMENT), [{"label": said(NAME), "pieces": pieces}], [], [])
    if "sections" not in before or "sections" not in now:
        return
    old = {one["key"]: one for one in before["sections"]}
    new = {one["key"]: one for one in now["sections"]}
    for key in {**new, **old}:
        yield from _part(old.get(key), new.get(key))


def _part(old: View | None, new: View | None) -> Iterator[View]:
    one = new or old
    if one is None:
        return
    texts = list(_changed(_texts_of_part(old), _texts_of_part(new)))
    became = "changed" if old and new else "new" if new else "left"
    if became != "changed" or texts:
        shown = texts if became != "new" else []
        yield _told(became, said(PART, title=one["title"]), shown, [], [])


def _texts_of_part(part: View | None) -> dict[str, Text]:
    if part is None:
        return {}
    return {"title": (said(NAME), part["title"], False),
            "words": (said(WORDS), part["markdown"], False)}  # fmt: skip


def _outcome(ballot: View) -> View:
    return {name: ballot[name] for name in OUTCOME if name in ballot}


def _texts(principle: View) -> dict[str, Text]:
    """Every text of a principle by its key: its label, its words, whether they are our own."""
    texts: dict[str, Text] = {"statement": ("", principle["statement"], False)}
    for field in principle["fields"]:
        is_open = bool(field.get("is_open"))
        words = NOT_READY if is_open else field["text"]
        texts[f"field {field['key']}"] = (field["label"], words, is_open)
    texts["decision"] = (DECISION, principle.get("decision", ""), False)
    texts["tags"] = (TAGS, ", ".join(principle.get("tags", ())), False)
    return texts


def _changed(old: dict[str, Text], new: dict[str, Text]) -> Iterator[View]:
    nothing: Text = ("", "", False)
    for key in {**new, **old}:
        before, now = old.get(key, nothing), new.get(key, nothing)
        if before[1] != now[1]:
            yield {"label": now[0] or before[0], "pieces": _pieces(before, now)}


def _pieces(before: Text, now: Text) -> list[list[str]]:
    if before[2] or now[2]:
        whole = ((REMOVED, before[1]), (ADDED, now[1]))
        return [[kind, text] for kind, text in whole if text]
    return [[piece.kind, piece.text] for piece in differences(before[1], now[1])]
