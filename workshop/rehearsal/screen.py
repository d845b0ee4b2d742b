"""What a page shows, as its scripts would have put it together from pushes."""

from typing import Any

from workshop.rehearsal.pieces import Piece, Sheet, sheet_of


class Screen:
    """The slices of an open page; applies pushes as `swap.js` does."""

    def __init__(self, page: str) -> None:
        sheet = sheet_of(page)
        self.epoch = sheet.body.get("data-epoch", "")
        self.roots = sheet.roots
        self.pieces = dict(sheet.pieces)

    @staticmethod
    def value_on_body(page: str, name: str) -> str:
        """What the page's body says of itself."""
        return sheet_of(page).body.get(name, "")

    def stamps(self) -> dict[str, int]:
        """What is held, as the page says it when it asks again."""
        return {name: piece.stamp for name, piece in self.pieces.items()}

    def apply(self, items: list[dict[str, Any]]) -> list[str]:
        """Put newer slices in place; return the names of those that are still missing."""
        here = self._names_here()
        for item in items:
            if item["id"] in here:
                here |= self._put(item)
        held, here = self.pieces, self._names_here()
        self.pieces = {name: held[name] for name in here if name in held}
        return sorted(here - self.pieces.keys())

    def scene(self) -> str:
        """The moment of the workshop that the page belongs to."""
        task = self.pieces.get("task")
        return task.html.partition('data-scene="')[2].partition('"')[0] if task else ""

    def differences(self, fresh: "Screen") -> list[str]:
        """The names of slices that a freshly opened page shows otherwise."""
        names = self.pieces.keys() | fresh.pieces.keys()
        return sorted(n for n in names if _shown(self.pieces, n) != _shown(fresh.pieces, n))

    def _put(self, item: dict[str, Any]) -> set[str]:
        held = self.pieces.get(item["id"])
        if held is not None and item["n"] < held.stamp:
            return set()
        if not item["html"]:
            self._remove(item["id"])
            return set()
        sheet: Sheet = sheet_of(item["html"])
        self.pieces |= sheet.pieces
        return {name for piece in sheet.pieces.values() for name in piece.inside}

    def _remove(self, name: str) -> None:
        self.pieces.pop(name, None)
        self.roots = tuple(root for root in self.roots if root != name)
        for piece in [p for p in self.pieces.values() if name in p.inside]:
            inside = tuple(one for one in piece.inside if one != name)
            html = piece.html.replace(f"[{name}]", "")
            self.pieces[piece.id] = Piece(piece.id, piece.stamp, html, piece.text, inside)

    def _names_here(self) -> set[str]:
        here: set[str] = set()
        wanted = list(self.roots)
        while wanted:
            name = wanted.pop()
            if name not in here:
                here.add(name)
                wanted += self.pieces[name].inside if name in self.pieces else ()
        return here


def _shown(pieces: dict[str, Piece], name: str) -> str | None:
    return pieces[name].html if name in pieces else None
