"""The shipped fonts are the ones that were looked at, with their licences."""

import hashlib

from workshop.publishing.places import FONTS


def test_every_font_has_the_sum_that_is_written_down() -> None:
    lines = (FONTS / "SHA256SUMS").read_text().splitlines()
    listed = dict(reversed(line.split()) for line in lines)
    fonts = FONTS.glob("*.ttf")
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in fonts}
    assert found == listed


def test_every_licence_lies_beside_the_fonts() -> None:
    for family in ("atkinson-hyperlegible-next", "noto-emoji", "noto-sans"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"OFL-{family}.txt").read_text("utf-8")
