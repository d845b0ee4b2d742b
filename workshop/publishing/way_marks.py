"""The marks of one step of the way, as SVG for the web page: coloured by classes, no words."""

from collections.abc import Iterator

from markupsafe import Markup

from workshop.publishing.blocks import Mark, Step

WIDEST, GAP = 132, 4
SIZES = {"note": (11, 9), "theme": (30, 26), "words": (22, 30), "ballot": (20, 28),
         "principle": (34, 26)}
DRAWN = Markup('<svg class="way__marks" viewBox="0 0 {width} {height}" width="{width}" '
               'height="{height}" aria-hidden="true" focusable="false">{marks}</svg>')
BOX = Markup('<path class="{tone}" d="{path}"/>')
LABEL = Markup('<text class="way-label{on}" x="{x}" y="{y}">{words}</text>')
LINES = Markup('<path class="{tone}" d="{path}"/>')


def marks_of(step: Step) -> Markup:
    """The marks in rows; what is full is drawn as one path, what is open as another."""
    placed = list(_placed(step.marks))
    width = max((x + SIZES[mark.of][0] for mark, x, _ in placed), default=0) + 2
    height = max((y + SIZES[mark.of][1] for mark, _, y in placed), default=0) + 2
    parts = [_boxes(placed, is_full=full) for full in (False, True)]
    parts += [_inside(mark, x, y) for mark, x, y in placed]
    return DRAWN.format(width=width, height=height, marks=Markup("").join(parts))


def _placed(marks: tuple[Mark, ...]) -> Iterator[tuple[Mark, int, int]]:
    x = y = 1
    for mark in marks:
        width, height = SIZES[mark.of]
        if x + width > WIDEST:
            x, y = 1, y + height + GAP
        yield mark, x, y
        x += width + GAP


def _boxes(placed: list[tuple[Mark, int, int]], is_full: bool) -> Markup:
    drawn = [f"M{x} {y}h{SIZES[mark.of][0]}v{SIZES[mark.of][1]}h-{SIZES[mark.of][0]}z"
             for mark, x, y in placed if mark.is_full == is_full]
    tone = "draw-full" if is_full else "draw-open"
    return BOX.format(tone=tone, path="".join(drawn)) if drawn else Markup("")


def _inside(mark: Mark, x: int, y: int) -> Markup:
    width, height = SIZES[mark.of]
    tone = "draw-on" if mark.is_full else "draw-spine"
    if mark.label:
        on = " way-label--on" if mark.is_full else ""
        return LABEL.format(on=on, x=x + width // 2, y=y + height // 2 + 6, words=mark.label)
    if mark.of == "words":
        return LINES.format(tone=tone, path="".join(
            f"M{x + 5} {y + down}h{length}" for down, length in ((8, 12), (15, 12), (22, 7))))
    if mark.of == "ballot":
        return LINES.format(tone=tone, path=f"M{x + 6} {y + height // 2}h8")
    return Markup("")
