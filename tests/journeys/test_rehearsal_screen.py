"""The screen of a simulated phone takes pushes as a page does, and knows what it misses."""

from workshop.rehearsal.screen import Screen

PAGE = (
    '<body data-epoch="e1"><main><div id="task" data-slice="task" data-stamp="3">'
    '<p data-scene="1.2.open">Write</p><ul>'
    '<li id="note-1" data-slice="note-1" data-stamp="1"><p>One</p></li></ul></div>'
    '<div id="mine" data-slice="mine" data-stamp="5"><input name="csrf_token" type="hidden" '
    'value="abc"><br>Mine</div></main></body>'
)


def task(stamp: int, words: str, *notes: int) -> dict[str, object]:
    kept = "".join(f'<li id="note-{n}" data-slice="note-{n}" data-keep></li>' for n in notes)
    html = (
        f'<div id="task" data-slice="task" data-stamp="{stamp}">'
        f'<p data-scene="1.2.open">{words}</p><ul>{kept}</ul></div>'
    )
    return {"id": "task", "n": stamp, "html": html}


def test_a_page_is_taken_apart_into_its_slices() -> None:
    screen = Screen(PAGE)
    assert (screen.epoch, screen.roots) == ("e1", ("task", "mine"))
    assert screen.stamps() == {"task": 3, "note-1": 1, "mine": 5}
    assert screen.scene() == "1.2.open"
    assert screen.pieces["task"].inside == ("note-1",)


def test_a_newer_slice_keeps_its_items_and_asks_for_unknown_ones() -> None:
    screen = Screen(PAGE)
    assert screen.apply([task(4, "Read", 1, 2)]) == ["note-2"]
    assert screen.pieces["task"].text == "Read"
    assert screen.pieces["note-1"].text == "One"


def test_an_older_slice_is_dropped() -> None:
    screen = Screen(PAGE)
    screen.apply([task(2, "Old")])
    assert screen.pieces["task"].text == "Write"


def test_what_is_in_no_list_any_more_goes_away() -> None:
    screen = Screen(PAGE)
    screen.apply([task(4, "Read")])
    assert "note-1" not in screen.pieces
    note = {"id": "note-1", "n": 9, "html": '<li data-slice="note-1" data-stamp="9">Two</li>'}
    assert screen.apply([note]) == []
    assert "note-1" not in screen.pieces


def test_an_empty_slice_removes_its_item() -> None:
    screen = Screen(PAGE)
    assert screen.apply([{"id": "note-1", "n": 2, "html": ""}]) == []
    assert screen.pieces["task"].inside == ()


def test_a_difference_in_words_is_found_and_one_in_tokens_is_not() -> None:
    screen = Screen(PAGE)
    assert screen.differences(Screen(PAGE.replace('"abc"', '"def"'))) == []
    assert screen.differences(Screen(PAGE.replace("One", "Two"))) == ["note-1"]
    assert screen.differences(Screen(PAGE.replace(">Mine", "><b>Mine</b>"))) == ["mine"]
